package import Rendering

/// Makes the labels of lines stand out; the text itself keeps the terminal's own colour.
///
/// Without colour the text is the same, character for character: meaning never hangs on colour
/// alone. See https://no-color.org and the SGR sequences of ECMA-48.
package struct Colouring: Sendable {
  package var isOn: Bool
  /// Whether the documents of a reply are links (OSC 8).
  /// Escape sequences are put in here and nowhere else; lines come clean from `Rendering`.
  package var hasLinks: Bool

  package init(isOn: Bool, hasLinks: Bool = false) {
    self.isOn = isOn
    self.hasLinks = hasLinks
  }

  /// What a terminal can show.
  package init(_ terminal: Terminal) {
    self.init(isOn: terminal.hasColour, hasLinks: terminal.hasLinks)
  }

  /// The lines with a line break after each.
  package func text(of lines: [TextLine]) -> String {
    var text = ""
    for line in lines { text += self.text(of: line) + "\n" }
    return text
  }

  private func text(of line: TextLine) -> String {
    guard isOn, !line.text.isEmpty else { return line.text }
    return switch line.role {
    case .urgent: Self.labelled(line.text, upTo: " ", Self.reversed)
    case .caution, .noted: Self.labelled(line.text, upTo: ": ", Self.bold)
    case .heading: Self.styled(line.text, Self.bold)
    case .table: Self.marked(line.text)
    case .source: linked(line)
    case .plain, .choice: line.text
    }
  }

  /// The line with the name of its document as a link. What wraps over two lines stays as it is.
  ///
  ///     [1] iLive 2025, Treatment   →   ESC ]8;; address ESC \  name  ESC ]8;; ESC \
  ///
  /// See the note "Hyperlinks in terminal emulators" of Egmont Koblinger.
  private func linked(_ line: TextLine) -> String {
    guard hasLinks, let link = line.link, let range = line.text.firstRange(of: link.text) else {
      return line.text
    }
    let (before, after) = (line.text[..<range.lowerBound], line.text[range.upperBound...])
    return "\(before)\u{1B}]8;;\(link.address)\u{1B}\\\(link.text)\u{1B}]8;;\u{1B}\\\(after)"
  }

  /// A line whose label alone stands out: "!!", "Our note:", "Noted:".
  private static func labelled(_ text: String, upTo mark: String, _ code: String) -> String {
    guard !text.hasPrefix(" "), let place = text.firstRange(of: mark),
      text[..<place.lowerBound].count <= labelLength
    else { return text }
    let end = text.index(before: place.upperBound)  // the blank behind it
    return styled(String(text[..<end]), code) + text[end...]
  }

  /// The longest label; a colon further on belongs to a sentence.
  private static let labelLength = 16

  /// A notice of the shell.
  package func dim(_ text: String) -> String { isOn ? Self.styled(text, Self.faint) : text }

  /// The prompt, which libedit measures without the escapes.
  package func prompt(_ name: String, _ sign: String) -> String {
    isOn ? Self.styled(name, Self.bold) + sign : name + sign
  }

  private static func styled(_ text: String, _ code: String) -> String {
    "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  /// Attributes and no colours: no colour of the sixteen is readable (4.5 to 1) on every common light and
  /// dark palette, while these keep the contrast that the person chose for text.
  private static let bold = "1"
  private static let faint = "2"
  private static let reversed = "1;7"

  private static let marks: [Substring: String] = [
    "H": bold, "L": bold, "HH": reversed, "LL": reversed,
  ]

  /// Makes the marks of a row stand out: words H, L, HH, LL that come next after a number.
  ///
  ///     "Phosphate  6.8 mg/dL  H"  no: H comes after a unit         "Phosphate  6.8 H"  yes
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
