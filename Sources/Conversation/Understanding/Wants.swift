import Knowledge
import Language
package import Matching

/// What a line may want: an answer, or something of the conversation itself.
package enum Want: Sendable, Hashable {
  /// A section, by its place in `knowledge.sections`.
  case section(Int)
  /// An act of conversation, by its place in `knowledge.dialogue.acts`.
  case act(Int)
  /// A subject that the documents do not cover, by its place in `knowledge.scope.outside`.
  case outside(Int)
  /// By its place in `knowledge.dialogue.smallTalk`.
  case smallTalk(Int)
  /// By its place in `knowledge.safety.refusals`.
  case refusal(Int)

  package var section: Int? { if case .section(let index) = self { index } else { nil } }
}

/// One ranking of all that a line may want, on one scale.
///
/// Of candidates with the probability 0.8 about eight in ten are what was wanted. What is left to 1 is
/// the chance that the line wants nothing that is known here.
package struct Wants: Sendable {
  package struct Candidate: Sendable, Hashable {
    package var want: Want
    package var probability: Double
    /// What words and letters say for it: around 1 for a clear hit, below 0 for a miss.
    package var score: Double
  }

  /// Best first; not all that there are, but all that count.
  package var candidates: [Candidate]
  /// Whether to answer with the first, to ask which of the first two, or to answer nothing.
  package var decision: Ranking.Decision
  /// How probable it is that the line wants anything that is known here.
  package var inScope: Double
  /// Whether the line is known to the letter.
  package var isVerbatim: Bool
  /// Share of the words that no known line has.
  package var unknownWords: Double

  package var best: Candidate? { candidates.first }

  /// The probability of one want; 0 for what is far behind.
  package func probability(of want: Want) -> Double {
    candidates.first { $0.want == want }?.probability ?? 0
  }

  /// The candidates that are sections.
  package var sections: [Candidate] { candidates.filter { $0.want.section != nil } }
}

/// All wants of a knowledge in the order of the labels that stand for them: first the sections, then
/// what has example lines, then what only patterns know.
struct WantTable: Sendable {
  let wants: [Want]
  private let labels: [Want: Int]
  /// Their names: ids of sections, `role/id` of the rest.
  let names: [String]
  /// So many have lines to learn from.
  let learnedCount: Int

  /// The table of a knowledge whose first labels are those of a model.
  init(_ knowledge: Knowledge, labels learned: [String]) {
    var all: [(name: String, want: Want)] = []
    func add(_ role: LineExamples.Role, _ ids: [String], _ want: (Int) -> Want) {
      for (index, id) in ids.enumerated() { all.append(("\(role.rawValue)/\(id)", want(index))) }
    }
    for (index, section) in knowledge.sections.enumerated() {
      all.append((section.id, .section(index)))
    }
    add(.acts, knowledge.dialogue.acts.map(\.recognizer.id)) { .act($0) }
    add(.outside, knowledge.scope.outside.map(\.recognizer.id)) { .outside($0) }
    add(.smallTalk, knowledge.dialogue.smallTalk.map(\.recognizer.id)) { .smallTalk($0) }
    add(.refusals, knowledge.safety.refusals.map(\.recognizer.id)) { .refusal($0) }
    let places = Dictionary(
      all.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first }
    )
    let first = learned.compactMap { places[$0] }
    let taken = Set(first)
    let order = first + all.indices.filter { !taken.contains($0) }
    wants = order.map { all[$0].want }
    names = order.map { all[$0].name }
    labels = Dictionary(
      order.enumerated().map { (all[$0.element].want, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    learnedCount = first.count
  }

  func label(of want: Want) -> Int? { labels[want] }

  /// The want that a pattern speaks for.
  static func want(of meaning: RuleBook.Meaning, in knowledge: Knowledge) -> Want? {
    switch meaning {
    case .outside(let index): .outside(index)
    case .smallTalk(let index): .smallTalk(index)
    case .refusal(let index): .refusal(index)
    case .act(let act):
      knowledge.dialogue.acts.firstIndex { $0.act == act }.map { .act($0) }
    case .redFlag, .guarding, .kindness, .signal, .topic, .facet: nil
    }
  }
}
