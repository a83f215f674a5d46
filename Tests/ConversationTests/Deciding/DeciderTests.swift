import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What each decider says, and when it keeps silent. No file is opened.
struct DeciderTests {
  private let index = SmallLibrary.index

  private func section(_ body: Decision.Body?) -> String? {
    switch body {
    case .section(let hit, _), .again(let hit, _): index.id(hit.number)
    case .act(.section(let id)): id
    default: nil
    }
  }

  // MARK: What the last reply left open

  @Test(arguments: [(1, "soup/steps"), (2, "bread/steps"), (0, "bread/steps")])
  func aNumberPicksFromWhatWasOffered(number: Int, id: String) {
    var saying = Saying(pick: number)
    saying.before.offered = ["soup/steps", "bread/steps"]
    let opinion = PickedNumber(index: index).opinion(on: saying.situation)
    #expect(section(opinion?.body) == id)
  }

  @Test func aNumberThatWasNotOfferedIsTold() {
    var saying = Saying(pick: 7)
    saying.before.offered = ["soup/steps"]
    guard case .noChoice(7, of: 1) = PickedNumber(index: index).opinion(on: saying.situation)?.body
    else {
      Issue.record("no choice")
      return
    }
  }

  @Test func aNumberMeansNothingWhereNothingWasOffered() {
    #expect(PickedNumber(index: index).opinion(on: Saying(pick: 1).situation) == nil)
  }

  // MARK: Sections

