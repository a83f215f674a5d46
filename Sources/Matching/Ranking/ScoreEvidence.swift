/// What is known of a question before anything is decided.
struct ScoreEvidence {
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
  /// The scores of groups of labels; empty where labels have nothing in common.
  var grouped: [LabelWeights.Lanes]
  /// Likeness of the first label's nearest phrasing.
  var likeness: Float = 0
  /// What the scope model looks at, as named in `ScopeFeature`.
  var features: [Float] = []
  /// Labels that a hint spoke for.
  var hinted: [Int] = []

  /// A part of the score of a label; 0 for what no phrasing was learned of.
  func part(_ lanes: [LabelWeights.Lanes], _ label: Int) -> Float {
    label >> 4 < lanes.count ? lanes[label >> 4][label & 15] : 0
  }

  /// Lets labels compete again, each by how likely it is meant as well. What speaks for an answer at all
  /// was learned from the scores as they were, and so the highest stays as high.
  mutating func take(meant: [Float]) {
    guard !meant.isEmpty, let before = best.scores.first else { return }
    let moved = meant.indices.map {
      totals[$0 >> 4][$0 & 15] + Self.meantShare * meant[$0]
    }
    let lost = before - (moved.max() ?? before)
    best = Best(best.labels.count)
    for (label, score) in moved.enumerated() {
      totals[label >> 4][label & 15] = score + lost
      best.offer(label, score + lost)
    }
  }

  /// What a label counts less that is e times less likely to be meant; found on unseen questions, where
  /// 0.2 to 0.4 are equally good.
  private static let meantShare: Float = 0.25

  /// Lets hinted labels compete with the best.
  mutating func take(_ hints: [RankingHint]) {
    guard !hints.isEmpty else { return }
    hinted = hints.map(\.label)
    var again = Best(best.labels.count + hints.count)
    for hint in hints {
      let own =
        hint.label >> 4 < totals.count ? totals[hint.label >> 4][hint.label & 15] : -.infinity
      again.offer(hint.label, max(own + hint.gain, hint.least))
    }
    for (label, score) in zip(best.labels, best.scores) where !hinted.contains(label) {
      again.offer(label, score)
    }
    best = again
  }
}
