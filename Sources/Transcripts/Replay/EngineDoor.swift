package import Conversation
package import LabValues
import Rendering

/// Talks to the assistant in this very process.
package struct EngineDoor: ReplayDoor {
  private struct Room {
    var session: Session
    var width: Int?
    var isJSON = false
  }

  private let reply: (String, inout Session) -> Reply
  private var rooms: [String: Room] = [:]
  private var current = ""

  package init(_ assistant: Assistant) {
    self.init { line, session in assistant.reply(to: line, in: &session) }
  }

  /// A door to something that answers like an assistant.
  package init(reply: @escaping (_ line: String, _ session: inout Session) -> Reply) {
    self.reply = reply
  }

  package mutating func open(session: String, width: Int?, today: Day?) {
    current = session
    if rooms[session] == nil { rooms[session] = Room(session: Session(today: today), width: width) }
  }

  package mutating func send(_ message: String) throws(DoorError) -> TurnOutcome {
    guard var room = rooms[current] else { throw .closed("no session was opened") }
    let reply = reply(message, &room.session)
    switch reply.effect {
    case .width(let width): room.width = width
    case .json(let isJSON): room.isJSON = isJSON
    default: break
    }
    rooms[current] = room
    let json = JSONText.line(reply)
    let text = room.isJSON ? json : PlainText(width: room.width).text(of: reply)
    return TurnOutcome(
      answer: AnswerLines.of(text), facts: TurnFacts(reply), json: json, reply: reply)
  }

  package mutating func close() { rooms = [:] }
}
