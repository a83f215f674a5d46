import Testing

@testable import LabValues

/// The numbers of a line outside its names and dates.
struct NumberReaderTests {
  private func numbers(_ text: String) -> String {
    SmallLabs.line(text).numbers.map { plainText($0.value) }.joined(separator: " ")
  }

  static let lines = Row.table([
    "calcium 9.1, pth 40": "9.1 40", "25 on 2026-03-01": "25", "egfr 42 ml/min/1.73m2": "42",
    "scl-70 positive": "", "3.1 3.4 mg/dl": "3.1 3.4", "birads 3": "3", "in 2019": "",
    "3 weeks ago 9.1": "9.1", "8.6-10.2": "8.6 10.2", "none": "",
  ])

  @Test(arguments: lines) func aNumberOfANameOrADateIsNone(row: Row) {
    #expect(numbers(row.text) == row.expected)
  }

  static let words = Row.table([
    "nine point eight": "9.8", "six point two five": "6.25", "forty two pg/ml": "42",
    "three hundred and forty pg/ml": "340", "nine hundred and forty pg/ml": "940",
    "three thousand pg/ml": "3000", "thirteen mg/dl": "13", "two nodules": "", "thirteen": "",
    "one or two": "", "six point": "", "one thousand two hundred pg/ml": "1200",
    "two thousand three hundred and forty pg/ml": "2340", "one hundred five six pg/ml": "6",
    "calcium thirteen": "13", "calcium is thirteen": "13", "calcium was thirteen, pth": "13",
    "calcium thirteen nodules": "", "the calcium one": "",
  ])

  @Test(arguments: words) func aWordIsANumberWithAPointAUnitOrAName(row: Row) {
    #expect(numbers(row.text) == row.expected)
  }

  @Test(arguments: [
    ("9 1/2", true), ("9 1/2 mg/dl", true), ("9 10/2", false), ("9 1/12", false), ("9", false),
  ])
  func aNumberInFrontOfAFractionIsNotWhole(text: String, isUnclear: Bool) {
    #expect(SmallLabs.line(text).numbers.first?.isUnclear == isUnclear)
  }
}
