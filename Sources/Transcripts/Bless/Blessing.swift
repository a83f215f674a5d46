/// What of a turn may change.
///
///     text     answers that differ           facts    `=` and `~` lines that do not hold
///     all      both                          a draft takes its answer and its facts in every mode
package enum BlessMode: String, Sendable, CaseIterable {
  case text, facts, all
}

/// A transcript after blessing, with what changed in it.
///
/// `turns`, `textLines` and `facts` count what was written anew, for telling it to a person.
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
