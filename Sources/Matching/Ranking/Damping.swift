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
    return exponential(SIMD8(repeating: x))[0]
  }

  /// The same of eight numbers at once; of what is no number it is not defined.
  static func exponential(_ x: SIMD8<Float>) -> SIMD8<Float> {
    typealias Lanes = SIMD8<Double>
    let bounded = Lanes(
      x.clamped(lowerBound: SIMD8(repeating: -80), upperBound: SIMD8(repeating: 80)))
    // e^x = 2^whole · e^r. So large a number added leaves no place behind the point, and `whole` in the
    // lowest bits.
    let large = Lanes(repeating: 0x1.8p52)
    let shifted = bounded * 1.442_695_040_888_963 + large
    let r = bounded - (shifted - large) * 0.693_147_180_559_945
    var term = Lanes(repeating: 1)
    var sum = Lanes(repeating: 1)
    for step in 1...9 {
      term *= r / Double(step)
      sum += term
    }
    let whole = unsafe unsafeBitCast(shifted, to: SIMD8<UInt64>.self)
    let power = unsafe unsafeBitCast((whole &+ 1023) &<< 52, to: Lanes.self)
    return SIMD8<Float>(sum * power)
  }

  /// 1 / (1 + e^−x).
  static func logistic(_ x: Float) -> Float { 1 / (1 + exponential(-x)) }
}
