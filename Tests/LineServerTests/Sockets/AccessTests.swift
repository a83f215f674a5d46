import Conversation
import Glibc
import LineServer
import Logging
import NIOCore
import TestSupport
import Testing

extension SocketTests {
  struct AccessTests {
    private static let fixtures = Project.folder + "/Tests/LineServerTests/Fixtures"
    private static let certificate = fixtures + "/certificate.pem"

    private func guarded() throws -> ServerParts {
      ServerParts(
        answer: Stub.answer,
        tokens: try TokenBook(
          "$6$calciq$DKJU8j.q.X6lvy/u3HOeYBcDamwHSsA2WLevcaXGSNMWHjENnS"
            + "2HrdZ8GdMBVHzYPYNAWMJ6hHXmGlN1B5D851"))
    }

    @Test func withoutATokenNothingIsAnswered() async throws {
      try await withServer(try guarded()) { server in
        let client = try await TestClient.greeted(server.address)
        for line in ["hello", "/stats", "/ping", "/labs", "", String(repeating: "x", count: 5000)] {
          #expect(try await client.ask(line)?.status == "530 authentication required")
        }
        #expect(try await client.ask("/help")?.status == "213 info")
        #expect(try await client.ask("/auth test")?.status == "213 info auth")
        #expect(try await client.ask("hello")?.body == ["You said: hello"])
      }
    }

    @Test func wrongTokensSlowDownAndEndTheConnection() async throws {
      try await withServer(
        try guarded(),
        limits: {
          $0.wrongTokens = 3
          $0.wrongTokenDelay = .milliseconds(100)
        }
      ) { server in
        let client = try await TestClient.greeted(server.address)
        let start = NIODeadline.now()
        client.push("/auth a\n/auth b\n/auth c\n/auth test\n")
        let replies = try await client.rest()
        #expect(
          replies.map(\.status) == [
            "535 authentication failed", "535 authentication failed", "535 authentication failed",
            "421 closing too many wrong tokens",
          ])
        #expect(NIODeadline.now() - start >= .milliseconds(300))
        #expect(server.stats.wrongTokens == 3)
      }
    }

    /// The hash takes a second or two; whoever else is connected must not wait for it.
    @Test func aTokenIsLookedUpWhileOthersAreServed() async throws {
      var parts = try guarded()
      parts.tokens = try TokenBook(
        "$6$rounds=1500000$calciq$MbYpuoQsW1zmuKgfjiyDCNiA2VjtAABQSK8PaS00YQ96EWsAZU46a7/"
          + "bv3ECnoTnRQH4eBD6anm1O/sAHTet6/")
      try await withServer(parts) { server in
        let start = NIODeadline.now()
        let slow = try await TestClient.greeted(server.address)
        let other = try await TestClient.greeted(server.address)
        slow.push("/auth test\nhello\n")
        #expect(try await other.ask("/help")?.status == "213 info")
        let waited = NIODeadline.now() - start
        let replies = try await slow.replies(2)
        #expect(replies.map(\.status) == ["213 info auth", "210 answer echo/line"])
        #expect(waited < NIODeadline.now() - start - .milliseconds(100))
        // A client that leaves meanwhile is no trouble.
        slow.push("/auth test\n")
        try await slow.close()
      }
    }

    @Test func tlsFromTheFirstByte() async throws {
      var parts = Stub.parts
      parts.tls = try ServerCertificate(chain: Self.certificate, key: Self.fixtures + "/key.pem")
      let listeners = [ListeningPlace(.tcp(host: "127.0.0.1", port: 0), isTLS: true)]
      try await withServer(parts, listeners: listeners) { server in
        let client = try await TestClient.greeted(server.address, trusting: Self.certificate)
        client.push((0..<500).map { "\($0)\n" }.joined())
        let replies = try await client.replies(500)
        #expect(replies.map(\.body) == (0..<500).map { ["You said: \($0)"] })
        #expect(try await client.ask("/quit")?.status == "221 bye")
        #expect(try await client.line() == nil)
        try await client.close()
      }
    }

    @Test func aTLSPortNeedsACertificate() async throws {
      let listeners = [ListeningPlace(.tcp(host: "127.0.0.1", port: 0), isTLS: true)]
      await #expect {
        try await withServer(listeners: listeners) { _ in }
      } throws: { "\($0)" == "a TLS port needs a certificate and a key" }
    }

    @Test func aUnixSocketIsItsOwnersAlone() async throws {
      let path = "/tmp/calciq-test-\(getpid()).socket"
      defer { unsafe unlink(path) }
      try await withServer(listeners: [ListeningPlace(.unix(path: path))]) { server in
        var status = stat()
        #expect(unsafe lstat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let client = try await TestClient.greeted(try SocketAddress(unixDomainSocketPath: path))
        #expect(try await client.ask("hello")?.body == ["You said: hello"])
        await #expect {
          try await withServer(listeners: [ListeningPlace(.unix(path: path))]) { _ in }
        } throws: { "\($0)" == "another server listens on \(path)" }
      }
      #expect(unsafe access(path, F_OK) != 0)
    }

    @Test func aUnixSocketThatWasLeftBehindIsTakenOver() async throws {
      let path = "/tmp/calciq-left-\(getpid()).socket"
      defer { unsafe unlink(path) }
      let left = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      let address = try SocketAddress(unixDomainSocketPath: path)
      let bound = unsafe address.withSockAddr { pointer, size in
        unsafe bind(left, pointer, socklen_t(size))
      }
      #expect(bound == 0)
      #expect(Glibc.close(left) == 0)
      try await withServer(listeners: [ListeningPlace(.unix(path: path))]) { server in
        _ = try await TestClient.greeted(try SocketAddress(unixDomainSocketPath: path))
      }
    }

    @Test func aFileThatIsNoSocketStays() async throws {
      await #expect {
        try await withServer(listeners: [ListeningPlace(.unix(path: Self.certificate))]) { _ in }
      } throws: { "\($0)" == "\(Self.certificate) exists and is no socket" }
    }

    @Test func aPortThatIsTakenIsTold() async throws {
      try await withServer { server in
        let port = try #require(try server.address.port)
        await #expect(throws: ListenerFailure.self) {
          try await withServer(listeners: [ListeningPlace(.tcp(host: "127.0.0.1", port: port))]) {
            _ in
          }
        }
      }
    }

    @Test func ipv6IsSpokenWhereThereIsAny() async throws {
      let listeners = [
        ListeningPlace(.tcp(host: "127.0.0.1", port: 0)),
        ListeningPlace(.tcp(host: "::1", port: 0), isOptional: true),
      ]
      try await withServer(listeners: listeners) { server in
        for address in server.addresses {
          let client = try await TestClient.greeted(address)
          #expect(try await client.ask("/ping")?.status == "213 info pong")
        }
      }
    }
  }
}
