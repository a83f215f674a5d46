extension TrainingMatrix {
  /// A row as a question to a scorer that may not have seen it.
  func question(_ row: Int, _ scorer: Scorer) -> Scorer.Question {
    var question = Scorer.Question()
    question.length = stems[row].count
    let range = matrix.row(row)
    let border = matrix.borders[row]
    (question.words, question.unknownWordPart) = known(range.lowerBound..<border, scorer)
    (question.characters, question.unknownCharacterPart) = known(border..<range.upperBound, scorer)
    for word in question.words { question.wordMass += word.value }
    for gram in question.characters { question.characterMass += gram.value }
    var unknown = 0
    for stem in stems[row] {
      guard let id = table.id(of: stem) else { continue }
      if !scorer.weights.rows[id].isSeen { unknown += 1 }
      question.stems.add(id, scale: scorer.weights.rows[id].scale)
    }
    question.unknownStems = Float(unknown) / Float(max(1, stems[row].count))
    return question
  }

  private func known(
    _ range: Range<Int>, _ scorer: Scorer
  ) -> ([LabelWeights.Feature], Float) {
    var features: [LabelWeights.Feature] = []
    var unknown: Float = 0
    for index in range {
      let row = matrix.features[index]
      let value = matrix.values[index]
      if scorer.weights.rows[Int(row)].isSeen {
        features.append(LabelWeights.Feature(row: row, value: value))
      } else {
        unknown += value * value
      }
    }
    return (features, unknown)
  }
}
