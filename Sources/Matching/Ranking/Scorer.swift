/// The part of a model that is learned from phrasings alone: it reads a question and scores labels.
struct Scorer: Sendable {
  var table: FeatureTable
  var unknownScale: Float
  var weights: LabelWeights
  var phrasings: PhrasingIndex

  init(table: FeatureTable, unknownScale: Float, weights: LabelWeights, phrasings: PhrasingIndex) {
    self.table = table
    self.unknownScale = unknownScale
    self.weights = weights
    self.phrasings = phrasings
  }

  /// Learns from some rows of the data.
  init(_ data: TrainingMatrix, rows: [Int32], settings: LabelWeightsBuilder.Settings) {
    self.init(
      table: data.table, unknownScale: data.unknownScale,
      weights: LabelWeightsBuilder(data: data, settings: settings).weights(from: rows),
      phrasings: PhrasingIndex(data, rows: rows))
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
      let row = table.id(of: stem)
      let known = row.map { isKnown($0) } ?? false
      let scale = row.map { weights.rows[$0].scale } ?? unknownScale
      if !known { unknown += 1 }
      if let row {
        let row = UInt32(truncatingIfNeeded: row)
        if question.stems.rows.contains(row) { continue }
        question.stems.rows.append(row)
        question.stems.squares.append(scale * scale)
        question.stems.mask |= 1 << UInt64(row & 63)
      }
      question.stems.total += scale * scale
    }
    question.unknownStems = Float(unknown) / Float(max(1, features.stems.count))
    return question
  }

  /// Whether a row says anything: in a fold the rows of what is held out are empty.
  private func isKnown(_ row: Int) -> Bool { weights.rows[row].count > 0 }

  private func rows(of bag: [TextFeatures.Feature]) -> ([LabelWeights.Feature], Float) {
    var rows: [LabelWeights.Feature] = []
    rows.reserveCapacity(bag.count)
    var squares: Float = 0
    var unknown: Float = 0
    for feature in bag {
      guard let row = table.id(of: feature.hash) else {
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
    /// Parts of the scores of every label, and what is added to all alike.
    var words: [Float]
    var characters: [Float]
    /// Likeness of the nearest phrasing of the first label and of the second.
    var likeness: [Float]
    /// What the scope model looks at, as named in `ScopeFeature`.
    var features: [Float]
    /// Labels that have a phrasing in just these words.
    var verbatim: [Int]
  }

  func evidence(_ question: Question, most: Int) -> Evidence {
    let words = weights.sums(of: question.words)
    let characters = weights.sums(of: question.characters)
    var best = Best(max(most, 6))
    var wordTop = 0
    var characterTop = 0
    var sum: Float = 0
    var squares: Float = 0
    for label in 0..<weights.labelCount {
      let constant = weights.constants[label]
      let score =
        words.labels[label] + characters.labels[label] + constant.x
        + constant.y * question.wordMass + constant.z * question.characterMass
      best.offer(label, score)
      sum += score
      squares += score * score
      if words.labels[label] > words.labels[wordTop] { wordTop = label }
      if characters.labels[label] > characters.labels[characterTop] { characterTop = label }
    }
    let likeness = best.labels.prefix(2).map {
      phrasings.nearest(question.stems, label: $0)?.similarity ?? 0
    }
    let mean = sum / Float(max(1, weights.labelCount))
    let spread = max(1e-6, squares / Float(max(1, weights.labelCount)) - mean * mean).squareRoot()
    let scores = best.scores
    let top = scores.first ?? 0
    let features: [Float] = [
      top + words.common + characters.common,
      top - (scores.count > 1 ? scores[1] : top - 2),
      top - (scores.count > 4 ? scores[4] : top - 2),
      (top - mean) / spread,
      likeness.first ?? 0,
      likeness.count > 1 ? likeness[1] : 0,
      question.unknownStems,
      question.unknownWordPart,
      question.unknownCharacterPart,
      best.labels.first == wordTop ? 1 : 0,
      best.labels.first == characterTop ? 1 : 0,
      Damping.logarithm(Float(1 + question.length)),
    ]
    return Evidence(
      best: best, words: words.labels, characters: characters.labels, likeness: likeness,
      features: features,
      verbatim: phrasings.labels(worded: question.wording).map { Int($0) })
  }
}

/// What the scope model looks at, in the order of `Scorer.Evidence.features`.
package enum ScopeFeature: Int, Sendable, CaseIterable {
  case topScore, marginToSecond, marginToFifth, topAboveMean
  case likenessOfFirst, likenessOfSecond
  case unknownWords, unknownWordPart, unknownCharacterPart
  case wordsAgree, charactersAgree, length
}

extension TrainingMatrix {
  /// A row as a question to a scorer that may not have seen it.
  func question(_ row: Int, _ scorer: Scorer) -> Scorer.Question {
    var question = Scorer.Question()
    question.length = stems[row].count
    let range = matrix.row(row)
    let border = matrix.borders[row]
    (question.words, question.unknownWordPart) = known(range.lowerBound..<border, scorer)
    (question.characters, question.unknownCharacterPart) = known(border..<range.upperBound, scorer)
    for word in question.words { question.wordMass += word.value }
    for gram in question.characters { question.characterMass += gram.value }
    var unknown = 0
    for stem in stems[row] {
      guard let id = table.id(of: stem) else { continue }
      if scorer.weights.rows[id].count == 0 { unknown += 1 }
      let id32 = UInt32(truncatingIfNeeded: id)
      if question.stems.rows.contains(id32) { continue }
      question.stems.rows.append(id32)
      question.stems.squares.append(scales[id] * scales[id])
      question.stems.mask |= 1 << UInt64(id32 & 63)
      question.stems.total += scales[id] * scales[id]
    }
    question.unknownStems = Float(unknown) / Float(max(1, stems[row].count))
    return question
  }

  private func known(
    _ range: Range<Int>, _ scorer: Scorer
  ) -> ([LabelWeights.Feature], Float) {
    var features: [LabelWeights.Feature] = []
    var unknown: Float = 0
    for index in range {
      let row = matrix.features[index]
      let value = matrix.values[index]
      if scorer.weights.rows[Int(row)].count > 0 {
        features.append(LabelWeights.Feature(row: row, value: value))
      } else {
        unknown += value * value
      }
    }
    return (features, unknown)
  }
}
