import LineServer
import NIOCore
import Testing

/// Each limit of a server, over sockets of this machine.
@Suite struct LimitTests {
  @Test func tellsWhoIsOneTooManyAndLetsTheNextIn() async throws {
    try await withServer {
      $0.limits.clients = 2
    } _: { server, address in
      let first = try await Wire.connect(address)
      let second = try await Wire.connect(address)
      try await first.replies(1)
      try await second.replies(1)
      let third = try await Wire.connect(address)
      #expect(try await third.ended() == "420 busy too many clients\r\n.\r\n")
      await first.close()
      while server.clients == 2 { try await Task.sleep(for: .milliseconds(2)) }
      let fourth = try await Wire.connect(address)
      #expect(try await fourth.replies(1).first?.hasPrefix("220 ") == true)
      #expect(server.stats.refused == 1)
    }
  }

  @Test func countsTheClientsThatAProxyTellsOf() async throws {
    let proxied = Listener(.tcp(host: "127.0.0.1", port: 0), hasProxyHeader: true)
    try await withServer(listeners: [proxied]) {
      $0.limits.clientsPerAddress = 1
    } _: { _, address in
      let first = try await Wire.connect(address)
      first.send(proxyHeader(from: [10, 0, 0, 1]))
      try await first.replies(1)
      let second = try await Wire.connect(address)
      second.send(proxyHeader(from: [10, 0, 0, 1]) + Array("hello\n".utf8))
      #expect(
        try await second.ended() == "420 busy too many clients from this address\r\n.\r\n")
      let other = try await Wire.connect(address)
      other.send(proxyHeader(from: [10, 0, 0, 2]) + Array("hello\n".utf8))
      #expect(try await other.replies(2).last == "210 answer parrot\r\nyou said hello")
    }
  }

  @Test func aProxyPortAnswersNobodyWithoutAHeader() async throws {
    let proxied = Listener(.tcp(host: "127.0.0.1", port: 0), hasProxyHeader: true)
    try await withServer(listeners: [proxied]) { _, address in
      let wire = try await Wire.connect(address)
      wire.send("hello\n")
      #expect(try await wire.ended() == "")
    }
  }

  @Test func endsAConnectionOnWhichNoLineComes() async throws {
    try await withServer {
      $0.limits.firstLine = .milliseconds(150)
    } _: { server, address in
      let silent = try await Wire.connect(address)
      let slow = try await Wire.connect(address)
      let trickle = Task {
        while !Task.isCancelled {
          slow.send("x")
          try await Task.sleep(for: .milliseconds(20))
        }
      }
      #expect(try await silent.ended().hasSuffix("421 closing no line came\r\n.\r\n"))
      #expect(try await slow.ended().hasSuffix("421 closing no line came\r\n.\r\n"))
      trickle.cancel()
      #expect(server.stats.timedOut == 2)
    }
  }

  @Test func endsAConnectionThatIsIdle() async throws {
    try await withServer {
      $0.limits.idle = .milliseconds(150)
    } _: { _, address in
      let wire = try await Wire.connect(address)
      wire.send("hello\nhalf a li")
      #expect(try await wire.ended().hasSuffix("you said hello\r\n.\r\n421 closing idle\r\n.\r\n"))
    }
  }

  @Test func slowsDownButDropsNothing() async throws {
    try await withServer {
      $0.limits.linesPerSecond = 500
      $0.limits.burst = 10
    } _: { server, address in
      let wire = try await Wire.connect(address)
      let clock = ContinuousClock()
      let start = clock.now
      wire.send((0..<110).map { "\($0)\n" }.joined())
      try await wire.closeOutput()
      let replies = Wire.replies(in: try await wire.ended())
      #expect(replies.count == 111)
      // 100 lines beyond the burst take at least 0.2 s; how much longer is the machine's affair.
      #expect(clock.now - start >= .milliseconds(150))
      #expect(server.stats.slowed > 0)
    }
  }

  @Test func stopsReadingFromAClientThatNeverReads() async throws {
    try await withServer {
      $0.limits.stalled = .milliseconds(400)
    } _: { server, address in
      let wire = try await Wire.connect(address, reads: false)
      wire.send(String(repeating: "large\n", count: 50_000))
      let other = try await Wire.connect(address)
      other.send("still there?\n")
      #expect(try await other.replies(2).last?.hasSuffix("still there?") == true)
      while server.stats.stalled == 0 { try await Task.sleep(for: .milliseconds(5)) }
      // 20 kB each: the sockets hold some megabytes, and of the 50,000 lines the rest stayed unread.
      #expect(server.stats.lines < 5_000)
      await wire.close()
    }
  }

  @Test func aClientThatReadsSlowlyGetsEverything() async throws {
    try await withServer {
      $0.limits.stalled = .seconds(5)
    } _: { _, address in
      let wire = try await Wire.connect(address, reads: false)
      wire.send(String(repeating: "large\n", count: 1000))
      try await wire.closeOutput()
      try await Task.sleep(for: .milliseconds(100))
      try await wire.channel.setOption(.autoRead, value: true).get()
      #expect(Wire.replies(in: try await wire.ended()).count == 1001)
    }
  }

  @Test func aFloodOfTelnetOptionsHoldsNobodyUp() async throws {
    try await withServer { _, address in
      let flood = try await Wire.connect(address, reads: false)
      for _ in 0..<200 {
        flood.send((0..<1000).flatMap { _ in [UInt8(255), 253, 6] })
      }
      let wire = try await Wire.connect(address)
      wire.send("hello\n")
      #expect(try await wire.replies(2).last?.hasSuffix("hello") == true)
      await flood.close()
    }
  }

  private func proxyHeader(from source: [UInt8]) -> [UInt8] {
    [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, 0x21, 0x11, 0, 12]
      + source + [10, 0, 0, 9, 0, 80, 0, 81]
  }
}
