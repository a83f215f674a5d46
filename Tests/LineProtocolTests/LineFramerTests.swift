import Conversation
import Foundation
import NIOCore
import TestSupport
import Testing

@testable import LineProtocol

/// Bytes of a client, and what they are to lead to.
struct Stream: Sendable, CustomTestStringConvertible {
  var name: String
  var bytes: [UInt8]
  var events: [LineEvent]

  init(_ name: String, _ bytes: [UInt8], _ events: [LineEvent]) {
    self.name = name
    self.bytes = bytes
    self.events = events
  }

  init(_ name: String, _ text: String, _ events: [LineEvent]) {
    self.init(name, Array(text.utf8), events)
  }

  var testDescription: String { name }

  static let long = String(repeating: "x", count: Line.limit)

  static let all = [
    Stream("three ends of line", "a\nb\r\nc\r\0", [.line("a"), .line("b"), .line("c")]),
    Stream("empty lines", "\n\r\n\r\0", [.line(""), .line(""), .line("")]),
    Stream("a CR inside a line stays", "a\rb\n", [.line("a\rb")]),
    Stream("two CR before the end", "a\r\r\n", [.line("a\r")]),
    Stream("NUL is dropped", "a\0b\0\0c\n", [.line("abc")]),
    Stream("the last line has no end", "a\nb", [.line("a"), .line("b")]),
    Stream("UTF-8", "Ca²⁺ ≥ カルシウム 😀\r\n", [.line("Ca²⁺ ≥ カルシウム 😀")]),
    Stream("no UTF-8", [0x61, 0xC3, 0x28, 0x0A], [.line("a\u{FFFD}(")]),
    Stream("as long as can be", long + "\nb\n", [.line(long), .line("b")]),
    Stream("one byte too long", long + "x\r\nb\n", [.tooLong, .line("b")]),
    Stream("far too long", long + long + long + "\nb\n", [.tooLong, .line("b")]),
    Stream("too long, without its end", long + "xx", [.tooLong]),
    Stream(
      "too long once it is repaired", Array(repeating: 0xC3, count: 30_000) + [0x0A], [.tooLong]),
    Stream("IAC IAC is a byte", [0x61, 255, 255, 0x0A], [.line("a\u{FFFD}")]),
    Stream(
      "an interrupt drops the line", [0x61, 255, 244, 0x62, 0x0A], [.interrupted, .line("b")]),
    Stream(
      "break and erase line", [0x61, 255, 243, 255, 248, 0x0A],
      [.interrupted, .interrupted, .line("")]),
    Stream("erase character", Array("µs".utf8) + [255, 247, 255, 247, 0x0A], [.line("")]),
    Stream(
      "an interrupt ends the discarding",
      Array((long + "xx").utf8) + [255, 244] + Array("b\n".utf8),
      [.tooLong, .interrupted, .line("b")]),
    Stream("are you there", [255, 246, 0x61, 0x0A], [.areYouThere, .line("a")]),
    Stream(
      "options are refused once", [255, 253, 1, 255, 253, 1, 255, 251, 3, 255, 251, 3],
      [.option(verb: .wont, option: 1), .option(verb: .dont, option: 3)]),
    Stream(
      "a timing mark is answered each time", [255, 253, 6, 255, 253, 6],
      [.option(verb: .wont, option: 6), .option(verb: .wont, option: 6)]),
    Stream(
      "the window size", [255, 251, 31, 255, 250, 31, 0, 72, 0, 24, 255, 240],
      [.option(verb: .do, option: 31), .width(72)]),
    Stream(
      "a width of 255 is escaped", [255, 250, 31, 0, 255, 255, 0, 24, 255, 240], [.width(255)]),
    Stream("a width of 0 is left open", [255, 250, 31, 0, 0, 0, 24, 255, 240], [.width(nil)]),
    Stream(
      "refusals are never acknowledged", [255, 252, 31, 255, 254, 1, 255, 252, 9], []),
    Stream(
      "an option given up can be refused again", [255, 253, 1, 255, 254, 1, 255, 253, 1],
      [.option(verb: .wont, option: 1), .option(verb: .wont, option: 1)]),
    Stream(
      "a subnegotiation without end is given up",
      [255, 250, 24] + Array(repeating: 0x61, count: 128) + Array("b\n".utf8), [.line("b")]),
    Stream(
      "a command inside a line", Array("a".utf8) + [255, 241] + Array("b\n".utf8), [.line("ab")]),
    Stream("backspace and delete", "µs\u{8}\u{8}ax\u{7F}b\n", [.line("ab")]),
    Stream("nothing left to erase", "\u{8}\u{7F}a\n", [.line("a")]),
    Stream("the line is erased", "abc\u{15}d\n", [.line("d")]),
    Stream("an erased line is not too long", long + "xx\u{15}b\n", [.tooLong, .line("b")]),
    Stream("cursor keys", "a\u{1B}[Ab\u{1B}[1;5Cc\u{1B}OPd\n", [.line("abcd")]),
    Stream("the brackets of a paste", "\u{1B}[200~a\u{1B}[201~\n", [.line("a")]),
    Stream("an escape in front of a letter goes alone", "\u{1B}ab\u{1B}\n", [.line("ab")]),
    Stream("a key without its end", "\u{1B}[12\nb\n", [.line(""), .line("b")]),
    Stream("escapes in a row", "\u{1B}\u{1B}[\u{1B}[Aa\n", [.line("a")]),
    Stream(
      "a key that never ends is none", "\u{1B}[" + String(repeating: "1", count: 40) + "\n",
      [.line("11111111")]),
    Stream("an HTTP request", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", [.foreign(.http)]),
    Stream(
      "a later line may look like one", "a\nGET / HTTP/1.1\n",
      [.line("a"), .line("GET / HTTP/1.1")]),
    Stream("a TLS hello", [0x16, 0x03, 0x01, 0x02, 0x00, 0x0A, 0x0A], [.foreign(.tls)]),
    Stream("a line that begins with a control", [0x16, 0x61, 0x0A], [.line("\u{16}a")]),
    Stream("only the byte a hello begins with", [0x16], [.line("\u{16}")]),
  ]
}

struct LineFramerTests {
  /// The events of bytes that come in chunks, each as long as the next length says.
  private func events(_ bytes: [UInt8], cutAfter lengths: [Int] = []) -> [LineEvent] {
    var framer = LineFramer()
    var events: [LineEvent] = []
    var rest = bytes[...]
    var lengths = lengths.makeIterator()
    while !rest.isEmpty {
      let length = min(rest.count, lengths.next() ?? rest.count)
      var buffer = ByteBuffer(bytes: rest.prefix(length))
      rest = rest.dropFirst(length)
      while let event = framer.next(&buffer) { events.append(event) }
      if buffer.readableBytes > 0 { Issue.record("bytes are left over") }
    }
    if let last = framer.finish() { events.append(last) }
    return events
  }

