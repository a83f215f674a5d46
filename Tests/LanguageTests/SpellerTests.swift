import Testing

@testable import Language

/// The bit-parallel distance and the signatures against the textbook.
@Suite struct SpellerTests {
  /// Optimal string alignment by table.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var table = [[Int]](repeating: Array(0...b.count), count: a.count + 1)
    for i in 0...a.count { table[i][0] = i }
    for i in 0..<a.count {
      for j in 0..<b.count {
        var best = min(table[i][j + 1], table[i + 1][j]) + 1
        best = min(best, table[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, table[i - 1][j - 1] + 1)
        }
        table[i + 1][j + 1] = best
      }
    }
    return table[a.count][b.count]
  }

  static func words(_ count: Int, seed: UInt64) -> [[UInt8]] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      (0..<3 + Int(random.next() % 10)).map { _ in 0x61 + UInt8(random.next() % 4) }
    }
  }

  @Test func measuresAsTheTextbookDoes() {
    let words = Self.words(150, seed: 1)
    for left in words {
      guard let pattern = EditPattern(left) else { continue }
      for right in words {
        let measured = pattern.distance(to: right, from: 0, count: right.count)
        #expect(measured == Self.distance(left, right))
      }
    }
  }

  @Test func findsExactlyTheNearest() {
    let known = Self.words(400, seed: 2)
    var speller = Speller()
    for word in known { speller.append(word) }
    for word in Self.words(300, seed: 3) {
      for limit in 1...2 {
        let distances = known.map { Self.distance(word, $0) }
        let best = distances.min() ?? 99
        let expected = best > limit ? [] : distances.indices.filter { distances[$0] == best }
        let found = speller.nearest(to: word, limit: limit)
        #expect(found.map { Int($0.number) }.sorted() == expected)
        #expect(found.allSatisfy { $0.distance == best })
      }
    }
  }

  @Test func wordsThatAreNoPlainLettersKeepTheNumbersInStep() {
    var speller = Speller()
    for word in ["ca2", "", "été", "stone", "ab", String(repeating: "x", count: 60), "bone"] {
      speller.append(word.utf8)
    }
    #expect(speller.nearest(to: Array("stpne".utf8), limit: 1).map(\.number) == [3])
    #expect(speller.nearest(to: Array("bon".utf8), limit: 1).map(\.number) == [6])
    #expect(speller.nearest(to: Array("ca".utf8), limit: 1).isEmpty)
    #expect(speller.nearest(to: [], limit: 2).isEmpty)
    #expect(speller.nearest(to: Array(repeating: 0x78, count: 100), limit: 2).isEmpty)
  }
}
