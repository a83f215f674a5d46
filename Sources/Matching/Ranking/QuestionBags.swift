/// A text as rows and values, in its two bags.
struct QuestionBags {
  var words: [LabelWeights.Feature] = []
  var characters: [LabelWeights.Feature] = []
  var wordMass: Float = 0
  var characterMass: Float = 0
  /// Shares of the two bags (by square) that the model has never seen.
  var unknownWordPart: Float = 0
  var unknownCharacterPart: Float = 0

  mutating func weigh() {
    wordMass = words.reduce(0) { $0 + $1.value }
    characterMass = characters.reduce(0) { $0 + $1.value }
  }
}
