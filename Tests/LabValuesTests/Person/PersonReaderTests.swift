import Testing

@testable import LabValues

/// Age, sex and childhood, and of whom they are.
struct PersonReaderTests {
  /// `age 9 of son, male, child`, each where it is said.
  private func drawn(_ text: String) -> String {
    let line = SmallLabs.line(text)
    var findings = Findings(line)
    var reader = PersonReader(line)
    reader.read(into: &findings)
    let reading = findings.reading
    var parts: [String] = []
    if let age = reading.age {
      parts.append("age \(age.years)" + (reading.aged.map { " of \($0)" } ?? ""))
    }
    if let sex = reading.sex { parts.append(sex.rawValue) }
    if reading.isChild { parts.append("child") }
    return parts.joined(separator: ", ")
  }

  static let people = Row.table([
    "67 yo woman": "age 67, female", "male 50": "age 50, male", "I'm a woman": "female",
    "my son is 9": "age 9 of son, child", "my 6 year old son": "age 6 of son, child",
    "I am 16": "age 16, child", "I am 18": "age 18", "my daughter is 30": "",
    "my mother is 70": "age 70 of mother", "my baby": "child", "my son": "child",
    "8 months old": "age 0, child", "a man on a horse": "", "she is pregnant": "",
    "pregnant with my baby": "",
  ])

  @Test(arguments: people) func ageSexAndChildhoodAreOfOnePerson(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }
}
