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
  package func rank(_ text: String, limit: Int = 5) -> Ranking {
    rank(Tokenizer.words(of: text), limit: limit)
  }

  /// Ranks the labels for the words of a question.
  package func rank(_ words: [Word], limit: Int = 5) -> Ranking {
    guard !words.isEmpty, !labels.isEmpty, limit > 0 else { return .none }
    let question = scorer.question(words)
    let evidence = scorer.evidence(question, most: max(limit, Judge.rivals))
    return judge.ranking(question, evidence, limit: limit)
  }

  /// The nearest labels, without a decision: that takes half the time.
  package func nearest(_ words: [Word], limit: Int) -> [Ranking.Candidate] {
    guard !words.isEmpty, !labels.isEmpty else { return [] }
    let scores = scorer.scores(scorer.question(words), most: max(limit, Judge.rivals))
    return Array(judge.candidates(scores).prefix(limit))
  }

  /// Whether these words are a known phrasing to the letter; it says what `rank` says, in a tenth of
  /// the time.
  package func isVerbatim(_ words: [Word]) -> Bool {
    guard !words.isEmpty, !labels.isEmpty else { return false }
    return !scorer.phrasings.labels(worded: PhrasingIndex.wording(of: words)).isEmpty
  }
}
