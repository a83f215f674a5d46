import Language

/// The part of a model that is learned from phrasings alone: it reads a question and scores labels.
struct Scorer: Sendable {
  let features: FeatureIndex
  let unknownScale: Float
  let weights: LabelWeights
  /// What speaks for several labels at once; `nil` where they have nothing in common.
  let groups: GroupWeights?
  /// What lines say whose names are hidden; `nil` where nothing has a name.
  let masked: LabelWeights?
  let mask: NameMask
  let phrasings: PhrasingIndex

  /// What a line without names counts beside the line itself.
  static let maskedShare: Float = 0.6

  /// Learns from some rows of the data.
  init(_ data: TrainingMatrix, rows: [Int32], settings: LabelWeightsBuilder.Settings) {
    features = FeatureIndex(data.table)
    unknownScale = data.unknownScale
    let builder = LabelWeightsBuilder(data: data, settings: settings)
    weights = builder.weights(from: rows)
    groups = GroupWeights(data, rows: rows, least: settings.least)
    masked = data.hasNames ? builder.weights(from: rows.map { data.masked[Int($0)] }) : nil
    mask = data.mask
    phrasings = PhrasingIndex(data, rows: rows, scales: weights.rows)
  }

  func question(_ words: [Word]) -> ScoredQuestion {
    let features = TextFeatures(of: words)
    var question = ScoredQuestion()
    question.wording = words.wordingHash
    question.length = features.stems.count
    question.plain = bags(features, weights.rows)
    if let masked {
      let hidden = mask.masked(words).map { TextFeatures(of: $0) }
      question.masked = bags(hidden ?? features, masked.rows)
    }
    var unknown = 0
    for stem in features.stems {
      let row = self.features.id(of: stem)
      let known = row.map { weights.rows[$0].isSeen } ?? false
      let scale = row.map { weights.rows[$0].scale } ?? unknownScale
      if !known { unknown += 1 }
      question.stems.add(
        row: row, row.flatMap { phrasings.number(ofRow: $0) }, scale: scale)
    }
    question.unknownStems = Float(unknown) / Float(max(1, features.stems.count))
    return question
  }

  /// A question that is taken apart where it is long.
  func wholeQuestion(_ words: [Word]) -> ScoredQuestion {
    var question = question(words)
    question.parts = LongLine.parts(of: words).map { self.question(Array(words[$0])) }
    return question
  }

  private func bags(_ features: TextFeatures, _ known: Numbers<LabelWeights.Row>) -> QuestionBags {
    var bags = QuestionBags()
    (bags.words, bags.unknownWordPart) = rows(of: features.words, known)
    (bags.characters, bags.unknownCharacterPart) = rows(of: features.characters, known)
    bags.weigh()
    return bags
  }

  /// Features that a row speaks of, and the share of those of which none does: in a fold the rows of
  /// what is held out are empty.
  private func rows(
    of bag: [TextFeatures.Feature], _ known: Numbers<LabelWeights.Row>
  ) -> ([LabelWeights.Feature], Float) {
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
      let found = known[row]
      let value = feature.value * found.scale
      if found.isSeen {
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

  /// What is known without likeness and features, for whoever asks for no decision.
  func scores(_ question: ScoredQuestion, most: Int) -> ScoreEvidence {
    var (sums, grouped) = sums(of: question)
    if !question.parts.isEmpty { add(question.parts, to: &sums) }
    var best = Self.best(sums.totals, most: min(max(most, 6), weights.labelCount))
    let likeness = compare(question, &best, &sums.totals)
    return ScoreEvidence(
      best: best, totals: sums.totals, words: sums.words, characters: sums.characters,
      common: sums.common,
      verbatim: phrasings.labels(worded: question.wording), grouped: grouped, likeness: likeness)
  }

  /// What the nearest phrasing of a label counts beside its weights: among sections of one subject, that
  /// somebody asked it in nearly these words says more than what the words say one by one.
  static let nearShare: Float = 0.4

  /// Lets the best labels compete again, each with its nearest phrasing; returns how like the question
  /// that of the first one is.
  private func compare(
    _ question: ScoredQuestion, _ best: inout Best, _ totals: inout [LabelWeights.Lanes]
  ) -> Float {
    let labels = best.labels
    let whole = phrasings.similarities(question.stems, labels: labels)
    var nearest = whole
    for part in question.parts {
      let similarities = phrasings.similarities(part.stems, labels: labels)
      for place in labels.indices { nearest[place] = max(nearest[place], similarities[place]) }
    }
    var again = Best(labels.count)
    for (place, label) in labels.enumerated() {
      let sum = best.scores[place] + Self.nearShare * nearest[place]
      totals[label >> 4][label & 15] = sum
      again.offer(label, sum)
    }
    best = again
    return again.labels.first.flatMap { labels.firstIndex(of: $0) }.map { whole[$0] } ?? 0
  }

  /// What a part of a long question counts beside the whole: of each label the part that says most for
  /// it, since one sentence asks and the others tell.
  static let partShare: Float = 1

  private func add(_ parts: [ScoredQuestion], to whole: inout Sums) {
    var most = [LabelWeights.Lanes](
      repeating: LabelWeights.Lanes(repeating: -.infinity), count: whole.totals.count)
    for part in parts {
      let totals = sums(of: part).sums.totals
      for block in most.indices {
        most[block].replace(with: totals[block], where: totals[block] .> most[block])
      }
    }
    for block in most.indices {
      whole.totals[block] += Self.partShare * most[block]
      whole.totals[block] /= 1 + Self.partShare
    }
  }

  /// The scores of labels and of their groups.
  private func sums(of question: ScoredQuestion) -> (sums: Sums, groups: [LabelWeights.Lanes]) {
    var sums = Sums(weights, question.plain, share: 1)
    var grouped: [LabelWeights.Lanes] = []
    var share: Float = 1
    if let masked {
      sums.add(Sums(masked, question.masked, share: Self.maskedShare))
      share += Self.maskedShare
    }
    if let groups {
      grouped = groups.add(question.plain, to: &sums)
      share += GroupWeights.share * Float(groups.groupings.count)
    }
    sums.divide(by: share)
    return (sums, grouped)
  }

  func evidence(_ question: ScoredQuestion, most: Int) -> ScoreEvidence {
    var evidence = scores(question, most: most)
    let best = evidence.best
    let (mean, spread) = Self.distribution(evidence.totals, count: weights.labelCount)
    let likeness = evidence.likeness
    let scores = best.scores
    let top = scores.first ?? 0
    let absolute = top + evidence.common
    let margin = top - (scores.count > 1 ? scores[1] : top - 2)
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
      question.plain.unknownWordPart,
      question.plain.unknownCharacterPart,
      agreement(evidence.words, best.labels.first),
      agreement(evidence.characters, best.labels.first),
      Damping.logarithm(Float(1 + question.length)),
      groups?.outsideScore(evidence.grouped) ?? 0,
      groups?.lag(of: best.labels.first, evidence.grouped) ?? 0,
    ]
    return evidence
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
