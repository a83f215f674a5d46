import Glibc
import LineServer
import Logging
import NIOConcurrencyHelpers
import NIOCore
import ServiceLifecycle
import Testing

/// Starting, reloading and stopping.
@Suite struct LifeTests {
  @Test func aShutdownAnswersWhatIsOnItsWayAndSaysGoodBye() async throws {
    try await withServer { server, address in
      let quiet = try await Wire.connect(address)
      try await quiet.replies(1)
      let busy = try await Wire.connect(address)
      busy.send((0..<2000).map { "\($0)\n" }.joined())
      try await busy.replies(2)
      #expect(await server.stop(grace: .seconds(5)))
      #expect(try await quiet.ended().hasSuffix("421 closing shutdown\r\n.\r\n"))
      let replies = Wire.replies(in: try await busy.ended())
      #expect(replies.count == 2002)
      #expect(replies.dropLast().last?.hasSuffix("you said 1999") == true)
      #expect(replies.last == "421 closing shutdown")
      await #expect(throws: (any Error).self) { try await Wire.connect(address) }
    }
  }

  @Test func aShutdownAnswersLinesThatTheirRateHeldBack() async throws {
    try await withServer {
      $0.limits.linesPerSecond = 1
      $0.limits.burst = 1
    } _: { server, address in
      let wire = try await Wire.connect(address)
      wire.send("a\nb\nc\nd\n")
      try await wire.replies(2)
      #expect(await server.stop(grace: .seconds(5)))
      #expect(Wire.replies(in: try await wire.ended()).count == 6)
    }
  }

  @Test func whoNeverReadsIsCutWhenTheGraceEnds() async throws {
    try await withServer { server, address in
      let wire = try await Wire.connect(address, reads: false)
      wire.send(String(repeating: "large\n", count: 20_000))
      while server.stats.lines < 64 { try await Task.sleep(for: .milliseconds(2)) }
      #expect(await !server.stop(grace: .milliseconds(300)))
      await wire.close()
    }
  }

  @Test func aReloadKeepsSessionsAndChangesAnswers() async throws {
    try await withServer(ServerParts(answer: parrot("old"))) { server, address in
      let wire = try await Wire.connect(address)
      wire.send("remember 7\n")
      try await wire.replies(2)
      let reloading = Reloading(reload: { ServerParts(answer: parrot("new")) }, logger: silence)
      #expect(await reloading.run(server))
      wire.send("recall\n")
      #expect(try await wire.replies(3).last == "210 answer new\r\n7")
    }
  }

  @Test func aBrokenReloadKeepsTheOldAndLogsEachProblem() async throws {
    let lines = NIOLockedValueBox<[String]>([])
    let logger = Logger(label: "test") { _ in MemoryLog(lines) }
    try await withServer(ServerParts(answer: parrot("old"))) { server, address in
      let wire = try await Wire.connect(address)
      let reloading = Reloading(
        reload: { throw ReloadFailure(problems: ["a.yaml:1:1: one", "b.yaml:2:2: two"]) },
        logger: logger)
      #expect(await !reloading.run(server))
      wire.send("hello\n")
      #expect(try await wire.replies(2).last == "210 answer old\r\nyou said hello")
      #expect(
        lines.withLockedValue { $0 } == [
          "cannot reload problem=a.yaml:1:1: one", "cannot reload problem=b.yaml:2:2: two",
          "the old knowledge stays problems=2",
        ])
    }
  }

  @Test func theServiceReloadsOnHangUpAndEndsGracefully() async throws {
    let marks = NIOLockedValueBox(["new"])
    let (started, starting) = AsyncStream.makeStream(of: ListeningServer.self)
    let options = ServerOptions(listeners: [Listener(.tcp(host: "127.0.0.1", port: 0))])
    let lines = NIOLockedValueBox<[String]>([])
    let logger = Logger(label: "test") { _ in MemoryLog(lines) }
    let service = LineService(
      ServerParts(answer: parrot("old")), options, logger: logger, today: { nil },
      reload: {
        let mark = marks.withLockedValue { $0.popLast() }
        guard let mark else { throw ReloadFailure(problems: ["none left"]) }
        return ServerParts(answer: parrot(mark))
      }, ready: { starting.yield($0) })
    let group = ServiceGroup(configuration: .init(services: [service], logger: silence))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      var iterator = started.makeAsyncIterator()
      let server = try #require(await iterator.next())
      let wire = try await Wire.connect(try #require(server.addresses.first))
      wire.send("my secret\n")
      try await wire.replies(2)
      for message in ["reloaded", "the old knowledge stays"] {
        kill(getpid(), SIGHUP)
        while !lines.withLockedValue({ $0.contains { $0.hasPrefix(message) } }) {
          try await Task.sleep(for: .milliseconds(2))
        }
      }
      wire.send("hello\n")
      #expect(try await wire.replies(3).last == "210 answer new\r\nyou said hello")
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
      #expect(try await wire.ended().hasSuffix("421 closing shutdown\r\n.\r\n"))
    }
    let log = lines.withLockedValue { $0.joined(separator: "\n") }
    #expect(log.contains("stopped cut=0 lines=2"))
    #expect(!log.contains("secret"))
    #expect(!log.contains("hello"))
  }
}
