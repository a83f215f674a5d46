import Language
import Testing

@testable import Matching

/// Kinds that are told apart by their features, and the bytes of what was learned.
struct KindModelTests {
  /// Features 1 and 2 mean the first kind, 3 and 4 the second; 9 stands everywhere.
  private static let model = KindModel(
    labels: ["first", "second", "others"],
    examples: (0..<30).map { turn in
      KindModel.Example(
        features: [[1, 2, 9], [3, 4, 9], [5, 9, 6]][turn % 3], label: turn % 3)
    })

  struct Row: Sendable {
    var features: [Int32]
    var label: Int
  }

  @Test(arguments: [
    Row(features: [1, 9], label: 0), Row(features: [4, 3], label: 1),
    Row(features: [9, 6, 5], label: 2),
  ])
  func theLikeliestKindIsThatOfTheFeatures(row: Row) {
    let shares = Self.model.shares(row.features[...])
    #expect(shares.indices.max { shares[$0] < shares[$1] } == row.label)
    #expect(shares[row.label] > 0.6)
  }

  @Test func sharesAddUpToOne() {
    for features: [Int32] in [[], [9], [1, 3, 5], Array(repeating: 7, count: 5_000)] {
      let sum = Self.model.shares(features[...]).reduce(0, +)
      #expect(abs(sum - 1) < 1e-4)
    }
  }

  @Test func theSameLinesGiveTheSameBytes() throws {
    let bytes = Self.model.encoded()
    let read = try KindModel(decoding: SharedBytes(bytes))
    #expect(read == Self.model)
    #expect(read.encoded() == bytes)
  }

  @Test func damagedBytesAreRefused() {
    let bytes = Self.model.encoded()
    for damaged in [[], Array(bytes.dropLast()), bytes + [0]] {
      #expect(throws: RankingModelError.self) {
        try KindModel(decoding: SharedBytes(damaged))
      }
    }
  }

  @Test func theTopicsOfItsLinesAreKept() throws {
    let model = KindModel(
      labels: ["first", "second"], topics: ["bread", "soup"],
      examples: (0..<8).map { KindModel.Example(features: [Int32($0 % 2)], label: $0 % 2) })
    #expect(model.topics == ["bread", "soup"])
    #expect(try KindModel(decoding: SharedBytes(model.encoded())).topics == ["bread", "soup"])
    #expect(Self.model.topics.isEmpty)
  }

  @Test func whatKnowsNoKindHasNoShares() throws {
    #expect(KindModel.none.shares([1, 2]).isEmpty)
    #expect(KindModel(labels: ["alone"], examples: []).isEmpty)
    #expect(try KindModel(decoding: SharedBytes(KindModel.none.encoded())).isEmpty)
  }
}
