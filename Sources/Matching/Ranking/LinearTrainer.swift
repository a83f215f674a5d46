/// One-against-rest linear weights, one label at a time, learned against its hardest rivals.
///
/// Dual coordinate descent for the squared hinge loss (Hsieh et al., ICML 2008): no learning rate,
/// and a few passes are enough.
struct LinearTrainer {
  struct Settings: Sendable {
    var passes = 6
    /// Price of a training error, beside the size of the weights; 1 to 4 is equally good on CLINC150.
    var cost: Float = 2
  }

  let matrix: ExampleMatrix
  /// How much each row counts.
  let weights: [Float]
  var settings = Settings()

  /// Learns to tell `positives` from `negatives` and leaves the weights in `weights`, whose
  /// entries must be zero before; returns the bias.
  func train(
    rows: [Int32], positives: Int, order: [Int], into scratch: inout [Float]
  ) -> Float {
    var alphas = [Float](repeating: 0, count: rows.count)
    var active = order
    var bias: Float = 0
    unsafe matrix.withRows { known in
      unsafe scratch.withUnsafeMutableBufferPointer { weights in
        for pass in 0..<settings.passes {
          var kept = 0
          for position in active {
            let sign: Float = position < positives ? 1 : -1
            let quiet = unsafe step(
              row: Int(rows[position]), sign: sign, alpha: &alphas[position], bias: &bias, known,
              weights)
            // A row that is far on its right side twice stays there: skip it from then on.
            if pass == 0 || !quiet {
              active[kept] = position
              kept += 1
            }
          }
          active.removeLast(active.count - kept)
        }
      }
    }
    return bias
  }

  @inline(__always)
  private func step(
    row: Int, sign: Float, alpha: inout Float, bias: inout Float, _ known: ExampleMatrix.Rows,
    _ weights: UnsafeMutableBufferPointer<Float>
  ) -> Bool {
    let range = unsafe known.starts[row]..<known.starts[row + 1]
    var score = bias
    for index in range {
      unsafe score += known.values[index] * weights[Int(known.features[index])]
    }
    let diagonal = 0.5 / (settings.cost * self.weights[row])
    let gradient = sign * score - 1 + diagonal * alpha
    // Both bags have unit length, and the bias is a feature of value 1.
    let moved = max(0, alpha - gradient / (3 + diagonal))
    let delta = (moved - alpha) * sign
    alpha = moved
    guard abs(delta) > 1e-4 else { return moved == 0 && gradient > 0.05 }
    bias += delta
    for index in range {
      unsafe weights[Int(known.features[index])] += known.values[index] * delta
    }
    return false
  }
}
