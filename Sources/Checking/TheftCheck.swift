import Conversation
import Knowledge
import KnowledgeFiles
import Matching

/// The slow part of the check: what happens to phrases when the matcher has not seen them.
///
/// A phrase that finds its section only because it was learned to the letter says little of what
/// people will type. So each is held out once, and asked of a model that has not seen it.
struct TheftCheck {
  let phrases: PhraseBook
  let knowledge: Knowledge
  private let set: TrainingSet
  private let audit: PhraseAudit

  init(_ phrases: PhraseBook, _ knowledge: Knowledge) throws {
    self.phrases = phrases
    self.knowledge = knowledge
    set = try Learning.trainingSet(of: knowledge)
    audit = PhraseAudit(of: set)
  }

  /// Phrases that another section takes when they are held out.
  func problems() -> [Problem] {
    var problems: [Problem] = []
    func name(_ label: Int) -> String { set.labels[label] }
    for hijack in audit.hijacked where phrases.all.indices.contains(hijack.example) {
      let phrase = phrases.all[hijack.example]
      problems.append(
        Problem(
          .other("held out, the phrase '\(phrase.text)' reaches \(name(hijack.taker))"),
          at: phrase.place, isWarning: true))
    }
    return problems
  }

  /// How many hidden phrases find their section, and the sections that lose most.
  ///
  /// - Returns: the share, then the eight sections that lose most of theirs, and twenty pairs at
  ///   most.
  func figures() -> [String] {
    var asked = [Int](repeating: 0, count: knowledge.sections.count)
    for phrase in phrases.all { asked[phrase.section] += 1 }
    var lost = [Int](repeating: 0, count: knowledge.sections.count)
    for hijack in audit.hijacked where lost.indices.contains(hijack.owner) {
      lost[hijack.owner] += 1
    }
    let total = phrases.all.count
    guard total > 0 else { return [] }
    let right = total - lost.reduce(0, +)
    let share =
      "held out, \(right) of \(total) phrases reach their section (\(right * 100 / total) %)"
    let worst = lost.indices.filter { lost[$0] > 0 }.sorted {
      (-lost[$0] * asked[$1], $0) < (-lost[$1] * asked[$0], $1)
    }
    return [share]
      + worst.prefix(Self.mostWorst).map { place in
        "  \(knowledge.sections[place].id): \(lost[place]) of \(asked[place]) go elsewhere"
      } + pairs()
  }

  /// Pairs of sections that take from each other.
  private func pairs() -> [String] {
    let pairs = audit.confusions.filter {
      knowledge.sections.indices.contains($0.owner) && $0.count > 1
    }
    return pairs.prefix(Self.mostPairs).map { pair in
      "  \(set.labels[pair.owner]): \(pair.count) phrases are taken by \(set.labels[pair.taker])"
    }
  }

  /// So many sections are named, and so many pairs.
  private static let mostWorst = 8
  private static let mostPairs = 20
}
