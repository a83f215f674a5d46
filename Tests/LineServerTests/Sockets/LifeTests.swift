import Conversation
import LineServer
import Logging
import NIOConcurrencyHelpers
import NIOCore
import ServiceLifecycle
import Testing

extension SocketTests {
  struct LifeTests {
    @Test func aReloadKeepsSessions() async throws {
      try await withServer { server in
        let client = try await TestClient.greeted(server.address)
        _ = try await client.ask("/width 30")
        _ = try await client.ask("hello")
        let reloading = Reloading(
          reload: {
            ServerParts(answer: { _, _ in
              Stub.text(.answer, "The new knowledge says that it is so.")
            })
          },
          logger: .quiet)
        #expect(await reloading.run(server))
        let reply = try await client.ask("hello")
        #expect(reply?.body == ["The new knowledge says that it", "is so."])
      }
    }

    @Test func aBrokenEditKeepsTheOldKnowledgeAndTellsEveryProblem() async throws {
      let log = LogLines()
      try await withServer { server in
        let client = try await TestClient.greeted(server.address)
        let reloading = Reloading(
          reload: { throw ReloadFailure(problems: ["a.yaml:1:2: error", "b.yaml:3:4: error"]) },
          logger: log.logger)
        #expect(await !reloading.run(server))
        #expect(try await client.ask("hello")?.body == ["You said: hello"])
      }
      let text = log.text
      for part in ["a.yaml:1:2", "b.yaml:3:4", "the old knowledge stays"] {
        #expect(text.contains(part), "\(text)")
      }
    }

    @Test func aShutdownAnswersWhatIsOnItsWayAndSaysGoodBye() async throws {
      try await withServer { server in
        let quiet = try await TestClient.greeted(server.address)
        let busy = try await TestClient.greeted(server.address)
        busy.push((0..<2000).map { "\($0)\n" }.joined())
        #expect(try await busy.reply()?.body == ["You said: 0"])
        async let stopped = server.stop(grace: .seconds(5))
        let last = try await quiet.rest()
        #expect(last == [.init(status: "421 closing shutdown")])
        let rest = try await busy.rest()
        #expect(rest.dropLast().map(\.body) == (1..<2000).map { ["You said: \($0)"] })
        #expect(rest.last?.status == "421 closing shutdown")
        try await quiet.close()
        try await busy.close()
        #expect(await stopped)
      }
    }

    @Test func aClientThatStaysIsCutWhenTheGraceEnds() async throws {
      try await withServer(limits: { $0.farewell = .seconds(60) }) { server in
        let client = try await TestClient.greeted(server.address)
        try await client.read(false)
        let start = NIODeadline.now()
        #expect(await !server.stop(grace: .milliseconds(400)))
        #expect(NIODeadline.now() - start < .seconds(5))
        try await client.close()
      }
    }

    @Test func theServiceRunsUntilItIsShutDown() async throws {
      let started = NIOLockedValueBox<ListeningServer?>(nil)
      var options = ServerOptions(listeners: [ListeningPlace(.tcp(host: "127.0.0.1", port: 0))])
      options.grace = .seconds(5)
      let service = LineService(
        Stub.parts, options, logger: .quiet, today: { nil }, reload: { Stub.parts },
        ready: { server in started.withLockedValue { $0 = server } })
      let group = ServiceGroup(services: [service], logger: .quiet)
      async let run: Void = group.run()
      var server: ListeningServer?
      for _ in 0..<500 where server == nil {
        server = started.withLockedValue { $0 }
        try await Task.sleep(for: .milliseconds(10))
      }
      let client = try await TestClient.greeted(try #require(server).address)
      #expect(try await client.ask("hello")?.body == ["You said: hello"])
      await group.triggerGracefulShutdown()
      #expect(try await client.rest() == [.init(status: "421 closing shutdown")])
      try await client.close()
      try await run
    }

    @Test func neitherTextNorValuesReachTheLog() async throws {
      let log = LogLines()
      try await withServer(logger: log.logger, limits: { $0.wrongTokens = 1 }) { server in
        let client = try await TestClient.greeted(server.address)
        for line in ["my secret is 6.8", "/nonsense secret", "/auth secret"] {
          _ = try await client.ask(line)
        }
        client.push("half a secret")
        try await client.close()
      }
      #expect(!log.text.isEmpty)
      #expect(!log.text.contains("secret") && !log.text.contains("6.8"))
    }
  }
}

/// What was logged.
private struct LogLines: Sendable {
  private let lines = NIOLockedValueBox("")

  var text: String { lines.withLockedValue { $0 } }

  var logger: Logger {
    Logger(label: "test") { [lines] _ in
      var handler = JSONLogHandler { line in lines.withLockedValue { $0 += line } }
      handler.logLevel = .trace
      return handler
    }
  }
}
