package import Language

/// A trained matcher: says which label a question means, how surely, and why.
///
/// An immutable value; the same training set gives the same model on every run, and the same
/// question the same ranking.
package struct RankingModel: Sendable {
  package let labels: [String]
  var scorer: Scorer
  var judge: Judge

  /// Ranks the labels for a question whose text is normalised as the training texts were.
  package func rank(_ text: String, limit: Int = 5, hints: [RankingHint] = []) -> Ranking {
    rank(Tokenizer.words(of: text), limit: limit, hints: hints)
  }

  /// Ranks the labels for the words of a question.
  ///
  /// `hints` are labels that something else speaks for, a pattern or a rule: they gain, and compete with
  /// the others.
  ///
  /// `meant` says for each label, in natural logarithms, how likely something else that knows all labels
  /// holds it; it may be empty.
  package func rank(
    _ words: [Word], limit: Int = 5, hints: [RankingHint] = [], meant: [Float] = []
  ) -> Ranking {
    guard !words.isEmpty, !labels.isEmpty, limit > 0 else { return .none }
    let question = scorer.wholeQuestion(words)
    var evidence = scorer.evidence(question, most: max(limit, Judge.rivals))
    evidence.take(meant: meant)
    evidence.take(hints)
    return judge.ranking(question, evidence, limit: limit)
  }

  /// The nearest labels, without a decision: that takes half the time.
  package func nearest(_ words: [Word], limit: Int) -> [Ranking.Candidate] {
    guard !words.isEmpty, !labels.isEmpty else { return [] }
    let scores = scorer.scores(scorer.wholeQuestion(words), most: max(limit, Judge.rivals))
    return Array(judge.candidates(scores).prefix(limit))
  }

  /// The scores of some labels, whether they are near or not.
  package func scores(of labels: [Int], _ words: [Word]) -> [Float] {
    guard !words.isEmpty, !self.labels.isEmpty else { return labels.map { _ in 0 } }
    let totals = scorer.scores(scorer.wholeQuestion(words), most: 1).totals
    return labels.map { $0 >> 4 < totals.count ? totals[$0 >> 4][$0 & 15] : 0 }
  }

  /// Whether these words are a known phrasing to the letter; it says what `rank` says, in a tenth of
  /// the time.
  package func isVerbatim(_ words: [Word]) -> Bool {
    guard !words.isEmpty, !labels.isEmpty else { return false }
    return !scorer.phrasings.labels(worded: words.wordingHash).isEmpty
  }
}
