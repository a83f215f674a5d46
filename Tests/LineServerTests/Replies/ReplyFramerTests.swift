import Conversation
import LineServer
import NIOCore
import Testing

private func framed(_ reply: Reply, _ framer: ReplyFramer = ReplyFramer()) -> String {
  var out = ByteBuffer()
  framer.write(reply, into: &out)
  return String(buffer: out)
}

private func reply(_ kind: Reply.Kind, _ text: String? = nil, _ intent: String? = nil) -> Reply {
  var reply = Reply(kind)
  reply.intent = intent
  if let text { reply.blocks = [.text(text)] }
  return reply
}

private let statusLines: [(Reply, String)] = [
  (reply(.answer, "x", "a/b"), "210 answer a/b"),
  (reply(.urgent, "x", "flag"), "211 urgent flag"),
  (reply(.noted, "x"), "212 noted"),
  (reply(.info, "x", "smalltalk/hello"), "213 info smalltalk/hello"),
  (reply(.clarify, "x"), "310 clarify"),
  (reply(.decline, "x", "dose"), "510 decline dose"),
  (reply(.error, "x", "command/unknown"), "500 unknown command"),
  (reply(.error, "x", "command/argument"), "501 bad argument"),
  (reply(.error, "x"), "501 bad argument"),
]

@Suite struct ReplyFramerTests {
  @Test(arguments: statusLines)
  func beginsWithTheCodeOfItsKind(_ reply: Reply, _ status: String) {
    #expect(framed(reply) == "\(status)\r\nx\r\n.\r\n")
  }

  @Test func saysGoodByeWhereTheReplyQuits() {
    var bye = reply(.info, "bye")
    bye.effect = .quit
    #expect(framed(bye) == "221 bye\r\nbye\r\n.\r\n")
  }

  @Test func doublesTheDotsThatBeginLines() {
    #expect(
      framed(reply(.answer, ".\n..b\nc.\n\nd"))
        == "210 answer\r\n..\r\n...b\r\nc.\r\n\r\nd\r\n.\r\n")
  }

  @Test func endsAReplyWithoutTextAtOnce() {
    #expect(framed(reply(.info)) == "213 info\r\n.\r\n")
  }

  @Test func writesOneObjectInJSONMode() {
    var framer = ReplyFramer()
    framer.isJSON = true
    let line = framed(reply(.answer, "one\ntwo", "a/b"), framer)
    #expect(line.hasPrefix(#"{"kind":"answer","urgency":"none","text":"one\ntwo","intent":"a/b""#))
    #expect(line.hasSuffix("}\r\n"))
    #expect(line.utf8.count { $0 == 0x0A } == 1)
  }

  @Test func letsNoControlCharacterOut() {
    let text = framed(reply(.answer, "a\u{1B}[31mred\u{202E}\u{7F}\u{9B}b\n.\nc", "x\n999 y\u{7}"))
    #expect(text == "210 answer x 999 y\r\na[31mredb\r\n..\r\nc\r\n.\r\n")
  }

  @Test func wrapsAtTheWidthAsked() {
    var framer = ReplyFramer()
    framer.width = 20
    let body = framed(reply(.answer, "one two three four five six seven"), framer)
    #expect(body == "210 answer\r\none two three four\r\nfive six seven\r\n.\r\n")
  }

  @Test func aClientReadsBackWhatWasWritten() throws {
    var reader = ReplyReader()
    var read: [ClientReply] = []
    let text = framed(reply(.answer, ".\n..b\n\nc", "a/b")) + framed(reply(.info))
    for line in text.split(separator: "\r\n", omittingEmptySubsequences: false).dropLast() {
      if let reply = try reader.take(String(line)) { read.append(reply) }
    }
    #expect(
      read == [
        .text(code: 210, words: "answer a/b", body: [".", "..b", "", "c"]),
        .text(code: 213, words: "info", body: []),
      ])
    #expect(read.first?.intent == "a/b")
    #expect(read.last?.intent == nil)
  }

  @Test func aClientShowsNoEscapeSequencesOfAServer() throws {
    var reader = ReplyReader()
    #expect(try reader.take("210 answer \u{1B}]0;x\u{7}") == nil)
    #expect(try reader.take("\u{1B}[2Jgone") == nil)
    #expect(
      try reader.take(".") == .text(code: 210, words: "answer ]0;x", body: ["[2Jgone"]))
  }

  @Test func aClientRefusesWhatIsNoReply() {
    var reader = ReplyReader()
    #expect(throws: ReplyReader.Problem.notAReply) { try reader.take("SSH-2.0-OpenSSH_9.2") }
  }
}
