import Conversation
import LineClient
import LineProtocol
import NIOCore
import Rendering
import Shell

/// One connection of a shell to a server.
///
/// Three questions lead in: the greeting, `/auth` where there is a token, and `/mode shell`.
struct ServerConnection {
  /// What came of a line.
  enum Outcome {
    case answer(Shell.Answer)
    /// The line was not answered, and here is why; a new connection can ask again.
    case lost(String)
  }

  /// What the server said first, without its code.
  let greeting: String
  private let client: LineConnection
  /// What the server was told about the page; `nil` where it has to be told again.
  private var layout: (shell: ShellLayout, width: Int?)?

  /// Connects, gives the token, and asks for replies as a shell wants them.
  ///
  /// - Throws: `unreachable`, `wrongToken`, `needsToken` or `noShellMode`; the connection is closed
  ///   then.
  init(
    _ place: LineConnection.Place, token: String?, timeout: TimeAmount
  ) throws(ConnectFailure) {
    do throws(LineConnection.Failure) {
      client = try LineConnection(place, timeout: timeout)
    } catch {
      throw .unreachable(error)
    }
    greeting = if case .text(_, let words, _) = client.greeting { words } else { "" }
    do throws(ConnectFailure) {
      try introduce(token)
    } catch {
      client.close()
      throw error
    }
  }

  func close() { client.close() }

  private func introduce(_ token: String?) throws(ConnectFailure) {
    if let token,
      try reply(to: DoorCommand.auth(token: token).line).code != StatusCode.info.rawValue
    {
      throw .wrongToken
    }
    switch try reply(to: DoorCommand.shell(ShellLayout(), width: nil).line).code {
    case StatusCode.info.rawValue: return
    case StatusCode.authenticationRequired.rawValue: throw .needsToken
    default: throw .noShellMode
    }
  }

  private func reply(to line: String) throws(ConnectFailure) -> ClientReply {
    do throws(LineConnection.Failure) {
      return try client.ask(line)
    } catch {
      throw .unreachable(error)
    }
  }

  /// What can be completed here, as the server lists it.
  ///
  /// An older server answers `/words` as an unknown command; then nothing is offered.
  func words() -> CompletionWords {
    guard let reply = try? client.ask("/words"), case .text(_, _, let body) = reply,
      let content = ShellBody(body)
    else { return CompletionWords() }
    return CompletionWords(lines: content.lines.map(\.text))
  }

  /// Asks one line, laid out for a page.
  ///
  /// The page is told first where it is another than before, which costs a question of its own.
  ///
  /// - Returns: `lost` for every failure, the reason in words; it never throws.
  mutating func ask(_ line: String, on page: Page) -> Outcome {
    do throws(LineConnection.Failure) {
      if let lost = try turnTo(page) { return .lost(lost) }
      return outcome(of: try client.ask(line), on: page)
    } catch {
      return .lost("\(error)")
    }
  }

  /// The session as its server gives it away; `nil` where it gives none.
  ///
  /// Compare `SessionCommand.saved(in:)`: one line of JSON, at most 32 KiB.
  func savedSession() -> String? {
    guard let reply = try? client.ask(SessionCommand.save.line), case .text(_, _, let body) = reply,
      let content = ShellBody(body)
    else { return nil }
    return SessionCommand.saved(in: content.lines.map(\.text))
  }

  /// Gives a session to the server; whether it goes on with it.
  ///
  /// - Returns: `false` where the server knows other things than the one that gave it, or has gone.
  func restore(_ session: String) -> Bool {
    let reply = try? client.ask(SessionCommand.load(session).line)
    return reply?.code == StatusCode.info.rawValue
  }

  /// Tells the server how to lay out, where that has changed; a reason where it has gone.
  private mutating func turnTo(_ page: Page) throws(LineConnection.Failure) -> String? {
    let shell = ShellLayout(isAccessible: page.isAccessible, isASCII: page.isASCII)
    if let layout, layout.shell == shell, layout.width == page.width { return nil }
    let reply = try client.ask(DoorCommand.shell(shell, width: page.width).line)
    layout = (shell, page.width)
    return Self.farewell(reply)
  }

  /// A reply whose object cannot be read is shown as it came, line by line, without colour.
  private mutating func outcome(of reply: ClientReply, on page: Page) -> Outcome {
    if let farewell = Self.farewell(reply) { return .lost(farewell) }
    guard case .text(_, let words, let body) = reply else {
      return .lost("the reply is none for a shell")
    }
    guard let content = ShellBody(body), var stated = ReplyObject.reply(in: content.object) else {
      // What the door itself says stands in the status line alone: "pong".
      let lines = body.isEmpty ? [reply.intent ?? words] : body
      return .answer(Shell.Answer(.lines(lines.map { TextLine($0, .plain) })))
    }
    stated.effect = content.effect
    if case .json = content.effect { layout = nil }
    var answer = Shell.Answer(
      body: page.isJSON ? .raw(content.object) : .lines(content.lines), stated)
    answer.mayBeKept = content.mayBeKept
    return .answer(answer)
  }

  /// Why the server ended the conversation, where this is what it says.
  private static func farewell(_ reply: ClientReply) -> String? {
    guard case .text(let code, let words, _) = reply,
      [StatusCode.closing.rawValue, StatusCode.busy.rawValue].contains(code)
    else { return nil }
    return "the server said: \(code) \(words)"
  }
}
