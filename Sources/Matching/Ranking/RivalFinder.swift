import Language

/// Finds for each label the rows of other labels that are most like it, to learn against.
///
/// Small sets learn from everything. In large ones each row is a rival of the few labels that its
/// words point to and of some at random; on CLINC150 fifteen do nearly as well as all 149.
struct RivalFinder {
  let data: TrainingMatrix
  let pairs: Int
  /// A word that more labels have than this tells none of them.
  static let mostLabels = 400

  func rivals(rows: [Int32], members: [[Int32]]) -> [[Int32]] {
    let each = max(12, pairs / max(1, rows.count))
    var rivals = [[Int32]](repeating: [], count: data.labelCount)
    if each >= data.labelCount {
      for label in 0..<data.labelCount {
        rivals[label] = rows.filter { data.labels[Int($0)] != label }
      }
      return rivals
    }
    let postings = postings(members)
    var scores = [Float](repeating: 0, count: data.labelCount)
    var marks = [Int32](repeating: -1, count: data.labelCount)
    for row in rows {
      let own = Int(data.labels[Int(row)])
      var chosen = hardest(row: Int(row), postings: postings, most: each * 3 / 4, &scores)
      var random = SplitMix64(seed: data.keys[Int(row)])
      for _ in 0..<(each / 4) { chosen.append(random.below(data.labelCount)) }
      for label in chosen where label != own && marks[label] != row {
        marks[label] = row
        rivals[label].append(row)
      }
    }
    return rivals
  }

  private struct Postings {
    var starts: [Int]
    var labels: [UInt32]
    var gains: [Float]
  }

  /// For each word feature the labels that have it.
  private func postings(_ members: [[Int32]]) -> Postings {
    var triples: [(feature: UInt32, label: UInt32, gain: Float)] = []
    var counts = [Float](repeating: 0, count: data.featureCount)
    for (label, rows) in members.enumerated() {
      var touched: [UInt32] = []
      for row in rows {
        for index in data.matrix.row(Int(row)).lowerBound..<data.matrix.borders[Int(row)] {
          let feature = data.matrix.features[index]
          if counts[Int(feature)] == 0 { touched.append(feature) }
          counts[Int(feature)] += 1
        }
      }
      for feature in touched {
        let share = counts[Int(feature)] / Float(rows.count)
        triples.append(
          (feature, UInt32(truncatingIfNeeded: label), Damping.logarithm(1 + 100 * share)))
        counts[Int(feature)] = 0
      }
    }
    var starts = [Int](repeating: 0, count: data.featureCount + 1)
    for triple in triples { starts[Int(triple.feature) + 1] += 1 }
    for feature in 0..<data.featureCount { starts[feature + 1] += starts[feature] }
    var next = starts
    var result = Postings(
      starts: starts, labels: Array(repeating: 0, count: triples.count),
      gains: Array(repeating: 0, count: triples.count))
    for triple in triples {
      result.labels[next[Int(triple.feature)]] = triple.label
      result.gains[next[Int(triple.feature)]] = triple.gain
      next[Int(triple.feature)] += 1
    }
    return result
  }

  private func hardest(
    row: Int, postings: Postings, most: Int, _ scores: inout [Float]
  ) -> [Int] {
    var touched: [Int] = []
    for index in data.matrix.row(row).lowerBound..<data.matrix.borders[row] {
      let feature = Int(data.matrix.features[index])
      let value = data.matrix.values[index]
      let labels = postings.starts[feature]..<postings.starts[feature + 1]
      guard labels.count <= Self.mostLabels else { continue }
      for position in labels {
        let label = Int(postings.labels[position])
        if scores[label] == 0 { touched.append(label) }
        scores[label] += value * postings.gains[position]
      }
    }
    var best = Best(most)
    touched.sort()
    for label in touched {
      best.offer(label, scores[label])
      scores[label] = 0
    }
    return best.labels
  }
}

/// The labels with the highest scores, best first; of equals the one offered first.
struct Best {
  private(set) var labels: [Int] = []
  private(set) var scores: [Float] = []
  private let most: Int

  init(_ most: Int) {
    self.most = most
    labels.reserveCapacity(most)
    scores.reserveCapacity(most)
  }

  /// The score to beat, once the places are full.
  var worst: Float? { labels.count == most ? scores.last : nil }

  mutating func offer(_ label: Int, _ score: Float) {
    guard most > 0 else { return }
    if labels.count < most {
      labels.append(label)
      scores.append(score)
    } else if score <= scores[most - 1] {
      return
    }
    var place = labels.count - 1
    while place > 0, scores[place - 1] < score {
      labels[place] = labels[place - 1]
      scores[place] = scores[place - 1]
      place -= 1
    }
    labels[place] = label
    scores[place] = score
  }
}
