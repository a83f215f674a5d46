import Knowledge

/// Tells causes from what only follows from them: where a file cannot be read, everything that names what
/// stands in it would be a mistake too.
///
///     sources.yaml:3:1  error: not valid YAML          told
///     a/b.yaml:9:5      error: unknown source 'x'      not told: it follows
struct Consequences {
  /// The files of which nothing is known.
  private let broken: [String]
  /// By file, the keys that stand there misspelt.
  private let misspelt: [String: [String]]

  init(of problems: [Problem]) {
    broken = problems.filter(\.isOfWholeFile).map(\.place.file)
    var misspelt: [String: [String]] = [:]
    for problem in problems {
      if case .unknownKey(_, let nearest?, _) = problem.kind {
        misspelt[problem.place.file, default: []].append(nearest)
      }
    }
    self.misspelt = misspelt
  }

  /// The problems that are no consequence of another.
  ///
  /// - Returns: in the order given. At least one is left where any was given.
  func causes(among problems: [Problem]) -> [Problem] {
    problems.filter { !isConsequence($0) }
  }

  private func isConsequence(_ problem: Problem) -> Bool {
    switch problem.kind {
    case .missingKey(let key) where misspelt[problem.place.file]?.contains(key) == true: true
    case .missingKey("citations"), .missingKey("sources"): broken.contains("sources.yaml")
    case .unknownName("section", let name, _, _): broken.contains(name + ".yaml")
    case .unknownName(let role, let name, _, _):
      broken.contains { file in
        Self.files[role]?.contains(file) ?? false
          || Self.folders[role].map { file == "\($0)/\(name).yaml" } ?? false
      }
    default: false
    }
  }

  /// Where what has a role is written.
  private static let files: [String: [String]] = [
    "source": ["sources.yaml"], "topic": ["topics.yaml"], "facet": ["topics.yaml"],
    "note": ["conflicts.yaml"], "signal": ["refinements.yaml"], "message": ["safety.yaml"],
    "condition or medicine": ["labs.yaml"], "analyte or result": ["labs.yaml"],
    "analyte": ["labs.yaml"], "fact or signal": ["labs.yaml", "refinements.yaml"],
  ]

  /// The folders in which each file is one thing.
  private static let folders = [
    "danger": "dangers", "source": "sources", "refusal": "refusals", "small talk": "smalltalk",
    "subject": "outside",
    "act": "acts",
  ]
}

extension Problem {
  /// Whether nothing of the file could be taken in.
  fileprivate var isOfWholeFile: Bool {
    switch kind {
    case .unreadable, .badYAML: true
    case .expected("a mapping", _): place.line == 1 && place.column == 1
    default: false
    }
  }
}
