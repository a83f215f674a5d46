import Language

/// What each feature says for groups of labels: what a question is about, what of it is asked.
///
/// A label has one group in each grouping, and what speaks for its groups speaks for it. Few phrasings
/// tell a label, but the phrasings of all labels about one subject tell the subject.
struct GroupWeights: Sendable {
  /// With groups in the place of labels, those of all groupings one after the other.
  let weights: LabelWeights
  /// For each grouping the group of each label, as a place in `weights`.
  let groupings: [[Int32]]
  /// The places of the groups of each grouping.
  private let ranges: [Range<Int>]
  /// The group of questions that no label answers, if any were given.
  let outside: Int?

  /// What a group counts beside the label itself; found on unseen questions, where 0.5 to 0.8 are
  /// equally good.
  static let share: Float = 1

  /// Fewer questions than this say nothing of what lies outside.
  private static let fewestOutside = 8

  /// Learns from some rows of the data; `nil` where labels have nothing in common.
  init?(_ data: TrainingMatrix, rows: [Int32], least: Float) {
    var places: [[Int32]] = []
    var count = 0
    for grouping in data.groupings {
      places.append(grouping.map { Int32(truncatingIfNeeded: count + $0) })
      count += (grouping.max() ?? -1) + 1
    }
    guard !places.isEmpty else { return nil }
    let strays = rows.count { data.labels[Int($0)] < 0 }
    outside = strays >= Self.fewestOutside ? count : nil
    let groupings = places
    self.groupings = groupings
    ranges = Self.ranges(of: groupings)
    let total = outside == nil ? count : count + 1
    let trainer = GroupTrainer(
      matrix: data.matrix, weights: data.weights, groupCount: total,
      groups: { row in
        let label = Int(data.labels[row])
        return label < 0 ? (total > count ? [count] : []) : groupings.map { Int($0[label]) }
      })
    let learned = trainer.train(
      rows, featureCount: data.featureCount,
      order: SplitMix64.steadyOrder(of: rows.map { data.keys[Int($0)] }, round: Self.round))
    var packer = RowPacker(featureCount: data.featureCount, labelCount: total)
    var constants = LabelWeights.Constants()
    for group in 0..<total {
      constants.append(bias: learned.bias[group >> 4][group & 15], words: 0, characters: 0)
      for feature in 0..<data.featureCount {
        let weight = learned.weights[feature * trainer.blocks + group >> 4][group & 15]
        if weight != 0 { packer.add(feature: feature, label: group, weight: weight) }
      }
    }
    weights = packer.packed(scales: data.scales, constants: constants, least: least)
  }

  /// Which of the orders rows are learned in.
  private static let round = 13

  /// Groups that are there already, as read from bytes.
  init(weights: LabelWeights, groupings: [[Int32]], outside: Int?) {
    self.weights = weights
    self.groupings = groupings
    self.outside = outside
    ranges = Self.ranges(of: groupings)
  }

  private static func ranges(of groupings: [[Int32]]) -> [Range<Int>] {
    var start = 0
    return groupings.map { grouping in
      defer { start = (grouping.max().map { Int($0) } ?? start - 1) + 1 }
      return start..<max(start, (grouping.max().map { Int($0) } ?? start - 1) + 1)
    }
  }

  /// Adds what a text says for the groups of each label; returns the scores of the groups.
  func add(_ bags: QuestionBags, to sums: inout Sums) -> [LabelWeights.Lanes] {
    let words = weights.sums(of: bags.words)
    let characters = weights.sums(of: bags.characters)
    spread(words.labels, over: &sums.words)
    spread(characters.labels, over: &sums.characters)
    var totals = weights.constants.bias
    for block in totals.indices { totals[block] += words.labels[block] + characters.labels[block] }
    spread(totals, over: &sums.totals)
    let common = words.common + characters.common
    sums.common += Self.share * Float(groupings.count) * common
    for block in totals.indices { totals[block] += common }
    return totals
  }

  /// How much a question is like those that nothing answers.
  func outsideScore(_ scores: [LabelWeights.Lanes]) -> Float {
    outside.map { scores[$0 >> 4][$0 & 15] } ?? 0
  }

  /// How far the groups of a label lie behind the best of each grouping.
  func lag(of label: Int?, _ scores: [LabelWeights.Lanes]) -> Float {
    guard let label else { return 0 }
    var lag: Float = 0
    for (grouping, groups) in zip(groupings, ranges) {
      var best = -Float.infinity
      for group in groups { best = max(best, scores[group >> 4][group & 15]) }
      let own = Int(grouping[label])
      lag += best - scores[own >> 4][own & 15]
    }
    return lag
  }

  /// Adds to each label the scores of its groups.
  private func spread(_ scores: [LabelWeights.Lanes], over labels: inout [LabelWeights.Lanes]) {
    unsafe labels.withUnsafeMutableBytes { memory in
      let labels = unsafe memory.assumingMemoryBound(to: Float.self)
      for grouping in groupings {
        for label in grouping.indices {
          let group = Int(grouping[label])
          unsafe labels[label] += Self.share * scores[group >> 4][group & 15]
        }
      }
    }
  }
}
