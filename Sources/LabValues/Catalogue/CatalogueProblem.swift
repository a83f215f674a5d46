/// Something in the data that cannot be right; KnowledgeFiles shows it at its place in the file.
package enum CatalogueProblem: Sendable, Hashable {
  case duplicateID(String)
  /// The canonical unit is not among the analyte's units with factor 1.
  case canonicalFactor(analyte: String)
  case unknownUnit(analyte: String, unit: String)
  case factorNotPositive(analyte: String, unit: String)
  case spanOutsideHard(analyte: String)
  /// The limits of a reference or of the critical values stand the wrong way round.
  case limitsReversed(analyte: String)
  /// The same name leads to two facts of one kind.
  case ambiguousName(name: String, facts: [String])
  case unknownFact(String)
  case emptyName(fact: String)
  case missingWords(Cue)
  case formula(String, FormulaTerm.Problem)
  case wrongCount(String, expected: Int, found: Int)
}
