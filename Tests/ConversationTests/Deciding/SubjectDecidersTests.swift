import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What lines are answered with that name a subject without a question, or a question without a subject.
struct SubjectDecidersTests {
  private let index = SmallLibrary.index
  private let words = LineWords(
    Dialogue(
      smallTalk: [], acts: [],
      lists: [
        "function": ["how", "is", "it", "and", "the", "of"], "asks-first": ["is", "can"],
        "asks-anywhere": ["what", "how"],
      ], wording: [:], place: SmallLibrary.place))

  private func id(_ opinion: Opinion?) -> String? {
    if case .section(let hit, _) = opinion?.body { index.id(hit.number) } else { nil }
  }

  // MARK: "And for soup?"

  struct Followed: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: String?
    var topics = ["soup"]
    var facets: [String] = []
    var isFollow = true
    var text = "and for soup"
    var section: String?
  }

  @Test(arguments: [
    Followed(testDescription: "what was asked", before: "bread/steps", section: "soup/steps"),
    Followed(
      testDescription: "not told of it", before: "bread/danger", section: "soup/definition"),
    Followed(testDescription: "the same", before: "soup/steps", section: nil),
    Followed(testDescription: "a facet", before: "bread/steps", facets: ["danger"], section: nil),
    Followed(testDescription: "no follow", before: "bread/steps", isFollow: false, section: nil),
    Followed(testDescription: "nothing before", section: nil),
    Followed(testDescription: "no subject", before: "bread/steps", topics: [], section: nil),
    Followed(
      testDescription: "a long line", before: "bread/steps",
      text: "and so on and on and on for all the soup", section: nil),
  ])
  func theNewSubjectIsAskedWhatTheOldOneWas(example: Followed) {
    var saying = Saying(
      text: example.text, acts: example.isFollow ? [.follow] : [], topics: example.topics,
      facets: example.facets)
    if let shown = example.before {
      saying.before = .after(shown)
      saying.before.focus?.facet = String(shown.drop { $0 != "/" }.dropFirst())
    }
    #expect(id(FollowedUp(index: index).opinion(on: saying.situation)) == example.section)
  }

  // MARK: "How is it done"

  private func facet(_ text: String, _ facets: [Int]) -> Saying {
    Saying(
      text: text, meanings: facets.map { .facet($0) },
      facets: facets.map { SmallLibrary.knowledge.facets[$0].id })
  }

  @Test func aFacetAloneIsOfTheSubjectInFocus() {
    let decider = FacetAlone(index: index, words: words)
    var saying = facet("danger of it", [1])
    saying.before = .after("bread/definition")
    #expect(id(decider.opinion(on: saying.situation)) == "bread/danger")
    saying.before = .after("bread/danger")
    saying.before.focus?.facet = "danger"
    #expect(decider.opinion(on: saying.situation) == nil)
  }

  @Test func withoutASubjectItIsAskedOfWhich() {
    let decider = FacetAlone(index: index, words: words)
    guard
      case .whichTopic("danger") = decider.opinion(on: facet("danger of it", [1]).situation)?
        .body
    else {
      Issue.record("which?")
      return
    }
    var named = facet("danger of it", [1])
    named.topics = ["bread"]
    #expect(decider.opinion(on: named.situation) == nil)
    #expect(decider.opinion(on: facet("danger of green tea", [1]).situation) == nil)
  }

  // MARK: What a line describes

  private let about = ["sore": "bread", "itch": "soup"]

  @Test(
    arguments: [
      (["sore"], nil, "bread/definition"), (["itch"], nil, "soup/definition"),
      (["other"], nil, nil),
      (["sore"], "bread/definition", "bread/danger"),
      (["sore"], "bread/danger", "bread/definition"),
      ([], nil, nil),
    ] as [([String], String?, String?)])
  func aFindingTellsOfItsSubject(signals: [String], shown: String?, section: String?) {
    var saying = Saying(signals: signals)
    if let shown { saying.before = .after(shown) }
    let decider = FindingTold(index: index, about: about)
    #expect(id(decider.opinion(on: saying.situation)) == section)
  }

  @Test func whoAsksInGeneralTellsNoFinding() {
    let saying = Saying(meanings: [.guarding(.knowledge)], signals: ["sore"])
    #expect(FindingTold(index: index, about: about).opinion(on: saying.situation) == nil)
    let own = Saying(meanings: [.guarding(.knowledge), .guarding(.person)], signals: ["sore"])
    #expect(FindingTold(index: index, about: about).opinion(on: own.situation) != nil)
  }

  // MARK: Not understood

  private func body(_ saying: Saying) -> String {
    switch NotUnderstood(index: index, words: words).opinion(on: saying.situation)?.body {
    case .noted: "noted"
    case .decline(let near): "decline " + near.compactMap(index.id).joined(separator: " ")
    case .unclear(let topic, _): "unclear " + topic
    case .section(let hit, _): "section " + (index.id(hit.number) ?? "")
    default: "other"
    }
  }

  @Test func ageOrSexAloneAreNoted() {
    var saying = Saying(text: "i am 61")
    saying.reading.age = Age(years: 61)
    #expect(body(saying) == "noted")
    saying.isQuestion = true
    #expect(body(saying) == "decline ")
  }

  @Test func aFactIsNotedUnlessSomethingIsAsked() {
    var saying = Saying(text: "bad kidneys")
    saying.memory.noted = [SessionFact(fact: "ckd")]
    #expect(body(saying) == "noted")
    saying.text = "bad kidneys, what now"
    saying.isQuestion = true
    #expect(body(saying) == "decline ")
    saying.memory.noted = [SessionFact(fact: "calcium", value: 9.6)]
    #expect(body(saying) == "noted")
  }

  @Test func whatIsNearIsOfferedAndWhatIsFarIsNot() {
    var found = SmallLibrary.found(
      [
        ("bread/steps", 0.3), ("soup/steps", 0.1), ("bread/danger", 0.09),
        ("soup/definition", 0.01),
      ],
      isCovered: false)
    #expect(body(Saying(isQuestion: true, found: found)) == "decline bread/steps soup/steps")
    found.isStranger = true
    #expect(body(Saying(isQuestion: true, found: found)) == "decline ")
  }

  @Test func aStrangeLineIsUnclearOnlyWhereItIsShort() {
    var found = SmallLibrary.found([("bread/steps", 0.3)], isCovered: false, isHeld: true)
    found.isStranger = true
    var saying = Saying(text: "what of all the green cheese then", isQuestion: true, found: found)
    saying.before = .after("bread/definition")
    #expect(body(saying) == "decline ")
    saying.text = "green cheese"
    #expect(body(saying) == "unclear bread")
  }

  @Test func aGuessIsWhatMayHaveBeenMeant() {
    let sure = SmallLibrary.hit("bread/steps", 0.9)
    let unsure = SmallLibrary.hit("bread/steps", 0.5)
    #expect(Decision.Body.section(unsure, near: []).isGuess)
    #expect(!Decision.Body.section(sure, near: []).isGuess)
    #expect(Decision.Body.decline(near: []).isGuess && Decision.Body.which([]).isGuess)
    #expect(!Decision.Body.noted.isGuess && !Decision.Body.talk(0).isGuess)
  }

  @Test(
    arguments: [
      (0.9, true, nil, true), (0.3, true, nil, false), (0.9, false, nil, false),
      (0.9, true, 1, false),
    ] as [(Double, Bool, Int?, Bool)])
  func aPartIsAnsweredByASectionAlone(
    score: Double, isCovered: Bool, outside: Int?, isAnswered: Bool
  ) {
    let found = SmallLibrary.found([("bread/steps", score)], isCovered: isCovered)
    #expect(LinePart(text: "", found: found, outside: outside).isAnswered == isAnswered)
  }
}
