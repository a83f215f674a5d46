package import Knowledge

/// Something wrong in a knowledge file, said so that its author can mend it.
///
/// A value that knows its wording; two runs over the same files give the same problems in the same
/// order.
package struct Problem: Error, Sendable, Hashable, Comparable, CustomStringConvertible {
  /// What was given, what was expected, and the nearest right thing: cases and no sentences.
  package enum Kind: Sendable, Hashable {
    case unreadable(reason: String)
    case badYAML(reason: String)
    case expected(String, found: String)
    /// `known` is listed where nothing is near.
    case unknownKey(String, nearest: String?, known: [String] = [])
    case missingKey(String)
    case unknownName(role: String, name: String, nearest: String?, known: [String] = [])
    case duplicate(what: String, text: String, first: Place)
    case uncited
    case badMarker(Int, citations: Int)
    case badPattern(reason: String)
    case other(String)
  }

  package var place: Place
  package var kind: Kind
  /// A warning does not make the knowledge unusable.
  package var isWarning: Bool

  /// Whether a file or folder could not even be read.
  package var isUnreadable: Bool { if case .unreadable = kind { true } else { false } }

  package init(_ kind: Kind, at place: Place, isWarning: Bool = false) {
    self.kind = kind
    self.place = place
    self.isWarning = isWarning
  }

  /// `file:line:column: error: what is wrong`.
  package var description: String {
    "\(place.file):\(place.line):\(place.column): \(isWarning ? "warning" : "error"): \(message)"
  }

  /// Files at the root come first: what is wrong there is often the cause of what is wrong in sections.
  package static func < (a: Problem, b: Problem) -> Bool {
    let (first, second) = (a.place.file.contains("/"), b.place.file.contains("/"))
    if first != second { return !first }
    return (a.place, a.message) < (b.place, b.message)
  }

  /// What is wrong, without the place.
  /// It quotes the author's own file as it is written there.
  package var message: String {
    switch kind {
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .badYAML(let reason): "not valid YAML: \(reason)"
    case .expected(let what, let found): "expected \(what), found \(found)"
    case .unknownKey(let key, let nearest, let known):
      "unknown key '\(key)'\(Self.meant(nearest, known))"
    case .missingKey(let key): "the key '\(key)' is missing"
    case .unknownName(let role, let name, let nearest, let known):
      "unknown \(role) '\(name)'\(Self.meant(nearest, known))"
    case .duplicate(let what, let text, let first):
      "duplicate \(what) '\(text)'; it stands at \(first.file):\(first.line):\(first.column) too"
    case .uncited: "an answer without a citation"
    case .badMarker(let marker, let count):
      "the marker [\(marker)] has no citation; there \(count == 1 ? "is 1" : "are \(count)")"
    case .badPattern(let reason): reason
    case .other(let message): message
    }
  }

  private static func meant(_ nearest: String?, _ known: [String]) -> String {
    if let nearest { return "; did you mean '\(nearest)'?" }
    return known.isEmpty || known.count > mostListed
      ? "" : "; known are \(known.joined(separator: ", "))"
  }

  /// A longer list helps nobody.
  private static let mostListed = 40
}

/// The problems that make a knowledge folder unusable.
///
/// At least one of them is no warning.
package struct KnowledgeProblems: Error, Sendable {
  package var problems: [Problem]

  package init(_ problems: [Problem]) { self.problems = problems.sorted() }
}
