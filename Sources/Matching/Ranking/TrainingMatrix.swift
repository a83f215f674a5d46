import Language

/// A training set as numbers: rows of features, their labels and weights.
struct TrainingMatrix: Sendable {
  private(set) var table = FeatureTable()
  private(set) var matrix = ExampleMatrix()
  /// Hides what labels are about.
  let mask: NameMask
  /// For each row of a line the row that says it without names: its own where it has none.
  private(set) var masked: [Int32] = []
  /// What each row is a variant of.
  private(set) var origins: [Int] = []
  /// Ways to sort the labels, see ``TrainingSet/groupings``.
  let groupings: [[Int]]
  /// The label of each row, −1 for a question that no label answers. Rows beyond `count` repeat
  /// lines without their names.
  private(set) var labels: [Int32] = []
  private(set) var weights: [Float] = []
  /// A number that each row has of its own, whatever others there are: by it rows are shuffled and hidden, so
  /// that a line that is added leaves the lot of all others as it was.
  private(set) var keys: [UInt64] = []
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
  /// See ``TrainingSet/strangeness``.
  let strangeness: Float
  /// Word features of background texts with their weights, for each label.
  private(set) var background: [[(feature: UInt32, weight: Float)]]
  private let fewestExamples: Int
  /// For each line its words without names, until they have rows.
  private var hidden: [[Word]?] = []
  /// Whether any line names something.
  var hasNames: Bool { matrix.count > count }

  var featureCount: Int { isWord.count }
  /// How many lines there are.
  var count: Int { stems.count }

  init(_ set: TrainingSet) {
    labelCount = min(set.labels.count, LabelWeights.mostLabels)
    mask = NameMask(set.names)
    groupings = set.groupings.filter { Self.isTelling($0, labels: set.labels.count) }
    background = Array(repeating: [], count: labelCount)
    fewestExamples = set.fewestExamples
    strangeness = set.strangeness
    for (position, example) in set.examples.enumerated()
    where example.label >= 0 && example.label < labelCount && example.weight > 0 {
      append(
        example.text, label: example.label, weight: example.weight, source: position,
        origin: example.origin ?? -1 - position)
    }
    for (position, text) in set.outOfScope.enumerated() {
      append(text, label: -1, weight: 1, source: 0, origin: -1 - set.examples.count - position)
    }
    appendMasked()
    prune()
    for example in set.background
    where example.label >= 0 && example.label < labelCount && example.weight > 0 {
      appendBackground(example)
    }
    for label in background.indices { background[label] = Self.merged(background[label]) }
    findScales()
    matrix.rescale(by: scales)
  }

  /// Whether a grouping puts a good part of the labels together, and not all of them.
  private static func isTelling(_ grouping: [Int], labels: Int) -> Bool {
    let groups = Set(grouping).count
    return grouping.count == labels && groups >= 2 && groups * 3 <= labels * 2
      && grouping.allSatisfy { $0 >= 0 && $0 < groups }
  }

  /// Leaves out what too few phrasings have, but no word: one that was never seen tells to abstain.
  private mutating func prune() {
    guard fewestExamples > 1 else { return }
    var counts = [Int32](repeating: 0, count: table.count)
    var last = [Int](repeating: Int.max, count: table.count)
    for row in 0..<matrix.count {
      for index in matrix.row(row) {
        let feature = Int(matrix.features[index])
        if last[feature] != origins[row] {
          last[feature] = origins[row]
          counts[feature] += 1
        }
      }
    }
    for stem in stems.joined() {
      if let id = table.id(of: stem) { counts[id] = .max }
    }
    let fewest = Int32(truncatingIfNeeded: fewestExamples)
    table = matrix.keep(in: table) { counts[$0] >= fewest }
  }

  private mutating func append(
    _ text: String, label: Int, weight: Float, source: Int, origin: Int
  ) {
    let words = Tokenizer.words(of: text)
    guard !words.isEmpty else { return }
    let features = TextFeatures(of: words)
    append(
      features, label: Int32(truncatingIfNeeded: label), weight: max(0.001, min(weight, 100)),
      origin: origin)
    stems.append(features.stems)
    sources.append(UInt32(truncatingIfNeeded: source))
    wordings.append(words.wordingHash)
    hidden.append(mask.masked(words))
  }

  private mutating func append(
    _ text: TextFeatures, label: Int32, weight: Float, origin: Int
  ) {
    matrix.append(text, into: &table)
    labels.append(label)
    weights.append(weight)
    origins.append(origin)
    keys.append(
      SplitMix64.key(of: text.words.map { Int32(bitPattern: $0.hash) }, Int(label)))
  }

  /// Appends the lines that name something once more, without the names.
  private mutating func appendMasked() {
    masked = (0..<count).map { Int32(truncatingIfNeeded: $0) }
    for (row, words) in hidden.enumerated() {
      guard let words else { continue }
      masked[row] = Int32(truncatingIfNeeded: matrix.count)
      append(
        TextFeatures(of: words), label: labels[row], weight: weights[row], origin: origins[row])
    }
    hidden = []
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
    let order = members(of: Array(0..<Int32(truncatingIfNeeded: matrix.count)))
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
    for row in 0..<matrix.count {
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
