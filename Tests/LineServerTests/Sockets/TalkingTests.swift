import Conversation
import LineProtocol
import LineServer
import NIOCore
import TestSupport
import Testing

extension SocketTests {
  struct TalkingTests {
    @Test func greetsAnswersAndSaysGoodBye() async throws {
      try await withServer { server in
        let client = try await TestClient(server.address)
        let greeting = try await client.reply()
        #expect(
          greeting?.status
            == "220 calciq 1.0 ready. Ask a question, or /help.")
        let reply = try await client.ask("hello")
        #expect(reply == .init(status: "210 answer echo/line", body: ["You said: hello"]))
        #expect(try await client.ask("/nonsense")?.status == "500 unknown command")
        #expect(try await client.ask("/save a")?.status == "500 unknown command")
        #expect(try await client.ask("/ping")?.status == "213 info pong")
        #expect(try await client.ask(" /ping")?.status == "213 info pong")
        #expect(try await client.ask("/quit")?.status == "221 bye")
        #expect(try await client.line() == nil)
      }
    }

    @Test func pipelinedLinesAreAnsweredInOrder() async throws {
      try await withServer { server in
        let client = try await TestClient.greeted(server.address)
        client.push((0..<5000).map { "line \($0)\n" }.joined())
        let replies = try await client.replies(5000)
        #expect(replies.map(\.body) == (0..<5000).map { ["You said: line \($0)"] })
      }
    }

    @Test func halfClosedClientsGetEveryReply() async throws {
      try await withServer { server in
        let client = try await TestClient.greeted(server.address)
        client.push("one\ntwo\nthree without its end")
        try await client.closeOutput()
        let replies = try await client.rest()
        #expect(
          replies.map(\.body) == [
            ["You said: one"], ["You said: two"], ["You said: three without its end"],
          ])
      }
    }

    @Test func aLineThatIsTooLongHasItsOneReply() async throws {
      try await withServer { server in
        let client = try await TestClient.greeted(server.address)
        client.push(String(repeating: "x", count: 100_000) + "\nnext\n")
        let replies = try await client.replies(2)
        #expect(replies.map(\.status) == ["502 line too long", "210 answer echo/line"])
      }
    }

    @Test func jsonModeIsOneObjectALine() async throws {
      try await withServer { server in
        let client = try await TestClient.greeted(server.address)
        client.push("/mode json\nhello\n/ping\n\n/mode text\n")
        for text in ["json", "You said: hello", "info pong", "You said: "] {
          let line = try #require(try await client.line())
          #expect(line.hasPrefix("{\"kind\":") && line.contains("\"text\":\"\(text)\""), "\(line)")
        }
        #expect(try await client.reply()?.status == "213 info")
      }
    }

    @Test func telnetIsSpokenWithoutLoops() async throws {
      try await withServer { server in
        let client = try await TestClient.greeted(server.address)
        try await client.send([255, 253, 1, 255, 251, 31, 255, 253, 1])
        #expect(try await client.bytes(6) == [255, 252, 1, 255, 253, 31])
        try await client.send([255, 250, 31, 0, 30, 0, 24, 255, 240])
        let wide = try await client.ask("one two three four five six seven eight")
        #expect(wide?.body == ["You said: one two three four", "five six seven eight"])
        try await client.send(Array("dropped".utf8) + [255, 244, 255, 253, 6])
        #expect(try await client.bytes(3) == [255, 252, 6])
        #expect(try await client.ask("kept")?.body == ["You said: kept"])
        try await client.send([255, 246])
        #expect(try await client.reply()?.status == "213 info pong")
      }
    }

    @Test func controlsNeverComeBack() async throws {
      try await withServer { server in
        let client = try await TestClient.greeted(server.address)
        let reply = try await client.ask("a\u{1B}[2J\0\u{7}\u{202E}b")
        #expect(reply?.body == ["You said: ab"])
      }
    }

    @Test(arguments: [
      ("GET / HTTP/1.1\r\nHost: a\r\n\r\n/quit\r\n", "HTTP"),
      ("\u{16}\u{3}\u{1}\u{2}\u{0}", "TLS"),
    ])
    func otherProtocolsAreTurnedAway(_ bytes: String, _ name: String) async throws {
      try await withServer { server in
        let client = try await TestClient.greeted(server.address)
        client.push(bytes)
        let replies = try await client.rest()
        #expect(replies == [.init(status: "421 closing this port speaks lines, not \(name)")])
      }
    }

    @Test func aShellIsToldRolesAndEffects() async throws {
      try await withServer { server in
        let client = try await TestClient.greeted(server.address)
        #expect(try await client.ask("/mode shell 40")?.status == "213 info mode shell")
        let reply = try await client.ask("hello")
        #expect(reply?.status == "210 answer echo/line")
        #expect(reply?.body.last == "plain You said: hello")
        #expect(reply?.body.first?.hasPrefix("{\"kind\":\"answer\"") == true)
        let leaving = try await client.ask("/mode text")
        #expect(leaving?.body.dropFirst() == ["effect json off", "plain text"])
        #expect(try await client.ask("hello")?.body == ["You said: hello"])
      }
    }

    @Test func sessionsNeverMix() async throws {
      let assistant = try Project.assistant()
      try await withServer(ServerParts(assistant), threads: 2) { server in
        let address = try server.address
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 1...8 {
            group.addTask {
              let client = try await TestClient.greeted(address)
              client.push("my phosphate is \(number).5 mg/dL\n/facts\n/facts\n")
              for reply in try await client.replies(3) {
                #expect(reply.body.joined().contains("\(number).5"), "\(reply)")
              }
            }
          }
          try await group.waitForAll()
        }
      }
    }

    @Test func overTCPIsTheSameAsInProcess() async throws {
      let assistant = try Project.assistant()
      let lines = [
        "what is calciphylaxis", "my calcium is 11.2 mg/dL", "/labs", "", "/why", "/bogus",
      ]
      var session = Session()
      let expected = lines.map { line in
        assistant.reply(to: line, in: &session)
      }
      try await withServer(ServerParts(assistant)) { server in
        let client = try await TestClient.greeted(server.address)
        for (line, reply) in zip(lines, expected) {
          var wire = ByteBuffer()
          ReplyWriter().write(reply, into: &wire)
          let bytes = wire.readableBytes
          try await client.send(line + "\r\n")
          #expect(try await client.bytes(bytes) == Array(buffer: wire))
        }
      }
    }
  }
}
