import LabValues
import Testing

/// Any bytes are read without trapping, and within limits.
struct RobustnessTests {
  /// A small generator with a fixed seed: the same lines on every run.
  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(sides, 1)))
    }
  }

  @Test(arguments: 0..<10)
  func readsRandomBytes(seed: Int) {
    var dice = Dice(state: UInt64(seed) + 1)
    let today = Day(iso: "2026-11-21")
    for _ in 0..<5_000 {
      let bytes = (0..<dice.roll(40)).map { _ in UInt8(truncatingIfNeeded: dice.roll(256)) }
      expectSane(String(decoding: bytes, as: UTF8.self), today)
    }
  }

  static let shards = [
    "calcium", "ca", "phosphate", "25(OH)D", "1,25", "9.1", "2,4", "1:640", "mg/dL", "mmol/L", "mg",
    "µ", " ",
    "  ", "\t", "\n", ",", ".", "-", "(", ")", "is", "was", "my", "mum", "not", "if", "?",
    "dialysis", "ana", "+",
    "positive", "on", "warfarin", "8.5-10.5", "H", "*", "<", ">", "~", "may", "2026-03-01", "3",
    "weeks ago", "yo",
    "F", "forget", "sorry", "in", "galnt3", "category 4", "a", "99999999999999999999", "0", "'",
    "’", "é", "\0",
    "upper limit", "%", "1.73m2", "bun", "each", "of", "and", "/", "|", ";", "mine", "birads", "4a",
  ]

  @Test(arguments: 0..<10)
  func readsRandomSentences(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 77 + 5)
    let today = Day(iso: "2026-11-21")
    for _ in 0..<5_000 {
      var line = ""
      for _ in 0..<dice.roll(14) {
        line += Self.shards[dice.roll(Self.shards.count)]
        if dice.roll(3) > 0 { line += " " }
      }
      expectSane(line, today)
    }
  }

  private func expectSane(_ line: String, _ today: Day?) {
    let reading = CatalogueFile.reader.read(line, today: today)
    let count = line.utf8.count
    for mention in reading.mentions {
      let isInside = mention.range.lowerBound >= 0 && mention.range.upperBound <= count
      let isNumber = mention.value?.value.isFinite ?? true
      if !isInside || !isNumber { Issue.record("\(line.debugDescription)") }
    }
    for doubt in reading.doubts where doubt.range.upperBound > count {
      Issue.record("\(line.debugDescription)")
    }
  }

  @Test(arguments: shards)
  func readsFourThousandBytesOfAnything(shard: String) {
    for separator in ["", " ", ", ", "\n"] {
      let piece = shard + separator
      let line = String(repeating: piece, count: 5000 / max(piece.utf8.count, 1))
      let reading = CatalogueFile.reader.read(line)
      #expect(reading.mentions.count + reading.doubts.count < 300)
    }
  }

  @Test(arguments: [
    "calcium 9.6 mg/dL\n", "9.1 ", "2026-03-01 ", "calcium,9.6,", "my mum's is 9 ", "(9 [",
    "no lupus, ", "Ca|",
    "3.B mg/dL\n", "calcium\n",
  ])
  func readsAWholeMessageOfAnything(piece: String) {
    let text = String(repeating: piece, count: 8_192 / piece.utf8.count)
    let reading = CatalogueFile.reader.read(text, today: Day(iso: "2026-11-21"))
    #expect(reading.mentions.count <= 400 && reading.unread.count <= 64)
  }

  @Test func readsTheSameLineTheSameWay() {
    let line = "Ca 11.2, Phos 5.9, PTH 410, vit D 18, on dialysis, no warfarin, ANA 1:640"
    let first = CatalogueFile.reader.read(line)
    for _ in 0..<20 { #expect(CatalogueFile.reader.read(line) == first) }
    #expect(LabReader(CatalogueFile.catalogue).read(line) == first)
  }
}
