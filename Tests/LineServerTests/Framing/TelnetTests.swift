import LineServer
import NIOCore
import Testing

private let iac: UInt8 = 255
private func text(_ text: String) -> [UInt8] { Array(text.utf8) }

/// Bytes with telnet commands and what they mean.
private struct Case: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var bytes: [UInt8]
  var events: [LineEvent]

  init(_ name: String, _ bytes: [[UInt8]], _ events: [LineEvent]) {
    testDescription = name
    self.bytes = Array(bytes.joined())
    self.events = events
  }
}

private let cases = [
  Case("a command inside a line", [text("a"), [iac, 241], text("b\n")], [.line("ab")]),
  Case("a doubled escape is a byte", [text("a"), [iac, iac], text("\n")], [.line("a\u{FFFD}")]),
  Case("between CR and LF", [text("a\r"), [iac, 241], text("\n")], [.line("a")]),
  Case("DO ECHO is refused", [[iac, 253, 1]], [.option(verb: .wont, option: 1)]),
  Case("once", [[iac, 253, 1, iac, 253, 1]], [.option(verb: .wont, option: 1)]),
  Case(
    "and again once it was given up", [[iac, 253, 1, iac, 254, 1, iac, 253, 1]],
    [.option(verb: .wont, option: 1), .option(verb: .wont, option: 1)]),
  Case("DONT and WONT need no answer", [[iac, 254, 1, iac, 252, 3]], []),
  Case("WILL ECHO is refused", [[iac, 251, 1]], [.option(verb: .dont, option: 1)]),
  Case(
    "each timing mark is answered", [[iac, 253, 6, iac, 253, 6]],
    [.option(verb: .wont, option: 6), .option(verb: .wont, option: 6)]),
  Case(
    "Debian's ^C", [text("half"), [0xFF, 0xF4, 0xFF, 0xFD, 0x06], text("whole\r\n")],
    [.interrupted, .option(verb: .wont, option: 6), .line("whole")]),
  Case("a break", [text("half"), [iac, 243], text("whole\n")], [.interrupted, .line("whole")]),
  Case(
    "erase line", [text("half"), [iac, 248], text("whole\n")], [.interrupted, .line("whole")]),
  Case("erase character", [text("aµ"), [iac, 247], text("b\n")], [.line("ab")]),
  Case("erase nothing", [[iac, 247], text("b\n")], [.line("b")]),
  Case("are you there", [text("a"), [iac, 246], text("b\n")], [.areYouThere, .line("ab")]),
  Case(
    "window size", [[iac, 251, 31], [iac, 250, 31, 0, 132, 0, 43, iac, 240]],
    [.option(verb: .do, option: 31), .width(132)]),
  Case("a window of 255", [[iac, 250, 31, 0, 255, 255, 0, 43, iac, 240]], [.width(255)]),
  Case("a window that says nothing", [[iac, 250, 31, 0, 0, 0, 0, iac, 240]], [.width(nil)]),
  Case("a window cut short", [[iac, 250, 31, 0, 80, iac, 240], text("a\n")], [.line("a")]),
  Case("another subnegotiation", [[iac, 250, 24, 0, 65, iac, 240], text("a\n")], [.line("a")]),
  Case(
    "window size given up", [[iac, 251, 31, iac, 252, 31]],
    [.option(verb: .do, option: 31), .option(verb: .dont, option: 31)]),
  Case(
    "a command that ends a subnegotiation", [[iac, 250, 31, 0, iac, 244], text("a\n")],
    [.interrupted, .line("a")]),
  Case("cut in a command", [text("a"), [iac]], [.line("a")]),
  Case(
    "interrupt in a line that is too long",
    [[UInt8](repeating: 0x61, count: 5000), [iac, 244], text("a\n")],
    [.tooLong, .interrupted, .line("a")]),
]

@Suite struct TelnetTests {
  @Test(arguments: cases)
  private func readsCommandsHoweverTheyArrive(_ sample: Case) {
    #expect(events(in: sample.bytes) == sample.events)
    for first in 0...min(sample.bytes.count, 40) {
      for second in 0...min(sample.bytes.count - first, 40) {
        #expect(events(in: sample.bytes, pieces: [first, second]) == sample.events)
      }
    }
    let single = [Int](repeating: 1, count: sample.bytes.count)
    #expect(events(in: sample.bytes, pieces: single) == sample.events)
  }

  @Test func answersAFloodOfOptionsOnlyOnceEach() {
    let options = (0..<256).flatMap { [iac, 253, UInt8($0)] }.filter { $0 != 6 }
    let flood = Array(repeating: options, count: 20).joined()
    let refused = Set(events(in: Array(flood)))
    #expect(events(in: Array(flood)).count == refused.count)
  }

  @Test func neverAnswersItsOwnAnswers() {
    // Two servers back to back: what one says goes to the other until both are quiet.
    var ends = [LineFramer(), LineFramer()]
    var pending: [UInt8] = (0..<256).flatMap { [iac, 253, UInt8($0), iac, 251, UInt8($0)] }
    for round in 0..<10 where !pending.isEmpty {
      var bytes = ByteBuffer(bytes: pending)
      pending = []
      while let event = ends[round % 2].next(&bytes) {
        if case .option(let verb, let option) = event { pending += [iac, verb.rawValue, option] }
      }
    }
    #expect(pending.isEmpty)
  }

  @Test func givesUpASubnegotiationWithoutEnd() {
    let bytes = [iac, 250, 31] + [UInt8](repeating: 1, count: 200) + text("\nstill here\n")
    #expect(events(in: bytes).last == .line("still here"))
  }
}
