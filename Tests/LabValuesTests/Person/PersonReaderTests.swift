import Testing

@testable import LabValues

/// Which numbers are ages, and of whom.
struct PersonReaderTests {
  @Test(arguments: [
    ("67 yo", 67), ("67 years old", 67), ("aged 34", 34), ("I'm 67", 67), ("I am 67", 67),
    ("male 50", 50), ("50F", 50), ("50 m", 50), ("a 9 year old", 9), ("my son is 9", 9),
    ("8 months old", 0), ("20 months old", 1), ("6 weeks old", 0), ("67y male", 67),
    ("45F with lupus", 45),
  ])
  func aNumberIsAnAge(text: String, years: Int) {
    #expect(AgeReader(line: SmallLabs.line(text)).years(0) == years)
  }

  @Test(arguments: [
    "calcium 9", "9 mg/dl", "I have a 10 year old scar", "since aged 6", "my mother's is 9",
    "I'm 34 weeks along", "aged 6 times", "9", "I'm 9.5 mg", "is 9",
  ])
  func anotherNumberIsNone(text: String) {
    #expect(AgeReader(line: SmallLabs.line(text)).years(0) == nil)
  }

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
