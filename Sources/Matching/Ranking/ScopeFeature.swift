/// What the scope model looks at, in the order of `Scorer.Evidence.features`.
package enum ScopeFeature: Int, Sendable, CaseIterable {
  case topScore, marginToSecond, marginToFifth, topAboveMean
  case likeness, unknownWords, unknownWordPart, unknownCharacterPart
  case wordsAgree, charactersAgree, length
}
