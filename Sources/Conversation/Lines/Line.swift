/// What arrived at a door, before anybody tries to understand it.
package enum Line: Sendable, Hashable {
  /// Nothing but blanks.
  case empty
  /// Nothing that can be read: control characters alone.
  case unreadable
  /// More bytes than are read, of a row or of all rows together.
  case tooLong(limit: Int)
  /// `/name argument`, or a bare `help`, `quit`, `exit`, `?`.
  case command(name: String, argument: String)
  /// Anything else: something said, its rows separated by line breaks.
  case said(String)

  /// The most bytes of a message that are read, its rows together.
  package static let limit = 65_536
  /// The most bytes of one row.
  package static let rowLimit = 4_096
  /// The most bytes of a saved session, which a program may give back in one row.
  static let sessionLimit = 32_768
  /// The command whose rows follow it.
  static let paste = "paste"

  /// Sorts a message of one row or of several; control characters and bidirectional overrides become
  /// blanks.
  ///
  ///     message := row ((LF | U+2028) row)*
  package init(_ raw: String) {
    guard raw.utf8.count <= Self.limit else {
      self = .tooLong(limit: Self.limit)
      return
    }
    let trimmed = Self.trimmed(Self.cleaned(raw, keepsCells: true), keepsCells: true)
    if trimmed.utf8.count > Self.rowLimit, Self.hasLongRow(trimmed), !Self.loadsSession(trimmed) {
      self = .tooLong(limit: Self.rowLimit)
      return
    }
    guard !trimmed.isEmpty else {
      self = raw.allSatisfy(\.isWhitespace) ? .empty : .unreadable
      return
    }
    switch trimmed.utf8.count <= 4 ? trimmed.lowercased() : "" {
    case "help", "?": self = .command(name: "help", argument: "")
    case "quit", "exit": self = .command(name: "quit", argument: "")
    default:
      guard trimmed.utf8.first == UInt8(ascii: "/") else {
        self = .said(trimmed)
        return
      }
      if let pasted = Self.pasted(trimmed) {
        self = pasted.isEmpty ? .empty : .said(pasted)
        return
      }
      let parts = trimmed.dropFirst().split(
        maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\n" })
      self = .command(
        name: parts.first.map { $0.lowercased() } ?? "",
        argument: parts.count > 1 ? Self.trimmed(String(parts[1])) : "")
    }
  }

  private static func hasLongRow(_ text: String) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "\n")).contains { $0.count > rowLimit }
  }

  /// Whether a program gives back what `/session save` gave it: one row, and longer than a person types.
  private static func loadsSession(_ text: String) -> Bool {
    let start = "/session load "
    return text.utf8.count <= start.utf8.count + sessionLimit
      && text.prefix(start.count).lowercased() == start
  }

  /// The rows behind `/paste` where they come in the same message, with or without the dot.
  private static func pasted(_ text: String) -> String? {
    let start = "/\(paste)\n"
    guard text.lowercased().hasPrefix(start) else { return nil }
    var rows = text.dropFirst(start.count)
    if rows == "." || rows.hasSuffix("\n.") { rows = rows.dropLast() }
    return trimmed(String(rows), keepsCells: true)
  }

  /// Whether a text may be a command with a slash, so that it is worth reading as a line.
  ///
  /// A guess by the first printed sign of ASCII. `false` means that it is none, whatever blanks and
  /// invisible characters stand before.
  ///
  ///     "/ping"  "  /ping"  "é/ping"   true          "a /ping"  "help"   false
  package static func mayBeCommand(_ text: String) -> Bool {
    text.utf8.first(where: isPrinted) == UInt8(ascii: "/")
  }

  /// Whether a byte is a sign of ASCII that is neither blank nor control character.
  package static func isPrinted(_ byte: UInt8) -> Bool { (0x21..<0x7F).contains(byte) }

  /// A message as one line of a wire: its rows are separated by U+2028.
  package static func wired(_ message: String) -> String {
    String(message.map { $0.isNewline ? rowSeparator : $0 })
  }

  private static let rowSeparator: Character = "\u{2028}"

  /// A text without control characters (tabs become blanks, every line break becomes LF),
  /// and without the invisible characters that change how the rest is displayed.
  ///
  /// - Parameter keepsCells: The tabs between the cells of a table of several rows stay: a cell may be empty.
  package static func cleaned(_ raw: String, keepsCells: Bool = false) -> String {
    if raw.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return raw }
    let tab: Unicode.Scalar = keepsCells && raw.contains(where: \.isNewline) ? "\t" : " "
    var text = String.UnicodeScalarView()
    for scalar in raw.unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x85, 0x2028, 0x2029: text.append("\n")
      case 0x09: text.append(tab)
      case 0x0D, 0xA0: text.append(" ")
      case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2069,
        0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
        continue
      default: text.append(scalar)
      }
    }
    return String(text)
  }

  /// A text without blanks at its ends.
  ///
  /// - Parameter keepsCells: A tab in front stays: the first cell of a table may be empty.
  package static func trimmed(_ text: String, keepsCells: Bool = false) -> String {
    // Nearly every text: no blank is a letter, digit or sign of ASCII.
    if let first = text.utf8.first, let last = text.utf8.last, (0x21..<0x7F).contains(first),
      (0x21..<0x7F).contains(last)
    {
      return text
    }
    var text = Substring(text)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    while let first = text.first, first.isWhitespace, !keepsCells || first != "\t" {
      text.removeFirst()
    }
    return String(text)
  }
}
