import Conversation
import Knowledge
import KnowledgeFiles
import Matching

/// The slow part of the check: what happens to phrases when the matcher has not seen them.
extension KnowledgeCheck {
  /// Phrases that another section takes when they are held out, and pairs of sections that take
  /// from each other.
  mutating func addThefts(_ phrases: PhraseBook, _ knowledge: Knowledge) throws {
    let set = try Learning.trainingSet(of: knowledge)
    let audit = PhraseAudit(of: set)
    func name(_ label: Int) -> String { set.labels[label] }
    for hijack in audit.hijacked where phrases.all.indices.contains(hijack.example) {
      let phrase = phrases.all[hijack.example]
      problems.append(
        Problem(
          .other("held out, the phrase '\(phrase.text)' reaches \(name(hijack.taker))"),
          at: phrase.place, isWarning: true))
    }
    addFigures(audit, phrases, knowledge)
    let ownConfusions = audit.confusions.filter { knowledge.sections.indices.contains($0.owner) }
    for confusion in ownConfusions.prefix(40) {
      let section = knowledge.sections[confusion.owner]
      problems.append(
        Problem(
          .other("\(confusion.count) phrases are taken by \(name(confusion.taker)) when held out"),
          at: section.place, isWarning: true))
    }
  }

  /// How many hidden phrases find their section, and the sections that lose most.
  private mutating func addFigures(
    _ audit: PhraseAudit, _ phrases: PhraseBook, _ knowledge: Knowledge
  ) {
    var asked = [Int](repeating: 0, count: knowledge.sections.count)
    for phrase in phrases.all { asked[phrase.section] += 1 }
    var lost = [Int](repeating: 0, count: knowledge.sections.count)
    for hijack in audit.hijacked where lost.indices.contains(hijack.owner) {
      lost[hijack.owner] += 1
    }
    let total = phrases.all.count
    guard total > 0 else { return }
    let right = total - lost.reduce(0, +)
    figures.append(
      "held out, \(right) of \(total) phrases reach their section (\(right * 100 / total) %)")
    let worst = lost.indices.filter { lost[$0] > 0 }.sorted {
      (-lost[$0] * asked[$1], $0) < (-lost[$1] * asked[$0], $1)
    }
    for place in worst.prefix(Self.mostWorst) {
      figures.append(
        "  \(knowledge.sections[place].id): \(lost[place]) of \(asked[place]) go elsewhere")
    }
  }

  /// So many sections are named.
  private static let mostWorst = 8
}
