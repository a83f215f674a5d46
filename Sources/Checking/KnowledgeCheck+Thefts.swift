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
    let ownConfusions = audit.confusions.filter { knowledge.sections.indices.contains($0.owner) }
    for confusion in ownConfusions.prefix(40) {
      let section = knowledge.sections[confusion.owner]
      problems.append(
        Problem(
          .other("\(confusion.count) phrases are taken by \(name(confusion.taker)) when held out"),
          at: section.place, isWarning: true))
    }
  }
}
