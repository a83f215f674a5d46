extension TrainingMatrix {
  /// A row as a question to a scorer that may not have seen it.
  func question(_ row: Int, _ scorer: Scorer) -> ScoredQuestion {
    var question = ScoredQuestion()
    question.length = stems[row].count
    question.plain = bags(row, scorer.weights)
    if let hidden = scorer.masked { question.masked = bags(Int(masked[row]), hidden) }
    var unknown = 0
    for stem in stems[row] {
      guard let id = table.id(of: stem) else {
        unknown += 1
        continue
      }
      if !scorer.weights.rows[id].isSeen { unknown += 1 }
      question.stems.add(
        row: id, scorer.phrasings.number(ofRow: id), scale: scorer.weights.rows[id].scale)
    }
    question.unknownStems = Float(unknown) / Float(max(1, stems[row].count))
    return question
  }

  private func bags(_ row: Int, _ weights: LabelWeights) -> QuestionBags {
    var bags = QuestionBags()
    let range = matrix.row(row)
    let border = matrix.borders[row]
    (bags.words, bags.unknownWordPart) = known(range.lowerBound..<border, weights)
    (bags.characters, bags.unknownCharacterPart) = known(border..<range.upperBound, weights)
    bags.weigh()
    return bags
  }

  private func known(
    _ range: Range<Int>, _ weights: LabelWeights
  ) -> ([LabelWeights.Feature], Float) {
    var features: [LabelWeights.Feature] = []
    features.reserveCapacity(range.count)
    var unknown: Float = 0
    for index in range {
      let row = matrix.features[index]
      let value = matrix.values[index]
      if weights.rows[Int(row)].isSeen {
        features.append(LabelWeights.Feature(row: row, value: value))
      } else {
        unknown += value * value
      }
    }
    return (features, unknown)
  }
}
