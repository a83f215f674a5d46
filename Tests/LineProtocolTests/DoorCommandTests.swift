import Conversation
import LineProtocol
import Testing

struct DoorCommandTests {
  @Test(arguments: [
    DoorCommand.auth(token: "a b"), .ping, .stats, .shell(ShellLayout(), width: nil),
    .shell(ShellLayout(isAccessible: true, isASCII: true), width: 72),
  ])
  func isReadAsItWasWritten(_ command: DoorCommand) {
    #expect(DoorCommand(Line(command.line)) == command)
    #expect(DoorCommand.mayBegin(command.line))
  }

  @Test(arguments: [" /ping", "\t/PING", "\u{FEFF}/ping", "/ ping", " \u{A0}/\u{200B}ping "])
  func blanksBeforeACommandMakeItNoOther(_ text: String) {
    #expect(DoorCommand(Line(text)) == .ping)
    #expect(DoorCommand.mayBegin(text))
  }

  @Test(arguments: ["what is PTH?", "1/ping", "é /labs", "", " ", "/", "help"])
  func mostLinesAreSeenToBeNone(_ text: String) { #expect(!DoorCommand.mayBegin(text)) }

  @Test(arguments: [
    "/mode json", "/mode shell x", "/help", "/session", "ping", "", "/", "/pinger", "/modes",
  ])
  func whatBelongsToTheAssistantIsLeftToIt(_ text: String) {
    #expect(DoorCommand(Line(text)) == nil)
  }

  @Test(arguments: ["help", "?", "/quit", "/help labs", "exit"])
  func helpAndLeavingNeedNoToken(_ text: String) { #expect(DoorCommand.isOpenToAll(Line(text))) }

  @Test(arguments: [("/mode json", ReplyMode.json), ("/MODE Text", .text)])
  func modesAreKnown(_ text: String, _ mode: ReplyMode) {
    #expect(ReplyMode(askedFor: text) == mode)
    #expect(ReplyMode(askedFor: "what is " + text) == nil)
  }
}

struct SessionCommandTests {
  @Test(
    arguments: [
      (["{\"v\":1}"], "{\"v\":1}"), (["This session: 0 facts"], nil), ([], nil), (["{", "}"], nil),
    ] as [([String], String?)])
  func aSessionIsFoundInItsReply(_ body: [String], _ session: String?) {
    #expect(SessionCommand.saved(in: body) == session)
  }
}

struct ServerAddressTests {
  @Test(arguments: [
    ("example.org", "example.org:2252"), ("127.0.0.1:80", "127.0.0.1:80"),
    ("[::1]:99", "[::1]:99"), ("::1", "[::1]:2252"), ("[::1]", "[::1]:2252"),
  ])
  func isRead(_ text: String, _ address: String) {
    #expect(ServerAddress(text)?.description == address)
  }

  @Test(arguments: ["", ":80", "host:", "host:0", "host:70000", "host:http", "[::1", "[::1]x"])
  func whatIsNoAddressIsRefused(_ text: String) { #expect(ServerAddress(text) == nil) }
}
