/// A small logistic model: weighs a handful of features and says how probable "yes" is.
struct Logistic: Sendable {
  /// Of each feature: its mean, and one over its spread, in training.
  var means: [Float]
  var scales: [Float]
  /// One weight for each feature, then the bias.
  var weights: [Float]

  struct Sample: Sendable {
    var features: [Float]
    var isYes: Bool
    var weight: Float
  }

  func logOdds(_ features: [Float]) -> Float {
    var sum = weights.last ?? 0
    for index in means.indices {
      sum += weights[index] * standard(features[index], index)
    }
    return sum
  }

  /// What each feature adds to the log odds.
  func contributions(_ features: [Float]) -> [Float] {
    means.indices.map { weights[$0] * standard(features[$0], $0) }
  }

  /// A feature beyond four spreads says no more than one at four.
  private func standard(_ value: Float, _ index: Int) -> Float {
    max(-4, min(4, (value - means[index]) * scales[index]))
  }

  /// Newton's method with a ridge of `ridge`; twelve steps are ample for a dozen features.
  static func trained(on samples: [Sample], featureCount: Int, ridge: Double) -> Logistic {
    var model = standardised(samples, featureCount)
    let size = featureCount + 1
    var weights = [Double](repeating: 0, count: size)
    let total = samples.reduce(0.0) { $0 + Double($1.weight) }
    guard total > 0 else { return model }
    let rows = samples.map { sample in
      (0..<featureCount).map { Double(model.standard(sample.features[$0], $0)) } + [1]
    }
    for _ in 0..<12 {
      var gradient = [Double](repeating: 0, count: size)
      var curvature = [Double](repeating: 0, count: size * size)
      for (row, sample) in zip(rows, samples) {
        var sum = 0.0
        for index in 0..<size { sum += weights[index] * row[index] }
        let p = Double(Damping.logistic(Float(sum)))
        let weight = Double(sample.weight) / total
        let error = weight * ((sample.isYes ? 1 : 0) - p)
        let bend = weight * max(1e-6, p * (1 - p))
        for i in 0..<size {
          gradient[i] += error * row[i]
          for j in 0...i { curvature[i * size + j] += bend * row[i] * row[j] }
        }
      }
      for i in 0..<size {
        // The bias is free: shrinking it would favour "perhaps".
        let pull = i < featureCount ? ridge : 1e-6
        gradient[i] -= pull * weights[i]
        curvature[i * size + i] += pull
      }
      let step = solved(curvature, gradient)
      for i in 0..<size { weights[i] += max(-4, min(4, step[i])) }
    }
    model.weights = weights.map { Float($0) }
    return model
  }

  private static func standardised(_ samples: [Sample], _ count: Int) -> Logistic {
    var means = [Float](repeating: 0, count: count)
    var scales = [Float](repeating: 0, count: count)
    let total = samples.reduce(Float(0)) { $0 + $1.weight }
    for sample in samples {
      for index in 0..<count { means[index] += sample.weight / total * sample.features[index] }
    }
    for sample in samples {
      for index in 0..<count {
        let off = sample.features[index] - means[index]
        scales[index] += sample.weight / total * off * off
      }
    }
    scales = scales.map { $0 > 1e-9 ? 1 / $0.squareRoot() : 0 }
    return Logistic(
      means: means, scales: scales, weights: [Float](repeating: 0, count: count + 1))
  }

  /// Solves `a · x = b` for symmetric positive `a`, of which the lower half is given (Cholesky).
  private static func solved(_ a: [Double], _ b: [Double]) -> [Double] {
    let size = b.count
    var l = a
    for j in 0..<size {
      for k in 0..<j { l[j * size + j] -= l[j * size + k] * l[j * size + k] }
      l[j * size + j] = max(1e-12, l[j * size + j]).squareRoot()
      for i in (j + 1)..<max(j + 1, size) {
        for k in 0..<j { l[i * size + j] -= l[i * size + k] * l[j * size + k] }
        l[i * size + j] /= l[j * size + j]
      }
    }
    var x = b
    for i in 0..<size {
      for k in 0..<i { x[i] -= l[i * size + k] * x[k] }
      x[i] /= l[i * size + i]
    }
    for i in (0..<size).reversed() {
      for k in (i + 1)..<max(i + 1, size) { x[i] -= l[k * size + i] * x[k] }
      x[i] /= l[i * size + i]
    }
    return x
  }
}
