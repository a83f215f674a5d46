import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What questions on results are answered with.
struct ResultDecidersTests {
  private let labs = SmallCatalogue.labs
  private let index = SmallLibrary.index
  private let words = LineWords(
    Dialogue(
      smallTalk: [], acts: [],
      lists: [
        "own": ["my", "mine"], "value-only": ["what", "is", "my", "now"],
        "readings": ["high", "normal", "low"], "not-readings": ["treatment"],
      ], wording: [:], place: SmallLibrary.place))

  private func held(_ mentions: Mention...) -> Session {
    var session = Session(today: Day(iso: "2026-11-29"))
    for mention in mentions {
      session.turn += 1
      session.keep(StoredFact(mention, turn: session.turn), of: nil)
    }
    return session
  }

  private func name(_ opinion: Opinion?) -> String? {
    guard case .act(let act) = opinion?.body else { return nil }
    switch act {
    case .trend(let id): return "trend " + id
    case .noResult(let id): return "none " + id
    case .results(let ids): return "results " + ids.joined(separator: " ")
    case .someResult(let mentions): return "some " + mentions.map(\.fact).joined(separator: " ")
    case .numbers: return "numbers"
    case .noNumbers: return "no numbers"
    case .kind(let rules): return "kind " + rules.map(\.rule.id).joined(separator: " ")
    case .kindUnknown(let asks): return "unknown " + asks.joined(separator: " ")
    case .facts: return "facts"
    default: return "other"
    }
  }

  /// A result that is named without a value.
  private func named(_ id: String) -> Mention {
    Mention(fact: id, kind: .analyte, status: .question, range: 0..<0)
  }

  // MARK: Over time

  @Test func aTrendIsOfTheResultThatIsNamed() {
    let decider = TrendAsked(labs: labs, words: words)
    var saying = Saying(text: "has my calcium gone up", acts: [.trend])
    saying.reading.named = ["calcium"]
    #expect(name(decider.opinion(on: saying.situation)) == "none calcium")
    saying.before = held(.value("calcium", 9), .value("phosphate", 3))
    #expect(name(decider.opinion(on: saying.situation)) == "trend calcium")
    saying.acts = []
    #expect(decider.opinion(on: saying.situation) == nil)
  }

  @Test func whereNoneIsNamedItIsThatWithSeveralValues() {
    let decider = TrendAsked(labs: labs, words: words)
    var saying = Saying(text: "is it going up", acts: [.trend])
    saying.before = held(.value("calcium", 9), .value("phosphate", 3), .value("phosphate", 4))
    #expect(name(decider.opinion(on: saying.situation)) == "trend phosphate")
    saying.before = held(.value("calcium", 9))
    #expect(decider.opinion(on: saying.situation) == nil)
  }

  // MARK: Where a result lies

  struct Asked: Sendable, CustomTestStringConvertible {
    var line: String
    var isNamed = true
    var isHeld = true
    var isQuestion = true
    var topics: [String] = []
    var expected: String?
    var testDescription: String { "\(line) \(isHeld) \(isQuestion)" }
  }

  @Test(arguments: [
    Asked(line: "is my calcium high", expected: "results calcium"),
    Asked(line: "is my calcium high", isHeld: false, expected: "none calcium"),
    Asked(line: "what is my calcium treatment", isHeld: false, expected: nil),
    Asked(line: "is calcium high", expected: nil),
    Asked(line: "my calcium is high", isQuestion: false, expected: nil),
    Asked(line: "is my calcium high", topics: ["bread"], expected: nil),
    Asked(line: "what is my calcium now", isNamed: false, expected: "results calcium"),
  ])
  func theirOwnResultIsTold(example: Asked) {
    var saying = Saying(
      text: example.line, topics: example.topics, isQuestion: example.isQuestion)
    if example.isNamed { saying.reading.mentions = [named("calcium")] }
    saying.reading.named = ["calcium"]
    if example.isHeld { saying.before = held(.value("calcium", 11)) }
    let decider = OwnResultAsked(labs: labs, words: words)
    #expect(name(decider.opinion(on: saying.situation)) == example.expected)
  }

  @Test(arguments: [
    (Status.question, Person?.none, true), (.hypothetical, nil, true), (.stated, .mother, true),
    (.stated, nil, false), (.target, nil, false), (.dose, nil, false),
  ])
  func aNumberThatIsNobodysIsRead(status: Status, subject: Person?, isRead: Bool) {
    var mention = Mention.value("calcium", 15, of: subject)
    mention.status = status
    var saying = Saying()
    saying.reading.mentions = [mention]
    #expect((name(SomeResultAsked().opinion(on: saying.situation)) == "some calcium") == isRead)
    saying.topics = ["bread"]
    #expect(SomeResultAsked().opinion(on: saying.situation) == nil)
  }

  // MARK: All of them

  @Test func whatTheNumbersMeanIsAskedOfThoseThatWereTold() {
    var saying = Saying(acts: [.numbers])
    #expect(name(NumbersAsked().opinion(on: saying.situation)) == "no numbers")
    saying.before = held(.condition("dialysis"))
    #expect(name(NumbersAsked().opinion(on: saying.situation)) == "no numbers")
    saying.before = held(.value("calcium", 9))
    #expect(name(NumbersAsked().opinion(on: saying.situation)) == "numbers")
    saying.acts = []
    #expect(NumbersAsked().opinion(on: saying.situation) == nil)
  }

  @Test func withinASubjectNumbersMayBeThoseOfTheSubject() {
    var saying = Saying(acts: [.numbers])
    saying.before = .after("bread/definition")
    #expect(NumbersAsked().opinion(on: saying.situation) == nil)
  }

  // MARK: Which kind

  private var rules: RuleFinder {
    func rule(_ id: String, _ fact: String, isOnKind: Bool) -> Refinement {
      Refinement(
        id: id, title: id, priority: 1, urgency: .none, when: .stated([fact]), isOnKind: isOnKind,
        body: CitedText(id, citations: []), cautions: [], place: SmallLibrary.place)
    }
    let ask = BackQuestion(
      id: "q", when: .not(.stated(["ckd"])), text: "Kidneys?", place: SmallLibrary.place)
    return RuleFinder(
      refinements: Refinements(
        signals: [],
        rules: [rule("fits", "ckd", isOnKind: true), rule("other", "warfarin", isOnKind: false)],
        asks: [ask]), labs: labs, index: index)
  }

  @Test func theKindIsThatOfTheRuleThatHolds() {
    let decider = KindAsked(rules: rules, index: index)
    var saying = Saying(acts: [.type])
    #expect(decider.opinion(on: saying.situation) == nil)
    saying.before = held(.condition("warfarin"))
    #expect(name(decider.opinion(on: saying.situation)) == "unknown Kidneys?")
    saying.before = held(.condition("warfarin"), .condition("ckd"))
    #expect(name(decider.opinion(on: saying.situation)) == "kind fits")
  }

  /// A request that speaks of the person is surer than one that does not.
  @Test func whoSpeaksOfThemselvesIsSurelyAsking() {
    let plain = Saying(acts: [.facts])
    let own = Saying(acts: [.facts], meanings: [.guarding(.person)])
    let (one, two) = (
      FactsAsked().opinion(on: plain.situation)?.sureness ?? 0,
      FactsAsked().opinion(on: own.situation)?.sureness ?? 0
    )
    #expect(0 < one && one < two && two < Sureness.letter)
  }
}
