import Language

/// Linear weights for all groups at once: what tells a group from the others of its grouping.
///
/// The method is that of ``LinearTrainer``, sixteen groups at a time: there are few groups, and each
/// row speaks of all of them.
struct GroupTrainer {
  typealias Lanes = LabelWeights.Lanes

  let matrix: ExampleMatrix
  /// How much each row counts.
  let weights: [Float]
  /// How many groups there are.
  let groupCount: Int
  /// The groups of each row, as places among all of them; empty for a row of none.
  let groups: (Int) -> [Int]
  var passes = 4
  var cost: Float = 2

  var blocks: Int { (groupCount + 15) / 16 }

  /// Learned weights: `blocks` entries a feature, and the bias of each group.
  struct Learned {
    var weights: [Lanes]
    var bias: [Lanes]
  }

  /// - Parameter order: in which the rows are gone through, as places among them
  func train(_ rows: [Int32], featureCount: Int, order: [Int]) -> Learned {
    let width = blocks
    var learned = Learned(
      weights: Array(repeating: .zero, count: featureCount * width),
      bias: Array(repeating: .zero, count: width))
    var alphas = [Lanes](repeating: .zero, count: rows.count * width)
    let allSigns = rows.map { signs(of: Int($0)) }
    var active = order
    unsafe matrix.withRows { known in
      unsafe learned.weights.withUnsafeMutableBufferPointer { weights in
        for pass in 0..<passes {
          var kept = 0
          for position in active {
            let isQuiet = unsafe step(
              Int(rows[position]), signs: allSigns[position], &alphas, at: position * width,
              &learned.bias, known, weights)
            if pass == 0 || !isQuiet {
              active[kept] = position
              kept += 1
            }
          }
          active.removeLast(active.count - kept)
        }
      }
    }
    return learned
  }

  /// +1 for the groups of a row, −1 for all others, 0 where there is no group.
  private func signs(of row: Int) -> [Lanes] {
    var signs = [Lanes](repeating: .zero, count: blocks)
    for group in 0..<groupCount { signs[group >> 4][group & 15] = -1 }
    for group in groups(row) { signs[group >> 4][group & 15] = 1 }
    return signs
  }

  /// Moves the weights by one row; whether it stands on its right side for every group.
  private func step(
    _ row: Int, signs: [Lanes], _ alphas: inout [Lanes], at start: Int, _ bias: inout [Lanes],
    _ known: ExampleMatrix.Rows, _ weights: UnsafeMutableBufferPointer<Lanes>
  ) -> Bool {
    let width = blocks
    let range = unsafe known.starts[row]..<known.starts[row + 1]
    let diagonal = 0.5 / (cost * self.weights[row])
    var isQuiet = true
    // Block by block: sixteen sums stay where the machine adds.
    for block in 0..<width {
      var score = bias[block]
      for index in range {
        let place = unsafe Int(known.features[index]) &* width &+ block
        unsafe score += known.values[index] * weights[place]
      }
      let (sign, alpha) = (signs[block], alphas[start + block])
      let gradient = sign * score - 1 + diagonal * alpha
      var moved = alpha - gradient / (3 + diagonal)
      moved.replace(with: 0, where: moved .< 0 .| (sign .== 0))
      alphas[start + block] = moved
      let delta = (moved - alpha) * sign
      if any(moved .> 0 .| ((gradient .< 0.05) .& (sign .!= 0))) { isQuiet = false }
      guard any(delta .> 1e-4 .| (delta .< -1e-4)) else { continue }
      isQuiet = false
      bias[block] += delta
      for index in range {
        let place = unsafe Int(known.features[index]) &* width &+ block
        unsafe weights[place] += known.values[index] * delta
      }
    }
    return isQuiet
  }
}
