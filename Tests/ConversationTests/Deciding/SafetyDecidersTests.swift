import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What is refused, declined, comforted, and told again.
struct SafetyDecidersTests {
  private let index = SmallLibrary.index
  private let labs = SmallCatalogue.labs
  private static let place = SmallLibrary.place

  private static func recognizer(_ id: String) -> Recognizer {
    Recognizer(id: id, title: id, patterns: [], place: place)
  }

  private var dangers: DangerJudge {
    DangerJudge(
      index: index,
      rules: RuleFinder(
        refinements: Refinements(signals: [], rules: [], asks: []), labs: labs, index: index))
  }

  // MARK: An alarm that is still on

  @Test(arguments: [DialogueAct.danger, .next])
  func anAlarmIsToldAgain(act: DialogueAct) {
    var saying = Saying(acts: [act])
    #expect(AlarmAgain(dangers: dangers).opinion(on: saying.situation) == nil)
    saying.before.alarm = StandingAlarm(message: "emergency", urgency: .now, facts: [])
    guard
      case .act(.danger(let answer)) = AlarmAgain(dangers: dangers)
        .opinion(on: saying.situation)?.body
    else {
      Issue.record("no alarm")
      return
    }
    #expect(answer.alarm?.message == "emergency")
    saying.topics = ["bread"]
    #expect(AlarmAgain(dangers: dangers).opinion(on: saying.situation) == nil)
  }

  // MARK: Refusals

  private static let refusals = [
    Refusal(recognizer: recognizer("dose"), text: "No dose.", answersToo: true),
    Refusal(recognizer: recognizer("stop"), text: "No stopping.", answersToo: false),
  ]

  private func refused(_ saying: Saying) -> (number: Int, section: String?)? {
    let decider = Refused(refusals: Self.refusals, index: index, labs: labs)
    guard case .refuse(let number, let held) = decider.opinion(on: saying.situation)?.body else {
      return nil
    }
    return (number, held.flatMap { index.id($0.number) })
  }

  @Test(
    arguments: [
      (0, 0.8, true, "bread/steps"), (0, 0.3, false, "bread/steps"), (0, 0.2, false, nil),
      (1, 0.8, true, nil),
    ] as [(Int, Double, Bool, String?)])
  func aRefusalMayBringTheSectionOnItsSubject(
    number: Int, score: Double, isCovered: Bool, section: String?
  ) {
    let saying = Saying(
      meanings: [.refusal(number)],
      found: SmallLibrary.found([("bread/steps", score)], isCovered: isCovered))
    let found = refused(saying)
    #expect(found?.number == number && found?.section == section)
  }

  @Test func whatIsOnlyLikeARefusalIsNoneBesideAQuestionToTheConversation() {
    var saying = Saying(acts: [.type])
    saying.similar = [.refusal(0)]
    #expect(refused(saying) == nil)
    saying.meanings = [.refusal(0)]
    #expect(refused(saying) != nil)
  }

  @Test func thanksWithARefusalAreSmallTalk() {
    var saying = Saying(meanings: [.refusal(0), .smallTalk(2)])
    let decider = Refused(refusals: Self.refusals, index: index, labs: labs)
    guard case .talk(2) = decider.opinion(on: saying.situation)?.body else {
      Issue.record("no small talk")
      return
    }
    saying.isVerbatim = true
    #expect(refused(saying)?.number == 0)
  }

  // MARK: Subjects outside

  private static let outside = [
    OutsideSubject(recognizer: recognizer("cars"), text: nil),
    OutsideSubject(
      recognizer: recognizer("teeth"), text: CitedText("Not teeth, but …", citations: [])),
  ]

  private func outside(_ saying: Saying) -> Int? {
    let decider = OutsideNamed(
      subjects: Self.outside, labs: labs, words: SmallLibrary.words)
    guard case .outside(let number, _) = decider.opinion(on: saying.situation)?.body else {
      return nil
    }
    return number
  }

  @Test(arguments: [0, 1])
  func aSubjectOutsideIsDeclinedByItsName(number: Int) {
    var saying = Saying(meanings: [.outside(number)], isQuestion: true)
    #expect(outside(saying) == number)
    saying.isVerbatim = true
    #expect(outside(saying) == nil)
  }

  @Test func whatSaysItselfWhatIsHeldIsSurer() {
    let decider = OutsideNamed(
      subjects: Self.outside, labs: labs, words: SmallLibrary.words)
    let plain = decider.opinion(on: Saying(meanings: [.outside(0)]).situation)?.sureness ?? 0
    let partly = decider.opinion(on: Saying(meanings: [.outside(1)]).situation)?.sureness ?? 0
    #expect(0 < plain && plain < partly)
  }

  @Test(arguments: [(0.1, true), (0.6, false)])
  func aLongStoryMayNameItInPassing(score: Double, isDeclined: Bool) {
    let story = Array(repeating: "and then I went on with it", count: 5).joined(separator: " ")
    let saying = Saying(
      text: story, meanings: [.outside(0)], isQuestion: true,
      found: SmallLibrary.found([("bread/steps", score)]))
    #expect((outside(saying) != nil) == isDeclined)
  }

  @Test func aFactThatIsToldIsNoSubjectOutside() {
    var saying = Saying(meanings: [.outside(0)])
    saying.memory.noted = [SessionFact(fact: "calcium", value: 9.6)]
    #expect(outside(saying) == nil)
    // That somebody is a child is told in passing.
    saying.memory.noted = [SessionFact(fact: "child")]
    #expect(outside(saying) == 0)
  }

  // MARK: Small talk and kindness

  struct Talk: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var topics: [String] = []
    var isQuestion = false
    var meanings: [RuleBook.Meaning] = [.smallTalk(0)]
    var similar: [RuleBook.Meaning] = []
    var isTalk: Bool
  }

  @Test(arguments: [
    Talk(testDescription: "thanks", isTalk: true),
    Talk(testDescription: "thanks, bread", topics: ["bread"], isTalk: true),
    Talk(testDescription: "thanks, bread?", topics: ["bread"], isQuestion: true, isTalk: false),
    Talk(
      testDescription: "like thanks, of cars", meanings: [.outside(0)], similar: [.smallTalk(0)],
      isTalk: false),
    Talk(testDescription: "like thanks", meanings: [], similar: [.smallTalk(0)], isTalk: true),
    Talk(testDescription: "nothing", meanings: [], isTalk: false),
  ])
  func smallTalkIsHeardWhereNothingElseIsAsked(example: Talk) {
    var saying = Saying(
      meanings: example.meanings, topics: example.topics, isQuestion: example.isQuestion)
    saying.similar = example.similar
    #expect((SmallTalkHeard().opinion(on: saying.situation) != nil) == example.isTalk)
  }

  @Test func whoTellsAFactIsNotComfortedInItsPlace() {
    var saying = Saying(meanings: [.kindness(1)])
    guard case .comfort(1) = Comforted().opinion(on: saying.situation)?.body else {
      Issue.record("no comfort")
      return
    }
    saying.memory.noted = [SessionFact(fact: "calcium")]
    #expect(Comforted().opinion(on: saying.situation) == nil)
  }
}
