import Testing

@testable import LabValues

/// How far a denial goes on over a list.
struct ListDenialsTests {
  /// The names behind the first that are denied, with `?` where that is open.
  private func drawn(_ text: String) -> String {
    let scan = SmallLabs.scan(text)
    let denials = ListDenials(scan)
    return scan.names.compactMap { name in
      let words = SmallLabs.words(name.lexemes, of: scan)
      if denials.isDenied[name.start] { return words }
      return denials.isUnclear[name.start] ? words + "?" : nil
    }.joined(separator: " ")
  }

  static let lists = Row.table([
    "denies warfarin, dialysis, or lupus": "dialysis lupus", "no lupus or cancer": "cancer",
    "no lupus nor cancer": "cancer", "no lupus, cancer and dialysis": "cancer dialysis",
    "no dialysis, warfarin": "warfarin?", "no lupus, cancer, warfarin": "cancer? warfarin?",
    "not on dialysis, on warfarin": "", "no lupus, I have cancer": "", "no lupus. cancer": "",
    "no lupus, now cancer": "", "lupus or cancer": "", "no lupus": "", "never lupus, my cancer": "",
    "no lupus, if cancer": "",
  ])

  @Test(arguments: lists) func aWordThatJoinsCarriesIt(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }
}

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
