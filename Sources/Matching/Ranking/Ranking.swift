/// Which labels a question may mean, best first, and whether to answer at all.
package struct Ranking: Sendable, Hashable {
  package struct Candidate: Sendable, Hashable {
    /// Position in the model's labels.
    package var label: Int
    /// How probable this label is, given that one of the labels is meant: 0 to 1.
    package var probability: Float
    /// What words and characters say together; around 1 for a clear hit, below 0 for a miss.
    package var score: Float
    /// The part of `score` that comes from stems and pairs of stems.
    package var words: Float
    /// The part of `score` that comes from stretches of characters.
    package var characters: Float
    /// Likeness of the nearest known phrasing, 0 to 1; looked up for the first candidate only.
    package var likeness: Float
  }

  package enum Decision: Sendable, Hashable {
    /// The first candidate is meant.
    case answer
    /// The first two are so near each other that it is better to ask.
    case ask
    /// No label is meant, as far as the model can tell.
    case abstain
  }

  package var candidates: [Candidate]
  package var decision: Decision
  /// How probable it is that any of the labels is meant: 0 to 1.
  package var inScope: Float
  /// Score of the first candidate less that of the second.
  package var margin: Float
  /// Whether a known phrasing has exactly these words.
  package var isVerbatim: Bool
  /// Share of the question's words that no phrasing has, 0 to 1.
  package var unknownWords: Float

  /// How likely the first candidate is meant beside all else that a line may want, by who knows both; 0
  /// where nobody does.
  package var share: Float = 0
  /// The same of all labels together.
  package var ours: Float = 0

  package var best: Candidate? { candidates.first }

  /// How sure the answer is: probability of the first candidate and of being in scope together.
  package var confidence: Float { (candidates.first?.probability ?? 0) * inScope }

  /// For a question without words, or a model without labels.
  static let none = Ranking(
    candidates: [], decision: .abstain, inScope: 0, margin: 0, isVerbatim: false,
    unknownWords: 1)
}
