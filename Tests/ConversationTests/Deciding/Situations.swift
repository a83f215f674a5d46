import Knowledge
import LabValues
import Language
import Matching

@testable import Conversation

/// A small library of two subjects, made by hand: no file is opened.
enum SmallLibrary {
  static let place = Place(file: "small.yaml")

  static func section(_ topic: String, _ facet: String, more: [String] = []) -> Section {
    Section(
      id: "\(topic)/\(facet)", topic: topic, facet: facet, title: "\(topic) \(facet)",
      gist: CitedText("The \(facet) of \(topic).", citations: []),
      body: CitedText("All on the \(facet) of \(topic).", citations: []), cautions: [],
      phrases: [Written("what is the \(facet) of \(topic)", at: place)], keywords: [], more: more,
      why: nil, place: place)
  }

  static let knowledge = Knowledge(
    title: "small", sources: [],
    topics: ["bread", "soup"].map {
      Topic(id: $0, name: $0, names: [$0], isKind: true, blurb: $0, place: place)
    },
    facets: [
      Facet(
        id: "definition", name: "definition", names: [], question: "", templates: [],
        roles: [.definition], place: place),
      Facet(
        id: "danger", name: "danger", names: [], question: "", templates: [],
        roles: [.danger], place: place),
      Facet(
        id: "steps", name: "steps", names: [], question: "", templates: [], roles: [.next, .why],
        place: place),
    ],
    sections: [
      section("bread", "danger"), section("bread", "definition", more: ["bread/steps"]),
      section("bread", "steps"), section("soup", "definition"), section("soup", "steps"),
    ],
    notes: [],
    safety: SafetyRules(
      groups: [], negations: [], guards: [], redFlags: [], messages: [:], refusals: []),
    scope: Scope(outside: [], examples: []),
    dialogue: Dialogue(smallTalk: [], acts: [], wording: [:], place: place),
    refinements: Refinements(signals: [], rules: [], asks: []),
    words: WordLists(synonyms: [], misspellings: [:], stopwords: [], plain: []),
    labs: SmallCatalogue.labs)

  static let index = SectionIndex(knowledge)
  static let words = LineWords(knowledge.dialogue)

  static func hit(_ id: String, _ score: Double) -> Retrieval.Hit {
    let topic = String(id.prefix { $0 != "/" })
    return Retrieval.Hit(number: index.places[id] ?? 0, topic: topic, score: score)
  }

  static func found(
    _ hits: [(String, Double)], isCovered: Bool = true, isClose: Bool = false, isHeld: Bool = false
  ) -> Retrieval {
    Retrieval(
      hits: hits.map { hit($0.0, $0.1) }, isCovered: isCovered, isClose: isClose, isHeld: isHeld)
  }
}

/// Situations for deciders, made of nothing but what a test says.
struct Saying {
  var text = "hello there"
  var acts: [DialogueAct] = []
  /// What it is only like.
  var likenesses: [DialogueAct] = []
  var reading = Reading()
  var meanings: [RuleBook.Meaning] = []
  var topics: [String] = []
  var facets: [String] = []
  var isVerbatim = false
  var isQuestion = false
  var pick: Int?
  var citation: Int?
  var found = Retrieval.nothing
  var parts: [LinePart] = []
  var resemblance: Findings.Resemblance?
  var before = Session()
  var memory = Memory()
  var signals: [String] = []
  var dangers = DangerReading()
  /// The session with what the line states, where that is more than before.
  var after: Session?
  /// Whatever it is only like, and what it is so but faintly.
  var similar: [RuleBook.Meaning] = []
  var faint: (meaning: RuleBook.Meaning, share: Float)?

  private static let normalizer = Normalizer(
    lexicon: Lexicon(synonyms: [], misspellings: [:], stopwords: [], plainWords: []),
    vocabulary: Vocabulary())

  var situation: Situation {
    var findings = Findings()
    for meaning in acts.map(RuleBook.Meaning.act) + meanings {
      findings.add(meaning, 0..<1, isDenied: false, pattern: 0)
    }
    for meaning in likenesses.map(RuleBook.Meaning.act) + similar {
      findings.add(meaning, 0..<1, isDenied: false, pattern: nil)
    }
    findings.resemblance = resemblance
    findings.faint = faint
    var line = Understanding(
      text: text, normalized: Self.normalizer.normalize(text), findings: findings,
      reading: reading, topics: topics, facets: facets, signals: signals, dangers: dangers,
      isVerbatim: isVerbatim, ranking: Saying.noRanking, isQuestion: isQuestion, questions: [],
      asked: [],
      pick: pick, citation: citation)
    line.found = found
    line.parts = parts
    return Situation(line: line, before: before, session: after ?? before, memory: memory)
  }

  private static let noRanking: Ranking = {
    var ranking = RankingModel.trained(on: TrainingSet(labels: [], examples: [])).rank([])
    ranking.unknownWords = 0
    return ranking
  }()
}

extension Session {
  /// A session in which a section was shown last.
  static func after(_ shown: String...) -> Session {
    var session = Session()
    for id in shown { Session.Said.add(id, to: &session.said.sections) }
    let topic = shown.last.map { String($0.prefix { $0 != "/" }) } ?? ""
    session.focus = Session.Focus(topic: topic, section: shown.last)
    session.last = Session.LastAnswer(question: "before", citations: [], sections: shown)
    return session
  }
}
