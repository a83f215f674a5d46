import Language

/// Learns when to trust a ranking, by asking models that have not seen everything.
///
/// Each fold hides a part of the phrasings and a part of the labels altogether. A hidden phrasing
/// of a known label should be answered; one of a hidden label, or a given out-of-scope question,
/// should not.
struct Rehearsal {
  let data: TrainingMatrix
  let settings: LabelWeightsBuilder.Settings
  /// A small set has few phrasings to spare: the less is hidden at a time, the nearer the rehearsal comes
  /// to what is asked later.
  var folds: Int { isSmall ? 8 : 4 }
  /// Whether every phrasing is asked.
  private var isSmall: Bool { data.count <= 2_500 }
  /// How many of the folds are played: all of them for small sets, which have few phrasings to ask.
  var played: Int { isSmall ? folds : data.count <= 20_000 ? 2 : 1 }

  /// What happened to one hidden question.
  struct Outcome {
    var features: [Float]
    var scores: [Float]
    /// The label of the question, −1 for none.
    var label: Int
    /// Position of the right label among the best; nil if it is not there or there is none.
    var rightAt: Int?
    var isInScope: Bool
    /// Whether it was given as out of scope (rather than being of a hidden label).
    var isGiven: Bool
  }

  func judge() -> Judge {
    let outcomes = outcomes()
    let features = outcomes.first?.features.count ?? 0
    let inside = outcomes.filter(\.isInScope).count
    let outside = outcomes.count - inside
    guard inside >= Self.fewest, outside >= 8, features > 0 else { return cautious }
    let given = outcomes.filter(\.isGiven).count
    let scope = Logistic.trained(
      on: outcomes.map {
        Logistic.Sample(
          features: $0.features, isYes: $0.isInScope,
          weight: weight($0, inside: inside, hidden: outside - given, given: given))
      }, featureCount: features, ridge: 1e-3)
    return Judge(
      sharpness: sharpness(outcomes), scope: scope,
      threshold: threshold(outcomes, scope) {
        weight($0, inside: inside, hidden: outside - given, given: given)
      })
  }

  /// In scope and out of scope weigh the same in sum; given questions are worth more than hidden
  /// labels, the more of them there are.
  private func weight(_ outcome: Outcome, inside: Int, hidden: Int, given: Int) -> Float {
    if outcome.isInScope { return 1 / Float(inside) }
    let trust = Float(given) / Float(given + 20)
    if outcome.isGiven { return trust / Float(given) }
    return (1 - trust) / Float(hidden)
  }

  /// From fewer questions than this nothing about questions in general can be learned.
  private static let fewest = 40

  /// For knowledge too small to rehearse: abstains only on questions that have little in common
  /// with any phrasing.
  private var cautious: Judge {
    var weights = [Float](repeating: 0, count: ScopeFeature.allCases.count + 1)
    weights[ScopeFeature.likeness.rawValue] = 6
    weights[ScopeFeature.unknownCharacterPart.rawValue] = -2
    weights[weights.count - 1] = -1.5
    let count = ScopeFeature.allCases.count
    return Judge(
      sharpness: 4,
      scope: Logistic(
        means: Array(repeating: 0, count: count), scales: Array(repeating: 1, count: count),
        weights: weights),
      threshold: 0)
  }

