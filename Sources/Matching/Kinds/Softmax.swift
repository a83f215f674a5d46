/// Scores as shares that add up to 1.
enum Softmax {
  /// - Parameter sharpness: how much a difference of 1 between two scores tells, in log odds
  static func of(_ scores: [Float], sharpness: Float = 1) -> [Float] {
    let highest = scores.max() ?? 0
    var shares = scores.map { Damping.exponential(($0 - highest) * sharpness) }
    let sum = shares.reduce(0, +)
    for index in shares.indices { shares[index] /= sum }
    return shares
  }
}

/// ln(p / (1 − p)) of a probability, within ±9.2.
package enum LogOdds {
  package static func of(_ share: Float) -> Float {
    let bounded = max(1e-4, min(1 - 1e-4, share))
    return Damping.logarithm(bounded / (1 - bounded))
  }
}
