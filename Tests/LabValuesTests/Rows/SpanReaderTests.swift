import Testing

@testable import LabValues

/// Rows of reports cut into spans, before anything is bound.
struct SpanReaderTests {
  private func spans(_ text: String) -> [RowSpan] {
    let line = SmallLabs.line(text)
    var date = 0
    return SpanReader(line).spans(in: 0..<line.scan.count, from: &date)
  }

  static let rows = Row.table([
    "Calcium 10.7 H 8.6-10.4": "name number flag number number",
    "Calcium 10.7 H mg/dL": "name number flag unit",
    "Calcium (1) 9.1": "name number number",
    "Calcium pending": "name noResult",
    "Collected 2026-03-01 Reported 2026-03-02": "sampleDate date otherDate otherDate",
    "Zonulin 12 iu/ml": "noise number",
    "upper limit 65": "limit number",
    "normal 8.6-10.2": "limit number number",
    "normal": "flag",
    "previous 9.1": "previous number",
    "serum calcium": "bloodSpecimen name",
    "urine": "otherSpecimen",
    "deficiency 20": "interpretive number",
    "abnormal": "abnormal",
    "8.6 to 10.2": "number word number",
    "result 9.1": "word number",
    "what is it": "prose prose prose",
  ])

  @Test(arguments: rows) func everyWordIsInOneSpan(row: Row) {
    let found = spans(row.text)
    #expect(found.map { "\($0.kind)" }.joined(separator: " ") == row.expected)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.end == $1.start })
  }

  @Test(arguments: [
    ("H", Flag.high), ("HH", .criticalHigh), ("L", .low), ("LL", .criticalLow), ("High", .high),
  ])
  func aFlagKeepsItsDirection(text: String, flag: Flag) {
    #expect(spans("Calcium 9 " + text).last?.flag == flag)
  }

  @Test(arguments: ["calcium 9 h", "calcium 9 l"])
  func aSmallLetterIsNoFlag(text: String) {
    #expect(spans(text).last?.flag == nil)
  }

  @Test func aWordThatIsAskedAboutIsNoFlag() {
    #expect(spans("calcium 10.2 high?").last?.kind == .word)
    #expect(spans("calcium 10.2 high").last?.kind == .flag)
  }

  @Test(
    arguments: [
      ("upper limit 65", true), ("lower limit 15", false), ("ref 8.5-10.5", nil),
    ] as [(String, Bool?)])
  func aLimitSaysWhichEndItIs(text: String, isUpper: Bool?) {
    #expect(spans(text).first?.kind == .limit && spans(text).first?.isUpper == isUpper)
  }

  @Test func bracketsAreKnownByWhatTheyHold() {
    let found = spans("Calcium (zonulin) 9.1 (8.5-10.5) x\nCalcium (9.1\n9.2")
    #expect(
      found.map(\.isInBrackets) == [
        false, true, false, true, true, false, false, true, false,
      ])
    #expect(found[1].kind == .aside)
  }
}
