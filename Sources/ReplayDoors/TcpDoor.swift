import Conversation
import Glibc
package import LabValues
package import Transcripts

/// Talks to a server over the line protocol.
///
/// For each session two connections are open: one in text mode as a person reads it, one in JSON
/// mode for the facts.
package struct TcpDoor: ReplayDoor {
  package enum Place: Sendable {
    /// A server that runs already.
    case running(Address)
    /// A server that is started when it is needed.
    case started(Program)
  }

  private struct Room {
    var text: LineConnection
    var facts: LineConnection
  }

  private let place: Place
  private let timeout: Int
  /// By the day that each of them takes for today.
  private var servers: [Day?: ServerChild] = [:]
  private var rooms: [String: Room] = [:]
  private var current = ""

  /// - Parameter timeout: seconds for one answer
  package init(_ place: Place, timeout: Int = 10) {
    self.place = place
    self.timeout = timeout
  }

  package mutating func open(session: String, width: Int?, today: Day?) throws(DoorError) {
    current = session
    guard rooms[session] == nil else { return }
    let address = try address(today: today)
    let deadline = Deadline(seconds: timeout)
    var text = try LineConnection(address, by: deadline)
    do throws(DoorError) {
      if let width { _ = try text.ask("/width \(width)", by: deadline) }
      let facts = try LineConnection(inJSONAt: address, by: deadline)
      rooms[session] = Room(text: text, facts: facts)
    } catch {
      text.close()
      throw error
    }
  }

  private mutating func address(today: Day?) throws(DoorError) -> Address {
    switch place {
    case .running(let address):
      guard today == nil else {
        throw .unsupported("a server that runs already has its own clock, not the transcript's")
      }
      return address
    case .started(let program):
      if let server = servers[today] { return server.address }
      let server = try ServerChild(program, today: today)
      servers[today] = server
      return server.address
    }
  }

  package mutating func send(_ message: String) throws(DoorError) -> TurnOutcome {
    guard var room = rooms[current] else { throw .closed("no session was opened") }
    defer { rooms[current] = room }
    let deadline = Deadline(seconds: timeout)
    let mode = ModeLine.isJSON(message)
    try room.text.send(message, by: deadline)
    try room.facts.send(mode == nil ? message : "/mode json", by: deadline)
    let answer = try room.text.answer(by: deadline)
    let json = try room.facts.answer(by: deadline).joined()
    return TurnOutcome(
      answer: AnswerLines.of(answer.joined(separator: "\n")),
      facts: try ReplyObject.facts(in: json), json: mode == nil ? json : nil)
  }

  package mutating func close() {
    for room in rooms.values {
      room.text.close()
      room.facts.close()
    }
    rooms = [:]
  }

  package mutating func end() {
    close()
    for server in servers.values { server.end() }
    servers = [:]
  }
}

/// One connection.
struct LineConnection {
  private var stream: ByteStream

  /// Connects and reads the greeting.
  init(_ address: Address, by deadline: Deadline) throws(DoorError) {
    stream = ByteStream(try Sockets.connected(to: address))
    do throws(DoorError) {
      let greeting = try frame(by: deadline)
      guard greeting.status.hasPrefix("220") else { throw .unexpected(greeting.status) }
    } catch {
      close()
      throw error
    }
  }

  /// Connects and switches to JSON.
  init(inJSONAt address: Address, by deadline: Deadline) throws(DoorError) {
    try self.init(address, by: deadline)
    do throws(DoorError) {
      _ = try ask("/mode json", by: deadline)
    } catch {
      close()
      throw error
    }
  }

  mutating func send(_ line: String, by deadline: Deadline) throws(DoorError) {
    try stream.send(Array((Line.wired(line) + "\r\n").utf8), by: deadline)
  }

  mutating func ask(_ line: String, by deadline: Deadline) throws(DoorError) -> [String] {
    try send(line, by: deadline)
    return try answer(by: deadline)
  }

  /// The lines of the next reply: its body, or its one line of JSON.
  ///
  /// Which of them it is shows in its first byte: a status line begins with a digit.
  mutating func answer(by deadline: Deadline) throws(DoorError) -> [String] {
    while true {
      if let first = stream.pending.first {
        if first != UInt8(ascii: "{") { return try frame(by: deadline).body }
        if let (line, count) = ReplyFrame.line(in: stream.pending) {
          _ = stream.take(count)
          return [line]
        }
      }
      guard !stream.hasEnded else { throw .closed("") }
      try stream.fill(by: deadline)
    }
  }

  private mutating func frame(by deadline: Deadline) throws(DoorError) -> ReplyFrame.Text {
    while true {
      if let (reply, count) = ReplyFrame.text(in: stream.pending) {
        _ = stream.take(count)
        return reply
      }
      guard !stream.hasEnded else {
        throw .closed(String(decoding: stream.pending.prefix(200), as: UTF8.self))
      }
      try stream.fill(by: deadline)
    }
  }

  func close() { stream.close() }
}