  /// The log odds from which on it is best to answer: where the share of right answers kept and the
  /// share of questions declined that nothing answers are greatest together, but no more than
  /// `mostLost` of the right answers is given up: people word things in stranger ways than the authors
  /// of phrasings do. Each label counts the same, be its phrasings few or many, since people ask for all
  /// of them.
  private func threshold(
    _ outcomes: [Outcome], _ scope: Logistic, _ outsideWeight: (Outcome) -> Float
  ) -> Float {
    var counts: [Int: Float] = [:]
    for outcome in outcomes where outcome.rightAt == 0 { counts[outcome.label, default: 0] += 1 }
    // What is gained by answering, in order of the odds.
    var gains: [(odds: Float, gain: Float)] = []
    var keptLost: Float = 0
    for outcome in outcomes {
      let odds = scope.logOdds(outcome.features)
      if outcome.rightAt == 0 {
        let share = 1 / (counts[outcome.label] ?? 1) / Float(counts.count)
        gains.append((odds, share))
      } else if !outcome.isInScope {
        gains.append((odds, -outsideWeight(outcome)))
      }
    }
    // One strange phrasing alone never says what is answered, however few there are.
    let most = isSmall ? max(mostLost, gains.reduce(0) { max($0, $1.gain) }) : mostLost
    gains.sort { ($0.odds, $0.gain) < ($1.odds, $1.gain) }
    // Beginning with everything answered, each question that is declined takes its gain away.
    var (lost, least): (Float, Float) = (0, 0)
    var best = gains.first?.odds ?? 0
    for (place, entry) in gains.enumerated() {
      lost += entry.gain
      keptLost += max(0, entry.gain)
      if keptLost > most { break }
      guard lost < least else { continue }
      least = lost
      let next = place + 1 < gains.count ? gains[place + 1].odds : entry.odds
      best = (entry.odds + next) / 2
    }
    return min(3, max(-4, best)) - data.strangeness
  }

  /// The most right answers that are given up for what is declined. In a small set one strange phrasing is
  /// one in a hundred: a smaller share would let it alone say what is answered. Found on unseen questions
  /// of thirty intents with fifteen phrasings each: it costs two right answers in a hundred, and declines
  /// nine of ten that nothing answers instead of seven.
  private var mostLost: Float { isSmall ? 0.06 : 0.01 }

  /// The multiplier of scores under which the right labels are most probable.
  private func sharpness(_ outcomes: [Outcome]) -> Float {
    var best: Float = 4
    var lowest = Float.greatestFiniteMagnitude
    var sharpness: Float = 0.5
    while sharpness < 40 {
      let judge = Judge(
        sharpness: sharpness, scope: Logistic(means: [], scales: [], weights: []), threshold: 0)
      var loss: Float = 0
      for outcome in outcomes {
        guard let right = outcome.rightAt else { continue }
        loss -= Damping.logarithm(max(1e-6, judge.probabilities(outcome.scores)[right]))
      }
      if loss < lowest { (lowest, best) = (loss, sharpness) }
      sharpness *= 1.15
    }
    return best
  }

  func outcomes() -> [Outcome] {
    var random = SplitMix64(seed: 2)
    var labelFold = [Int](repeating: 0, count: data.labelCount)
    for (place, label) in random.order(data.labelCount).enumerated() {
      labelFold[label] = place % folds
    }
    let rowFold = rowFolds()
    var outcomes: [Outcome] = []
    for fold in 0..<played {
      let isKnown = { (row: Int) in
        data.labels[row] < 0 || labelFold[Int(data.labels[row])] != fold
      }
      let shown = (0..<data.count).filter { rowFold[$0] != fold && isKnown($0) }
      let scorer = Scorer(
        data, rows: shown.map { Int32(truncatingIfNeeded: $0) }, settings: settings)
      let labels = Set(shown.map { data.labels[$0] })
      for row in 0..<data.count where rowFold[row] == fold {
        outcomes.append(
          outcome(
            row, scorer, isInScope: data.labels[row] >= 0 && labels.contains(data.labels[row])))
      }
    }
    return outcomes
  }

  /// Which fold hides each row; the variants of one phrasing share theirs.
  private func rowFolds() -> [Int] {
    var known: [Int: Int] = [:]
    return (0..<data.count).map { row in
      if let fold = known[data.origins[row]] { return fold }
      let fold = Int(SplitMix64.mixed(data.keys[row]) % UInt64(folds))
      known[data.origins[row]] = fold
      return fold
    }
  }

  private func outcome(_ row: Int, _ scorer: Scorer, isInScope: Bool) -> Outcome {
    let label = Int(data.labels[row])
    let evidence = scorer.evidence(data.question(row, scorer), most: Judge.rivals)
    return Outcome(
      features: evidence.features, scores: evidence.best.scores, label: label,
      rightAt: isInScope ? evidence.best.labels.firstIndex(of: label) : nil,
      isInScope: isInScope, isGiven: label < 0)
  }
}
