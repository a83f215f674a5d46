/// A number by itself.
package struct BareValue: Sendable, Hashable {
  package var value: Double
  /// A unit id, if one was written.
  package var unit: String?
  package var comparator: Comparator
  package var asTyped: String
  /// Whose it is, where the line says so: "my wife's is 11.6 mg/dL".
  package var subject: Person?
  package var when: When?

  package init(value: Double, unit: String?, comparator: Comparator = .equal, asTyped: String) {
    self.value = value
    self.unit = unit
    self.comparator = comparator
    self.asTyped = asTyped
  }
}

/// The answer to "which unit?".
package enum UnitAnswer: Sendable, Hashable {
  case unit(String)
  case system(UnitSystem)
}
