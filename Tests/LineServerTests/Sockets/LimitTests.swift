import Conversation
import LineServer
import NIOCore
import NIOPosix
import Testing

extension SocketTests {
  struct LimitTests {
    private static let proxied = [
      ListeningPlace(.tcp(host: "127.0.0.1", port: 0), hasProxyHeader: true)
    ]

    @Test func clientsInAll() async throws {
      try await withServer(limits: { $0.clients = 2 }) { server in
        let inside = [
          try await TestClient.greeted(server.address),
          try await TestClient.greeted(server.address),
        ]
        let late = try await TestClient(server.address)
        #expect(try await late.rest() == [.init(status: "420 busy too many clients")])
        try await inside[0].close()
        #expect(try await server.waits { $0.clients == 1 })
        _ = try await TestClient.greeted(server.address)
        #expect(try await inside[1].ask("/ping")?.status == "213 info pong")
        #expect(server.stats.refused == 1)
      }
    }

    @Test func clientsPerAddress() async throws {
      try await withServer(listeners: Self.proxied, limits: { $0.clientsPerAddress = 1 }) {
        server in
        func visitor(_ last: UInt8) async throws -> TestClient {
          let client = try await TestClient(server.address)
          try await client.send(ProxyHeaderTests.header([192, 0, 2, last]))
          return client
        }
        let first = try await visitor(1)
        #expect(try await first.reply()?.status.hasPrefix("220") == true)
        let second = try await visitor(1)
        #expect(
          try await second.rest() == [.init(status: "420 busy too many clients from this address")])
        let other = try await visitor(2)
        #expect(try await other.reply()?.status.hasPrefix("220") == true)
      }
    }

    @Test func whoSpeaksWithoutAProxyHeaderIsCutOff() async throws {
      try await withServer(listeners: Self.proxied) { server in
        let client = try await TestClient(server.address)
        try await client.send("what is it\n")
        #expect(try await client.rest() == [])
      }
    }

    @Test func aProxyHeaderThatDoesNotComeEndsTheConnection() async throws {
      try await withServer(listeners: Self.proxied, limits: { $0.firstLine = .milliseconds(100) }) {
        server in
        let client = try await TestClient(server.address)
        try await client.send(Array(ProxyHeaderTests.signature.prefix(5)))
        #expect(try await client.rest() == [])
      }
    }

    @Test func theFirstLineIsAwaitedForAWhile() async throws {
      try await withServer(limits: { $0.firstLine = .milliseconds(100) }) { server in
        let client = try await TestClient.greeted(server.address)
        try await client.send("no end")
        #expect(try await client.rest() == [.init(status: "421 closing no line came")])
        #expect(server.stats.timedOut == 1)
      }
    }

    @Test func anIdleClientIsToldGoodBye() async throws {
      try await withServer(limits: { $0.idle = .milliseconds(150) }) { server in
        let client = try await TestClient.greeted(server.address)
        _ = try await client.ask("hello")
        // Single bytes are no line.
        client.push("x")
        #expect(try await client.rest() == [.init(status: "421 closing idle")])
      }
    }

    @Test func linesThatComeTooFastWaitAndNoneIsDropped() async throws {
      try await withServer(limits: {
        $0.linesPerSecond = 100
        $0.burst = 10
      }) { server in
        let client = try await TestClient.greeted(server.address)
        let start = NIODeadline.now()
        client.push((0..<40).map { "\($0)\n" }.joined())
        let replies = try await client.replies(40)
        #expect(replies.map(\.body) == (0..<40).map { ["You said: \($0)"] })
        #expect(NIODeadline.now() - start > .milliseconds(250))
        #expect(server.stats.slowed > 0)
      }
    }

    @Test func aClientThatReadsNothingIsNotReadFrom() async throws {
      try await withServer(limits: { $0.waitingReplies = 8 }) { server in
        let client = try await TestClient.greeted(server.address)
        try await client.read(false)
        // Ten kilobytes for each: more than the system keeps for both ends.
        client.push(String(repeating: "long\n", count: 1500))
        var answered = -1
        while answered != server.stats.lines {
          answered = server.stats.lines
          try await Task.sleep(for: .milliseconds(200))
        }
        #expect(answered < 1500)
        try await client.read(true)
        let replies = try await client.replies(1500)
        #expect(replies.allSatisfy { $0.body.first?.hasPrefix("word word") == true })
      }
    }

    @Test func aClientThatNeverReadsIsCutOff() async throws {
      try await withServer(limits: { $0.stalled = .milliseconds(200) }) { server in
        let client = try await TestClient.greeted(server.address)
        try await client.read(false)
        client.push(String(repeating: "long\n", count: 1500))
        #expect(try await server.waits { $0.stats.stalled == 1 && $0.clients == 0 })
        try await client.close()
      }
    }

    @Test func sessionFactsAreLimited() async throws {
      let parts = ServerParts(answer: { _, session in
        Stub.text(.info, "\(session.limits.facts)")
      })
      try await withServer(parts, limits: { $0.sessionFacts = 7 }) { server in
        let client = try await TestClient.greeted(server.address)
        #expect(try await client.ask("how many")?.body == ["7"])
      }
    }

    @Test func statisticsHoldCountsAndNoText() async throws {
      try await withServer { server in
        let client = try await TestClient.greeted(server.address)
        _ = try await client.ask("my secret")
        _ = try await client.ask("/nonsense")
        let body = try #require(try await client.ask("/stats")?.body)
        #expect(body.contains("clients 1") && body.contains("accepted 1"))
        #expect(body.contains("replies-210 1") && body.contains("replies-500 1"))
        #expect(body.contains { $0.hasPrefix("latency-p99-us ") })
        #expect(!body.joined().contains("secret"))
      }
    }
  }
}
