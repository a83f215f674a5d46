#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension FiltrationFormula {
  /// mL/min/1.73 m² from a creatinine in `creatinineUnit`.
  package func value(creatinine: Double, age: Int, sex: Sex) -> Double {
    let c = sex == .female ? female : male
    let ratio = creatinine / c.k
    return constant * pow(min(ratio, 1), c.exponent) * pow(max(ratio, 1), aboveExponent)
      * pow(ageBase, Double(age)) * c.factor
  }
}
