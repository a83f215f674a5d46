import Conversation
import LabValues
import LineServer
import NIOCore
import Testing

/// Whole conversations over a socket of this machine.
@Suite struct ConversationTests {
  @Test func greetsAnswersAndSaysGoodBye() async throws {
    try await withServer { _, address in
      let wire = try await Wire.connect(address)
      wire.send("hello\r\n/quit\r\nnever answered\r\n")
      #expect(
        try await wire.ended() == """
          220 calciq 1.0 ready. Ask a question, or /help. Not a medical device.\r
          .\r
          210 answer parrot\r
          you said hello\r
          .\r
          221 bye\r
          .\r

          """)
    }
  }

  @Test func repliesKeepTheOrderOfTheLines() async throws {
    try await withServer { server, address in
      let wire = try await Wire.connect(address)
      wire.send((0..<5000).map { "line \($0)\n" }.joined())
      let replies = try await wire.replies(5001)
      let expected = (0..<5000).map { "210 answer parrot\r\nyou said line \($0)" }
      #expect(Array(replies.dropFirst()) == expected)
      #expect(server.stats.lines == 5000)
      #expect(server.stats.count(.answer) == 5000)
      #expect(server.stats.latency.count == 5000)
    }
  }

  @Test func linesCutAnywhereAreAnsweredAlike() async throws {
    try await withServer { _, address in
      let wire = try await Wire.connect(address)
      for byte in Array("one\r\ntwo µ\r\n".utf8) {
        wire.send([byte])
        try await Task.sleep(for: .milliseconds(1))
      }
      let replies = try await wire.replies(3)
      #expect(replies.dropFirst().allSatisfy { $0.hasPrefix("210 answer parrot\r\nyou said ") })
      #expect(replies.last?.hasSuffix("two µ") == true)
    }
  }

  @Test func aHalfClosedClientGetsAllItsReplies() async throws {
    try await withServer { _, address in
      let wire = try await Wire.connect(address)
      wire.send("one\ntwo\nlarge\nthe last has no end")
      try await wire.closeOutput()
      let replies = Wire.replies(in: try await wire.ended())
      #expect(replies.count == 5)
      #expect(replies.last == "210 answer parrot\r\nyou said the last has no end")
    }
  }

  @Test func aLineThatIsTooLongGetsItsOneReply() async throws {
    try await withServer { _, address in
      let wire = try await Wire.connect(address)
      wire.send("a\n" + String(repeating: "x", count: 500_000) + "\nb\n")
      let replies = try await wire.replies(4)
      #expect(
        replies.dropFirst() == [
          "210 answer parrot\r\nyou said a", "502 line too long\r\ntoo long",
          "210 answer parrot\r\nyou said b",
        ])
    }
  }

  @Test func twoSessionsNeverMix() async throws {
    try await withServer {
      $0.threads = 2
    } _: { _, address in
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        for number in 0..<40 {
          tasks.addTask {
            let wire = try await Wire.connect(address)
            wire.send("remember \(number)\n" + String(repeating: "recall\n", count: 50))
            let replies = try await wire.replies(52)
            #expect(replies.dropFirst(2).allSatisfy { $0 == "210 answer parrot\r\n\(number)" })
            await wire.close()
          }
        }
        try await tasks.waitForAll()
      }
    }
  }

  @Test func switchesToJSONAndBackInBetween() async throws {
    try await withServer { _, address in
      let wire = try await Wire.connect(address)
      wire.send("/mode json\nhi\n/ping\n/nonsense\n/mode text\nhi\n")
      let all = try await wire.received { $0.hasSuffix("you said hi\r\n.\r\n") }
      let lines = all.split(separator: "\r\n")
      #expect(lines[2].hasPrefix(#"{"kind":"info""#))
      #expect(lines[3].hasPrefix(#"{"kind":"answer","urgency":"none","text":"you said hi""#))
      #expect(lines[4].hasPrefix(#"{"kind":"info","urgency":"none","text":"info pong""#))
      #expect(lines[5].hasPrefix(#"{"kind":"error""#))
      #expect(lines[6] == "213 info")
    }
  }

  @Test func wrapsAtTheWidthOfTheWindow() async throws {
    try await withServer { _, address in
      let wire = try await Wire.connect(address)
      wire.send([255, 250, 31, 0, 20, 0, 24, 255, 240])
      wire.send("one two three four five\n/width 30\none two three four five\n")
      let replies = try await wire.replies(4)
      #expect(replies[1].hasSuffix("\r\nyou said one two\r\nthree four five"))
      #expect(replies[3].hasSuffix("\r\nyou said one two three four\r\nfive"))
    }
  }

  @Test func answersTelnetsInterruptAndAreYouThere() async throws {
    try await withServer { _, address in
      let wire = try await Wire.connect(address)
      wire.send(Array("taken back".utf8) + [0xFF, 0xF4, 0xFF, 0xFD, 0x06, 0xFF, 0xF6])
      wire.send("kept\r\0")
      let all = try await wire.received { $0.contains("kept") }
      #expect(all.contains("213 info pong"))
      #expect(!all.contains("taken back"))
    }
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\nmy name is x\r\n", "not HTTP"), ("\u{16}\u{3}\u{1}hello\n", "not TLS"),
  ])
  func tellsOtherProtocolsThatTheyAreWrongHere(_ bytes: String, _ reason: String) async throws {
    try await withServer { server, address in
      let wire = try await Wire.connect(address)
      wire.send(bytes)
      let all = try await wire.ended()
      #expect(all.hasSuffix("421 closing this port speaks lines, \(reason)\r\n.\r\n"))
      #expect(server.stats.lines == 0)
    }
  }

  @Test func shellCommandsAreUnknownHere() async throws {
    try await withServer { _, address in
      let wire = try await Wire.connect(address)
      wire.send("/save notes\n/nonsense\n")
      let replies = try await wire.replies(3)
      #expect(replies.dropFirst() == ["500 unknown command", "500 unknown command"])
    }
  }

  @Test func sessionsKnowTheDayOfTheClock() async throws {
    let day = try #require(Day(year: 2026, month: 3, day: 1))
    try await withServer(today: day) { _, address in
      let wire = try await Wire.connect(address)
      wire.send("today\n")
      #expect(try await wire.replies(2).last?.hasSuffix("\r\n2026-03-01") == true)
    }
  }

  @Test func countsWithoutAnyText() async throws {
    try await withServer { _, address in
      let wire = try await Wire.connect(address)
      wire.send("my secret\n/ping\n/stats\n")
      let report = try await wire.replies(4)[3]
      #expect(report.hasPrefix("213 info stats\r\nuptime-seconds "))
      #expect(report.contains("\r\nclients 1\r\naccepted 1\r\n"))
      #expect(report.contains("\r\nlines 3\r\n"))
      #expect(report.contains("\r\nreplies-210 1\r\n"))
      #expect(!report.contains("secret"))
    }
  }
}
