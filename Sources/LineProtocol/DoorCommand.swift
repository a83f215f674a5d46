package import Conversation

/// A command that a server carries out itself, before the assistant sees the line.
///
///     command := "/auth " token | "/ping" | "/stats" | "/mode shell" (" " option)*
///     option  := columns | "accessible" | "ascii"
///
/// Every other line belongs to the assistant, `/mode json` and `/width 60` included: those are in its
/// reply as effects, so that they are the same through every door.
package enum DoorCommand: Sendable, Hashable {
  case auth(token: String)
  case ping
  case stats
  /// Replies from now on as a shell at the other end wants them.
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
  package static func mayBegin(_ text: String) -> Bool {
    var bytes = text.utf8.makeIterator()
    guard bytes.next() == UInt8(ascii: "/"), let letter = bytes.next(), letter >= 0x41 else {
      return false
    }
    return firstLetters & (1 << UInt32(letter & 31)) != 0
  }

  /// Whether a line may be said before a token was given: help, and leaving.
  package static func isOpenToAll(_ line: Line) -> Bool {
    guard case .command(let name, _) = line else { return false }
    return ["help", "?", "quit", "exit"].contains(name)
  }

  /// The command as a client sends it.
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
package enum ReplyMode: String, Sendable, Hashable {
  case text, json

  /// The mode that a message asks for; `nil` where it asks for none.
  package init?(askedFor message: String) {
    guard case .command("mode", let argument) = Line(message) else { return nil }
    self.init(rawValue: argument.lowercased())
  }
}

/// How a client carries its session from one server to the next; the assistant carries these out.
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
  package static func saved(in body: [String]) -> String? {
    guard body.count == 1, let line = body.first, line.hasPrefix("{"), line.hasSuffix("}") else {
      return nil
    }
    return line
  }
}