  @Test(arguments: Stream.all)
  func bytesBecomeEvents(_ stream: Stream) {
    #expect(events(stream.bytes) == stream.events)
  }

  @Test(arguments: Stream.all)
  func byteByByteIsTheSame(_ stream: Stream) {
    #expect(
      events(stream.bytes, cutAfter: Array(repeating: 1, count: stream.bytes.count))
        == stream.events)
  }

  @Test(arguments: Stream.all)
  func anyCutIsTheSame(_ stream: Stream) {
    let count = stream.bytes.count
    // Of long streams: now and then, and everywhere near the limit.
    let cuts = (0...count).filter { count < 200 || $0 % 9_973 == 0 || abs($0 - Line.limit) < 4 }
    for cut in cuts {
      #expect(events(stream.bytes, cutAfter: [cut]) == stream.events, "cut after \(cut)")
    }
  }

  @Test func manyLinesInOneReadComeInOrder() {
    let bytes = (0..<1000).flatMap { Array("line \($0)\r\n".utf8) }
    #expect(events(bytes) == (0..<1000).map { .line("line \($0)") })
  }

  /// Random streams, cut at random places, give what they give as a whole.
  ///
  /// CALCIQ_FUZZ sets how many; the usual number takes about a second.
  @Test func randomBytesGiveTheSameHoweverTheyArrive() {
    var dice = TestRandom(seed: 2252)
    let wanted = ProcessInfo.processInfo.environment["CALCIQ_FUZZ"].flatMap { Int($0) } ?? 1_500
    let alphabet: [UInt8] = [
      0, 10, 13, 8, 21, 27, 91, 127, 255, 255, 240, 250, 251, 252, 253, 254, 244, 246, 247, 31, 6,
      0x16, 3, 0x61, 0x20,
      0xC3, 0xA9, 0x2F,
    ]
    for number in 0..<wanted {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...6, using: &dice) {
        switch Int.random(in: 0..<40, using: &dice) {
        case 0: bytes += Array(repeating: 0x78, count: Int.random(in: 4090...4100, using: &dice))
        case 1: bytes += Array("GET /x HTTP/1.0\r\n".utf8)
        case 2..<8:
          bytes += (0..<Int.random(in: 0...20, using: &dice)).map { _ in
            UInt8.random(in: 0...255, using: &dice)
          }
        default:
          bytes += (0..<Int.random(in: 0...12, using: &dice)).map { _ in
            alphabet.randomElement(using: &dice) ?? 0
          }
        }
      }
      let whole = events(bytes)
      let lengths =
        bytes.isEmpty ? [] : (0..<bytes.count).map { _ in Int.random(in: 1...9, using: &dice) }
      guard events(bytes, cutAfter: lengths) == whole else {
        Issue.record("stream \(number) differs: \(bytes)")
        return
      }
      for case .line(let text) in whole where text.utf8.count > Line.limit {
        Issue.record("stream \(number) gives a line of \(text.utf8.count) bytes")
      }
    }
  }
}
