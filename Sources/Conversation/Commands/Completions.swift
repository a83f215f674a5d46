import Knowledge
import LabValues

extension Assistant {
  /// What a person can be offered while typing, one a line behind its kind; `/words` tells it to a
  /// shell at the other end of a connection.
  ///
  ///     section calciphylaxis/definition
  ///     topic calciphylaxis
  ///     lab Phosphate
  ///     unit mmol/L
  ///     question What is calciphylaxis?
  package var completions: [String] {
    knowledge.sections.map { "section \($0.id)" } + knowledge.topics.map { "topic \($0.id)" }
      + knowledge.labs.analytes.map { "lab \($0.label)" }
      + knowledge.labs.units.map { "unit \($0.id)" } + sampleQuestions.map { "question \($0)" }
  }
}
