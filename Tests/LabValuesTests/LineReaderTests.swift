import Testing

@testable import LabValues

/// All stages together, and what is settled at their end.
struct LineReaderTests {
  private func read(_ text: String, focus: Person? = nil) -> Reading {
    LabReader(SmallLabs.catalogue).read(
      text, in: ReadingContext(today: SmallLabs.today, focus: focus))
  }

  @Test(arguments: [
    ("dialysis and calcium 9.1", ["dialysis", "calcium_total"]),
    ("pth 40, calcium 9.1, I'm on warfarin", ["pth", "calcium_total", "warfarin"]),
    ("ana positive, calcium 9.1", ["ana", "calcium_total"]),
  ])
  func mentionsStandInTheOrderOfTheLine(text: String, facts: [String]) {
    #expect(read(text).mentions.map(\.fact) == facts)
  }

  // MARK: - Flags

  @Test(arguments: [
    ("calcium 11 mg/dl", Flag.high), ("my son has calcium 11 mg/dl", .unknown),
    ("I'm pregnant, calcium 11 mg/dl", .unknown), ("I am 16, calcium 11 mg/dl", .unknown),
    ("I am 61, calcium 11 mg/dl", .high), ("my son has calcium 11 mg/dl H", .high),
    ("my son has calcium 11 mg/dl (8-12)", .normal), ("calcium is high", .high),
    ("calcium is borderline", .unknown), ("my mother is pregnant. calcium 11 mg/dl", .unknown),
  ])
  func adultRangesAreOffForChildrenAndInPregnancy(text: String, flag: Flag) {
    let values = read(text).mentions.filter { $0.fact == "calcium_total" }
    #expect(values.map(\.flag) == [flag])
  }

  @Test func theyAreOffForWhomTheyAreOff() {
    let reading = read("I'm pregnant, calcium 11 mg/dl. My mother has calcium 11 mg/dl")
    let values = reading.mentions.filter { $0.value != nil }
    #expect(values.map(\.subject) == [nil, .mother] && values.map(\.flag) == [.unknown, .high])
  }

  // MARK: - Time

  @Test(arguments: [
    ("calcium 9.1 on 1.11.2026", true), ("calcium 9.1 yesterday", false),
    ("calcium 9.1", false), ("calcium 9.1 last summer", true), ("calcium 9.1 last year", true),
    ("calcium 9.1 last month", true), ("calcium 9.1 in 2026", false),
    ("calcium 9.1 in November", false),
  ])
  func whatIsOlderThanTwoWeeksIsPast(text: String, isPast: Bool) {
    #expect(read(text).mentions.map(\.isPast) == [isPast])
  }

  // MARK: - People

  @Test(
    arguments: [
      ("my mother has lupus", nil, PersonFocus.on(.mother)), ("calcium 9.1", nil, .unchanged),
      ("my mother's calcium is 11 and mine is 9.1", nil, .on(nil)),
      ("my mother drives me and my calcium is 9.1", nil, .on(.mother)),
      ("I have lupus", nil, .on(nil)), ("her calcium is 9.1", .mother, .on(.mother)),
      ("what is calcium", .mother, .unchanged),
    ] as [(String, Person?, PersonFocus)])
  func aLineLeavesSomebodyInFocus(text: String, before: Person?, after: PersonFocus) {
    #expect(read(text, focus: before).focus == after)
  }

  @Test func whoIsInFocusIsMeantUntilSomebodyIsNamed() {
    #expect(read("calcium 9.1", focus: .mother).mentions.map(\.subject) == [.mother])
    #expect(read("my calcium is 9.1", focus: nil).mentions.map(\.subject) == [nil])
    #expect(read("my son has calcium 9.1", focus: .mother).mentions.last?.subject == .son)
  }

  // MARK: - Names

  @Test(arguments: [
    ("is calcium or pth better", ["calcium_total", "pth"]), ("ca 9.1", []),
    ("calcium, calcium", ["calcium_total"]),
    ("ana and GALNT3", ["ana", "gene_galnt3"]), ("potassium 4", []), ("sodium", []),
  ])
  func resultsThatAreNamedInFullAreListedOnce(text: String, ids: [String]) {
    #expect(read(text).named == ids)
  }

  // MARK: - Nothing

  @Test(arguments: ["", "hello", "what a day", "   ", "\n\n", "é"])
  func aLineWithoutANameOrANumberSaysNothing(text: String) {
    #expect(read(text) == Reading() && read(text).isEmpty)
  }

  @Test func whatStandsBehindTheLimitIsNotRead() {
    let blank = String(repeating: " ", count: LabReader.longestLine)
    #expect(read("calcium 9.1" + blank + "pth 40").mentions.map(\.fact) == ["calcium_total"])
  }

  /// Who takes something back states nothing besides.
  @Test func anOrderToForgetStatesNoValue() {
    let reading = read("forget my calcium 9.1")
    #expect(reading.retractions == [.fact("calcium_total")])
    #expect(reading.mentions.allSatisfy { $0.value == nil })
  }

  @Test func inAReportASentenceExplains() {
    let report =
      "Calcium 9.1 mg/dl\nPTH 40 pg/ml\nPhosphate 3 mg/dl\nin general calcium was 12 mg/dl"
    let values = read(report).recorded.compactMap(\.typed?.value)
    #expect(values == [9.1, 40, 3])
  }
}
