import Conversation
import LabValues
import LineServer
import Logging
import NIOConcurrencyHelpers
import NIOCore

/// Answers without any knowledge: enough to see which session and which parts replied.
func parrot(_ mark: String = "parrot") -> Answer {
  { line, session in
    var reply = Reply(.answer)
    reply.intent = mark
    switch Line(line) {
    case .tooLong:
      reply = Reply(.error)
      reply.blocks = [.text("too long")]
    case .command("quit", _):
      reply = Reply(.info)
      reply.effect = .quit
    case .command("mode", let word):
      reply = Reply(.info)
      reply.effect = .json(word == "json")
    case .command("width", let columns):
      reply = Reply(.info)
      reply.effect = .width(Int(columns) ?? 0)
    case .command("help", _):
      reply = Reply(.info)
      reply.blocks = [.text("help")]
    case .command("save", _):
      reply = Reply(.info)
      reply.effect = .door(command: "save", argument: "")
    case .command:
      reply = Reply(.error)
      reply.intent = "command/unknown"
    case .said(let text) where text.hasPrefix("remember "):
      session.limits.history = Int(text.dropFirst(9)) ?? -1
      reply.blocks = [.text("ok")]
    case .said("recall"): reply.blocks = [.text("\(session.limits.history)")]
    case .said("today"): reply.blocks = [.text(session.today.map { "\($0)" } ?? "unknown")]
    case .said("large"):
      reply.blocks = [.text(String(repeating: "0123456789", count: 2000))]
    case .said(let text): reply.blocks = [.text("you said \(text)")]
    default: reply.blocks = [.text("nothing")]
    }
    return reply
  }
}

let silence = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Runs a server on a free port of this machine for as long as the body does.
func withServer(
  _ parts: ServerParts = ServerParts(answer: parrot()), listeners: [Listener]? = nil,
  today: Day? = nil,
  _ change: (inout ServerOptions) -> Void = { _ in },
  _ body: (ListeningServer, SocketAddress) async throws -> Void
) async throws {
  let local = Listener(.tcp(host: "127.0.0.1", port: 0))
  var options = ServerOptions(listeners: listeners ?? [local])
  options.limits.linesPerSecond = 0
  change(&options)
  let server = try await ListeningServer.start(parts, options, logger: silence, today: { today })
  let address = server.addresses.first
  do {
    if let address { try await body(server, address) }
  } catch {
    await server.stop(grace: .zero)
    throw error
  }
  await server.stop(grace: .seconds(1))
}

/// A log that a test can read.
struct MemoryLog: LogHandler {
  let lines: NIOLockedValueBox<[String]>
  var logLevel = Logger.Level.trace
  var metadata: Logger.Metadata = [:]

  init(_ lines: NIOLockedValueBox<[String]>) { self.lines = lines }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let details = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted()
    let line = ([event.message.description] + details).joined(separator: " ")
    lines.withLockedValue { $0.append(line) }
  }
}
