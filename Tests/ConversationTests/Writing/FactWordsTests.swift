import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Facts in words.
struct FactWordsTests {
  private let words = SmallWriting.facts

  private static func typed(
    _ fact: String, _ number: Double, _ unit: String, as text: String = "",
    _ change: (inout Mention) -> Void = { _ in }
  ) -> Mention {
    var mention = Mention.value(fact, 0)
    let analyte = SmallCatalogue.labs.analyte(fact)
    mention.typed = Quantity(number, unit)
    mention.value = analyte?.canonical(Quantity(number, unit))
    mention.asTyped = text
    mention.flag = analyte?.flag(mention.value?.value ?? 0) ?? .unknown
    change(&mention)
    return mention
  }

  private static func word(_ fact: String, _ word: WordValue) -> Mention {
    var mention = Mention(fact: fact, kind: .analyte, status: .stated, range: 0..<0)
    (mention.wordValue, mention.flag) = (word, word.flag)
    return mention
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var mention: Mention
    var expected: String
    var testDescription: String { expected }

    init(_ mention: Mention, _ expected: String) {
      (self.mention, self.expected) = (mention, expected)
    }
  }

  @Test(arguments: [
    Case(.value("calcium", 9.6), "calcium 9.6 mg/dL"),
    Case(typed("calcium", 2.6, "mmol/L"), "calcium 2.60 mmol/L (10.4 mg/dL)"),
    Case(typed("calcium", 2.6, "mmol/L", as: "2.6 mmol/l"), "calcium 2.6 mmol/l (10.4 mg/dL)"),
    Case(typed("calcium", 9, "mg/dL") { $0.comparator = .above }, "calcium > 9.0 mg/dL"),
    Case(
      typed("calcium", 9, "mg/dL", as: ">9 mg/dL") { $0.comparator = .above }, "calcium >9 mg/dL"),
    Case(word("calcium", .high), "calcium high"), Case(.condition("ckd"), "kidney disease"),
  ])
  func aFactIsShownAsItWasTyped(example: Case) {
    #expect(words.display(StoredFact(example.mention, turn: 1)) == example.expected)
  }

  @Test(arguments: [
    Case(.value("calcium", 9.6), "calcium 9.6 mg/dL, in range (usual range 8.5 to 10.5 mg/dL)"),
    Case(
      typed("calcium", 3, "mmol/L"),
      "calcium 3.00 mmol/L (12.0 mg/dL), high (usual range 2.12 to 2.62 mmol/L)"),
    Case(
      typed("calcium", 9.6, "mg/dL") { ($0.ownFlag, $0.flag) = (.high, .high) },
      "calcium 9.6 mg/dL, high by your report"),
    Case(
      .value("calcium", 9.6, on: "2026-03-01"),
      "calcium 9.6 mg/dL, in range (usual range 8.5 to 10.5 mg/dL), 2026-03-01"),
    Case(typed("calcium", 9.6, "mg/dL") { $0.flag = .unknown }, "calcium 9.6 mg/dL"),
    Case(.condition("dialysis"), "dialysis"),
  ])
  func aResultIsDescribedWithItsRange(example: Case) {
    let fact = StoredFact(example.mention, turn: 1)
    #expect(words.described(fact, in: Session()) == example.expected)
  }

  @Test(arguments: [
    Case(.value("calcium", 14), "calcium 14.0 mg/dL, critically high"),
    Case(.value("calcium", 9.6), "calcium 9.6 mg/dL"), Case(.condition("ckd"), "kidney disease"),
  ])
  func inShortOnlyWhatIsNotNormalHasAWord(example: Case) {
    #expect(words.brief(StoredFact(example.mention, turn: 1)) == example.expected)
  }

