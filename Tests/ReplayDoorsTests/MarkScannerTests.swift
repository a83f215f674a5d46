import Testing

@testable import ReplayDoors

struct MarkScannerTests {
  /// https://github.com/osquery/osquery/issues/2361 and https://github.com/pexpect/ptyprocess/issues/25:
  /// what was seen depended on where the bytes happened to be cut.
  @Test(arguments: ["\u{1B}]133;C\u{7}", "\u{1B}]133;C;x\u{1B}\\"])
  func osquery2361AMarkIsSeenWhenItIsWholeAndNotBefore(_ mark: String) {
    let before = Array("calciq> a\r\n\u{1B}[0m".utf8)
    let bytes = before + Array(mark.utf8)
    for count in bytes.indices {
      #expect(MarkScanner.first(["C"], in: Array(bytes.prefix(count))) == nil)
    }
    let found = MarkScanner.first(["C"], in: bytes + Array("text".utf8))
    #expect(found == MarkScanner.Mark(letter: "C", range: before.count..<bytes.count))
  }

  @Test func otherMarksAreNotMistaken() {
    let bytes = Array("\u{1B}]133;A\u{7}\u{1B}]0;title\u{7}\u{1B}]133;D;0\u{7}".utf8)
    #expect(MarkScanner.first(["D"], in: bytes)?.letter == "D")
    #expect(MarkScanner.first(["A", "D"], in: bytes)?.letter == "A")
    #expect(MarkScanner.first(["C"], in: bytes) == nil)
  }

  @Test(arguments: [
    ("one\r\ntwo\r\n", "one\ntwo\n"),
    ("\u{1B}[1;31mred\u{1B}[0m", "red"),
    ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{7}", "link"),
    ("Ca²⁺ ≥ 2\u{8}", "Ca²⁺ ≥ 2"),
    ("\u{1B}[?2004hx\u{1B}", "x"),
    ("\u{1B}]never ends", ""),
  ])
  func showsWhatATerminalWould(_ given: (bytes: String, text: String)) {
    #expect(TerminalText.plain(Array(given.bytes.utf8)) == given.text)
  }

  @Test func anyBytesAreScannedWithoutATrap() {
    let signs: [UInt8] = [0x1B, 0x5D, 0x31, 0x33, 0x3B, 0x41, 0x07, 0x5C, 0x5B, 0xFF, 0x0A]
    for seed in 0..<3000 {
      var state = UInt64(seed)
      let bytes = (0..<24).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return signs[Int(state >> 33) % signs.count]
      }
      #expect(TerminalText.plain(bytes).utf8.count <= bytes.count * 3)
      if let mark = MarkScanner.first(["A"], in: bytes) { #expect(mark.range.count >= 8) }
    }
  }
}
