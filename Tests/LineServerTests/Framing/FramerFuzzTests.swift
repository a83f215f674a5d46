import LineServer
import Testing

#if DEBUG
  private let inputs = 50_000
#else
  private let inputs = 1_000_000
#endif

/// The bytes that something depends on, and a few others.
private let alphabet: [UInt8] = [
  0xFF, 0xFF, 0xFF, 0xFA, 0xF0, 0xFB, 0xFC, 0xFD, 0xFE, 0xF4, 0xF6, 0xF7, 0xF8, 0x1F, 0x06, 0x01,
  0x00, 0x0A, 0x0A, 0x0D, 0x0D, 0x16, 0x03, 0x61, 0x62, 0x20, 0xC3, 0xA9, 0x80, 0xE2, 0x1B, 0x2F,
]

@Suite struct FramerFuzzTests {
  @Test func anyBytesReadTheSameInAnyPieces() {
    var dice = Dice(2252)
    for _ in 0..<inputs {
      let bytes = (0..<dice.roll(24)).map { _ in alphabet[dice.roll(alphabet.count)] }
      let whole = events(in: bytes)
      let pieces = (0..<bytes.count).map { _ in 1 + dice.roll(4) }
      guard events(in: bytes, pieces: pieces) == whole else {
        Issue.record("\(bytes) in \(pieces)")
        return
      }
      for case .line(let line) in whole where line.utf8.contains(0x0A) || line.utf8.contains(0) {
        Issue.record("\(bytes) gave a line with a line break or a NUL")
        return
      }
    }
  }

  @Test func linesNearTheLimitReadTheSameInAnyPieces() {
    var dice = Dice(4096)
    for _ in 0..<(inputs / 1000) {
      var bytes: [UInt8] = []
      for _ in 0..<3 {
        bytes += [UInt8](repeating: 0x61, count: 4090 + dice.roll(10))
        bytes += (0..<dice.roll(6)).map { _ in alphabet[dice.roll(alphabet.count)] }
      }
      let pieces = (0..<20).map { _ in dice.roll(2000) }
      #expect(events(in: bytes, pieces: pieces) == events(in: bytes))
    }
  }
}
