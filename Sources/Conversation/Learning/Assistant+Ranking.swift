import Language
package import Matching

/// The matcher behind the answers, for whoever measures it alone.
extension Assistant {
  /// The sections that a question may mean, without rules, session or wording.
  package func ranking(of question: String) -> Ranking {
    listener.finder.model.rank(normalizer.normalize(question).canonical)
  }

  /// Whether any word of a text says what it is about: one that is neither a number nor so common
  /// that every line may have it.
  package func tells(_ text: String) -> Bool {
    normalizer.normalize(text).canonical.contains { word in
      word.number == nil && !normalizer.isPlain(word)
    }
  }
}