  @Test func aSectionIsAnsweredOnceAndThenInShort() {
    var saying = Saying(isQuestion: true, found: SmallLibrary.found([("bread/steps", 0.8)]))
    #expect(
      section(
        SectionFound(index: index, words: SmallLibrary.words).opinion(on: saying.situation)?.body)
        == "bread/steps")
    saying.before = .after("bread/steps")
    guard
      case .again = SectionFound(index: index, words: SmallLibrary.words).opinion(
        on: saying.situation)?.body
    else {
      Issue.record("it was said before")
      return
    }
  }

  @Test func theNextSectionComesWhereItIsNearlyAsNear() {
    var saying = Saying(
      isQuestion: true, found: SmallLibrary.found([("bread/steps", 0.8), ("bread/danger", 0.7)]))
    saying.before = .after("bread/steps")
    #expect(
      section(
        SectionFound(index: index, words: SmallLibrary.words).opinion(on: saying.situation)?.body)
        == "bread/danger")
  }

  @Test func theSameQuestionMayBeAskedAgain() {
    var saying = Saying(
      text: "before", isQuestion: true, found: SmallLibrary.found([("bread/steps", 0.8)]))
    saying.before = .after("bread/steps")
    guard
      case .section = SectionFound(index: index, words: SmallLibrary.words).opinion(
        on: saying.situation)?.body
    else {
      Issue.record("it was asked again")
      return
    }
  }

  @Test func twoThatAreNearBecomeAQuestion() {
    let saying = Saying(
      isQuestion: true,
      found: SmallLibrary.found([("bread/steps", 0.5), ("soup/steps", 0.45)], isClose: true))
    guard
      case .which(let numbers) = SectionFound(index: index, words: SmallLibrary.words).opinion(
        on: saying.situation)?.body
    else {
      Issue.record("which?")
      return
    }
    #expect(numbers.compactMap(index.id) == ["bread/steps", "soup/steps"])
  }

  /// A word that might ask for something ("diagnosed") asks for nothing in a line that only tells; the facet of the
  /// section that was found is asked for ("signs of low iron").
  @Test(arguments: [
    (false, ["steps"], 0.5, "bread/steps"), (false, ["why"], 0.5, "bread/definition"),
    (false, [], 0.7, "bread/definition"),
    (false, ["steps"], 0.8, "bread/steps"), (true, ["steps"], 0.5, "bread/steps"),
  ])
  func whoOnlyTellsOfAKindIsToldWhatItIs(
    _ isQuestion: Bool, _ facets: [String], _ score: Double, _ expected: String
  ) {
    let saying = Saying(
      topics: ["bread"], facets: facets, isQuestion: isQuestion,
      found: SmallLibrary.found([("bread/steps", score)]))
    let opinion = SectionFound(index: index, words: SmallLibrary.words).opinion(
      on: saying.situation)
    #expect(section(opinion?.body) == expected)
  }

  @Test func whatIsNotCoveredIsNoSection() {
    let saying = Saying(found: SmallLibrary.found([("bread/steps", 0.1)], isCovered: false))
    #expect(
      SectionFound(index: index, words: SmallLibrary.words).opinion(on: saying.situation) == nil)
  }

  @Test func aKnownPhraseIsSurerThanEverythingElse() {
    let saying = Saying(isVerbatim: true, found: SmallLibrary.found([("bread/steps", 0.3)]))
    let opinion = SectionFound(index: index, words: SmallLibrary.words).opinion(
      on: saying.situation)
    #expect(opinion?.sureness == Sureness.letter)
  }

  // MARK: Several questions

  @Test func severalQuestionsEachGetTheirAnswer() {
    let parts = ["bread/steps", "soup/definition"].map {
      LinePart(text: $0, found: SmallLibrary.found([($0, 0.9)]), outside: nil)
    }
    guard case .several(let told) = SeveralAsked().opinion(on: Saying(parts: parts).situation)?.body
    else {
      Issue.record("several")
      return
    }
    #expect(told.map(\.text) == ["bread/steps", "soup/definition"])
  }

  @Test func oneAnswerForAllPartsIsOneAnswer() {
    let parts = ["a", "b"].map {
      LinePart(text: $0, found: SmallLibrary.found([("bread/steps", 0.9)]), outside: nil)
    }
    #expect(SeveralAsked().opinion(on: Saying(parts: parts).situation) == nil)
  }

  /// Of two questions one may be refused, or lie outside: the other is answered.
  @Test(arguments: [(0.9, true, Sureness.severalWhole), (0.1, false, nil)])
  func whatIsRefusedIsOnePartOfSeveral(score: Double, isCovered: Bool, sureness: Double?) {
    let parts = [
      LinePart(
        text: "a", found: SmallLibrary.found([("bread/steps", score)], isCovered: isCovered)),
      LinePart(text: "b", found: SmallLibrary.found([("bread/steps", 0.9)]), refusal: 0),
    ]
    let saying = Saying(meanings: [.refusal(0)], parts: parts)
    #expect(SeveralAsked().opinion(on: saying.situation)?.sureness == sureness)
  }

  // MARK: Not understood

  @Test func withinASubjectTwoChoicesAreOffered() {
    var saying = Saying(
      found: SmallLibrary.found(
        [("bread/steps", 0.2), ("bread/danger", 0.1)], isCovered: false, isHeld: true))
    saying.before = .after("bread/definition")
    guard
      case .unclear(let topic, let choices) = NotUnderstood(index: index, words: SmallLibrary.words)
        .opinion(
          on: saying.situation)?.body
    else {
      Issue.record("unclear")
      return
    }
    #expect(topic == "bread" && choices.count == 2)
  }

  @Test func nothingIsOfferedTwice() {
    var saying = Saying(
      found: SmallLibrary.found(
        [("bread/steps", 0.2), ("bread/danger", 0.1)], isCovered: false, isHeld: true))
    saying.before = .after("bread/definition")
    saying.before.said.offers = ["bread/steps"]
    guard
      case .unclear(_, let choices) = NotUnderstood(index: index, words: SmallLibrary.words)
        .opinion(on: saying.situation)?.body
    else {
      Issue.record("unclear")
      return
    }
    #expect(choices.compactMap(index.id) == ["bread/danger"])
  }

  @Test func whatSomebodyTellsOfOneSubjectIsAnswered() {
    var found = SmallLibrary.found([("bread/steps", 0.9)], isCovered: false)
    let decider = NotUnderstood(index: index, words: SmallLibrary.words)
    #expect(section(decider.opinion(on: Saying(found: found).situation)?.body) == nil)
    found.isAnchored = true
    #expect(section(decider.opinion(on: Saying(found: found).situation)?.body) == "bread/steps")
    let asked = Saying(isQuestion: true, found: found)
    #expect(section(decider.opinion(on: asked.situation)?.body) == nil)
  }

  @Test func withoutASubjectItIsDeclined() {
    guard
      case .decline(let near) = NotUnderstood(index: index, words: SmallLibrary.words).opinion(
        on: Saying().situation)?.body
    else {
      Issue.record("decline")
      return
    }
    #expect(near.isEmpty)
  }

  // MARK: Acts

  @Test(arguments: [
    (DialogueAct.why, "bread/steps"), (.more, "bread/steps"),
  ])
  func aboutTheLastAnswer(act: DialogueAct, id: String) {
    var saying = Saying(acts: [act])
    saying.before = .after("bread/definition")
    #expect(section(AboutLastAnswer(index: index).opinion(on: saying.situation)?.body) == id)
  }

  @Test(arguments: [DialogueAct.sources, .sentence, .shorter, .lost, .repeatLast, .more, .why])
  func withoutALastAnswerThereIsNothingToSpeakOf(act: DialogueAct) {
    guard
      case .act(.noFocus) = AboutLastAnswer(index: index).opinion(
        on: Saying(acts: [act]).situation)?.body
    else {
      Issue.record("\(act)")
      return
    }
  }

  @Test func aMarkerAloneOpensItsPlace() {
    guard
      case .act(.place(2)) = AboutLastAnswer(index: index).opinion(
        on: Saying(citation: 2).situation)?.body
    else {
      Issue.record("place")
      return
    }
  }

  @Test func whichIsBetterPutsTheLastTwoSideBySide() {
    var saying = Saying(acts: [.better])
    saying.before = .after("bread/steps", "soup/steps")
    guard case .better(let ids) = BetterAsked().opinion(on: saying.situation)?.body else {
      Issue.record("better")
      return
    }
    #expect(ids == ["bread/steps", "soup/steps"])
    saying.before = .after("soup/steps")
    #expect(BetterAsked().opinion(on: saying.situation) == nil)
  }

  @Test func comparingNeedsTwoKindsOneOfWhichMayBeInFocus() {
    let comparison = ComparisonAsked(index: index, knowledge: SmallLibrary.knowledge)
    var saying = Saying(acts: [.compare], topics: ["soup"])
    #expect(comparison.opinion(on: saying.situation) == nil)
    saying.before = .after("bread/steps")
    guard case .compare(let topics, let facets) = comparison.opinion(on: saying.situation)?.body
    else {
      Issue.record("compare")
      return
    }
    #expect(topics == ["bread", "soup"])
    #expect(!facets.contains("danger") || facets.count <= 5)
  }

  @Test func dangerAndNextStepsStayWithTheSubjectInFocus() {
    let rules = RuleFinder(
      refinements: SmallLibrary.knowledge.refinements, labs: SmallCatalogue.labs, index: index)
    var saying = Saying(acts: [.danger])
    saying.before = .after("bread/definition")
    let danger = DangerAsked(index: index, rules: rules).opinion(on: saying.situation)
    #expect(section(danger?.body) == "bread/danger")
    saying.acts = [.next]
    let next = NextStepAsked(dangers: DangerJudge(index: index, rules: rules), index: index)
      .opinion(on: saying.situation)
    #expect(section(next?.body) == "bread/steps")
  }

  // MARK: Small talk, kindness, facts

  @Test func smallTalkYieldsToAKnownPhrase() {
    #expect(SmallTalkHeard().opinion(on: Saying(meanings: [.smallTalk(0)]).situation) != nil)
    let verbatim = Saying(meanings: [.smallTalk(0)], isVerbatim: true)
    #expect(SmallTalkHeard().opinion(on: verbatim.situation) == nil)
  }

  @Test func comfortIsForWhoAsksNothing() {
    #expect(Comforted().opinion(on: Saying(meanings: [.kindness(0)]).situation) != nil)
    let asking = Saying(meanings: [.kindness(0)], isQuestion: true)
    #expect(Comforted().opinion(on: asking.situation) == nil)
  }

  @Test func whatWasToldIsListedOnlyWhereItIsAsked() {
    #expect(FactsAsked().opinion(on: Saying(acts: [.facts]).situation) != nil)
    #expect(FactsAsked().opinion(on: Saying().situation) == nil)
  }
}
