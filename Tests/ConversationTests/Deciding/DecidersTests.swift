import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Who is followed where several deciders speak.
struct DecidersTests {
  private static let knowledge: Knowledge = {
    var knowledge = SmallLibrary.knowledge
    knowledge.safety.redFlags = [
      RedFlag(
        recognizer: Recognizer(id: "breath", title: "", patterns: [], place: SmallLibrary.place),
        urgency: .now, message: "emergency", isAlone: false, isUnconditional: false),
      RedFlag(
        recognizer: Recognizer(id: "wound", title: "", patterns: [], place: SmallLibrary.place),
        urgency: .today, message: "today", isAlone: false, isUnconditional: false),
    ]
    knowledge.safety.refusals = [
      Refusal(
        recognizer: Recognizer(id: "dose", title: "", patterns: [], place: SmallLibrary.place),
        text: "", answersToo: false)
    ]
    return knowledge
  }()

  private let deciders = Deciders(
    DecidersTests.knowledge, index: SmallLibrary.index, words: SmallLibrary.words)

  private func body(_ saying: Saying) -> String {
    switch deciders.decide(saying.situation).body {
    case .nothing: "nothing"
    case .question: "question"
    case .refuse: "refuse"
    case .talk: "talk"
    case .settled: "settled"
    case .noted: "noted"
    case .section: "section"
    case .comfort: "comfort"
    case .decline: "decline"
    case .noChoice: "no choice"
    case .act(.facts): "facts"
    default: "other"
    }
  }

  private func danger(_ flag: Int) -> DangerReading {
    var reading = DangerReading()
    reading.found = [
      DangerEvidence(danger: flag, source: .pattern(0), range: 0..<1, weight: 3)
    ]
    return reading
  }

  private func covered(_ score: Double) -> Retrieval {
    SmallLibrary.found([("bread/steps", score)])
  }

  @Test func whatCannotWaitAnHourIsAllThatIsSaid() {
    var saying = Saying(isQuestion: true, found: covered(0.9))
    saying.dangers = danger(0)
    #expect(body(saying) == "nothing")
    saying.memory.questions = ["Which unit?"]
    #expect(body(saying) == "question")
  }

  @Test func whatCanWaitTillEveningIsFollowedByTheAnswer() {
    var saying = Saying(isQuestion: true, found: covered(0.9))
    saying.dangers = danger(1)
    #expect(body(saying) == "section")
    // Nobody asked: no guess at a subject.
    saying = Saying(found: covered(0.5))
    saying.dangers = danger(1)
    #expect(body(saying) == "nothing")
  }

  @Test func theFirstGroupGoesBeforeTheSurest() {
    var saying = Saying(
      acts: [.facts], meanings: [.refusal(0)], isQuestion: true, found: covered(0.9))
    #expect(body(saying) == "refuse")
    saying.memory.isSettled = true
    #expect(body(saying) == "settled")
    saying.memory.questions = ["Which unit?"]
    saying.meanings = []
    #expect(body(saying) == "question")
  }

  @Test(arguments: [
    ([DialogueAct.facts], [RuleBook.Meaning.smallTalk(0)], "talk"), ([.facts], [], "facts"),
    ([], [.kindness(0)], "comfort"), ([], [], "section"),
  ])
  func ofSeveralTheSurestIsFollowed(
    acts: [DialogueAct], meanings: [RuleBook.Meaning], expected: String
  ) {
    let saying = Saying(acts: acts, meanings: meanings, found: covered(0.6))
    #expect(body(saying) == expected)
  }

  @Test func whereNobodySpeaksItIsDeclined() {
    #expect(body(Saying(isQuestion: true)) == "decline")
  }

  @Test func aNumberThatWasNotOfferedIsToldBeforeAnythingIsLookedFor() {
    var saying = Saying(isQuestion: true, pick: 9, found: covered(0.9))
    saying.before.offered = ["soup/steps"]
    #expect(body(saying) == "no choice")
  }

  @Test(arguments: [(Float(0.6), "talk"), (0.005, "decline")])
  func whatALineIsFaintlyLikeCountsWhereNothingElseIsFound(share: Float, expected: String) {
    var saying = Saying()
    saying.faint = (.smallTalk(0), share)
    #expect(body(saying) == expected)
  }

  /// Within a subject little things mean the subject.
  @Test func withinASubjectAFaintLikenessIsNone() {
    var saying = Saying(
      found: SmallLibrary.found([("bread/steps", 0.2)], isCovered: false, isHeld: true))
    saying.before = .after("bread/definition")
    saying.faint = (.smallTalk(0), 0.1)
    #expect(body(saying) == "other")
    saying.faint = (.smallTalk(0), 0.4)
    #expect(body(saying) == "talk")
  }
}
