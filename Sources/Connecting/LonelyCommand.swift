import Conversation
import Rendering
import Shell

/// A command that a shell can answer while its server is gone: nobody is kept waiting to leave.
enum LonelyCommand {
  case quit
  case help
  case width(Int)
  case json(Bool)
  case paste

  /// `nil` for every line that needs the server.
  ///
  ///     /quit  exit  /width 60  /mode json     here            /labs  what is PTH?     nil
  init?(_ line: String) {
    guard case .command(let name, let argument) = Line(line) else { return nil }
    switch (name, argument.lowercased()) {
    case ("quit", _), ("exit", _): self = .quit
    case ("help", ""), ("?", ""): self = .help
    case ("paste", ""): self = .paste
    case ("mode", "json"): self = .json(true)
    case ("mode", "text"): self = .json(false)
    case ("width", let columns):
      guard let columns = Int(columns), (20...400).contains(columns) else { return nil }
      self = .width(columns)
    default: return nil
    }
  }

  /// What a server would have said, as far as a shell alone can: the effect is the same.
  var answer: Shell.Answer {
    switch self {
    case .quit: Self.answer("bye", .quit)
    case .width(let columns): Self.answer("width \(columns)", .width(columns))
    case .json(let isOn): Self.answer(isOn ? "json" : "text", .json(isOn))
    case .paste: Self.answer("Paste the rows, then a line with a single dot.", .paste)
    case .help:
      Shell.Answer(
        .lines(
          [
            TextLine("The server cannot be reached. Once it answers again:", .caution),
            TextLine("", .plain),
          ] + Command.common.map { TextLine("- " + $0.help, .plain) }))
    }
  }

  private static func answer(_ text: String, _ effect: ReplyEffect) -> Shell.Answer {
    Shell.Answer(.lines([TextLine(text, .plain)]), effect: effect)
  }
}
