import Conversation
import Knowledge
import KnowledgeFiles

/// Facts that a section cites and says nothing of.
///
///     cited S2-088 "Sodium thiosulfate is given three times a week."    not said: a warning
///
/// Words are compared by their first six letters, after spelling and synonyms.
struct FactCheck {
  let knowledge: Knowledge
  let assistant: Assistant

  /// A fact counts as said where a section holds a share of the words that carry it. What is said in
  /// other words altogether cannot be told, so each finding is a warning.
  func problems() -> [Problem] {
    var problems: [Problem] = []
    let facts = Dictionary(
      knowledge.sources.flatMap(\.facts).map { ($0.id, $0.text) },
      uniquingKeysWith: { first, _ in first })
    guard !facts.isEmpty else { return [] }
    let stopwords = Set(knowledge.words.stopwords)
    func carrying(_ text: String) -> Set<String> {
      let words = assistant.normalizedText(of: text).lowercased()
        .split { !$0.isLetter && !$0.isNumber }.map { String($0.prefix(Self.stem)) }
      return Set(
        words.filter { ($0.count > 2 || $0.allSatisfy(\.isNumber)) && !stopwords.contains($0) })
    }
    for section in knowledge.sections where !section.isDraft {
      let texts = [section.title, section.gist.text, section.body.text, section.detail?.text ?? ""]
      let said = carrying(texts.joined(separator: " "))
      for id in section.body.facts {
        guard let fact = facts[id] else { continue }
        let words = carrying(fact)
        let share = Double(words.intersection(said).count) / Double(max(1, words.count))
        guard share < Self.leastShare else { continue }
        problems.append(
          Problem(
            .other("'\(section.id)' cites the fact '\(id)' and says nothing of it: \(fact)"),
            at: section.place, isWarning: true))
      }
    }
    return problems
  }

  /// Letters of a word that are compared, and the least share of a fact's words; found by trial.
  private static let stem = 6
  private static let leastShare = 0.1
}
