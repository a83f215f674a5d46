import Conversation
import Testing

@testable import Shell

struct LineDecoderTests {
  /// The lines of some bytes that arrive in pieces of one size.
  private func lines(_ bytes: [UInt8], by size: Int) -> [String] {
    var decoder = LineDecoder()
    var lines: [String] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      decoder.add(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
      while let line = decoder.popLine() { lines.append(line) }
    }
    if let line = decoder.popRest() { lines.append(line) }
    return lines
  }

  @Test(arguments: [1, 2, 3, 5, 7, 64, 65_536])
  func splitsLinesHoweverTheyArrive(_ size: Int) {
    let text = "first\r\n\nµ ≥ カ\n\u{0}nul\rinside\n\r\nlast"
    let expected = ["first", "", "µ ≥ カ", "\u{0}nul\rinside", "", "last"]
    #expect(lines(Array(text.utf8), by: size) == expected)
  }

  @Test(arguments: [1, 3, 100])
  func invalidBytesBecomeReplacementCharacters(_ size: Int) {
    #expect(
      lines([0x61, 0xFF, 0xFE, 0x62, 0x0A, 0xC3], by: size) == ["a\u{FFFD}\u{FFFD}b", "\u{FFFD}"])
  }

  @Test func nothingIsNoLine() {
    #expect(lines([], by: 1) == [])
    #expect(lines(Array("a\n".utf8), by: 1) == ["a"])
    #expect(lines(Array("\n".utf8), by: 1) == [""])
  }

  @Test(arguments: [-1, 0, 1, 2, 1_000_000])
  func aLineOverTheLimitArrivesCutButTooLong(_ excess: Int) {
    for end in ["\n", "\r\n", ""] {
      let text =
        String(repeating: "x", count: Line.limit + excess) + end + (end.isEmpty ? "" : "next")
      let found = lines(Array(text.utf8), by: 4_000)
      #expect(found.first?.utf8.count == Line.limit + min(excess, 1))
      #expect(found.dropFirst() == (end.isEmpty ? [] : ["next"]))
    }
  }

  @Test func aLineCutInsideACharacterIsStillTooLong() {
    let found = lines(Array(String(repeating: "カ", count: 30_000).utf8), by: 9_999)
    #expect(found.map { Line($0) } == [.tooLong(limit: Line.limit)])
  }
}
