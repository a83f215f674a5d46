/// Turns evidence into probabilities and a decision; everything in it is learned from held-out
/// phrasings of the same knowledge.
struct Judge: Sendable {
  /// How many labels share the probability.
  static let rivals = 10

  /// Multiplies scores before they become probabilities.
  var sharpness: Float
  /// Log odds that any label is meant.
  var scope: Logistic
  /// In-scope log odds below this mean abstaining.
  var threshold: Float

  func ranking(
    _ question: ScoredQuestion, _ evidence: ScoreEvidence, limit: Int
  ) -> Ranking {
    let candidates = candidates(evidence)
    var inScope = Damping.logistic(scope.logOdds(evidence.features) - threshold)
    // The threshold becomes one half, so that a reader of the number sees the decision in it.
    if !evidence.verbatim.isEmpty { inScope = 1 }
    if let first = evidence.best.labels.first, evidence.hinted.contains(first) {
      inScope = max(inScope, Self.hintedScope)
    }
    let margin = candidates.count > 1 ? candidates[0].score - candidates[1].score : 0
    return Ranking(
      candidates: Array(candidates.prefix(limit)),
      decision: decision(candidates, inScope: inScope, verbatim: evidence.verbatim.count),
      inScope: inScope, margin: margin, isVerbatim: !evidence.verbatim.isEmpty,
      unknownWords: question.unknownStems)
  }

  /// Below this the first label is not sure, and a second one that has so much of its probability may
  /// be meant as well.
  private static let unsure: Float = 0.6
  private static let near: Float = 0.92

  private func decision(
    _ candidates: [Ranking.Candidate], inScope: Float, verbatim: Int
  ) -> Ranking.Decision {
    guard let first = candidates.first, inScope >= 0.5 else { return .abstain }
    if verbatim == 1 { return .answer }
    guard candidates.count > 1 else { return .answer }
    let second = candidates[1].probability
    let near = first.probability < Self.unsure && second > Self.near * first.probability
    return near || verbatim > 1 ? .ask : .answer
  }

  /// How surely something is meant that leads because a hint spoke for it.
  private static let hintedScope: Float = 0.9

  /// The labels with the highest scores; those that own the exact wording lead.
  func candidates(_ evidence: ScoreEvidence) -> [Ranking.Candidate] {
    let probabilities = probabilities(evidence.best.scores)
    let candidates = evidence.best.labels.indices.map { position in
      let label = evidence.best.labels[position]
      return Ranking.Candidate(
        label: label, probability: probabilities[position],
        score: evidence.best.scores[position], words: evidence.part(evidence.words, label),
        characters: evidence.part(evidence.characters, label),
        likeness: position == 0 ? evidence.likeness : 0)
    }
    return evidence.verbatim.isEmpty
      ? candidates : leading(evidence.verbatim, candidates, evidence)
  }

  func probabilities(_ scores: [Float]) -> [Float] { Softmax.of(scores, sharpness: sharpness) }

  /// Puts the labels that own the exact wording first.
  private func leading(
    _ owners: [Int], _ candidates: [Ranking.Candidate], _ evidence: ScoreEvidence
  ) -> [Ranking.Candidate] {
    var first = candidates.filter { owners.contains($0.label) }
    for label in owners where !first.contains(where: { $0.label == label }) {
      first.append(
        Ranking.Candidate(
          label: label, probability: 0, score: candidates.last?.score ?? 0,
          words: evidence.words[label >> 4][label & 15],
          characters: evidence.characters[label >> 4][label & 15], likeness: 1))
    }
    for index in first.indices {
      first[index].probability = 0.99 / Float(first.count)
      first[index].likeness = 1
    }
    var others = candidates.filter { !owners.contains($0.label) }
    let rest = others.reduce(Float(0)) { $0 + $1.probability }
    for index in others.indices where rest > 0 {
      others[index].probability *= 0.01 / rest
    }
    return first + others
  }
}
