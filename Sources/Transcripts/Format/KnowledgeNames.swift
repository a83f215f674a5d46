import Conversation
package import Knowledge
import LabValues
import Language

/// The ids that exist in the knowledge, so that a transcript cannot name one that is gone.
///
/// A test that names something gone would never fail, and never test anything: so it is an error.
package struct KnowledgeNames: Sendable {
  private let title: String
  private let sections: Set<String>
  private let rules: Set<String>
  private let sources: Set<String>
  private let facts: Set<String>

  /// The first parts of intents that stand for built-in replies, such as `command/unknown`.
  private static let builtIn: Set<String> = ["command", "labs", "act", "line"]

  private static let persons = Set(Person.allCases.map(\.rawValue))

  package init(_ knowledge: Knowledge) {
    title = knowledge.title
    sections = Set(knowledge.sections.map(\.id))
    rules = Set(
      knowledge.safety.redFlags.map { "safety/\($0.recognizer.id)" }
        + knowledge.safety.refusals.map { "refusal/\($0.recognizer.id)" }
        + knowledge.scope.outside.map { "outside/\($0.recognizer.id)" }
        + knowledge.dialogue.smallTalk.map { "smalltalk/\($0.recognizer.id)" })
    sources = Set(knowledge.sources.map(\.id))
    facts = Set(
      knowledge.labs.analytes.map(\.id) + knowledge.labs.qualitative.map(\.id)
        + knowledge.labs.context.map(\.id) + DerivedName.all(knowledge.labs))
  }

  /// Every name in a transcript that the knowledge does not have (any more).
  package func problems(in transcript: Transcript) -> [TranscriptProblem] {
    var problems: [TranscriptProblem] = []
    if let corpus = transcript.header.corpus, corpus != title,
      let line = transcript.lines.firstIndex(where: { $0.hasPrefix("corpus: ") })
    {
      problems.append(
        TranscriptProblem(
          .stale(role: "corpus", name: corpus, nearest: title), path: transcript.path,
          line: line + 1))
    }
    for turn in transcript.turns {
      for fact in turn.facts {
        problems += stale(in: fact).map {
          TranscriptProblem(
            .stale(role: $0.role, name: $0.name, nearest: $0.nearest), path: transcript.path,
            line: fact.line)
        }
      }
    }
    return problems.sorted()
  }

  private typealias Stale = (role: String, name: String, nearest: String?)

  private func stale(in fact: Fact) -> [Stale] {
    switch fact.value {
    case .names(let names) where fact.key == .intent: names.compactMap(staleIntent)
    case .names(let names) where fact.key == .cites: unknown(names, "source", sources)
    case .names(let names) where fact.key == .person: unknown(names, "person", Self.persons)
    case .names(let names):
      names.flatMap { name in
        let parts = name.split(separator: ":", maxSplits: 1).map { Line.trimmed(String($0)) }
        return unknown(parts.dropLast(), "person", Self.persons)
          + unknown([parts.last ?? ""], "fact", facts)
      }
    case .entries(let entries): unknown(entries.map(\.id), "fact", facts)
    case .kinds, .urgency, .quoted: []
    }
  }

  private func unknown(_ names: [String], _ role: String, _ known: Set<String>) -> [Stale] {
    names.filter { !known.contains($0) }.map {
      (role, $0, NearestName.closest(to: $0, among: known.sorted()))
    }
  }

  /// A built-in intent (`command/…`, `labs/…`) is believed, unless the folder has a topic of that
  /// name.
  private func staleIntent(_ name: String) -> Stale? {
    if sections.contains(name) || rules.contains(name) { return nil }
    let first = String(name.prefix { $0 != "/" })
    if Self.builtIn.contains(first), name.count > first.count + 1,
      !sections.contains(where: { $0.hasPrefix(first + "/") })
    {
      return nil
    }
    return ("intent", name, NearestName.closest(to: name, among: (sections.union(rules)).sorted()))
  }
}
