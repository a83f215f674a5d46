package import Rendering

/// When a door colours its text.
package enum ColourChoice: String, Sendable, CaseIterable {
  case auto, always, never
}

/// Adds the terminal's own sixteen colours to lines; the palette stays the person's choice.
package struct Colouring: Sendable {
  package var isOn: Bool

  package init(isOn: Bool) { self.isOn = isOn }

  /// The lines with a line break after each.
  package func text(of lines: [TextLine]) -> String {
    var text = ""
    for line in lines { text += self.text(of: line) + "\n" }
    return text
  }

  private func text(of line: TextLine) -> String {
    guard isOn, !line.text.isEmpty else { return line.text }
    return switch line.role {
    case .urgent: Self.styled(line.text, "1;31")
    case .caution: Self.styled(line.text, "33")
    case .heading: Self.styled(line.text, "1")
    case .source: Self.styled(line.text, "2")
    case .noted: Self.styled(line.text, "36")
    case .table: Self.marked(line.text)
    case .plain, .choice: line.text
    }
  }

  /// A notice of the shell.
  package func dim(_ text: String) -> String { isOn ? Self.styled(text, "2") : text }

  /// The prompt, which libedit measures without the escapes.
  package func prompt(_ name: String, _ sign: String) -> String {
    isOn ? Self.styled(name, "1;36") + sign : name + sign
  }

  private static func styled(_ text: String, _ code: String) -> String {
    "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private static let marks: [Substring: String] = [
    "H": "33", "L": "36", "HH": "1;31", "LL": "1;31",
  ]

  /// Colours the marks of a row: words H, L, HH, LL that come next after a number.
  private static func marked(_ row: String) -> String {
    var words: [String] = []
    var isAfterNumber = false
    for word in row.split(separator: " ", omittingEmptySubsequences: false) {
      if let code = marks[word], isAfterNumber {
        words.append(styled(String(word), code))
      } else {
        words.append(String(word))
      }
      if !word.isEmpty { isAfterNumber = word.last?.isNumber == true }
    }
    return words.joined(separator: " ")
  }
}
