import Knowledge
import LabValues
import Language
import Matching
import Testing

@testable import Conversation

/// Sections by subject and facet, and what a line was found to mean.
struct SectionIndexTests {
  private static let index: SectionIndex = {
    var knowledge = SmallLibrary.knowledge
    knowledge.topics = [
      topic("bread", near: ["food"]), topic("soup"), topic("food", isGeneral: true),
    ]
    knowledge.sections.append(SmallLibrary.section("food", "steps"))
    var second = SmallLibrary.section("soup", "danger")
    second.id = "soup/burns"
    knowledge.sections.append(second)
    return SectionIndex(knowledge)
  }()

  private static func topic(_ id: String, near: [String] = [], isGeneral: Bool = false) -> Topic {
    Topic(
      id: id, name: id, names: [id], isKind: true, blurb: id, near: near, isGeneral: isGeneral,
      place: SmallLibrary.place)
  }

  private let index = SectionIndexTests.index

  @Test(
    arguments: [
      ("bread", "steps", "bread/steps"), ("soup", "danger", "soup/burns"), ("food", "danger", nil),
      ("cars", "steps", nil), ("bread", "price", nil),
    ] as [(String, String, String?)])
  func aCellIsNamedAfterItsFacetElseTheFirst(topic: String, facet: String, id: String?) {
    #expect(index.cell(topic, facet)?.id == id)
  }

  @Test(arguments: [
    ("bread", Facet.Role.next, ["bread/steps"]), ("bread", .danger, ["bread/danger"]),
    ("bread", .why, ["bread/steps"]), ("food", .danger, []), ("bread", .family, []),
  ])
  func aRoleIsPlayedByItsFacets(topic: String, role: Facet.Role, ids: [String]) {
    #expect(index.cells(topic, role).map(\.id) == ids)
  }

  @Test(arguments: [
    ("bread", "bread", true), ("food", "bread", true), ("bread", "food", false),
    ("soup", "bread", false), ("bread", "cars", false),
  ])
  func whatIsNearBelongsToASubject(topic: String, subject: String, belongs: Bool) {
    #expect(index.belongs(topic, to: subject) == belongs)
  }

  @Test(
    arguments: [
      (["food", "soup"], "soup"), (["food"], "food"), (["bread", "soup"], "bread"), ([], nil),
    ] as [([String], String?)])
  func aSubjectThatSaysSomethingGoesBeforeAGeneralOne(topics: [String], telling: String?) {
    #expect(index.telling(topics) == telling)
  }

  @Test func aSubjectReachesItsOwnSectionsAndThoseNearIt() {
    #expect(
      index.places(within: "bread").compactMap(index.id) == [
        "bread/danger", "bread/definition", "bread/steps", "food/steps",
      ])
    #expect(index.places(within: "cars").isEmpty && index.id(99) == nil && index.id(-1) == nil)
    #expect(index.hit(nil, score: 1) == nil)
    #expect(index.hit(index.sections["soup/burns"], score: 0.5)?.topic == "soup")
  }

  // MARK: Findings of sections

  private func scores(_ found: Retrieval) -> [String] {
    found.hits.map { (index.id($0.number) ?? "") + " " + plainText($0.score) }
  }

  @Test func theBestComesFirstAndEqualOnesStayInOrder() {
    let hits = [("bread/steps", 0.2), ("soup/steps", 0.5), ("bread/danger", 0.2)].map {
      SmallLibrary.hit($0.0, $0.1)
    }
    #expect(
      Retrieval.ordered(hits).compactMap { SmallLibrary.index.id($0.number) } == [
        "soup/steps", "bread/steps", "bread/danger",
      ])
  }

  @Test func twoReadingsAreWeighedTogether() {
    let one = SmallLibrary.found([("bread/steps", 0.8), ("soup/steps", 0.2)], isClose: true)
    let two = SmallLibrary.found([("soup/steps", 0.7), ("bread/danger", 0.3)])
    let both = one.weighed(with: two)
    #expect(scores(both) == ["soup/steps 0.45", "bread/steps 0.4", "bread/danger 0.15"])
    #expect(both.isCovered && !both.isClose)
    let held = one.within("bread")
    #expect(held.hits.allSatisfy { $0.subject == "bread" } && one.best?.subject == nil)
  }

  // MARK: Small words

  private let words = LineWords(
    Dialogue(
      smallTalk: [], acts: [],
      lists: [
        "citing": ["quote", "source"], "picking": ["the", "one"], "function": ["me", "of"],
        "own": ["my"], "telling": ["i", "have"], "back-pointers": ["it", "thats is"],
        "spoken-of": ["my", "i"],
      ], wording: [:], place: SmallLibrary.place))

  @Test(
    arguments: [
      ("quote 2", 2), ("source the 3", 3), ("quote me 1", 1), ("quote", nil), ("2", nil),
      ("quote 2 3", nil), ("quote 2 loaves", nil), ("quote 0", nil), ("quote 100", nil),
    ] as [(String, Int?)])
  func aLineMayAskForASourceByNumber(line: String, number: Int?) {
    #expect(words.citation(in: line.split(separator: " ").map(String.init)) == number)
  }

  struct Completed: Sendable, CustomTestStringConvertible {
    var line: String
    var signals = ["lump"]
    var turn = 2
    var expected: String?
    var testDescription: String { "\(line) \(signals) \(turn)" }
  }

  @Test(arguments: [
    Completed(line: "now it is red", expected: "now my lump is red"),
    Completed(line: "thats red", expected: "my lump is red"),
    Completed(
      line: "black stools since yesterday", expected: "i have black stools since yesterday"),
    Completed(line: "my leg is red", expected: nil),
    Completed(line: "now it is red", turn: 1, expected: nil),
    Completed(line: "now it is red", signals: [], expected: nil),
  ])
  func aLineIsCompletedByWhatItLeavesOut(example: Completed) {
    let normalizer = Normalizer(
      lexicon: Lexicon(synonyms: [], misspellings: [:], stopwords: [], plainWords: []),
      vocabulary: Vocabulary())
    let completion = LineCompletion(
      refinements: Refinements(signals: [], nouns: ["lump": "lump"], rules: [], asks: []),
      normalizer: normalizer, negation: Negation(NegationWords(cues: [])), words: words)
    var session = Session()
    (session.turn, session.signals) = (example.turn, example.signals)
    let line = normalizer.normalize(example.line)
    let found = completion.completed(line, Findings(), in: session)
    #expect(found?.words.map(\.text).joined(separator: " ") == example.expected)
  }
}
