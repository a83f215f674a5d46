import Language

/// The part of a model that is learned from phrasings alone: it reads a question and scores labels.
struct Scorer: Sendable {
  let features: FeatureIndex
  let unknownScale: Float
  let weights: LabelWeights
  let phrasings: PhrasingIndex

  /// Learns from some rows of the data.
  init(_ data: TrainingMatrix, rows: [Int32], settings: LabelWeightsBuilder.Settings) {
    features = FeatureIndex(data.table)
    unknownScale = data.unknownScale
    weights = LabelWeightsBuilder(data: data, settings: settings).weights(from: rows)
    phrasings = PhrasingIndex(data, rows: rows, scales: weights.rows)
  }

  /// A question as rows and values.
  struct Question {
    var words: [LabelWeights.Feature] = []
    var characters: [LabelWeights.Feature] = []
    var wordMass: Float = 0
    var characterMass: Float = 0
    /// Shares of the two bags (by square) that the model has never seen.
    var unknownWordPart: Float = 0
    var unknownCharacterPart: Float = 0
    var stems = PhrasingIndex.Query()
    var unknownStems: Float = 0
    var length = 0
    var wording: UInt64 = 0
  }

  func question(_ words: [Word]) -> Question {
    question(TextFeatures(of: words), wording: PhrasingIndex.wording(of: words))
  }

  private func question(_ features: TextFeatures, wording: UInt64) -> Question {
    var question = Question()
    question.wording = wording
    question.length = features.stems.count
    (question.words, question.unknownWordPart) = rows(of: features.words)
    (question.characters, question.unknownCharacterPart) = rows(of: features.characters)
    for word in question.words { question.wordMass += word.value }
    for gram in question.characters { question.characterMass += gram.value }
    var unknown = 0
    for stem in features.stems {
      let row = self.features.id(of: stem)
      let known = row.map { isKnown($0) } ?? false
      let scale = row.map { weights.rows[$0].scale } ?? unknownScale
      if !known { unknown += 1 }
      question.stems.add(row, scale: scale)
    }
    question.unknownStems = Float(unknown) / Float(max(1, features.stems.count))
    return question
  }

  /// Whether a row says anything: in a fold the rows of what is held out are empty.
  private func isKnown(_ row: Int) -> Bool { weights.rows[row].isSeen }

  private func rows(of bag: [TextFeatures.Feature]) -> ([LabelWeights.Feature], Float) {
    var rows: [LabelWeights.Feature] = []
    rows.reserveCapacity(bag.count)
    var squares: Float = 0
    var unknown: Float = 0
    for feature in bag {
      guard let row = features.id(of: feature.hash) else {
        let value = feature.value * unknownScale
        unknown += value * value
        continue
      }
      let value = feature.value * weights.rows[row].scale
      if isKnown(row) {
        squares += value * value
        rows.append(LabelWeights.Feature(row: UInt32(truncatingIfNeeded: row), value: value))
      } else {
        unknown += value * value
      }
    }
    let total = squares + unknown
    guard total > 0 else { return (rows, 0) }
    let factor = 1 / total.squareRoot()
    for index in rows.indices { rows[index].value *= factor }
    return (rows, unknown / total)
  }

  /// What is known of a question before anything is decided.
  struct Evidence {
    /// Labels with the highest scores, best first.
    var best: Best
    /// The scores of every label, and the parts of them.
    var totals: [LabelWeights.Lanes]
    var words: [LabelWeights.Lanes]
    var characters: [LabelWeights.Lanes]
    /// What is said for all labels alike.
    var common: Float
    /// Labels that have a phrasing in just these words.
    var verbatim: [Int]
    /// Likeness of the first label's nearest phrasing.
    var likeness: Float = 0
    /// What the scope model looks at, as named in `ScopeFeature`.
    var features: [Float] = []
  }

  /// What is known without likeness and features, for whoever asks for no decision.
  func scores(_ question: Question, most: Int) -> Evidence {
    let words = weights.sums(of: question.words)
    let characters = weights.sums(of: question.characters)
    let totals = totals(question, words.labels, characters.labels)
    return Evidence(
      best: Self.best(totals, most: min(max(most, 6), weights.labelCount)), totals: totals,
      words: words.labels, characters: characters.labels,
      common: words.common + characters.common,
      verbatim: phrasings.labels(worded: question.wording))
  }

  func evidence(_ question: Question, most: Int) -> Evidence {
    var evidence = scores(question, most: most)
    let best = evidence.best
    let (mean, spread) = Self.distribution(evidence.totals, count: weights.labelCount)
    let likeness =
      best.labels.first.flatMap { phrasings.nearest(question.stems, label: $0) }?.similarity ?? 0
    let scores = best.scores
    let top = scores.first ?? 0
    let absolute = top + evidence.common
    let margin = top - (scores.count > 1 ? scores[1] : top - 2)
    evidence.likeness = likeness
    evidence.features = [
      absolute,
      best.labels.first.map { evidence.words[$0 >> 4][$0 & 15] } ?? 0,
      margin,
      Damping.exponential(-4 * margin),
      absolute * margin,
      top - (scores.count > 4 ? scores[4] : top - 2),
      (top - mean) / spread,
      likeness,
      likeness * likeness,
      question.unknownStems,
      question.unknownWordPart,
      question.unknownCharacterPart,
      agreement(evidence.words, best.labels.first),
      agreement(evidence.characters, best.labels.first),
      Damping.logarithm(Float(1 + question.length)),
    ]
    return evidence
  }

  /// The scores of all labels.
  func totals(
    _ question: Question, _ words: [LabelWeights.Lanes], _ characters: [LabelWeights.Lanes]
  ) -> [LabelWeights.Lanes] {
    var totals = weights.constants.bias
    for block in totals.indices {
      totals[block] += words[block] + characters[block]
      totals[block] += question.wordMass * weights.constants.words[block]
      totals[block] += question.characterMass * weights.constants.characters[block]
    }
    return totals
  }

  private static func best(_ totals: [LabelWeights.Lanes], most: Int) -> Best {
    var best = Best(most)
    // One by one: nearly all of them fall below the worst of the best at the first look.
    var floor = -Float.infinity
    unsafe totals.withUnsafeBytes { memory in
      let scores = unsafe memory.assumingMemoryBound(to: Float.self)
      for label in 0..<scores.count where unsafe scores[label] > floor {
        unsafe best.offer(label, scores[label])
        floor = best.worst ?? floor
      }
    }
    return best
  }

  private static func distribution(
    _ totals: [LabelWeights.Lanes], count: Int
  ) -> (mean: Float, spread: Float) {
    var sums = LabelWeights.Lanes.zero
    var squares = LabelWeights.Lanes.zero
    for lanes in totals {
      // Lanes beyond the last label hold −∞.
      let real = lanes.replacing(with: 0, where: lanes .< -.greatestFiniteMagnitude)
      sums += real
      squares += real * real
    }
    let mean = sums.sum() / Float(max(1, count))
    let variance = squares.sum() / Float(max(1, count)) - mean * mean
    return (mean, max(1e-6, variance).squareRoot())
  }

  /// 1 if no label scores higher than `label`, otherwise 0.
  private func agreement(_ scores: [LabelWeights.Lanes], _ label: Int?) -> Float {
    guard let label else { return 0 }
    let score = scores[label >> 4][label & 15]
    return unsafe scores.withUnsafeBytes { memory in
      let all = unsafe memory.assumingMemoryBound(to: Float.self)
      for place in 0..<all.count where unsafe all[place] > score { return 0 }
      return 1
    }
  }
}
