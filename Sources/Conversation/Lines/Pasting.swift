/// Gathers the lines behind `/paste` into one message, for a door that gets them one by one.
///
///     /paste              → .begun
///     Calcium 9.6 mg/dL   → .kept
///     Phosphorus 3.1      → .kept
///     .                   → .line("Calcium 9.6 mg/dL\nPhosphorus 3.1")
package struct Pasting: Sendable, Hashable {
  package enum Step: Sendable, Hashable {
    /// A line of no paste, or the whole message at its end: it is to be answered.
    case line(String)
    /// `/paste` was typed; that itself is to be answered, and rows follow.
    case begun
    /// A row of the paste; there is nothing to answer yet.
    case kept
  }

  /// The rows so far; `nil` where nothing is being pasted.
  private var rows: [String]?
  private var bytes = 0

  package init() {}

  package var isOpen: Bool { rows != nil }

  package mutating func take(_ line: String) -> Step {
    guard var rows else {
      guard Self.begins(line) else { return .line(line) }
      self.rows = []
      bytes = 0
      return .begun
    }
    if Line.trimmed(line) == "." { return .line(finish() ?? "") }
    // One byte more than is read is enough to see that the message is too long.
    if bytes <= Line.limit {
      let row = String(decoding: line.utf8.prefix(Line.rowLimit + 1), as: UTF8.self)
      rows.append(row)
      bytes += row.utf8.count + 1
      self.rows = rows
    }
    return .kept
  }

  /// The message so far, where the input ends before the dot.
  package mutating func finish() -> String? {
    defer { rows = nil }
    return rows?.joined(separator: "\n")
  }

  /// Forgets the rows: ^C, a lost connection.
  package mutating func cancel() { rows = nil }

  private static func begins(_ line: String) -> Bool {
    guard Line.mayBeCommand(line), case .command(Line.paste, "") = Line(line) else { return false }
    return true
  }
}
