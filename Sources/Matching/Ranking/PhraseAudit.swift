import Language

/// What is wrong with a set of phrasings, found by asking each of them: for `calciq check`.
package struct PhraseAudit: Sendable {
  /// A phrasing that leads to another label than its own.
  package struct Hijack: Sendable, Hashable {
    /// Position in the set's examples.
    package var example: Int
    package var owner: Int
    package var taker: Int
    /// True if it goes astray only while it is hidden from training; false if it does even though
    /// it was learned, which is worse.
    package var whenHidden: Bool
    /// Score of the taker less that of the owner.
    package var margin: Float
  }

  /// Two labels of which one takes phrasings of the other.
  package struct Confusion: Sendable, Hashable {
    package var owner: Int
    package var taker: Int
    package var count: Int
  }

  /// In the order of the examples.
  package var hijacked: [Hijack] = []
  /// The most frequent first.
  package var confusions: [Confusion] = []
  /// Labels that no phrasing reaches, known or hidden, and labels without any phrasing.
  package var unreached: [Int] = []
  /// Examples with the same words as an earlier one of another label, and that earlier one.
  package var shared: [(example: Int, earlier: Int)] = []

  /// Asks every phrasing twice: of a model that learned it, and of one that did not.
  package init(of set: TrainingSet, folds: Int = 5) {
    let data = TrainingMatrix(set)
    let folds = max(2, folds)
    var random = SplitMix64(seed: 3)
    var fold = [Int](repeating: 0, count: data.count)
    for (place, row) in random.order(data.count).enumerated() { fold[row] = place % folds }
    var reached = [Bool](repeating: false, count: data.labelCount)
    let all = Array(0..<data.count)
    let known = Self.astray(data, asked: all, shown: all, reached: &reached)
    var hidden: [Int: Hijack] = [:]
    for current in 0..<folds {
      let asked = all.filter { fold[$0] == current }
      let shown = all.filter { fold[$0] != current }
      hidden.merge(Self.astray(data, asked: asked, shown: shown, reached: &reached)) { $1 }
    }
    for row in 0..<data.count {
      if let hijack = known[row] {
        hijacked.append(hijack)
      } else if var hijack = hidden[row] {
        hijack.whenHidden = true
        hijacked.append(hijack)
      }
    }
    unreached = (0..<data.labelCount).filter { !reached[$0] }
    confusions = Self.confusions(hijacked)
    findShared(data)
  }

  /// Asks some rows of a model that was shown some; the rows that go to another label.
  private static func astray(
    _ data: TrainingMatrix, asked: [Int], shown: [Int], reached: inout [Bool]
  ) -> [Int: Hijack] {
    var astray: [Int: Hijack] = [:]
    let scorer = Scorer(
      data, rows: shown.map { Int32(truncatingIfNeeded: $0) },
      settings: LabelWeightsBuilder.Settings())
    for row in asked where data.labels[row] >= 0 {
      let owner = Int(data.labels[row])
      let best = scorer.scores(data.question(row, scorer), most: data.labelCount).best
      guard let taker = best.labels.first else { continue }
      if taker == owner {
        reached[owner] = true
      } else {
        let place = best.labels.firstIndex(of: owner) ?? best.labels.count - 1
        let margin = best.scores[0] - best.scores[place]
        astray[row] = Hijack(
          example: Int(data.sources[row]), owner: owner, taker: taker, whenHidden: false,
          margin: margin)
      }
    }
    return astray
  }

  private static func confusions(_ hijacked: [Hijack]) -> [Confusion] {
    var counts: [SIMD2<Int>: Int] = [:]
    for hijack in hijacked { counts[SIMD2(hijack.owner, hijack.taker), default: 0] += 1 }
    return counts.map { Confusion(owner: $0.key.x, taker: $0.key.y, count: $0.value) }
      .sorted {
        ($1.count, $0.owner, $0.taker) < ($0.count, $1.owner, $1.taker)
      }
  }

  private mutating func findShared(_ data: TrainingMatrix) {
    var first: [UInt64: Int] = [:]
    for row in 0..<data.count where data.labels[row] >= 0 {
      guard let earlier = first[data.wordings[row]] else {
        first[data.wordings[row]] = row
        continue
      }
      if data.labels[earlier] != data.labels[row] {
        shared.append((Int(data.sources[row]), Int(data.sources[earlier])))
      }
    }
  }
}
