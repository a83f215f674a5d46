/// What a text is laid out on.
struct TextPage: Sendable {
  /// The width to wrap at; `nil` leaves paragraphs on one line.
  var width: Int?
  /// Whether boxes and plots are replaced by sentences, for screen readers.
  var isAccessible = false
  /// Whether only ASCII may be used for rules and plots.
  var isASCII = false
  /// What a marker is called where it is read aloud; `nil` leaves it as it is.
  var sourceName: String?

  /// A text broken into lines of at most the width, later lines indented.
  ///
  /// - Parameter indent: blanks before every line but the first
  func wrap(
    _ text: String, indent: Int, role: TextLine.Role, into lines: inout [TextLine]
  ) {
    let text = spelled(spoken(text, isFootLine: role == .source))
    guard let width else { return lines.append(TextLine(text, role)) }
    let wrapping = Wrapping(width: width, indent: indent, isFootLine: role == .source)
    for line in wrapping.lines(of: text) {
      lines.append(TextLine(line, role))
    }
  }

  /// A text in letters that the terminal has: without Unicode `"a" - 3 x 2 mg2/dL2` for `“a” – 3 × 2 mg²/dL²`.
  ///
  /// Only signs that replies use; a letter with an accent stays as it is.
  func spelled(_ text: String) -> String {
    guard isASCII, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return text.map { Self.plain[$0] ?? String($0) }.joined()
  }

  /// A text whose markers can be read aloud: `(Source 1, 2)` for `[1][2]`, and `Source 1:` in front of one.
  private func spoken(_ text: String, isFootLine: Bool) -> String {
    guard isAccessible, let sourceName else { return text }
    return text.replacing(#/(?:\[\d+\])+/#) { match in
      let numbers = match.output.split { "[]".contains($0) }.joined(separator: ", ")
      return isFootLine ? "\(sourceName) \(numbers):" : "(\(sourceName) \(numbers))"
    }
  }

  /// The marks of results in words.
  static let markWords = [
    "H": "high", "L": "low", "HH": "critically high", "LL": "critically low",
  ]

  private static let plain: [Character: String] = [
    "“": "\"", "”": "\"", "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "−": "-", "×": "x",
    "²": "2", "³": "3", "₂": "2", "µ": "u", "μ": "u", "≥": ">=", "≤": "<=", "→": "->",
  ]

  /// The same as lines of their own.
  func wrapped(_ text: String, indent: Int, role: TextLine.Role) -> [TextLine] {
    var lines: [TextLine] = []
    wrap(text, indent: indent, role: role, into: &lines)
    return lines
  }
}
