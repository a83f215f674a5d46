import Conversation
import Glibc
package import LineClient
import LineProtocol
package import NIOCore
import Rendering
package import Shell

/// Answers the lines of a shell by asking a server.
///
/// A connection that is lost is made anew, and the line is sent again. What was told so far is kept here
/// as the server last gave it (`/session save`), and given back to whichever server answers then; the
/// person is told of it, or that it is forgotten.
///
/// What is kept here is health data in memory: it is never written, and goes when the shell ends.
/// It costs one more question to the server after each line.
///
///     line ─► connection ─► lost? ─► connect anew ─► /session load ─► the same line again, once
package struct ServerAnswering: Answering {
  private let place: LineConnection.Place
  private let token: String?
  /// Whether a server that cannot be reached any more ends the shell.
  private let isPatient: Bool
  /// Pauses before each further try to connect.
  private let pauses: [TimeAmount]
  private let timeout: TimeAmount
  /// What the server said first, without its code.
  package let greeting: String

  private var connection: ServerConnection?
  /// The session after the last answer; `nil` where the server keeps it to itself.
  private var session: String?

  /// Connects, or throws a `ConnectFailure`.
  ///
  /// - Parameter isPatient: a lost server is an answer, not the end; the next line tries again
  /// - Parameters:
  ///   - token: given to every server that is connected to; `nil` where none is wanted
  ///   - pauses: 3.5 seconds in all, unless told otherwise
  ///   - timeout: how long a connect, and then each reply, may take
  package init(
    _ place: LineConnection.Place, token: String? = nil, isPatient: Bool = false,
    pauses: [TimeAmount] = [.milliseconds(100), .milliseconds(400), .seconds(1), .seconds(2)],
    timeout: TimeAmount = .seconds(30)
  ) throws(ConnectFailure) {
    self.place = place
    self.token = token
    self.isPatient = isPatient
    self.pauses = pauses
    self.timeout = timeout
    let first = try ServerConnection(place, token: token, timeout: timeout)
    greeting = first.greeting
    connection = first
  }

  /// What the server offers to complete; none where it is too old to know.
  ///
  /// One question to the server; none where the connection is gone.
  package mutating func words() -> CompletionWords { connection?.words() ?? CompletionWords() }

  /// It blocks until the answer is there: with a server that has gone, for all pauses and connects
  /// together.
  ///
  /// - Throws: `ConnectFailure`, unless it is patient: then the failure is the answer, and counts
  ///   as personal, so that the line reaches no history.
  package mutating func answer(_ line: String, on page: Page) throws -> Shell.Answer {
    let alone = isPatient ? LonelyCommand(line) : nil
    if connection == nil, let alone { return alone.answer }
    do {
      return try asked(line, on: page, isWaiting: alone == nil)
    } catch {
      if let alone { return alone.answer }
      guard isPatient else { throw error }
      // Whether the line told something about a person is not known, so it counts as if it did.
      var answer = Shell.Answer(
        .lines([
          TextLine("Not answered: \(error).", .caution),
          TextLine("The next line tries to connect again.", .caution),
        ]))
      answer.isPersonal = true
      return answer
    }
  }

  /// - Parameter isWaiting: whether a lost server is worth waiting for; not for a line that the
  ///   shell can answer alone
  private mutating func asked(
    _ line: String, on page: Page, isWaiting: Bool
  ) throws(ConnectFailure) -> Shell.Answer {
    var reason = "it could not be reached"
    if var open = connection {
      switch open.ask(line, on: page) {
      case .answer(let answer):
        keep(open, after: answer)
        return answer
      case .lost(let why):
        open.close()
        connection = nil
        reason = why
      }
    }
    guard isWaiting else { throw .unreachable(.unreachable(reason)) }
    var open = try connected()
    let isRestored = session.map { open.restore($0) } ?? false
    switch open.ask(line, on: page) {
    case .answer(var answer):
      answer.notices.append(
        isRestored
          ? "Connected again (\(reason)). What you told before was taken along."
          : "Connected again (\(reason)). What you told before is forgotten on the server.")
      keep(open, after: answer)
      return answer
    case .lost(let why):
      open.close()
      throw .unreachable(.unreachable(why))
    }
  }

  /// Keeps a connection, and what it remembers, for the next line.
  private mutating func keep(_ open: ServerConnection, after answer: Shell.Answer) {
    guard answer.effect != .quit else {
      connection = nil
      return
    }
    connection = open
    session = open.savedSession() ?? session
  }

  /// - Throws: the last failure. A token that is refused is not tried again.
  private func connected() throws(ConnectFailure) -> ServerConnection {
    var last: ConnectFailure
    do throws(ConnectFailure) {
      return try ServerConnection(place, token: token, timeout: timeout)
    } catch { last = error }
    for pause in pauses {
      guard case .unreachable = last else { break }
      usleep(UInt32(clamping: pause.nanoseconds / 1000))
      do throws(ConnectFailure) {
        return try ServerConnection(place, token: token, timeout: timeout)
      } catch { last = error }
    }
    throw last
  }
}
