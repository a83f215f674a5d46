package import Language

/// Why a question is ranked as it is: for people who write knowledge, not for the answering path.
package struct Explanation: Sendable {
  /// A piece of the question and what it says for a label.
  package struct Term: Sendable, Hashable {
    package var kind: TermKind
    /// The stem; two stems (`^` is the start, `$` the end); or letters with `␣` for a blank.
    package var text: String
    /// What it adds to the score of the label, beside what it adds to all labels.
    package var weight: Float
  }

  /// One way of looking at the question.
  package struct View: Sendable, Hashable {
    package enum Name: String, Sendable { case words, letters, together }
    package var name: Name
    package var score: Float
    /// How many spreads the score lies above the mean of all labels.
    package var zScore: Float
  }

  package struct Candidate: Sendable {
    package var ranked: Ranking.Candidate
    package var name: String
    /// The terms that weigh most, for or against, the heaviest first.
    package var terms: [Term]
    package var views: [View]
    /// The nearest phrasing as a position in the training set's examples, and its likeness.
    package var nearest: (example: Int, likeness: Float)?
  }

  /// One feature of the decision to answer: its value, and what it adds to the log odds.
  package struct Reason: Sendable, Hashable {
    package var feature: ScopeFeature
    package var value: Float
    package var adds: Float
  }

  package var ranking: Ranking
  package var candidates: [Candidate]
  /// Strongest against answering first.
  package var reasons: [Reason]
  /// Log odds of being in scope, and those from which on the model answers.
  package var logOdds: Float
  package var threshold: Float
  /// Stems that no phrasing has.
  package var unknownStems: [String]
}

extension RankingModel {
  /// Explains the ranking of a question: terms, views, runners-up, and why it answers or abstains.
  package func explanation(of text: String, candidates limit: Int = 3, terms: Int = 12)
    -> Explanation
  {
    explanation(of: Tokenizer.words(of: text), candidates: limit, terms: terms)
  }

  /// Explains the ranking of the words of a question.
  package func explanation(of words: [Word], candidates limit: Int = 3, terms: Int = 12)
    -> Explanation
  {
    let ranking = rank(words, limit: limit)
    let question = scorer.wholeQuestion(words)
    guard !ranking.candidates.isEmpty else {
      return Explanation(
        ranking: ranking, candidates: [], reasons: [], logOdds: 0, threshold: judge.threshold,
        unknownStems: scorer.unknownStems(words))
    }
    let evidence = scorer.evidence(question, most: max(limit, Judge.rivals))
    let names = TermNames(words, scorer.mask.masked(words) ?? [])
    return Explanation(
      ranking: ranking,
      candidates: ranking.candidates.map { candidate in
        Explanation.Candidate(
          ranked: candidate, name: labels[candidate.label],
          terms: scorer.terms(question, names, label: candidate.label, most: terms),
          views: scorer.views(evidence, label: candidate.label),
          nearest: scorer.phrasings.nearest(question.stems, label: candidate.label).map {
            (Int(scorer.phrasings.sources[$0.phrasing]), $0.similarity)
          })
      },
      reasons: judge.reasons(evidence), logOdds: judge.scope.logOdds(evidence.features),
      threshold: judge.threshold, unknownStems: scorer.unknownStems(words))
  }
}

extension Judge {
  func reasons(_ evidence: ScoreEvidence) -> [Explanation.Reason] {
    let adds = scope.contributions(evidence.features)
    return ScopeFeature.allCases.map {
      Explanation.Reason(
        feature: $0, value: evidence.features[$0.rawValue], adds: adds[$0.rawValue])
    }.sorted {
      $0.adds != $1.adds ? $0.adds < $1.adds : $0.feature.rawValue < $1.feature.rawValue
    }
  }
}

extension Scorer {
  func unknownStems(_ words: [Word]) -> [String] {
    var unknown: [String] = []
    for word in words.prefix(TextFeatures.mostWords) {
      let row = features.id(of: TextFeatures.folded(word.stemHash))
      let isKnown = row.map { weights.rows[$0].isSeen } ?? false
      if !isKnown, !unknown.contains(word.stem) { unknown.append(word.stem) }
    }
    return unknown
  }

  func terms(_ question: ScoredQuestion, _ names: TermNames, label: Int, most: Int)
    -> [Explanation.Term]
  {
    var sums: [Int: Float] = [:]
    var shares: Float = 1
    func add(_ bags: QuestionBags, _ weights: LabelWeights, _ label: Int, _ share: Float) {
      for feature in bags.words + bags.characters {
        let row = Int(feature.row)
        let weight = weights.weight(row: row, label: label) - weights.rows[row].common
        sums[row, default: 0] += share * weight * feature.value
      }
    }
    add(question.plain, weights, label, 1)
    if let masked {
      add(question.masked, masked, label, Self.maskedShare)
      shares += Self.maskedShare
    }
    for grouping in groups?.groupings ?? [] {
      guard let groups else { continue }
      add(question.plain, groups.weights, Int(grouping[label]), GroupWeights.share)
      shares += GroupWeights.share
    }
    var terms: [Explanation.Term] = []
    for piece in names.pieces {
      guard let row = features.id(of: piece.hash), let sum = sums.removeValue(forKey: row) else {
        continue
      }
      terms.append(Explanation.Term(kind: piece.kind, text: piece.text, weight: sum / shares))
    }
    // The sort of the standard library is stable, but does not promise it.
    let order = terms.indices.sorted {
      let (x, y) = (abs(terms[$0].weight), abs(terms[$1].weight))
      return x != y ? x > y : $0 < $1
    }
    return order.prefix(max(0, most)).map { terms[$0] }
  }

  func views(_ evidence: ScoreEvidence, label: Int) -> [Explanation.View] {
    let all: [(Explanation.View.Name, [LabelWeights.Lanes])] = [
      (.words, evidence.words), (.letters, evidence.characters),
      (.together, evidence.totals),
    ]
    return all.map { name, lanes in
      var values: [Float] = []
      for label in 0..<weights.labelCount { values.append(lanes[label >> 4][label & 15]) }
      let mean = values.reduce(0, +) / Float(max(1, values.count))
      let squares = values.reduce(Float(0)) { $0 + ($1 - mean) * ($1 - mean) }
      let spread = max(1e-6, squares / Float(max(1, values.count))).squareRoot()
      return Explanation.View(
        name: name, score: values[label], zScore: (values[label] - mean) / spread)
    }
  }
}
