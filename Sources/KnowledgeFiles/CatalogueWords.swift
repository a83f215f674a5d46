import Knowledge
import LabValues
import Yams

/// What is wrong with `labs.yaml`, in words, at its place.
extension CatalogueProblem {
  /// For an author who knows the file and no Swift: names are quoted as they are written there.
  var words: String {
    switch self {
    case .duplicateID(let id): "the id '\(id)' stands twice"
    case .canonicalFactor(let id):
      "the canonical unit of '\(id)' must stand among its units with the factor 1"
    case .unknownUnit(let id, let unit):
      "'\(unit)' is no unit of '\(id)'; write it under its units with a factor"
    case .factorNotPositive(let id, let unit): "the factor of '\(unit)' for '\(id)' must be above 0"
    case .spanOutsideHard(let id): "soft of '\(id)' must lie within hard"
    case .limitsReversed(let id):
      "the limits of '\(id)' must rise: critical low, low, high, critical high"
    case .ambiguousName(let name, let facts):
      "the name '\(name)' is one of \(facts.joined(separator: " and "))"
    case .unknownFact(let id): "'\(id)' is no result or condition of this file"
    case .emptyName(let id): "a name of '\(id)' is empty"
    case .formula(_, let problem): problem.description
    case .missingWords(let cue): "the list '\(cue.path)' of english/ is empty"
    case .wrongCount(let list, let expected, let found):
      "'\(list)' of english/ has \(found) entries; \(expected) are needed"
    }
  }

  /// The entry that it is about, and the name in it.
  fileprivate var subject: (entry: String, name: String)? {
    switch self {
    case .duplicateID(let id), .canonicalFactor(let id), .spanOutsideHard(let id),
      .limitsReversed(let id), .unknownFact(let id), .emptyName(let id), .formula(let id, _):
      (id, id)
    case .unknownUnit(let id, let unit), .factorNotPositive(let id, let unit): (id, unit)
    case .ambiguousName(let name, let facts): (facts.last ?? name, name)
    case .missingWords, .wrongCount: nil
    }
  }
}

extension YAMLReader {
  /// Where something stands that is wrong with the catalogue: the name, behind the entry that has it.
  ///
  /// - Returns: of a repeated id its last place; else the first place of the name behind its entry.
  func place(of problem: CatalogueProblem, in node: Node) -> Place {
    guard let (entry, name) = problem.subject, let places = mentions[entry] else {
      return place(node)
    }
    if case .duplicateID = problem { return places.last ?? place(node) }
    let start = places.first ?? place(node)
    return mentions[name]?.first { $0 >= start } ?? start
  }
}
