import Testing

@testable import LabValues

/// Flags, doubts, dates and spans: the values that a line may say.
struct ValuesTests {
  // MARK: - Flags

  @Test(arguments: [
    (9.0, Comparator.equal, Flag.normal), (8.4, .equal, .low), (10.6, .equal, .high),
    (6.5, .equal, .criticalLow), (13, .about, .criticalHigh), (8, .below, .low),
    (9, .below, .unknown), (6, .atMost, .criticalLow), (11, .above, .high),
    (13, .atLeast, .criticalHigh),
    (9, .above, .unknown), (10.5, .atLeast, .unknown),
  ])
  func anOpenSpanIsFlaggedByItsMildestEnd(value: Double, sign: Comparator, flag: Flag) throws {
    let calcium = try #require(SmallLabs.catalogue.analyte("calcium_total"))
    #expect(calcium.flag(value, comparator: sign) == flag)
  }

  struct Flagged: Sendable, CustomTestStringConvertible {
    var value: Double
    var own: ReferenceInterval?
    var ownFlag: Flag?
    var flag: Flag
    var testDescription: String {
      let range = own.map { "\($0.low ?? 0)–\($0.high ?? 0)" } ?? ""
      return "\(value) \(range) \(ownFlag?.rawValue ?? "")"
    }

    init(_ value: Double, own: (Double?, Double?)? = nil, said: Flag? = nil, is flag: Flag) {
      self.value = value
      self.own = own.map { ReferenceInterval(low: $0.0, high: $0.1, unit: "mg/dL") }
      (ownFlag, self.flag) = (said, flag)
    }
  }

  /// Their own range and flag win; a critical value on the side of their flag keeps its rank.
  @Test(arguments: [
    Flagged(10.8, is: .high), Flagged(10.8, own: (8, 11), is: .normal),
    Flagged(10.2, own: (8, 10), is: .high), Flagged(8.4, own: (8, nil), is: .normal),
    Flagged(10.2, said: .high, is: .high), Flagged(10.2, own: (8, 11), said: .low, is: .low),
    Flagged(13.5, own: (8, 11), said: .high, is: .criticalHigh),
    Flagged(13.5, own: (8, 11), is: .criticalHigh), Flagged(6.2, said: .low, is: .criticalLow),
  ])
  func theirRangeAndFlagWin(example: Flagged) throws {
    let calcium = try #require(SmallLabs.catalogue.analyte("calcium_total"))
    var mention = Mention(fact: "calcium_total", kind: .analyte, status: .stated, range: 0..<1)
    mention.value = Quantity(example.value, "mg/dL")
    (mention.ownInterval, mention.ownFlag) = (example.own, example.ownFlag)
    #expect(mention.flag(by: calcium) == example.flag)
  }

  @Test func withoutAValueOrARangeNothingIsInRange() throws {
    var calcium = try #require(SmallLabs.catalogue.analyte("calcium_total"))
    let mention = Mention(fact: "calcium_total", kind: .analyte, status: .stated, range: 0..<1)
    #expect(mention.flag(by: calcium) == .unknown)
    calcium.reference = ReferenceInterval(low: nil, high: nil, unit: "mg/dL")
    #expect(calcium.flag(9) == .unknown && calcium.flag(13.1) == .criticalHigh)
  }

