/// Scores as shares that add up to 1.
package enum Softmax {
  /// - Parameter sharpness: how much a difference of 1 between two scores tells, in log odds
  package static func of(_ scores: [Float], sharpness: Float = 1) -> [Float] {
    let highest = scores.max() ?? 0
    var shares: [Float] = []
    shares.reserveCapacity(scores.count + 7)
    for start in stride(from: 0, to: scores.count, by: 8) {
      var block = SIMD8<Float>(repeating: highest)
      for lane in 0..<min(8, scores.count - start) { block[lane] = scores[start + lane] }
      let powers = Damping.exponential((block - highest) * sharpness)
      for lane in 0..<8 { shares.append(powers[lane]) }
    }
    shares.removeLast(shares.count - scores.count)
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
