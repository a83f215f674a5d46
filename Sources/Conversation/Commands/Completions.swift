import Knowledge
import LabValues

/// What a person can be offered while typing.
struct Completions: Sendable {
  let knowledge: Knowledge
  let index: SectionIndex

  /// One a line behind its kind; `/words` tells it to a shell at the other end of a connection.
  ///
  ///     section calciphylaxis/definition
  ///     topic calciphylaxis
  ///     lab Phosphate
  ///     unit mmol/L
  ///     question What is calciphylaxis?
  var all: [String] {
    knowledge.sections.map { "section \($0.id)" } + knowledge.topics.map { "topic \($0.id)" }
      + knowledge.labs.analytes.map { "lab \($0.label)" }
      + knowledge.labs.units.map { "unit \($0.id)" } + questions.map { "question \($0)" }
  }

  /// Questions to begin with: one of each topic.
  var questions: [String] {
    knowledge.topics.compactMap { topic in
      (index.cells(topic.id, .definition).first ?? index.sections(of: topic.id).first)?.question
    }
  }
}
