import Conversation
import LineServer
import Logging
import NIOCore

/// Answers that need no knowledge: every line comes back in the reply.
enum Stub {
  static let parts = ServerParts(answer: answer)

  static let answer: LineAnswer = { line, _ in reply(to: line) }

  static func reply(to line: String) -> Reply {
    switch Line(line) {
    case .command("quit", _):
      var reply = text(.info, "bye")
      reply.effect = .quit
      return reply
    case .command("mode", let mode):
      var reply = text(.info, mode)
      reply.effect = .json(mode == "json")
      return reply
    case .command("width", let width):
      var reply = text(.info, "width \(width)")
      reply.effect = Int(width).map { .width($0) }
      return reply
    case .command("help", _): return text(.info, "Ask.")
    case .command(let name, _):
      var reply = text(.error, "No /\(name).")
      reply.intent = "command/unknown"
      return reply
    case .tooLong: return text(.error, "Too long.")
    case .said("long"): return text(.answer, String(repeating: "word ", count: 2000))
    case .empty, .unreadable, .said:
      var reply = text(.answer, "You said: \(line)")
      reply.intent = "echo/line"
      return reply
    }
  }

  static func text(_ kind: Reply.Kind, _ text: String) -> Reply {
    var reply = Reply(kind)
    reply.blocks = [.text(text)]
    return reply
  }
}
