package import Conversation

/// A command that a server carries out itself, before the assistant sees the line.
///
///     command := "/auth " token | "/ping" | "/stats" | "/mode shell" (" " option)*
///     option  := columns | "accessible" | "ascii"
///
/// Every other line belongs to the assistant, `/mode json` and `/width 60` included: those are in its
/// reply as effects, so that they are the same through every door.
///
///     /auth s3cret                         .auth(token: "s3cret")
///     /mode shell 72 accessible            .shell(layout, width: 72)
///     /mode json   what is calciphylaxis   nil: for the assistant
package enum DoorCommand: Sendable, Hashable {
  /// The token is a secret: it must never reach a log, a reply or an error.
  case auth(token: String)
  /// Answered with `213 info pong`, without the assistant, so that a health check costs next to
  /// nothing.
  case ping
  /// Answered with counts and times, one `name number` a line; no text of anybody is among them.
  case stats
  /// Replies from now on as a shell at the other end wants them.
  /// `width` in columns; `nil` leaves paragraphs on one line.
  case shell(ShellLayout, width: Int?)

  private static let names = ["auth", "ping", "stats", "mode"]

  /// A bit for each letter that one of the names begins with.
  private static let firstLetters = names.reduce(UInt32(0)) { bits, name in
    bits | (name.utf8.first.map { 1 << UInt32($0 & 31) } ?? 0)
  }

  /// The command in a line; `nil` where the assistant has to read it.
  package init?(_ line: Line) {
    guard case .command(let name, let argument) = line else { return nil }
    switch name {
    case "auth": self = .auth(token: argument)
    case "ping": self = .ping
    case "stats": self = .stats
    case "mode":
      guard let (layout, width) = ShellLayout.read(argument) else { return nil }
      self = .shell(layout, width: width)
    default: return nil
    }
  }

  /// Whether a text may be such a command: most are not, and are cut into words by the assistant alone.
  ///
  /// - Returns: a guess by the first letter, blanks and invisible characters before it aside.
  ///   `false` means that it is none.
  package static func mayBegin(_ text: String) -> Bool {
    guard Line.mayBeCommand(text),
      let letter = text.utf8.lazy.filter(Line.isPrinted).dropFirst().first, letter >= 0x41
    else { return false }
    return firstLetters & (1 << UInt32(letter & 31)) != 0
  }

  /// Whether a line may be said before a token was given: help, and leaving.
  ///
  /// `/help` and `/quit`, with or without the slash. All else gets `530` first.
  package static func isOpenToAll(_ line: Line) -> Bool {
    guard case .command(let name, _) = line else { return false }
    return ["help", "?", "quit", "exit"].contains(name)
  }

  /// The command as a client sends it.
  ///
  /// Sent as it is, then CR LF. `DoorCommand(Line(command.line))` is the command again.
  package var line: String {
    switch self {
    case .auth(let token): "/auth \(token)"
    case .ping: "/ping"
    case .stats: "/stats"
    case .shell(let layout, let width): layout.command(width: width)
    }
  }
}

/// How replies are written: what `/mode` switches, and a client that reads them has to know.
///
/// Text until a client asks for something else; it lasts as long as the connection.
package enum ReplyMode: String, Sendable, Hashable {
  case text, json

  /// The mode that a message asks for; `nil` where it asks for none.
  ///
  ///     "/mode JSON" → json     "/mode shell 72" → nil     "mode json" → nil
  package init?(askedFor message: String) {
    guard case .command("mode", let argument) = Line(message) else { return nil }
    self.init(rawValue: argument.lowercased())
  }
}

/// How a client carries its session from one server to the next; the assistant carries these out.
///
/// The server keeps nothing: the line holds all that it knows of the conversation, at most 32 KiB
/// of JSON. It is health data, so a client must not log it.
package enum SessionCommand: Sendable, Hashable {
  case save
  /// With the line that `save` gave.
  case load(String)

  package var line: String {
    switch self {
    case .save: "/session save"
    case .load(let session): "/session load \(session)"
    }
  }

  /// The session in the body of a reply to `save`; `nil` where there is none, as with older servers.
  ///
  /// - Parameter body: the lines of the reply, without the dot
  package static func saved(in body: [String]) -> String? {
    guard body.count == 1, let line = body.first, line.hasPrefix("{"), line.hasSuffix("}") else {
      return nil
    }
    return line
  }
}
