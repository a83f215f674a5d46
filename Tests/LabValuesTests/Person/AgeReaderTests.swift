import Testing

@testable import LabValues

/// Which numbers are ages.
struct AgeReaderTests {
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
}
