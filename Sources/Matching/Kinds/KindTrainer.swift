/// Learns the weights of kinds line by line.
struct KindTrainer {
  /// Row after row, one weight a kind.
  private(set) var weights: [Float]
  private(set) var bias: [Float]
  /// How much each feature was moved: one that was moved often moves little.
  private var moved: [Float]
  private let labels: Int

  init(labels: Int) {
    self.labels = labels
    weights = [Float](repeating: 0, count: KindModel.rows * labels)
    bias = [Float](repeating: 0, count: labels)
    moved = [Float](repeating: 1e-3, count: KindModel.rows)
  }

  /// Moves the weights towards the label of a line; returns whether it was known well before.
  mutating func learn(_ example: KindModel.Example) -> Bool {
    let scale = 1 / Float(example.features.count + 1).squareRoot()
    var pulls = scores(example.features, scale)
    let known = pulls[example.label]
    for label in 0..<labels { pulls[label] = -pulls[label] }
    pulls[example.label] += 1
    guard pulls[example.label] >= Self.least else { return true }
    let square = pulls.reduce(0) { $0 + $1 * $1 } * scale * scale
    move(example.features, pulls, square, scale)
    for label in 0..<labels { bias[label] += Self.biasRate * pulls[label] }
    return known > Self.well
  }

  /// The share of each kind.
  private func scores(_ features: [Int32], _ scale: Float) -> [Float] {
    var sums = [Float](repeating: 0, count: labels)
    let labels = labels
    unsafe weights.withUnsafeBufferPointer { weights in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        for feature in features {
          let start = KindModel.row(feature) * labels
          for label in 0..<labels { unsafe sums[label] += weights[start &+ label] }
        }
      }
    }
    for label in 0..<labels { sums[label] = sums[label] * scale + bias[label] }
    return Softmax.of(sums)
  }

  private mutating func move(
    _ features: [Int32], _ pulls: [Float], _ square: Float, _ scale: Float
  ) {
    let labels = labels
    for feature in features { moved[KindModel.row(feature)] += square }
    unsafe weights.withUnsafeMutableBufferPointer { weights in
      unsafe pulls.withUnsafeBufferPointer { pulls in
        for feature in features {
          let row = KindModel.row(feature)
          let rate = Self.rate * scale / self.moved[row].squareRoot()
          let start = row * labels
          for label in 0..<labels { unsafe weights[start &+ label] += rate * pulls[label] }
        }
      }
    }
  }

  private static let rate: Float = 8
  private static let biasRate: Float = 0.02
  private static let least: Float = 0.02
  private static let well: Float = 0.97
}
