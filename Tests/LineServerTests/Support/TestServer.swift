import Conversation
import LabValues
import Logging
import NIOCore
import Testing

@testable import LineServer

/// Runs a server on a free port of this machine for the time of a test, and stops it whatever happens.
func withServer(
  _ parts: ServerParts = Stub.parts,
  listeners: [ListeningPlace] = [ListeningPlace(.tcp(host: "127.0.0.1", port: 0))],
  threads: Int = 1, logger: Logger = .quiet, limits: (inout ServerLimits) -> Void = { _ in },
  _ body: (ListeningServer) async throws -> Void
) async throws {
  var options = ServerOptions(listeners: listeners)
  options.threads = threads
  options.limits.linesPerSecond = 0
  limits(&options.limits)
  let server = try await ListeningServer.start(parts, options, logger: logger, today: { nil })
  do {
    try await body(server)
  } catch {
    await server.stop(grace: .zero)
    throw error
  }
  await server.stop(grace: .zero)
}

extension ListeningServer {
  var address: SocketAddress {
    get throws { try #require(addresses.first) }
  }

  /// Waits until something counted is so, for at most some seconds.
  func waits(until isSo: (ListeningServer) -> Bool) async throws -> Bool {
    for _ in 0..<500 {
      if isSo(self) { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }
}

extension Logger {
  static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
