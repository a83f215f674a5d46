import Conversation

/// What was typed in a shell: everything for Up, and what may be kept for the file.
///
///     Up, ^R       every line of this sitting
///     the file     lines that are known to say nothing of anybody
package struct History: Sendable {
  struct Entry: Sendable, Hashable {
    var text: String
    /// Whether it may stand in the history file.
    var isKept: Bool
    /// Whether it told something about a person.
    var isPersonal: Bool
    /// Ids of the facts that it stated.
    var facts: [String]
  }

  /// Older ones go.
  static let limit = 1_000
  /// Bytes of an entry; longer lines are not worth calling back.
  static let entryLimit = 16_384

  /// Oldest first, each text once.
  private(set) var entries: [Entry] = []

  package init() {}

  /// What a file held: none of it counts as personal.
  init(kept texts: [String]) {
    for text in texts { add(text, isKept: true) }
  }

  /// Adds a line as the newest; an earlier copy of it goes. Whether it may stand in the file.
  ///
  /// A text that was personal once stays out of the file, even if saying it again states nothing new.
  ///
  /// - Parameters:
  ///   - facts: ids that the line stated, so that `/forget` can take it away again
  /// - Returns: whether it may stand in the file; `false` too for an empty line and one beyond 16
  ///   KiB.
  @discardableResult
  mutating func add(
    _ line: String, isKept: Bool, isPersonal: Bool = false, facts: [String] = []
  ) -> Bool {
    let text = Self.cleaned(line)
    guard !text.isEmpty, text.utf8.count <= Self.entryLimit else { return false }
    var entry = Entry(
      text: text, isKept: isKept && !isPersonal, isPersonal: isPersonal, facts: facts)
    if let place = entries.firstIndex(where: { $0.text == text }) {
      let earlier = entries.remove(at: place)
      entry.facts += earlier.facts
      entry.isPersonal = isPersonal || earlier.isPersonal
      entry.isKept = isKept && !entry.isPersonal
    }
    entries.append(entry)
    if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
    return entry.isKept
  }

  /// Adds facts to the newest entry: the next line completed what it began to state.
  mutating func addToNewest(facts: [String]) {
    guard let newest = entries.indices.last else { return }
    entries[newest].facts += facts
  }

  /// Drops the lines that stated one of these facts.
  mutating func forget(_ facts: [String]) {
    entries.removeAll { entry in entry.facts.contains { facts.contains($0) } }
  }

  /// Drops every line that told something about a person.
  mutating func forgetEverything() { entries.removeAll { $0.isPersonal } }

  /// The lines for Up and ^R, oldest first.
  var texts: [String] { entries.map(\.text) }
  /// The lines for the file and for hints, oldest first.
  var keptTexts: [String] { entries.filter(\.isKept).map(\.text) }

  /// Without controls (a line goes back to the terminal) and without blanks at its end.
  private static func cleaned(_ line: String) -> String {
    var text = Line.cleaned(line)[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
