import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Which refinements hold, and the stated facts on which that rests.
struct RuleFinderTests {
  private static func rule(_ id: String, _ priority: Int, _ when: String) throws -> Refinement {
    Refinement(
      id: id, title: id, priority: priority, urgency: .soon,
      when: try Condition(parsing: when), isOnKind: false, body: CitedText(id, citations: []),
      cautions: [], place: SmallLibrary.place)
  }

  private func finder(_ rules: [(String, Int, String)]) throws -> RuleFinder {
    var knowledge = SmallLibrary.knowledge
    knowledge.refinements.rules = try rules.map { try Self.rule($0.0, $0.1, $0.2) }
    return RuleFinder(
      refinements: knowledge.refinements, labs: SmallCatalogue.labs,
      index: SectionIndex(knowledge))
  }

  private func session(_ mentions: Mention...) -> Session {
    var session = Session(today: Day(iso: "2026-11-29"))
    for mention in mentions {
      session.turn += 1
      session.keep(StoredFact(mention, turn: session.turn), of: nil)
    }
    return session
  }

  private func view(_ session: Session, signals: [String] = [], topics: [String] = []) -> FactView {
    FactView(session: session, labs: SmallCatalogue.labs, lineSignals: signals, topics: topics)
  }

  @Test func theLowestPriorityComesFirstThenTheOrderOfTheFile() throws {
    let finder = try finder([
      ("c", 2, "ckd"), ("a", 1, "dialysis"), ("b", 1, "ckd"), ("d", 0, "warfarin"),
    ])
    let found = finder.applied(view(session(.condition("ckd"), .condition("dialysis"))))
    #expect(found.map(\.rule.id) == ["a", "b", "c"])
    #expect(found.map(\.facts) == [["dialysis"], ["ckd"], ["ckd"]])
  }

  @Test func ofThisLineIsWhatItsFactsOrFindingsMakeDue() throws {
    let finder = try finder([("fact", 1, "ckd"), ("sign", 2, "warfarin and signal sore")])
    let view = view(session(.condition("ckd"), .condition("warfarin")), signals: ["sore"])
    #expect(finder.applied(view).map(\.isFresh) == [false, false])
    let noted = [SessionFact(fact: "ckd")]
    #expect(finder.applied(view, noted: noted).map(\.isFresh) == [true, false])
    #expect(finder.applied(view, signals: ["sore"]).map(\.isFresh) == [false, true])
  }

  @Test func whereNothingIsKnownOnlyRulesOnSubjectsAreLookedAt() throws {
    let finder = try finder([
      ("topic", 1, "topic bread"), ("fact", 1, "ckd"), ("none", 1, "not ckd"),
      ("both", 1, "topic bread and ckd"),
    ])
    let found = finder.applied(view(Session(), topics: ["bread"]))
    #expect(found.map(\.rule.id) == ["topic", "none"])
  }

  @Test(arguments: [
    ("signal sore", true), ("line sore", true), ("signal itch", false), ("ckd", false),
    ("ckd and signal sore", true), ("ckd or line itch|sore", true), ("not signal sore", false),
  ])
  func aConditionNeedsAFinding(text: String, needs: Bool) throws {
    let condition = try Condition(parsing: text)
    #expect(condition.needs(["sore"]) == needs)
  }

  @Test(arguments: [
    ("ckd", false), ("not ckd", true), ("topic bread", true), ("facet steps", true),
    ("section bread/steps", true), ("topic bread and not ckd", true),
    ("topic bread and ckd", false), ("ckd or topic bread", true), ("signal sore", false),
    ("line sore", false), ("denied ckd", false), ("calcium > 10", false),
    ("calcium is high", false),
  ])
  func someConditionsMayHoldWhereNothingIsStated(text: String, mayHold: Bool) throws {
    let condition = try Condition(parsing: text)
    #expect(condition.mayHoldBare == mayHold)
  }

  @Test func questionsBackAreThoseWhoseConditionHolds() throws {
    var finder = try finder([])
    finder = RuleFinder(
      refinements: Refinements(
        signals: [], rules: [],
        asks: [
          BackQuestion(
            id: "a", when: .stated(["ckd"]), text: "Dialysis?", place: SmallLibrary.place),
          BackQuestion(
            id: "b", when: .stated(["warfarin"]), text: "INR?", place: SmallLibrary.place),
        ]), labs: finder.labs, index: finder.index)
    let found = finder.questions(view(session(.condition("ckd"))))
    #expect(found.map(\.question.id) == ["a"] && found.map(\.facts) == [["ckd"]])
  }
}
