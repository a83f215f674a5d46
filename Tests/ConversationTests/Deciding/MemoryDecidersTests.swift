import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What lines that tell, correct or take back are answered with.
struct MemoryDecidersTests {
  private let index = SmallLibrary.index
  private let labs = SmallCatalogue.labs

  private func told(_ mentions: Mention..., isQuestion: Bool = false) -> Saying {
    var saying = Saying(isQuestion: isQuestion)
    saying.before.turn = 1
    saying.reading.mentions = mentions
    let change = Remembering(labs: labs).change(SpokenLine("", saying.reading), in: saying.before)
    saying.after = change.session
    saying.memory = Memory(change)
    return saying
  }

  @Test func anOpenValueIsAskedAbout() {
    var saying = Saying()
    #expect(OpenDoubt().opinion(on: saying.situation) == nil)
    saying.memory.questions = ["Which unit?", "And the other?"]
    guard case .question("Which unit?") = OpenDoubt().opinion(on: saying.situation)?.body else {
      Issue.record("no question")
      return
    }
  }

  /// Who asks for what is refused is refused, unless the value may be critical.
  @Test func aRefusalGoesBeforeAQuestionBack() {
    var saying = Saying(meanings: [.refusal(0)])
    saying.memory.questions = ["Which unit?"]
    #expect(OpenDoubt().opinion(on: saying.situation) == nil)
    saying.memory.criticalDoubt = "It may be critical."
    #expect(OpenDoubt().opinion(on: saying.situation) != nil)
  }

  @Test(arguments: [(true, true), (false, false)])
  func whatWasAboutTheMemoryAloneIsSettled(isSettled: Bool, speaks: Bool) {
    var saying = Saying()
    saying.memory.isSettled = isSettled
    #expect((SettledMemory().opinion(on: saying.situation) != nil) == speaks)
  }

  struct Unreadable: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var unread: [String] = ["Zonulin 12"]
    var noted = false
    var isQuestion = false
    var isSettled = false
    var speaks: Bool
  }

  @Test(arguments: [
    Unreadable(testDescription: "nothing could be read", speaks: true),
    Unreadable(testDescription: "all was read", unread: [], speaks: false),
    Unreadable(testDescription: "something was noted", noted: true, speaks: false),
    Unreadable(testDescription: "it asks", isQuestion: true, speaks: false),
    Unreadable(testDescription: "it was settled", isSettled: true, speaks: false),
  ])
  func ofALineThatCouldNotBeReadThatIsSaid(example: Unreadable) {
    var saying = Saying(isQuestion: example.isQuestion)
    saying.memory.unread = example.unread
    saying.memory.isSettled = example.isSettled
    if example.noted { saying.memory.noted = [SessionFact(fact: "calcium")] }
    #expect((NothingRead().opinion(on: saying.situation) != nil) == example.speaks)
  }

  // MARK: Facts

  private func isNoted(_ saying: Saying) -> Bool {
    let decider = FactStated(labs: labs, words: SmallLibrary.words, index: index)
    if case .noted = decider.opinion(on: saying.situation)?.body { return true }
    return false
  }

  @Test func whoTellsAFactAndAsksNothingIsToldThatItIsNoted() {
    #expect(isNoted(told(.value("calcium", 9.6))))
    #expect(isNoted(told(.condition("dialysis"))))
    #expect(!isNoted(told(.value("calcium", 9.6), isQuestion: true)))
    #expect(!isNoted(Saying()))
  }

  @Test func aKnownPhraseIsAnsweredAlthoughItTellsAFact() {
    var saying = told(.condition("dialysis"))
    saying.isVerbatim = true
    #expect(!isNoted(saying))
  }

  @Test func aKindThatIsNamedBesideTheFactIsAnswered() {
    var saying = told(.condition("dialysis"))
    saying.topics = ["bread"]
    saying.found = SmallLibrary.found([("bread/definition", 0.8)])
    #expect(!isNoted(saying))
    #expect(saying.situation.toldKind(index)?.topic == "bread")
    saying.found = SmallLibrary.found([("bread/definition", 0.3)])
    #expect(isNoted(saying) && saying.situation.toldKind(index) == nil)
  }

  @Test(arguments: [(true, false), (false, true)])
  func aSubjectOutsideCallsForAnAnswerWhereNoFactIsTold(isBare: Bool, noted: Bool) {
    var saying = isBare ? Saying(meanings: [.outside(0)]) : told(.value("calcium", 9.6))
    saying.meanings = [.outside(0)]
    #expect(isNoted(saying) == noted)
  }

  // MARK: One person of several

  @Test func whatIsNewIsOfOnePerson() {
    let saying = told(.value("calcium", 9.6), .value("calcium", 12.5, of: .mother))
    let situation = saying.situation
    #expect(situation.memory.persons(situation.session) == [nil, .mother])
    let mother = situation.of(.mother)
    #expect(mother.memory.noted.map(\.value) == [12.5])
    #expect(mother.session.person == .mother && mother.session.newest("calcium")?.value == 12.5)
    #expect(situation.of(nil).memory.noted.map(\.value) == [9.6])
  }

  @Test func aMemoryIsEmptyWhereNothingWasStated() {
    var memory = Memory()
    #expect(memory.isEmpty && !memory.isUnreadAlone)
    memory.unread = ["x"]
    #expect(memory.isEmpty && memory.isUnreadAlone)
    memory.questions = ["?"]
    #expect(!memory.isEmpty && !memory.isUnreadAlone)
  }

  @Test(arguments: [
    (Mention.value("calcium", 9.6), true), (.value("calcium", 9.6, on: "2026-11-20"), true),
    (.value("calcium", 9.6, on: "2026-01-05"), false),
    (.value("calcium", 9.6, isEarlier: true), false), (.condition("dialysis"), false),
  ])
  func aFreshValueIsOfTheseDays(mention: Mention, isFresh: Bool) {
    var saying = Saying()
    saying.before = Session(today: Day(iso: "2026-11-29"))
    saying.reading.mentions = [mention]
    let change = Remembering(labs: labs).change(SpokenLine("", saying.reading), in: saying.before)
    #expect(Memory(change).hasFreshValue(change.session) == isFresh)
  }
}
