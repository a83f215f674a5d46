package import Conversation
package import Rendering

/// What a shell at the other end of a connection needs to show a reply as if it had found it itself.
///
/// The server lays the lines out, since it alone has the reply as data; the shell colours them by
/// their roles and follows the effects. So `calciq connect` looks like `calciq`.
package struct ShellLayout: Sendable, Hashable {
  /// Whether boxes and plots are replaced by sentences, for screen readers.
  package var isAccessible: Bool
  /// Whether only ASCII may be used, for terminals without UTF-8.
  package var isASCII: Bool

  package init(isAccessible: Bool = false, isASCII: Bool = false) {
    self.isAccessible = isAccessible
    self.isASCII = isASCII
  }

  /// The command that asks for it: `/mode shell 72 accessible ascii`.
  func command(width: Int?) -> String {
    "/mode shell" + (width.map { " \($0)" } ?? "") + (isAccessible ? " accessible" : "")
      + (isASCII ? " ascii" : "")
  }

  /// Reads the argument of `/mode`: the layout and the width, or `nil` where it is another mode.
  ///
  /// - Parameter argument: `shell`, then the options in any order and case
  /// - Returns: `nil` also for an option that is unknown, so that the assistant can say what it
  ///   knows.
  static func read(_ argument: String) -> (ShellLayout, width: Int?)? {
    let words = argument.lowercased().split(separator: " ")
    guard words.first == "shell" else { return nil }
    var layout = ShellLayout()
    var width: Int?
    for word in words.dropFirst() {
      switch word {
      case "accessible": layout.isAccessible = true
      case "ascii": layout.isASCII = true
      default:
        guard let number = Int(word) else { return nil }
        width = number
      }
    }
    return (layout, width)
  }

  /// The body of a reply: its object, what there is to do, and its lines behind their roles.
  ///
  ///     {"kind":"noted", …}
  ///     effect keep
  ///     noted Noted: phosphate 6.8 mg/dL …
  ///     plain
  func lines(of reply: Reply, width: Int?, mayBeKept: Bool) -> [String] {
    var lines = [JSONText.line(reply)]
    if mayBeKept { lines.append("effect keep") }
    if let effect = reply.effect.flatMap(Self.words) { lines.append("effect " + effect) }
    let text = PlainText(width: width, isAccessible: isAccessible, isASCII: isASCII)
    lines += text.lines(of: reply).map { "\(Self.word($0.role)) \($0.text)" }
    return lines
  }

  /// `nil` for `/paste`: a shell gathers its rows itself and never sends the command.
  private static func words(_ effect: ReplyEffect) -> String? {
    switch effect {
    case .quit: "quit"
    case .width(let columns): "width \(columns)"
    case .json(let isOn): isOn ? "json on" : "json off"
    case .forgot(let facts): (["forgot"] + facts).joined(separator: " ")
    case .paste: nil
    }
  }

  private static func word(_ role: TextLine.Role) -> String {
    switch role {
    case .plain: "plain"
    case .urgent: "urgent"
    case .noted: "noted"
    case .heading: "heading"
    case .caution: "caution"
    case .choice: "choice"
    case .source: "source"
    case .table: "table"
    }
  }
}

/// The body of a reply as a shell reads it back.
///
/// What a server sent is read leniently: unknown roles are plain text and unknown effects none, so
/// that an older shell still shows what a newer server says.
package struct ShellBody: Sendable, Hashable {
  /// The JSON object of the reply.
  package var object: String
  /// What the shell has to do besides showing the lines; of several the last counts.
  package var effect: ReplyEffect?
  /// Whether the line is known to say nothing of anybody.
  package var mayBeKept = false
  /// In order, with the role that decides about colour; the roles themselves are not in the text.
  package var lines: [TextLine] = []

  /// `nil` where the body is none that a server wrote for a shell.
  package init?(_ body: [String]) {
    guard let object = body.first, object.hasPrefix("{") else { return nil }
    self.object = object
    for line in body.dropFirst() {
      let end = line.firstIndex(of: " ") ?? line.endIndex
      let text = line[end...].dropFirst()
      if line == "effect keep" {
        mayBeKept = true
      } else if line[..<end] == "effect" {
        effect = Self.effect(text)
      } else {
        lines.append(TextLine(String(text), Self.role(line[..<end])))
      }
    }
  }

  private static func effect(_ text: Substring) -> ReplyEffect? {
    let words = text.split(separator: " ")
    switch words.first {
    case "quit": return .quit
    case "width": return words.dropFirst().first.flatMap { Int($0) }.map { .width($0) }
    case "json": return .json(words.dropFirst().first == "on")
    case "forgot": return .forgot(words.dropFirst().map(String.init))
    default: return nil
    }
  }

  /// A role that is not known, of a newer server, is plain text.
  private static func role(_ word: Substring) -> TextLine.Role {
    switch word {
    case "urgent": .urgent
    case "noted": .noted
    case "heading": .heading
    case "caution": .caution
    case "choice": .choice
    case "source": .source
    case "table": .table
    default: .plain
    }
  }
}
