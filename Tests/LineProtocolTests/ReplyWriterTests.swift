import Conversation
import LineProtocol
import NIOCore
import Rendering
import Testing

struct ReplyWriterTests {
  private func text(_ kind: Reply.Kind, _ text: String) -> Reply {
    var reply = Reply(kind)
    reply.blocks = [.text(text)]
    return reply
  }

  private func written(_ reply: Reply, _ change: (inout ReplyWriter) -> Void = { _ in }) -> String {
    var framer = ReplyWriter()
    change(&framer)
    var out = ByteBuffer()
    framer.write(reply, into: &out)
    return String(buffer: out)
  }

  private func read(_ text: String) throws -> [ClientReply] {
    var reader = ReplyReader()
    var bytes = ByteBuffer(string: text)
    var replies: [ClientReply] = []
    while let reply = try reader.next(&bytes) { replies.append(reply) }
    return replies
  }

  @Test func aStatusLineABodyAndADot() {
    var reply = text(.answer, "One.\nTwo.")
    reply.intent = "a/b"
    #expect(written(reply) == "210 answer a/b\r\nOne.\r\nTwo.\r\n.\r\n")
  }

  @Test func dotsAreStuffedAndTakenOutAgain() throws {
    let dots = ".\n..\n.a\nb."
    let wire = written(text(.info, dots))
    #expect(wire == "213 info\r\n..\r\n...\r\n..a\r\nb.\r\n.\r\n")
    #expect(try read(wire).map(\.text) == [dots])
  }

  @Test func controlsOfAClientNeverComeBack() {
    let evil = "a\u{1B}[31m\u{7}\u{0}\u{202E}b\u{9B}2J\rc\u{FFFD}"
    let wire = written(text(.info, evil))
    #expect(wire == "213 info\r\na[31mb2J c\u{FFFD}\r\n.\r\n")
  }

  @Test(arguments: StatusCode.allCases)
  func everyCodeIsReadBack(_ code: StatusCode) throws {
    var out = ByteBuffer()
    ReplyWriter().write(code, "why\r\n.\r\n", into: &out)
    let replies = try read(String(buffer: out))
    #expect(replies.count == 1)
    #expect(replies.first?.code == code.rawValue)
    #expect(replies.first?.text == "")
  }

  @Test(arguments: [
    (Reply.Kind.answer, 210), (.urgent, 211), (.noted, 212), (.info, 213), (.clarify, 310),
    (.decline, 510), (.error, 501),
  ])
  func kindsHaveTheirCodes(_ kind: Reply.Kind, _ code: Int) {
    #expect(StatusCode(of: Reply(kind)).rawValue == code)
  }

  @Test func jsonIsOneLine() throws {
    let wire = written(text(.answer, "a\nb")) { $0.isJSON = true }
    #expect(wire.hasSuffix("}\r\n"))
    #expect(wire.split(separator: "\r\n").count == 1)
    #expect(try read(wire).count == 1)
  }

  @Test func theWidthWraps() {
    let wire = written(text(.info, "aaaa bbbb cccc")) { $0.width = 20 }
    #expect(wire == "213 info\r\naaaa bbbb cccc\r\n.\r\n")
    let narrow = written(text(.info, "aaaa bbbb cccc dddd eeee")) { $0.width = 20 }
    #expect(narrow.split(separator: "\r\n").count == 4)
  }

  @Test func aShellReadsBackWhatWasLaidOutForIt() throws {
    var reply = Reply(.urgent)
    reply.blocks = [.urgent("Now."), .heading(".Head"), .text("a\n\nb"), .caution("c")]
    for effect in [
      ReplyEffect.quit, .width(40), .json(true), .json(false), .forgot(["a", "b"]), .forgot([]),
    ] {
      reply.effect = effect
      let wire = written(reply) { $0.shell = ShellLayout() }
      let body = try #require(
        try read(wire).first.map {
          $0.text.split(separator: "\n", omittingEmptySubsequences: false)
        })
      let content = try #require(ShellBody(body.map(String.init)))
      #expect(content.effect == effect)
      #expect(content.lines == PlainText(width: nil).lines(of: reply))
      #expect(content.object == JSONText.line(reply))
      #expect(!content.mayBeKept, "unless the server says so")
    }
  }

  @Test func aShellIsToldWhichLinesAHistoryMayHold() throws {
    var reply = text(.answer, "a")
    reply.effect = .width(40)
    var out = ByteBuffer()
    var writer = ReplyWriter()
    writer.shell = ShellLayout()
    writer.write(reply, mayBeKept: true, into: &out)
    let body = try #require(
      try read(String(buffer: out)).first.map {
        $0.text.split(separator: "\n", omittingEmptySubsequences: false)
      })
    let content = try #require(ShellBody(body.map(String.init)))
    #expect(content.mayBeKept && content.effect == .width(40))
    #expect(content.lines == PlainText(width: nil).lines(of: reply))
  }
}

struct ReplyReaderTests {
  /// The replies in bytes that come one by one.
  private func replies(_ text: String) throws -> [ClientReply] {
    var reader = ReplyReader()
    var bytes = ByteBuffer()
    var replies: [ClientReply] = []
    for byte in text.utf8 {
      bytes.writeInteger(byte)
      if let reply = try reader.next(&bytes) { replies.append(reply) }
    }
    return replies
  }

  @Test func aReplyIsSeenWhenItIsWholeAndNotBefore() throws {
    let reply = ClientReply.text(code: 212, words: "noted", body: ["Noted.", "", ".dot"])
    #expect(try replies("212 noted\r\nNoted.\r\n\r\n..dot\r\n.\r\n210 ") == [reply])
    #expect(try replies("212 noted\r\nNoted.\r\n\r\n..dot\r\n.\r") == [])
  }

  @Test func aLineMayEndWithLFAlone() throws {
    #expect(
      try replies("{}\n210 answer\n.\n") == [
        .json("{}"), .text(code: 210, words: "answer", body: []),
      ])
  }

  @Test(
    arguments: [
      ("210 answer a/b", "a/b"), ("510 decline refusal/dose", "refusal/dose"), ("210 answer", nil),
      ("220 calciq 1.0 ready. Ask a question, or /help.", nil), ("221 bye", nil),
      ("420 busy too many clients", nil), ("421 closing idle", nil), ("500 unknown command", nil),
      ("299 later on", nil),
    ] as [(String, String?)])
  func theIntentStandsBehindTheWord(_ status: String, _ intent: String?) throws {
    #expect(try replies(status + "\n.\n").map(\.intent) == [intent])
  }

  @Test func nothingOfAServerReachesATerminalRaw() throws {
    #expect(try replies("213 info\na\u{1B}[31mb\n.\n").map(\.text) == ["a[31mb"])
  }

  @Test(arguments: ["HTTP/1.1 400 Bad Request\n", "\n", "21 x\n"])
  func whatIsNoReplyIsRefused(_ text: String) {
    #expect(throws: ReplyReader.Problem.notAReply) { try replies(text) }
  }

  @Test func aReplyWithoutEndIsGivenUp() {
    var reader = ReplyReader()
    var bytes = ByteBuffer(string: String(repeating: "x", count: 5_000_000))
    #expect(throws: ReplyReader.Problem.tooLong) { try reader.next(&bytes) }
  }
}
