import Testing

@testable import LabValues

/// A number without a unit takes the family of units of the other results.
struct UnitSettlerTests {
  /// Results as typed, `~` where the unit was guessed; doubts with a question mark.
  private func drawn(_ text: String, units: [String: String] = [:]) -> String {
    let context = ReadingContext(today: SmallLabs.today, units: units)
    let reading = LabReader(SmallLabs.catalogue).read(text, in: context)
    let values = reading.mentions.compactMap { mention in
      mention.typed.map {
        (mention.unitGuessed ? "~" : "") + plainText($0.value) + " " + $0.unit
      }
    }
    return (values + reading.doubts.map { $0.fact + "?" }).joined(separator: "; ")
  }

  static let lines = Row.table([
    "phosphate 3.4": "phosphate?", "calcium 9.4, phosphate 3.4": "~9.4 mg/dL; ~3.4 mg/dL",
    "calcium 9.4 mg/dl, phosphate 3.4": "9.4 mg/dL; ~3.4 mg/dL",
    "calcium 2.4 mmol/l, phosphate 1.4": "2.4 mmol/L; ~1.4 mmol/L",
    "phosphate 1.4, calcium 2.4 mmol/l": "~1.4 mmol/L; 2.4 mmol/L",
    "pth 35, calcium 9.4 mg/dl": "~35 pg/mL; 9.4 mg/dL",
    "pth 35, calcium 2.4 mmol/l": "2.4 mmol/L; pth?",
    "phosphate 3.4 (US units)": "~3.4 mg/dL", "phosphate 1.4 (SI units)": "~1.4 mmol/L",
    "calcium 5, phosphate 1.2 mmol/l": "1.2 mmol/L; calcium_total?",
    "is a calcium of 9.4 mg/dl bad? phosphate 3.4": "9.4 mg/dL; phosphate?",
  ])

  @Test(arguments: lines) func anotherResultSettlesIt(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  @Test(arguments: [
    (["calcium_total": "mg/dL"], "~3.4 mg/dL"), (["calcium_total": "mmol/L"], "~3.4 mmol/L"),
    (["pth": "pg/mL"], "phosphate?"), (["calcium_total": "mEq/L"], "phosphate?"),
    (["calcium_total": "mg/dL", "phosphate": "mmol/L"], "phosphate?"), ([:], "phosphate?"),
  ])
  func whatIsKnownSettlesIt(units: [String: String], expected: String) {
    #expect(drawn("phosphate 3.4", units: units) == expected)
  }
}