  @Test(arguments: [
    ("4.1 mg/dL", 4.1, Comparator.equal, "4.1"), ("18", 18, .equal, "18"),
    ("4,1", 4.1, .equal, "4.1"),
    ("", 4.1, .equal, "4.1"), (">90", 90, .above, "> 90"), ("4.10 mg/dL", 4.1, .equal, "4.10"),
    ("1,234", 1234, .equal, "1234.0"),
  ])
  func aNumberStaysAsItWasTyped(typed: String, value: Double, sign: Comparator, text: String) throws
  {
    let analyte = try #require(SmallCatalogue.labs.analyte("calcium"))
    let mention = Self.typed("calcium", value, "mg/dL", as: typed) { $0.comparator = sign }
    #expect(words.number(of: mention, analyte) == text)
  }

  @Test func whatIsDeniedAndWhoseItIsAreSaid() {
    let denied = StoredFact(.condition("ckd", isDenied: true), turn: 1)
    #expect(words.remembered(denied) == "no kidney disease")
    #expect(words.named("calcium", of: .mother) == "calcium (your mother)")
    #expect(words.named("calcium", of: nil) == "calcium")
  }

  @Test(
    arguments: [
      ([], ""), (["calcium"], "Read as mg/dL."),
      (["calcium", "phosphate"], "Read as calcium mg/dL and phosphate mg/dL."),
      (["albumin"], ""),
    ] as [([String], String)])
  func oneSentenceTellsOfAllUnitsThatWereGuessed(ids: [String], text: String) {
    let guessed = ids.map { id in
      var mention = Mention.value(id, 9)
      mention.unitGuessed = true
      return StoredFact(mention, turn: 1)
    }
    #expect(words.unitNote(guessed + [StoredFact(.value("calcium", 9), turn: 1)]) == text)
  }

  @Test(
    arguments: [
      ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
      (["a, x", "b"], "a, x; b"),
    ] as [([String], String)])
  func aListIsReadAloud(parts: [String], text: String) { #expect(words.list(parts) == text) }

  @Test(arguments: [
    ("calcium", "Calcium"), ("eGFR", "eGFR"), ("PTH", "PTH"), ("", ""), ("é", "É"),
  ])
  func aSentenceBeginsWithACapital(text: String, capital: String) {
    #expect(words.capitalized(text) == capital)
  }

  @Test(arguments: [(2.0, "2"), (2.5, "2.5"), (-3, "-3"), (1e12, "1000000000000.0")])
  func aNumberHasNoNeedlessFraction(value: Double, text: String) {
    #expect(words.number(value) == text)
  }

  @Test(
    arguments: [
      (2.5, 4.5, "mg/dL", "2.5 to 4.5"), (2.5, nil, "mg/dL", "2.5 or more"),
      (nil, 4.5, "mg/dL", "up to 4.5"), (nil, nil, "mg/dL", ""),
      (3.097, 6.194, "mmol/L", "1.00 to 2.00"),
    ] as [(Double?, Double?, String, String)])
  func limitsAreToldInTheUnit(low: Double?, high: Double?, unit: String, text: String) throws {
    let analyte = try #require(SmallCatalogue.labs.analyte("phosphate"))
    let own = ReferenceInterval(low: low, high: high, unit: "mg/dL")
    #expect(words.limits(of: analyte, own: own, unit: unit) == text)
  }

  @Test(arguments: [
    (Flag.low, "L"), (.high, "H"), (.criticalLow, "LL"), (.criticalHigh, "HH"), (.normal, ""),
    (.unknown, ""),
  ])
  func aFlagHasItsMark(flag: Flag, mark: String) { #expect(words.mark(flag) == mark) }

  @Test func ofAChildItIsSaidThatNoAdultRangeIsUsed() {
    let session = SmallWriting.session(.condition("child"), .value("calcium", 10.8))
    let unknown = Self.typed("calcium", 10.8, "mg/dL") { $0.flag = .unknown }
    #expect(words.adultRangeNotes([StoredFact(unknown, turn: 1)], in: session) == "A child.")
    #expect(words.adultRangeNotes([StoredFact(.value("calcium", 9), turn: 1)], in: session) == "")
    #expect(words.adultRangeNotes([StoredFact(unknown, turn: 1)], in: Session()) == "")
  }
}
