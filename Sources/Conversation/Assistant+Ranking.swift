package import Matching

/// The matcher behind the answers, for whoever measures it alone.
extension Assistant {
  /// The sections that a question may mean, without rules, session or wording.
  package func ranking(of question: String) -> Ranking {
    model.rank(normalizer.normalize(question).text)
  }
}
