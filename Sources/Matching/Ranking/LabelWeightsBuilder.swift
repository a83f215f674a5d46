import Language

/// Learns `LabelWeights` from rows of a matrix: for each label linear weights against its rivals,
/// and to them a share of what plain counts say (naive Bayes), which steadies rare features.
struct LabelWeightsBuilder {
  struct Settings: Sendable {
    var linear = LinearTrainer.Settings()
    /// Share of the counts of words and of characters; found on CLINC150 at 5, 20 and 100
    /// phrasings a label, where anything from 0.03 to 0.06 is within 0.2 points.
    var countShare: SIMD2<Float> = SIMD2(0.04, 0.04)
    var smoothing: Float = 0.1
    /// What a word of background counts that no phrasing of the label has: at weight 1 about a third
    /// of what a telling word of a phrasing comes to.
    var backgroundShare: Float = 0.2
    /// See ``TrainingSet/leastWeight``.
    var least: Float = 0.13
    /// Pairs of example and rival label to train on; beyond it only the hardest rivals are kept.
    var pairs = 300_000
  }

  let data: TrainingMatrix
  var settings = Settings()

  /// Which of the orders rows are learned in.
  private static let round = 11

  func weights(from rows: [Int32]) -> LabelWeights {
    let members = data.members(of: rows)
    let rivals = RivalFinder(data: data, pairs: settings.pairs).rivals(rows: rows, members: members)
    let trainer = LinearTrainer(
      matrix: data.matrix, weights: data.weights, settings: settings.linear)
    var packer = RowPacker(featureCount: data.featureCount, labelCount: data.labelCount)
    var linear = [Float](repeating: 0, count: data.featureCount)
    var counts = linear
    var biases: [Float] = []
    var totals: [SIMD2<Float>] = []
    for label in 0..<data.labelCount {
      let examples = members[label] + rivals[label]
      biases.append(
        trainer.train(
          rows: examples, positives: members[label].count,
          order: SplitMix64.steadyOrder(of: examples.map { data.keys[Int($0)] }, round: Self.round),
          into: &linear))
      totals.append(data.count(members[label], into: &counts))
      // A label without examples (held out) must not live on by its background.
      if !members[label].isEmpty {
        for term in data.background[label] where counts[Int(term.feature)] == 0 {
          linear[Int(term.feature)] +=
            settings.backgroundShare * Damping.logarithm(1 + term.weight / settings.smoothing)
        }
      }
      collect(label: label, examples: examples, &linear, &counts, into: &packer)
    }
    return packer.packed(
      scales: data.scales, constants: constants(biases, totals), least: settings.least)
  }

  /// Hands the weights of a label to the packer and leaves both arrays zero.
  private func collect(
    label: Int, examples: [Int32], _ linear: inout [Float], _ counts: inout [Float],
    into packer: inout RowPacker
  ) {
    let touched = examples.reduce(0) { $0 + data.matrix.row(Int($1)).count }
    guard touched < data.featureCount else {
      for feature in 0..<data.featureCount { take(feature, label, &linear, &counts, &packer) }
      return
    }
    for row in examples {
      for index in data.matrix.row(Int(row)) {
        take(Int(data.matrix.features[index]), label, &linear, &counts, &packer)
      }
    }
    for term in data.background[label] {
      take(Int(term.feature), label, &linear, &counts, &packer)
    }
  }

  private func take(
    _ feature: Int, _ label: Int, _ linear: inout [Float], _ counts: inout [Float],
    _ packer: inout RowPacker
  ) {
    guard linear[feature] != 0 || counts[feature] != 0 else { return }
    let share = data.isWord[feature] ? settings.countShare.x : settings.countShare.y
    let gain = share * Damping.logarithm(1 + counts[feature] / settings.smoothing)
    packer.add(feature: feature, label: label, weight: linear[feature] + gain)
    linear[feature] = 0
    counts[feature] = 0
  }

  /// The bias of each label, and what an unseen feature costs it beside the average label.
  private func constants(_ biases: [Float], _ totals: [SIMD2<Float>]) -> LabelWeights.Constants {
    var sizes = SIMD2<Float>(1, 1)
    for isWord in data.isWord { if isWord { sizes.x += 1 } else { sizes.y += 1 } }
    let costs = totals.map { total in
      SIMD2(
        -settings.countShare.x * Damping.logarithm(total.x + settings.smoothing * sizes.x),
        -settings.countShare.y * Damping.logarithm(total.y + settings.smoothing * sizes.y))
    }
    let mean = costs.reduce(SIMD2<Float>.zero, +) / Float(max(1, costs.count))
    var constants = LabelWeights.Constants()
    for (bias, cost) in zip(biases, costs) {
      constants.append(bias: bias, words: cost.x - mean.x, characters: cost.y - mean.y)
    }
    return constants
  }
}
