import LineServer
import NIOCore
import Testing

/// Bytes and what they mean.
private struct Case: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var bytes: [UInt8]
  var events: [LineEvent]

  init(_ name: String, _ bytes: [UInt8], _ events: [LineEvent]) {
    testDescription = name
    self.bytes = bytes
    self.events = events
  }

  init(_ name: String, _ text: String, _ events: [LineEvent]) {
    self.init(name, Array(text.utf8), events)
  }
}

private let longest = String(repeating: "a", count: 4096)

private let cases = [
  Case("CR LF", "one\r\ntwo\r\n", [.line("one"), .line("two")]),
  Case("LF", "one\ntwo\n", [.line("one"), .line("two")]),
  Case("CR NUL", "one\r\0two\r\0", [.line("one"), .line("two")]),
  Case("all ends mixed", "a\nb\r\nc\r\0d\n", [.line("a"), .line("b"), .line("c"), .line("d")]),
  Case("empty lines", "\n\r\n\r\0x\n", [.line(""), .line(""), .line(""), .line("x")]),
  Case("a CR alone stays", "a\rb\n", [.line("a\rb")]),
  Case("two CR before LF", "a\r\r\n", [.line("a\r")]),
  Case("NUL is dropped", "a\0b\0\n", [.line("ab")]),
  Case("no end", "half a line", [.line("half a line")]),
  Case("CR at the end", "half\r", [.line("half")]),
  Case("nothing", "", []),
  Case("letters of several bytes", "µg/dL ≥ 2 😀\r\n", [.line("µg/dL ≥ 2 😀")]),
  Case("broken UTF-8", [0x61, 0xC3, 0x28, 0x0A], [.line("a\u{FFFD}(")]),
  Case("UTF-8 cut short", [0xE2, 0x82, 0x0A, 0x62, 0x0A], [.line("\u{FFFD}"), .line("b")]),
  Case("as long as allowed", longest + "\nx\n", [.line(longest), .line("x")]),
  Case("as long as allowed, CR LF", longest + "\r\nx\n", [.line(longest), .line("x")]),
  Case("too long", longest + "b\nx\n", [.tooLong, .line("x")]),
  Case("too long, CR LF", longest + "b\r\nx\n", [.tooLong, .line("x")]),
  Case("much too long", longest + longest + longest + "\r\0x\n", [.tooLong, .line("x")]),
  Case("too long without end", longest + "b", [.tooLong]),
  Case("too long by a CR", longest + "\rb\nx\n", [.tooLong, .line("x")]),
  Case(
    "too long once repaired", [UInt8](repeating: 0x80, count: 2000) + [0x0A], [.tooLong]),
  Case("HTTP", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", [.foreign(.http)]),
  Case("HTTP with a body", "POST /ask HTTP/1.1\r\n\r\n/quit\r\n", [.foreign(.http)]),
  Case("HTTP 2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [.foreign(.http)]),
  Case("HTTP with a long path", "GET /" + longest + " HTTP/1.1\r\nx\r\n", [.foreign(.http)]),
  Case("a question that begins with GET", "GET well soon\n", [.line("GET well soon")]),
  Case(
    "HTTP on the second line", "hi\nGET / HTTP/1.1\n", [.line("hi"), .line("GET / HTTP/1.1")]),
  Case("a TLS hello", [0x16, 0x03, 0x01, 0x02, 0x00, 0x0A, 0x0A], [.foreign(.tls)]),
  Case("a control byte at the start", [0x16, 0x61, 0x0A], [.line("\u{16}a")]),
  Case("a control byte and nothing else", [0x16], [.line("\u{16}")]),
]

@Suite struct LineFramerTests {
  @Test(arguments: cases)
  private func readsTheSameHoweverItArrives(_ sample: Case) {
    #expect(events(in: sample.bytes) == sample.events)
    let single = [Int](repeating: 1, count: sample.bytes.count)
    #expect(events(in: sample.bytes, pieces: single) == sample.events)
    if sample.bytes.count < 64 {
      for first in 0...sample.bytes.count {
        for second in 0...(sample.bytes.count - first) {
          #expect(events(in: sample.bytes, pieces: [first, second]) == sample.events)
        }
      }
    } else {
      for first in 4090..<4110 where first < sample.bytes.count {
        #expect(events(in: sample.bytes, pieces: [first]) == sample.events)
      }
    }
  }

  @Test func keepsNothingOfALineThatIsTooLong() {
    var framer = LineFramer()
    var found: [LineEvent] = []
    for _ in 0..<1000 {
      var piece = ByteBuffer(repeating: 0x61, count: 65_536)
      while let event = framer.next(&piece) { found.append(event) }
      #expect(piece.readableBytes == 0)
    }
    #expect(found == [.tooLong])
    var end = ByteBuffer(string: "\nback\n")
    #expect(framer.next(&end) == .line("back"))
  }

  @Test func readsNothingBehindAForeignHello() {
    var framer = LineFramer()
    var bytes = ByteBuffer(string: "GET / HTTP/1.1\r\nmy phosphate is 2\r\n")
    #expect(framer.next(&bytes) == .foreign(.http))
    #expect(framer.next(&bytes) == nil)
    #expect(bytes.readableBytes == 0)
    #expect(framer.finish() == nil)
  }
}
