/// What of a turn may change.
package enum BlessMode: String, Sendable, CaseIterable {
  case text, facts, all
}

/// A transcript after blessing, with what changed in it.
package struct Blessing: Sendable, Hashable {
  package var lines: [String]
  package var turns = 0
  package var textLines = 0
  package var facts = 0

  init(lines: [String]) { self.lines = lines }

  package var hasChanged: Bool { turns > 0 }
  /// The file.
  package var text: String { lines.map { $0 + "\n" }.joined() }
}
