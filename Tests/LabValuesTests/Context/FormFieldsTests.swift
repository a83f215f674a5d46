import Testing

@testable import LabValues

/// Fields of a form: a label, and whether it holds.
struct FormFieldsTests {
  static let fields = Row.table([
    "Dialysis: No": "no", "Warfarin - yes": "yes", "Lupus? neg": "no", "Lupus: unknown": "unknown",
    "Dialysis (y/n): n": "no", "Warfarin (apixaban): no": "no", "Dialysis = y": "yes",
    "Dialysis | yes | no": "yes", "Dialysis: no, Lupus: yes": "no",
    "dialysis no": "-", "Lupus: no idea": "-", "Lupus:": "-", "Lupus-yes": "-", "Lupus: maybe": "-",
  ])

  @Test(arguments: fields) func theWordBehindALabelDecides(row: Row) throws {
    let scan = SmallLabs.scan(row.text)
    let name = try #require(scan.names.first)
    let value = FormFields(scan: scan).value(behind: name.end, name: 0)
    #expect((value.map { "\($0)" } ?? "-") == row.expected)
  }
}
