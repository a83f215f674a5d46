package import LabValues
import LineClient
package import LineProtocol
import NIOCore
package import Transcripts

/// Talks to a server over the line protocol.
///
/// For each session two connections are open: one in text mode as a person reads it, one in JSON
/// mode for the facts.
package struct TcpDoor: ReplayDoor {
  package enum Place: Sendable {
    /// A server that runs already.
    /// It must hold the knowledge that the transcripts were written for.
    case running(ServerAddress)
    /// A server that is started when it is needed.
    /// One for each day that transcripts take for today, kept until `end()`.
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

  /// - Throws: `unreachable` where nobody listens, `unsupported` for a transcript with a clock of
  ///   its own at a server that runs already.
  package mutating func open(session: String, width: Int?, today: Day?) throws(DoorError) {
    current = session
    guard rooms[session] == nil else { return }
    let address = try address(today: today)
    let text = try connection(to: address)
    do throws(DoorError) {
      if let width { _ = try answer(text, to: "/width \(width)") }
      let facts = try connection(to: address)
      rooms[session] = Room(text: text, facts: facts)
      _ = try answer(facts, to: "/mode json")
    } catch {
      text.close()
      throw error
    }
  }

  private mutating func address(today: Day?) throws(DoorError) -> ServerAddress {
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

  /// The line goes out on both connections before the first reply is read.
  package mutating func send(_ message: String) throws(DoorError) -> TurnOutcome {
    guard let room = rooms[current] else { throw .closed("no session was opened") }
    let mode = ReplyMode(askedFor: message)
    room.text.send(message)
    room.facts.send(mode == nil ? message : "/mode json")
    let answer = try reply(of: room.text)
    let json = try reply(of: room.facts)
    return TurnOutcome(
      answer: AnswerLines.of(answer), facts: try TurnFacts(inObject: json),
      json: mode == nil ? json : nil)
  }

  private func connection(to address: ServerAddress) throws(DoorError) -> LineConnection {
    do throws(LineConnection.Failure) {
      let place = LineConnection.Place.tcp(host: address.host, port: address.port)
      return try LineConnection(
        place, timeout: .seconds(Int64(timeout)),
        patience: .seconds(Int64(Deadline.secondsToStart(timeout))))
    } catch {
      throw doorError(error, at: address)
    }
  }

  private func answer(_ server: LineConnection, to line: String) throws(DoorError) -> String {
    server.send(line)
    return try reply(of: server)
  }

  /// The text of the next reply: its body, or its one line of JSON.
  private func reply(of server: LineConnection) throws(DoorError) -> String {
    do throws(LineConnection.Failure) {
      return try server.reply().text
    } catch {
      throw doorError(error)
    }
  }

  /// - Parameter address: named where the connection could not be made
  private func doorError(
    _ failure: LineConnection.Failure, at address: ServerAddress? = nil
  ) -> DoorError {
    switch failure {
    case .unreachable(let reason):
      .unreachable(address.map { "\($0): \(reason)" } ?? reason)
    case .tls: .unreachable("\(failure)")
    case .timedOut: .timeout(seconds: timeout)
    case .closed: .closed("")
    case .farewell(let code, let words): .unexpected("\(code) \(words)")
    case .notTheProtocol: .unexpected("\(failure)")
    }
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
