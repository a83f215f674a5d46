import Conversation
import LineServer
import NIOCore
import Rendering
import Testing

struct ReplyFramerTests {
  private func written(_ reply: Reply, _ change: (inout ReplyFramer) -> Void = { _ in }) -> String {
    var framer = ReplyFramer()
    change(&framer)
    var out = ByteBuffer()
    framer.write(reply, into: &out)
    return String(buffer: out)
  }

  private func read(_ text: String) throws -> [ClientReply] {
    var reader = ReplyReader()
    return try text.split(separator: "\r\n", omittingEmptySubsequences: false).dropLast()
      .compactMap { try reader.take(String($0)) }
  }

  @Test func aStatusLineABodyAndADot() {
    var reply = Stub.text(.answer, "One.\nTwo.")
    reply.intent = "a/b"
    #expect(written(reply) == "210 answer a/b\r\nOne.\r\nTwo.\r\n.\r\n")
  }

  @Test func dotsAreStuffedAndTakenOutAgain() throws {
    let text = ".\n..\n.a\nb."
    let wire = written(Stub.text(.info, text))
    #expect(wire == "213 info\r\n..\r\n...\r\n..a\r\nb.\r\n.\r\n")
    #expect(try read(wire).map(\.text) == [text])
  }

  @Test func controlsOfAClientNeverComeBack() {
    let evil = "a\u{1B}[31m\u{7}\u{0}\u{202E}b\u{9B}2J\rc\u{FFFD}"
    let wire = written(Stub.text(.info, evil))
    #expect(wire == "213 info\r\na[31mb2J c\u{FFFD}\r\n.\r\n")
  }

  @Test(arguments: StatusCode.allCases)
  func everyCodeIsReadBack(_ code: StatusCode) throws {
    var out = ByteBuffer()
    ReplyFramer().write(code, "why\r\n.\r\n", into: &out)
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
    let wire = written(Stub.text(.answer, "a\nb")) { $0.isJSON = true }
    #expect(wire.hasSuffix("}\r\n"))
    #expect(wire.split(separator: "\r\n").count == 1)
    #expect(try read(wire).count == 1)
  }

  @Test func theWidthWraps() {
    let wire = written(Stub.text(.info, "aaaa bbbb cccc")) { $0.width = 20 }
    #expect(wire == "213 info\r\naaaa bbbb cccc\r\n.\r\n")
    let narrow = written(Stub.text(.info, "aaaa bbbb cccc dddd eeee")) { $0.width = 20 }
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
    }
  }

  @Test func whatIsNoReplyIsRefused() {
    var reader = ReplyReader()
    #expect(throws: ReplyReader.Problem.notAReply) { try reader.take("HTTP/1.1 400 Bad Request") }
  }
}
