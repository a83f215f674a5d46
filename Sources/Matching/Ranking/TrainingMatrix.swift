import Language

/// A training set as numbers: rows of features, their labels and weights.
struct TrainingMatrix: Sendable {
  private(set) var table = FeatureTable()
  private(set) var matrix = ExampleMatrix()
  /// The label of each row, −1 for a question that no label answers.
  private(set) var labels: [Int32] = []
  private(set) var weights: [Float] = []
  /// For each feature whether it is of words, and how telling it is.
  private(set) var isWord: [Bool] = []
  private(set) var scales: [Float] = []
  /// The scale of a feature never seen.
  private(set) var unknownScale: Float = 1
  /// Rows of examples, in the order of the set, then out-of-scope rows.
  private(set) var stems: [[UInt32]] = []
  /// Where each row stands in the set's examples.
  private(set) var sources: [UInt32] = []
  /// Hash of the exact words of each row.
  private(set) var wordings: [UInt64] = []
  let labelCount: Int
  /// See ``TrainingSet/decides``.
  let decides: Bool
  /// Word features of background texts with their weights, for each label.
  private(set) var background: [[(feature: UInt32, weight: Float)]]
  /// How many examples have each feature; empty where every feature is taken.
  private var frequencies: [UInt32: Int] = [:]
  private let fewestExamples: Int

  var featureCount: Int { isWord.count }
  var count: Int { labels.count }

  init(_ set: TrainingSet) {
    labelCount = min(set.labels.count, LabelWeights.mostLabels)
    background = Array(repeating: [], count: labelCount)
    fewestExamples = set.fewestExamples
    decides = set.decides
    if fewestExamples > 1 { count(set.examples) }
    for (position, example) in set.examples.enumerated()
    where example.label >= 0 && example.label < labelCount && example.weight > 0 {
      append(example.text, label: example.label, weight: example.weight, source: position)
    }
    for text in set.outOfScope { append(text, label: -1, weight: 1, source: 0) }
    for example in set.background
    where example.label >= 0 && example.label < labelCount && example.weight > 0 {
      appendBackground(example)
    }
    for label in background.indices { background[label] = Self.merged(background[label]) }
    findScales()
    matrix.rescale(by: scales)
  }

  private mutating func count(_ examples: [TrainingSet.Example]) {
    for example in examples {
      let features = TextFeatures(of: example.text)
      for feature in features.words + features.characters {
        frequencies[feature.hash, default: 0] += 1
      }
    }
  }

  private func isFrequent(_ feature: TextFeatures.Feature) -> Bool {
    fewestExamples <= 1 || frequencies[feature.hash, default: 0] >= fewestExamples
  }

  private mutating func append(_ text: String, label: Int, weight: Float, source: Int) {
    let words = Tokenizer.words(of: text)
    guard !words.isEmpty else { return }
    var features = TextFeatures(of: words)
    features.words.removeAll { !isFrequent($0) }
    features.characters.removeAll { !isFrequent($0) }
    matrix.append(features, into: &table)
    labels.append(Int32(truncatingIfNeeded: label))
    weights.append(max(0.001, min(weight, 100)))
    stems.append(features.stems)
    sources.append(UInt32(truncatingIfNeeded: source))
    wordings.append(PhrasingIndex.wording(of: words))
  }

  private mutating func appendBackground(_ example: TrainingSet.Example) {
    for feature in TextFeatures(of: Tokenizer.words(of: example.text)).words {
      let id = UInt32(truncatingIfNeeded: table.insert(feature.hash))
      background[example.label].append((id, max(0.001, min(example.weight, 100))))
    }
  }

  /// Adds up the weights of equal features, in the order of features.
  private static func merged(
    _ terms: [(feature: UInt32, weight: Float)]
  ) -> [(feature: UInt32, weight: Float)] {
    var merged: [(feature: UInt32, weight: Float)] = []
    for term in terms.sorted(by: { ($0.feature, $0.weight) < ($1.feature, $1.weight) }) {
      if merged.last?.feature == term.feature {
        merged[merged.count - 1].weight += term.weight
      } else {
        merged.append(term)
      }
    }
    return merged
  }

  /// (1 + ln(labels / labels that have it))^½: on CLINC150 this adds a point at 5 phrasings a label
  /// and nothing at 100.
  private mutating func findScales() {
    isWord = Array(repeating: false, count: table.count)
    var spread = [Float](repeating: 0, count: table.count)
    var last = [Int32](repeating: -2, count: table.count)
    let order = members(of: Array(0..<Int32(truncatingIfNeeded: count)))
    for rows in order {
      for row in rows {
        for index in matrix.row(Int(row)) {
          let feature = Int(matrix.features[index])
          if last[feature] != labels[Int(row)] {
            last[feature] = labels[Int(row)]
            spread[feature] += 1
          }
        }
      }
    }
    for row in 0..<count {
      for index in matrix.row(row).lowerBound..<matrix.borders[row] {
        isWord[Int(matrix.features[index])] = true
      }
    }
    for terms in background { for term in terms { isWord[Int(term.feature)] = true } }
    let labelTotal = Float(max(1, labelCount))
    scales = spread.map {
      (1 + Damping.logarithm((labelTotal + 1) / (max(1, $0) + 1))).squareRoot()
    }
    unknownScale = (1 + Damping.logarithm(labelTotal + 1)).squareRoot()
  }

  /// The rows of each label, in the order given.
  func members(of rows: [Int32]) -> [[Int32]] {
    var members = [[Int32]](repeating: [], count: labelCount)
    for row in rows where labels[Int(row)] >= 0 { members[Int(labels[Int(row)])].append(row) }
    return members
  }

  /// Adds up in how many rows, by weight, each feature stands; returns the sums of words and of
  /// characters.
  func count(_ rows: [Int32], into counts: inout [Float]) -> SIMD2<Float> {
    var total = SIMD2<Float>.zero
    for row in rows {
      let weight = weights[Int(row)]
      let range = matrix.row(Int(row))
      for index in range { counts[Int(matrix.features[index])] += weight }
      let words = matrix.borders[Int(row)] - range.lowerBound
      total += weight * SIMD2(Float(words), Float(range.count - words))
    }
    return total
  }
}
