import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Conditions read against what was stated.
struct FactViewTests {
  private func session(_ mentions: [Mention]) -> Session {
    var session = Session(today: Day(iso: "2026-11-29"))
    for mention in mentions {
      session.turn += 1
      session.keep(StoredFact(mention, turn: session.turn), of: mention.subject)
    }
    return session
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var condition: String
    var holds: Bool
    var facts: [String]
    var testDescription: String { condition }

    init(_ condition: String, _ holds: Bool, _ facts: [String] = []) {
      (self.condition, self.holds, self.facts) = (condition, holds, facts)
    }
  }

  private static let stated: [Mention] = [
    .value("calcium", 11.2), .value("phosphate", 9.5), .condition("dialysis"),
    .condition("warfarin", isDenied: true), .condition("ckd", of: .mother),
  ]

  private func check(_ example: Case, _ view: FactView) throws {
    let condition = try Condition(parsing: example.condition)
    let (holds, facts) = view.reading(of: condition)
    #expect(holds == example.holds)
    #expect(facts == example.facts)
  }

  @Test(arguments: [
    Case("dialysis", true, ["dialysis"]), Case("ckd", false), Case("warfarin", false),
    Case("denied warfarin", true, ["warfarin"]), Case("denied dialysis", false),
    Case("denied ckd", false), Case("not ckd", true), Case("not dialysis", false),
    Case("dialysis|ckd", true, ["dialysis"]),
    Case("dialysis and calcium is high", true, ["dialysis", "calcium"]),
    Case("dialysis and ckd", false), Case("ckd or dialysis", true, ["dialysis"]),
    Case("dialysis or calcium is high", true, ["dialysis", "calcium"]),
    Case("not (ckd or warfarin)", true), Case("not denied warfarin", false),
  ])
  func whatWasStatedHolds(example: Case) throws {
    try check(
      example,
      FactView(
        session: session(Self.stated), labs: SmallCatalogue.labs, lineSignals: [], topics: []))
  }

  @Test(arguments: [
    Case("calcium is high", true, ["calcium"]), Case("calcium is low", false),
    Case("calcium is normal", false), Case("calcium is critical", false),
    Case("calcium is high|low", true, ["calcium"]), Case("phosphate is high", true, ["phosphate"]),
    Case("phosphate is critical", true, ["phosphate"]), Case("albumin is high", false),
    Case("calcium is known", true, ["calcium"]), Case("albumin is known", false),
    Case("calcium|phosphate is critical", true, ["phosphate"]),
  ])
  func aResultReadsAsItsFlag(example: Case) throws {
    try check(
      example,
      FactView(
        session: session(Self.stated), labs: SmallCatalogue.labs, lineSignals: [], topics: []))
  }

  @Test(arguments: [
    Case("calcium > 11", true, ["calcium"]), Case("calcium > 11.2", false),
    Case("calcium >= 11.2", true, ["calcium"]), Case("calcium < 12", true, ["calcium"]),
    Case("calcium <= 11", false), Case("albumin > 0", false), Case("age > 60", false),
  ])
  func aValueIsCompared(example: Case) throws {
    try check(
      example,
      FactView(
        session: session(Self.stated), labs: SmallCatalogue.labs, lineSignals: [], topics: []))
  }

  @Test(arguments: [
    Case("signal sore", true), Case("signal itch", true), Case("signal rash", false),
    Case("line sore", true), Case("line itch", false), Case("topic bread", true),
    Case("topic soup", false), Case("topic soup|bread", true), Case("facet steps", true),
    Case("facet danger", false), Case("section bread/steps", true),
    Case("section bread/danger", false), Case("not line itch", true),
  ])
  func findingsAndTheAnswerCountToo(example: Case) throws {
    var session = Session()
    session.signals = ["itch"]
    try check(
      example,
      FactView(
        session: session, labs: SmallCatalogue.labs, lineSignals: ["sore"], topics: ["bread"],
        facet: "steps", section: "bread/steps"))
  }

  @Test(arguments: [
    Case("calcium is high", false), Case("calcium > 10", false), Case("calcium", true, ["calcium"]),
    Case("phosphate is critical", true, ["phosphate"]),
  ])
  func aValueOfLongAgoRefinesNothing(example: Case) throws {
    try check(
      example,
      FactView(
        session: session([
          .value("calcium", 13, on: "2025-06-01"), .value("phosphate", 9.5, on: "2026-11-28"),
        ]), labs: SmallCatalogue.labs, lineSignals: [], topics: []))
  }

  @Test func theNewestValueCounts() throws {
    let view = FactView(
      session: session([
        .value("calcium", 11.2), .value("calcium", 9.1), .value("calcium", 13, on: "2024-01-01"),
      ]), labs: SmallCatalogue.labs, lineSignals: [], topics: [])
    try check(Case("calcium is normal", true, ["calcium"]), view)
    try check(Case("calcium > 10", false), view)
  }

  /// What is computed from two results rests on both.
  @Test func aProductRestsOnItsFactors() throws {
    let view = FactView(
      session: session([.value("calcium", 10), .value("phosphate", 7)]),
      labs: SmallCatalogue.labs, lineSignals: [], topics: [])
    let product = SmallCatalogue.labs.derivations.product.id
    let condition = Condition.compares([product], .above, 55)
    let (holds, facts) = view.reading(of: condition)
    #expect(holds && facts == ["calcium", "phosphate"])
  }

  @Test func aViewIsBareWhereNothingWasStatedOrDescribed() {
    func isBare(_ session: Session, _ signals: [String] = []) -> Bool {
      FactView(session: session, labs: SmallCatalogue.labs, lineSignals: signals, topics: ["bread"])
        .isBare
    }
    var described = Session()
    described.signals = ["itch"]
    #expect(isBare(Session()) && !isBare(Session(), ["sore"]) && !isBare(described))
    #expect(!isBare(session([.condition("ckd")])))
  }
}
