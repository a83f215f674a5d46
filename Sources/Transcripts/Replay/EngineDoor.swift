package import Conversation
package import LabValues
import Rendering

/// Talks to the assistant in this very process.
///
/// The quickest door, and the only one that gives the reply itself. A value: each job has its own.
package struct EngineDoor: ReplayDoor {
  private struct Room {
    var session: Session
    var width: Int?
    var isJSON = false
  }

  private let givesJSON: Bool
  private let reply: (String, inout Session) -> Reply
  private var rooms: [String: Room] = [:]
  private var current = ""

  /// - Parameter givesJSON: whether the JSON objects are wanted, for comparing them with those of
  ///   other doors; they take about a third of the time
  package init(_ assistant: Assistant, givesJSON: Bool = false) {
    self.init(givesJSON: givesJSON) { line, session in
      assistant.reply(to: line, in: &session)
    }
  }

  /// A door to something that answers like an assistant.
  package init(
    givesJSON: Bool = false,
    reply: @escaping (_ line: String, _ session: inout Session) -> Reply
  ) {
    self.givesJSON = givesJSON
    self.reply = reply
  }

  package mutating func open(session: String, width: Int?, today: Day?) {
    current = session
    if rooms[session] == nil { rooms[session] = Room(session: Session(today: today), width: width) }
  }

  /// - Throws: only where no session was opened.
  package mutating func send(_ message: String) throws(DoorError) -> TurnOutcome {
    guard var room = rooms[current] else { throw .closed("no session was opened") }
    let reply = reply(message, &room.session)
    let json = givesJSON || room.isJSON ? JSONText.line(reply) : nil
    let answer =
      if room.isJSON, let json {
        [json]
      } else {
        AnswerLines.of(PlainText(width: room.width).lines(of: reply).map(\.text))
      }
    // A switch counts from the next reply on.
    switch reply.effect {
    case .width(let width): room.width = width < 1 ? nil : width
    case .json(let isJSON): room.isJSON = isJSON
    default: break
    }
    rooms[current] = room
    return TurnOutcome(answer: answer, facts: TurnFacts(reply), json: json, reply: reply)
  }

  package mutating func close() { rooms = [:] }
}
