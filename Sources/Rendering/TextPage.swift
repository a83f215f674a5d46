/// What a text is laid out on.
struct TextPage: Sendable {
  /// The width to wrap at; `nil` leaves paragraphs on one line.
  var width: Int?
  /// Whether boxes and plots are replaced by sentences, for screen readers.
  var isAccessible = false
  /// Whether only ASCII may be used for rules and plots.
  var isASCII = false

  /// A text broken into lines of at most the width, later lines indented.
  func wrap(
    _ text: String, indent: Int, role: TextLine.Role, into lines: inout [TextLine]
  ) {
    guard let width else { return lines.append(TextLine(text, role)) }
    let wrapping = Wrapping(width: width, indent: indent, isFootLine: role == .source)
    for line in wrapping.lines(of: text) {
      lines.append(TextLine(line, role))
    }
  }

  /// The same as lines of their own.
  func wrapped(_ text: String, indent: Int, role: TextLine.Role) -> [TextLine] {
    var lines: [TextLine] = []
    wrap(text, indent: indent, role: role, into: &lines)
    return lines
  }
}