  @Test(arguments: [
    (WordValue.low, Flag.low), (.normal, .normal), (.high, .high), (.criticalLow, .criticalLow),
    (.criticalHigh, .criticalHigh), (.borderline, .unknown),
  ])
  func aWordStandsForItsFlag(word: WordValue, flag: Flag) { #expect(word.flag == flag) }

  @Test(
    arguments: [
      (10.4, nil), (10.5, "mild"), (11.99, "mild"), (12, "moderate"), (14, "severe"),
      (99, "severe"),
    ] as [(Double, String?)])
  func aBandHoldsItsStartAndNotItsEnd(value: Double, name: String?) throws {
    let calcium = try #require(SmallLabs.catalogue.analyte("calcium_total"))
    #expect(calcium.band(of: value)?.name == name)
  }

  // MARK: - Units

  @Test(arguments: [
    ("calcium_total", 2.6, "mmol/L", "2.60 mmol/L", "2.60 mmol/L (10.4 mg/dL)"),
    ("calcium_total", 10, "mg/dL", "10.0 mg/dL", "10.0 mg/dL (2.50 mmol/L)"),
    ("pth", 35, "pg/mL", "35 pg/mL", "35 pg/mL (3.7 pmol/L)"), ("inr", 2.5, "ratio", "2.5", "2.5"),
    ("egfr", 42, "mL/min/1.73m2", "42 mL/min/1.73m2", "42 mL/min/1.73m2"),
  ])
  func aValueIsShownInItsUnitAndInTheOther(
    id: String, value: Double, unit: String, text: String, echo: String
  ) throws {
    let analyte = try #require(SmallLabs.catalogue.analyte(id))
    #expect(analyte.text(Quantity(value, unit)) == text)
    #expect(analyte.echo(Quantity(value, unit)) == echo)
  }

  @Test func aForeignUnitIsNotConverted() throws {
    let pth = try #require(SmallLabs.catalogue.analyte("pth"))
    #expect(pth.canonical(Quantity(1, "mg/dL")) == nil && pth.factor(of: "mg/dL") == nil)
    #expect(pth.convert(Quantity(1, "mg/dL"), to: "pg/mL") == nil)
    #expect(pth.convert(Quantity(1, "mg/dL"), to: "mg/dL") == nil)
    #expect(pth.convert(Quantity(1, "pg/mL"), to: "mg/dL") == nil)
  }

  // MARK: - Doubts

  @Test(arguments: [
    ([Flag.criticalHigh, .criticalLow], Doubt.Reason.missingUnit, true, true),
    ([.criticalHigh, .normal], .missingUnit, false, true), ([.high], .missingUnit, false, false),
    ([.criticalHigh, .normal], .contradiction, true, true), ([], .implausible, false, false),
    ([.criticalHigh], .unitToConfirm(typed: "%"), true, true),
  ])
  func aDoubtAlarmsWhereEveryReadingIsCritical(
    flags: [Flag], reason: Doubt.Reason, may: Bool, could: Bool
  ) {
    var doubt = Doubt(fact: "calcium_total", reason: reason, range: 0..<1, asTyped: "5")
    doubt.candidates = flags.map {
      Doubt.Candidate(typed: Quantity(5, "mg/dL"), canonical: Quantity(5, "mg/dL"), flag: $0)
    }
    #expect(doubt.mayBeCritical == may && doubt.couldBeCritical == could)
    doubt.isCalm = true
    #expect(!doubt.mayBeCritical && doubt.couldBeCritical == could)
  }

  // MARK: - Dates

  @Test(arguments: [
    ("2026-03-01", When.Precision.day), ("2026-03", .month), ("2026", .year),
  ])
  func whatIsWrittenIsReadBack(text: String, precision: When.Precision) throws {
    let when = try #require(When(written: text))
    #expect(when.precision == precision && when.description == text)
  }

  @Test(arguments: ["", "undated", "2026-3", "26", "2026-13", "2026-02-30", "2026-03-01T"])
  func nothingElseIsRead(text: String) { #expect(When(written: text) == nil) }

  @Test(arguments: [
    ("2026-11-07", false), ("2026-11-06", true), ("2026-11-21", false), ("2026-12-24", false),
    ("2026-11", false), ("2026-10", true), ("2026", false), ("2025", true),
  ])
  func longAgoIsMoreThanTwoWeeks(text: String, isLongAgo: Bool) throws {
    let when = try #require(When(written: text))
    #expect(when.isLongAgo(before: SmallLabs.today) == isLongAgo)
    #expect(!when.isLongAgo(before: nil))
  }

  // MARK: - People

  struct Fit: Sendable, CustomTestStringConvertible {
    var range: PersonRange
    var age: Int?
    var sex: Sex?
    var isOff = false
    var fits: Bool
    var testDescription: String { "\(range) \(age ?? -1) \(sex.map { "\($0)" } ?? "-") \(isOff)" }
  }

  private static func range(
    sex: Sex? = nil, from: Int? = nil, to: Int? = nil, with: String? = nil
  ) -> PersonRange {
    PersonRange(sex: sex, from: from, to: to, with: with, low: 1, high: 2)
  }

  @Test(arguments: [
    Fit(range: range(sex: .female), sex: .female, fits: true),
    Fit(range: range(sex: .female), sex: .male, fits: false),
    Fit(range: range(sex: .female), fits: false),
    Fit(range: range(sex: .female), sex: .female, isOff: true, fits: false),
    Fit(range: range(from: 2, to: 12), age: 2, fits: true),
    Fit(range: range(from: 2, to: 12), age: 12, isOff: true, fits: true),
    Fit(range: range(from: 2, to: 12), age: 13, fits: false),
    Fit(range: range(from: 2), fits: false),
    Fit(range: range(to: 17), age: 0, fits: true),
    Fit(range: range(with: "pregnancy"), isOff: true, fits: true),
    Fit(range: range(with: "dialysis"), fits: false), Fit(range: range(), fits: true),
    Fit(range: range(), isOff: true, fits: false),
  ])
  func aRangeIsForWhomWhatItAsksForIsKnown(example: Fit) {
    let fits = example.range.fits(
      age: example.age, sex: example.sex, isAdultRangeOff: example.isOff
    ) { $0 == "pregnancy" }
    #expect(fits == example.fits)
  }

  @Test(arguments: [
    ("mum", Person.mother), ("Mother", .mother), ("husband", .husband), ("friend", .friend),
  ])
  func aPersonIsNamed(name: String, person: Person) {
    #expect(SmallLabs.catalogue.person(named: name) == .some(person))
  }

  @Test func theSpeakerIsNobodyElse() {
    #expect(SmallLabs.catalogue.person(named: "i") == .some(nil))
    #expect(SmallLabs.catalogue.person(named: "zonulin") == .none)
  }
}
