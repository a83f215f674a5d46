/// What words and characters of a question say for each label, and all that is said together.
struct Sums {
  var words: [LabelWeights.Lanes]
  var characters: [LabelWeights.Lanes]
  var totals: [LabelWeights.Lanes]
  /// What is said for all labels alike.
  var common: Float

  /// What weights say of a text, by a share.
  init(_ weights: LabelWeights, _ bags: QuestionBags, share: Float) {
    let (words, characters) = (weights.sums(of: bags.words), weights.sums(of: bags.characters))
    self.words = words.labels
    self.characters = characters.labels
    common = share * (words.common + characters.common)
    totals = weights.constants.bias
    for block in totals.indices {
      totals[block] += self.words[block] + self.characters[block]
      totals[block] += bags.wordMass * weights.constants.words[block]
      totals[block] += bags.characterMass * weights.constants.characters[block]
    }
    if share != 1 { scale(by: share) }
  }

  private mutating func scale(by factor: Float) {
    for block in totals.indices {
      words[block] *= factor
      characters[block] *= factor
      totals[block] *= factor
    }
  }

  mutating func add(_ other: Sums) {
    for block in totals.indices {
      words[block] += other.words[block]
      characters[block] += other.characters[block]
      totals[block] += other.totals[block]
    }
    common += other.common
  }

  /// Makes a score comparable to that of the labels alone.
  mutating func divide(by share: Float) {
    scale(by: 1 / share)
    common /= share
  }
}
