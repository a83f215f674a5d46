import Testing

@testable import LabValues

/// One number, however its parts are joined.
struct DigitReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var value: Double
    var alternative: Double?
    var decimals: Int
    var testDescription: String { text }

    init(_ text: String, _ value: Double, or alternative: Double? = nil, decimals: Int = 0) {
      (self.text, self.value, self.alternative) = (text, value, alternative)
      self.decimals = decimals
    }
  }

  private func read(_ text: String) -> NumberSpan {
    let scan = SmallLabs.scan(text)
    let reader = DigitReader(scan: scan, layout: Layout(scan.bytes, scan.lexemes))
    return reader.number(at: scan.lexemes.firstIndex(where: \.isDigits) ?? 0)
  }

  @Test(arguments: [
    Case("9", 9), Case("9.1", 9.1, decimals: 1), Case("9,1", 9.1, decimals: 1),
    Case("10.40", 10.4, decimals: 2), Case("0.05", 0.05, decimals: 2),
    Case(".9 mg/dl", 0.9, decimals: 1), Case("1,234", 1234, or: 1.234),
    Case("1.234", 1.234, or: 1234, decimals: 3), Case("0,123", 0.123, decimals: 3),
    Case("1234.5", 1234.5, decimals: 1), Case("1,234,567", 1_234_567),
    Case("1.234,5", 1234.5, decimals: 1), Case("1,234.5", 1234.5, decimals: 1),
    Case("1'250", 1250), Case("1'25", 1), Case("12,34", 12.34, decimals: 2),
  ])
  func signsBetweenDigitsAreReadAsMeant(example: Case) {
    let number = read(example.text)
    #expect(number.value == example.value)
    #expect(number.alternative == example.alternative)
    #expect(number.decimals == example.decimals)
  }

  @Test(arguments: [
    Case("1 234 pg/ml", 1234), Case("1 234", 1), Case("0 234 pg/ml", 0), Case("123 456 pg/ml", 123),
    Case("2 .45 mmol/l", 2.45), Case("9. 8 mg/dl", 9.8), Case("1 . 62 mmol/l", 1.62),
    Case("2 .45", 2), Case("9. 8", 9), Case("6 point 2", 6.2), Case("6 point", 6),
  ])
  func aSpaceInsideNeedsAUnitBehind(example: Case) {
    #expect(read(example.text).value == example.value)
  }

  @Test(arguments: [
    Case("1.25e3", 1250), Case("1.25e+3", 1250), Case("1.25 x 10^3", 1250), Case("2x10^2", 200),
    Case("1.25 x 10³", 1250), Case("3 x 4", 3), Case("1e", 1),
  ])
  func aPowerOfTenBelongsToIt(example: Case) {
    #expect(read(example.text).value == example.value)
  }

  @Test(arguments: [
    Case("1O.4", 10.4), Case("3I2", 312), Case("1l.4", 11.4), Case("1O4", 104), Case("4 O", 4),
  ])
  func aLetterAmongDigitsIsTheDigitThatItLooksLike(example: Case) {
    #expect(read(example.text).value == example.value)
  }

  @Test func aFootnoteIsNoPartOfAThousand() {
    #expect(read("*1 234 pg/ml").value == 1)
  }

  @Test func itsBytesAreTheWholeNumber() {
    for text in ["9.1", "1,234,567", "1'250", ".9", "1.25e3"] {
      let number = read("value " + text)
      #expect(number.bytes == 6..<(6 + text.utf8.count), "\(text)")
    }
  }
}
