/// Scores as shares that add up to 1.
package enum Softmax {
  /// - Parameter sharpness: how much a difference of 1 between two scores tells, in log odds
  package static func of(_ scores: [Float], sharpness: Float = 1) -> [Float] {
    let highest = scores.max() ?? 0
    var shares = scores.map { Damping.exponential(($0 - highest) * sharpness) }
    let sum = shares.reduce(0, +)
    for index in shares.indices { shares[index] /= sum }
    return shares
  }
}

/// Probabilities as logarithms.
package enum LogOdds {
  /// ln p, not below −16.
  package static func logarithm(_ share: Float) -> Float { Damping.logarithm(max(1e-7, share)) }

  /// ln(p / (1 − p)), within ±9.2.
  package static func of(_ share: Float) -> Float {
    let bounded = max(1e-4, min(1 - 1e-4, share))
    return Damping.logarithm(bounded / (1 - bounded))
  }
}
