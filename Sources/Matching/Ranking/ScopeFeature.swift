/// What the decision to answer looks at, in the order of `ScoreEvidence.features`.
package enum ScopeFeature: Int, Sendable, CaseIterable {
  /// Score of the first label: of words and characters, and of words alone.
  case topScore, wordScore
  /// Lead over the second label, as it is, as closeness, and times the score.
  case margin, closeness, scoreTimesMargin
  case marginToFifth
  /// How many spreads the first label lies above the mean of all.
  case topAboveMean
  /// Of the first label's nearest phrasing.
  case likeness, likenessSquared
  case unknownWords, unknownWordPart, unknownCharacterPart
  /// Whether words alone, and characters alone, name the same label.
  case wordsAgree, charactersAgree
  case length
  /// How much the question is like those that nothing answers.
  case outside
  /// How far the groups of the first label lie behind the groups that score highest.
  case groupLag
}
