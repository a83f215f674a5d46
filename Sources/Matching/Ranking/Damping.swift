/// Logarithm and exponential without a C library import, equal on every machine.
enum Damping {
  /// ln(x) for x > 0, within 1e-6 relative; 0 for anything else.
  static func logarithm(_ x: Float) -> Float {
    guard x > 0, x.isFinite else { return 0 }
    // x = m · 2^e with m in [1, 2); ln m = 2 artanh((m − 1) / (m + 1)).
    let t = Double((x.significand - 1) / (x.significand + 1))
    let s = t * t
    let series = 1 + s * (1 / 3 + s * (1 / 5 + s * (1 / 7 + s * (1 / 9 + s * (1 / 11)))))
    return Float(Double(x.exponent) * 0.693_147_180_559_945 + 2 * t * series)
  }

  /// e^x, 0 far below zero and a large finite number far above.
  static func exponential(_ x: Float) -> Float {
    guard x == x else { return 0 }
    let bounded = Double(max(-80, min(80, x)))
    let whole = (bounded * 1.442_695_040_888_963).rounded()
    let r = bounded - whole * 0.693_147_180_559_945
    var term = 1.0
    var sum = 1.0
    for step in 1...9 {
      term *= r / Double(step)
      sum += term
    }
    return Float(sum * Double(sign: .plus, exponent: Int(whole), significand: 1))
  }

  /// 1 / (1 + e^−x).
  static func logistic(_ x: Float) -> Float { 1 / (1 + exponential(-x)) }
}
