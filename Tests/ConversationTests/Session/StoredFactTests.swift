import Knowledge
import LabValues
import Testing

@testable import Conversation

/// How old a fact is, which sample it came from, and how programs read it.
struct StoredFactTests {
  private let today = Day(iso: "2026-11-29")

  private static func past(_ mention: Mention) -> Mention {
    var mention = mention
    mention.isPast = true
    return mention
  }

  // MARK: Age

  struct Ages: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var older: StoredFact
    var newer: StoredFact

    init(_ name: String, _ older: Mention, _ newer: Mention, turns: (Int, Int) = (2, 1)) {
      testDescription = name
      (self.older, self.newer) = (
        StoredFact(older, turn: turns.0), StoredFact(newer, turn: turns.1)
      )
    }
  }

  /// In every pair the older one was told later.
  @Test(arguments: [
    Ages(
      "two days", .value("calcium", 9, on: "2025-01-01"), .value("calcium", 9, on: "2025-01-02")),
    Ages("a day and now", .value("calcium", 9, on: "2025-01-01"), .value("calcium", 9)),
    Ages("used to be and now", .value("calcium", 9, isEarlier: true), .value("calcium", 9)),
    Ages("by its words", past(.value("calcium", 9)), .value("calcium", 9)),
    Ages("now and later", .value("calcium", 9), .value("calcium", 9), turns: (1, 2)),
  ])
  func oneIsOlder(example: Ages) {
    let (one, two) = (FactAge(example.older, today), FactAge(example.newer, today))
    #expect(one < two && !(two < one) && one != two)
  }

  // MARK: Samples

  struct Pair: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var one: Mention
    var two: Mention
    var isSame: Bool

    init(_ name: String, _ one: Mention, _ two: Mention, _ isSame: Bool) {
      (testDescription, self.one, self.two, self.isSame) = (name, one, two, isSame)
    }
  }

  @Test(arguments: [
    Pair("none dated", .value("calcium", 9), .value("albumin", 3), true),
    Pair(
      "one day", .value("calcium", 9, on: "2025-01-01"), .value("albumin", 3, on: "2025-01-01"),
      true),
    Pair(
      "two days", .value("calcium", 9, on: "2025-01-01"), .value("albumin", 3, on: "2025-01-02"),
      false),
    Pair("a day and now", .value("calcium", 9, on: "2025-01-01"), .value("albumin", 3), false),
    Pair("today and now", .value("calcium", 9, on: "2026-11-29"), .value("albumin", 3), true),
    Pair("earlier and now", .value("calcium", 9, isEarlier: true), .value("albumin", 3), false),
  ])
  func aSampleIsOfOneDay(pair: Pair) {
    let (one, two) = (StoredFact(pair.one, turn: 1), StoredFact(pair.two, turn: 2))
    #expect(one.isSameSample(as: two, today) == pair.isSame)
    #expect(two.isSameSample(as: one, today) == pair.isSame)
  }

  @Test(arguments: [
    ("2026-11-29", true), ("2026-11-15", true), ("2026-11-14", false), ("2025-11-29", false),
  ])
  func aValueIsFreshForTwoWeeks(day: String, isFresh: Bool) {
    let fact = StoredFact(.value("calcium", 9, on: day), turn: 1)
    #expect(fact.isFreshValue(today) == isFresh)
  }

  @Test func whatIsUndatedIsFreshUnlessItsWordsSayOtherwise() {
    #expect(StoredFact(.value("calcium", 9), turn: 1).isFreshValue(today))
    #expect(!StoredFact(.value("calcium", 9, isEarlier: true), turn: 1).isFreshValue(today))
    #expect(!StoredFact(Self.past(.value("calcium", 9)), turn: 1).isFreshValue(today))
    #expect(!StoredFact(.condition("ckd"), turn: 1).isFreshValue(today))
    #expect(StoredFact(.value("calcium", 9, on: "2020-01-01"), turn: 1).isFreshValue(nil))
  }

  // MARK: For programs

  @Test func programsReadCanonicalValues() {
    var mention = Mention.value("calcium", 10.42005, of: .mother, on: "2026-03-01")
    mention.asTyped = "2.6 mmol/L"
    mention.comparator = .below
    let fact = StoredFact(mention, turn: 3).forPrograms(of: .mother)
    #expect(fact.value == 10.4201 && fact.unit == "mg/dL" && fact.flag == "normal")
    #expect(fact.asTyped == "2.6 mmol/L" && fact.date == "2026-03-01")
    #expect(fact.comparator == "<" && fact.subject == "mother" && !fact.isNegated)
  }

  @Test func programsReadConditionsWithoutWords() {
    var mention = Mention.condition("dialysis", isDenied: true)
    mention.asTyped = "HD"
    let fact = StoredFact(mention, turn: 1).forPrograms(of: nil)
    #expect(fact.isNegated && fact.asTyped == nil && fact.value == nil && fact.subject == nil)
    #expect(fact.flag == nil && fact.date == nil && fact.comparator == nil)
  }

  @Test func programsReadResultsInWords() {
    var high = Mention(fact: "calcium", kind: .analyte, status: .stated, range: 0..<0)
    (high.wordValue, high.flag) = (.high, .high)
    #expect(StoredFact(high, turn: 1).forPrograms(of: nil).word == "high")
    var ana = Mention(fact: "ana", kind: .qualitative, status: .stated, range: 0..<0)
    ana.qualitative = Qualitative(value: "positive", titre: 640)
    #expect(StoredFact(ana, turn: 1).forPrograms(of: nil).word == "positive")
    #expect(StoredFact(ana, turn: 1).word == "positive" && StoredFact(high, turn: 1).word == "high")
  }

  @Test func aRowThatCouldNotBeReadIsOneLineAndShort() {
    #expect(UnreadRow("Zonulin\n12\u{7}", fact: nil).text == "Zonulin 12")
    let long = UnreadRow(String(repeating: "é", count: 200), fact: "calcium")
    #expect(long.text.utf8.count <= UnreadRow.longest && long.text.allSatisfy { $0 == "é" })
  }

  @Test func aSummaryHoldsThePersonInFocusAndTheSpeaker() {
    var session = Session(today: today)
    session.keep(StoredFact(.value("calcium", 9.6), turn: 1), of: nil)
    session.keep(StoredFact(.condition("dialysis", of: .mother), turn: 2), of: .mother)
    session.keep(StoredFact(.condition("warfarin", of: .mother), turn: 2), of: .mother)
    session.keep(StoredFact(.condition("ckd", isDenied: true), turn: 3), of: nil)
    session.focus(on: .mother)
    let summary = SessionSummary(session, SmallCatalogue.labs)
    #expect(summary.person == "mother")
    #expect(summary.conditions.map(\.fact) == ["dialysis"])
    #expect(summary.conditions.map(\.subject) == ["mother"])
    #expect(summary.medications.map(\.fact) == ["warfarin"])
    #expect(summary.labs.map(\.fact) == ["calcium"] && summary.labs.map(\.subject) == [nil])
    #expect(summary.denied.map(\.fact) == ["ckd"])
  }
}
