package import LabValues

/// Everything that calciq knows, checked: ids resolve, texts are cited, nothing is missing.
///
/// Whoever holds one need not ask whether it is right: in the program it only comes out of
/// `KnowledgeFolder`, or of bytes that were made of such a one. It is a value, shared by all sessions and threads.
package struct Knowledge: Sendable, Codable {
  /// A name and date of the documents, for the greeting.
  package var title: String
  /// In the order in which they are listed; tables and notes of ours come last.
  package var sources: [Source]
  package var topics: [Topic]
  package var facets: [Facet]
  /// In order of id.
  package var sections: [Section]
  package var notes: [Note]
  package var safety: SafetyRules
  package var examples: LineExamples
  package var scope: Scope
  package var dialogue: Dialogue
  package var refinements: Refinements
  package var words: WordLists
  package var labs: LabCatalogue

  package init(
    title: String, sources: [Source], topics: [Topic], facets: [Facet], sections: [Section],
    notes: [Note], safety: SafetyRules, examples: LineExamples = LineExamples(), scope: Scope,
    dialogue: Dialogue, refinements: Refinements, words: WordLists, labs: LabCatalogue
  ) {
    self.title = title
    self.sources = sources
    self.topics = topics
    self.facets = facets
    self.sections = sections
    self.notes = notes
    self.safety = safety
    self.examples = examples
    self.scope = scope
    self.dialogue = dialogue
    self.refinements = refinements
    self.words = words
    self.labs = labs
  }

  /// Lines that belong to nothing here: those of no subject, and those of each subject outside.
  ///
  /// For learning when to abstain; empty in knowledge that is for answering alone.
  package var linesOutside: [Written] {
    scope.examples + examples.kinds(of: .outside).flatMap(\.lines)
  }

  /// Whether anything that a person states is noted: a result, a condition, a finding.
  package var notesFacts: Bool {
    !(labs.analytes.isEmpty && labs.qualitative.isEmpty && labs.context.isEmpty
      && refinements.signals.isEmpty)
  }
}
