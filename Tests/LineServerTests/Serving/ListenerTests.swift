import Foundation
import LineServer
import NIOCore
import NIOPosix
import Testing

/// Where a server can listen.
@Suite struct ListenerTests {
  private static func hasIPv6() async -> Bool {
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    guard let channel = try? await bootstrap.bind(host: "::1", port: 0).get() else { return false }
    try? await channel.close()
    return true
  }

  @Test(.enabled("this machine has no IPv6") { await ListenerTests.hasIPv6() })
  func listensOnIPv6() async throws {
    try await withServer(listeners: [Listener(.tcp(host: "::1", port: 0))]) { _, address in
      let wire = try await Wire.connect(address)
      wire.send("hello\n")
      #expect(try await wire.replies(2).last?.hasSuffix("you said hello") == true)
    }
  }

  @Test func aUnixSocketIsItsOwnersAlone() async throws {
    let folder = try TestFolder()
    let path = folder.path + "/socket"
    try await withServer(listeners: [Listener(.unix(path: path))]) { _, address in
      let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(rights as? Int == 0o600)
      let wire = try await Wire.connect(address)
      wire.send("hello\n")
      #expect(try await wire.replies(2).last?.hasSuffix("you said hello") == true)
      await #expect(throws: ListenerFailure.self) {
        try await withServer(listeners: [Listener(.unix(path: path))]) { _, _ in }
      }
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func takesOverASocketThatADeadServerLeft() async throws {
    let folder = try TestFolder()
    let path = folder.path + "/socket"
    let dead = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(unixDomainSocketPath: folder.path + "/dead").get()
    try FileManager.default.moveItem(atPath: folder.path + "/dead", toPath: path)
    try await dead.close()
    #expect(FileManager.default.fileExists(atPath: path))
    try await withServer(listeners: [Listener(.unix(path: path))]) { _, address in
      let wire = try await Wire.connect(address)
      try await wire.replies(1)
    }
  }

  @Test func neverRemovesAFileThatIsNoSocket() async throws {
    let folder = try TestFolder()
    let path = try folder.write("precious", as: "socket")
    await #expect(throws: ListenerFailure.self) {
      try await withServer(listeners: [Listener(.unix(path: path))]) { _, _ in }
    }
    #expect(FileManager.default.contents(atPath: path) == Data("precious".utf8))
  }

  @Test func speaksTLSFromTheFirstByte() async throws {
    let folder = try TestFolder()
    let files = try TestCertificate.write(to: folder)
    let certificate = try ServerCertificate(chain: files.chain, key: files.key)
    let parts = ServerParts(answer: parrot(), tls: certificate)
    let listener = Listener(.tcp(host: "127.0.0.1", port: 0), isTLS: true)
    try await withServer(parts, listeners: [listener]) { server, address in
      let wire = try await Wire.connect(address, trusts: files.chain)
      wire.send((0..<500).map { "\($0)\n" }.joined())
      try await wire.closeOutput()
      #expect(Wire.replies(in: try await wire.ended()).count == 501)
      let plain = try await Wire.connect(address)
      plain.send("hello in the clear\n")
      _ = try await plain.ended()
      #expect(server.stats.lines == 500)
    }
  }

  @Test func tlsNeedsACertificate() async throws {
    await #expect(throws: ListenerFailure.self) {
      try await withServer(
        listeners: [Listener(.tcp(host: "127.0.0.1", port: 0), isTLS: true)]) { _, _ in }
    }
  }

  @Test func aPortThatIsTakenIsAnError() async throws {
    try await withServer { _, address in
      let port = try #require(address.port)
      await #expect(throws: ListenerFailure.self) {
        try await withServer(listeners: [Listener(.tcp(host: "127.0.0.1", port: port))]) { _, _ in }
      }
    }
  }

  @Test func aClientOfOursTalksThroughEachOfThem() async throws {
    let folder = try TestFolder()
    let files = try TestCertificate.write(to: folder)
    let certificate = try ServerCertificate(chain: files.chain, key: files.key)
    let path = folder.path + "/socket"
    let listeners = [
      Listener(.tcp(host: "127.0.0.1", port: 0)),
      Listener(.tcp(host: "127.0.0.1", port: 0), isTLS: true), Listener(.unix(path: path)),
    ]
    let parts = ServerParts(answer: parrot(), tls: certificate)
    try await withServer(parts, listeners: listeners) { server, _ in
      let ports = server.addresses.compactMap(\.port)
      let places: [LineClient.Place] = [
        .tcp(host: "127.0.0.1", port: ports[0]),
        .tls(host: "localhost", port: ports[1], trust: .file(files.chain)), .unix(path: path),
      ]
      for place in places {
        let answers = try await blocking {
          let client = try LineClient(place, timeout: .seconds(10))
          defer { client.close() }
          return [
            try client.ask("one\ntwo"), try client.ask("/mode json"), try client.ask("/mode text"),
          ]
        }
        #expect(answers[0] == .text(code: 210, words: "answer parrot", body: ["you said one two"]))
        #expect(answers[1].text.hasPrefix(#"{"kind":"info""#))
        #expect(answers[2].code == 213)
      }
    }
  }

  @Test func aClientOfOursSaysWhyThereIsNoReply() async throws {
    var port = 0
    try await withServer {
      $0.limits.clients = 1
    } _: { _, address in
      port = try #require(address.port)
      let taken = port
      let wire = try await Wire.connect(address)
      try await wire.replies(1)
      let refused = await failure(at: taken)
      #expect(refused == .farewell(code: 420, words: "busy too many clients"))
    }
    guard case .unreachable = await failure(at: port) else {
      Issue.record("the server is gone, and the client did not say so")
      return
    }
  }

  private func failure(at port: Int) async -> LineClient.Failure? {
    do {
      try await blocking { _ = try LineClient(.tcp(host: "127.0.0.1", port: port)) }
      return nil
    } catch {
      return error as? LineClient.Failure
    }
  }

  /// Runs what blocks on a thread that may be blocked.
  private func blocking<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await NIOThreadPool.singleton.runIfActive { try body() }
  }
}
