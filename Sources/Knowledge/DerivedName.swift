package import LabValues

/// The quantities that conditions may name beside results.
package enum DerivedName {
  /// Age in years.
  package static let age = "age"

  /// All of them, with those that the data names.
  ///
  /// Age first, then the product, the multiple of a target, and the formulas in the order of the
  /// data.
  package static func all(_ labs: LabCatalogue) -> [String] { [age] + labs.derivations.names }
}
