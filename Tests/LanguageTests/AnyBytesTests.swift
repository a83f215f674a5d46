import Language
import Testing

/// Whatever the bytes, nothing traps and what is promised holds.
@Suite struct AnyBytesTests {
  /// Pieces that the rules speak of, so that random lines reach them.
  static let pieces: [String] = [
    "calcuim", "calcium", "kidney", "no", "but", "ckd", "2.2", "1,234", ".", ",", "…", "?", "\n",
    "'", "’", "´", "é", "e\u{301}", "µ", "😀", "👨‍👩‍👧", "\u{200b}", "\u{feff}", "ﬁ", "²", "٣",
    "字", "\u{0}", "\u{1b}", "-", "/", "...", "e.g.", "st", "$", "^", "(", "<", "&", "!", "İ",
  ]

  static func line(_ random: inout SplitMix64) -> String {
    var bytes: [UInt8] = []
    for _ in 0..<random.next() % 12 {
      switch random.next() % 4 {
      case 0: bytes += Array(pieces[Int(random.next() % UInt64(pieces.count))].utf8)
      case 1: bytes.append(0x20)
      case 2: for _ in 0..<random.next() % 8 { bytes.append(UInt8(random.next() & 0xff)) }
      default: for _ in 0..<random.next() % 9 { bytes.append(UInt8(0x61 + random.next() % 26)) }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func anyLinePassesThroughEverything() throws {
    var random = SplitMix64(seed: 4)
    let patterns = try PatternSet(
      patterns: [
        (0, "calci* ... (kidney|ckd|#>2)"), (1, "^ [no] <g> $"), (2, "a & b ! no"), (3, "#"),
      ], groups: ["g": ["calcium", "kidney st", "é"]])
    let negation = Negation(NegationWords(cues: ["no", "... st"]))
    var faults = 0
    for _ in 0..<100_000 {
      let line = Self.line(&random)
      let words = Tokenizer.words(of: line)
      let normalized = NormalizerTests.normalizer.normalize(words)
      let size = line.utf8.count
      var last = 0
      for word in words {
        let isSound =
          !word.text.isEmpty && !word.stem.isEmpty && word.range.lowerBound >= last
          && !word.range.isEmpty && word.range.upperBound <= size
          && word.textHash == WordHash.of(word.text) && word.stemHash == WordHash.of(word.stem)
        if !isSound { faults += 1 }
        last = word.range.upperBound
      }
      for word in normalized.canonical {
        if word.range.upperBound > size || word.stemHash != WordHash.of(word.stem) { faults += 1 }
      }
      for match in patterns.matches(in: normalized.words) {
        if match.range.isEmpty || match.range.upperBound > normalized.words.count { faults += 1 }
        _ = negation.denies(match.range, in: normalized.words)
      }
    }
    #expect(faults == 0)
  }

  @Test func foldingTwiceIsFoldingOnce() {
    var random = SplitMix64(seed: 5)
    var faults: [String] = []
    for _ in 0..<20_000 {
      let line = Self.line(&random)
      let once = Tokenizer.folded(line)
      if Tokenizer.folded(once) != once { faults.append(line) }
    }
    #expect(faults.isEmpty)
  }

  @Test func anyTextIsAPatternOrAnError() {
    var random = SplitMix64(seed: 6)
    let signs = [
      "(", ")", "[", "]", "|", "<g>", "<", ">", "\"", "#>", "#", "*", "...", " & ", " ! ",
    ]
    var understood = 0
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<1 + random.next() % 8 {
        text += random.next() % 2 == 0 ? signs[Int(random.next() % 15)] : Self.line(&random)
      }
      let problems = PatternSet.problems(patterns: [(0, text)], groups: ["g": ["a"]])
      if problems.isEmpty { understood += 1 }
      #expect(problems.allSatisfy { $0.offset >= 0 && $0.offset <= text.count })
      _ = try? PhraseExpander(placeholders: ["g": ["a"]]).expand(text)
    }
    #expect(understood > 0)
  }
}
