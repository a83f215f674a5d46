/// The computed quantities that conditions may name beside analytes.
package enum DerivedName {
  /// The calcium × phosphate product in mg²/dL².
  package static let product = "caxp"
  /// Age in years.
  package static let age = "age"
  /// PTH as a multiple of the upper limit of its reference interval.
  package static let pthRatio = "pth_ratio"
  package static let all = [product, age, pthRatio]
}
