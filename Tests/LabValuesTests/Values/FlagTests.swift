import Testing

@testable import LabValues

/// Where a value lies: by the adult range, by their own, by a word.
struct FlagTests {
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
}
