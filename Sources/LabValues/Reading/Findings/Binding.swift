/// A number, or a word, that was found for a name.
struct Binding {
  /// Positions in `numbers`.
  var number: Int?
  var word: WordValue?
  /// The lexeme behind the word.
  var wordEnd = 0
  /// The word stands before the name: "high calcium".
  var isPreposed = false
  var comparator = Comparator.equal
  /// The unit that stands behind a later number of the same list.
  var unit: Int?
  var isNegated = false
  var isTarget = false
  var saysEarlier = false
  /// "is", "was", ":" between name and word.
  var hasConnector = false
  /// Joined to the name only by being near: proof for no abbreviation.
  var isLoose = false
  /// A clause ended between the word and here.
  var hasCrossed = false
}
