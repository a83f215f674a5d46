/// What the derived quantities are computed from: the newest stated values of a session, canonical.
package struct StatedValues: Sendable, Hashable {
  /// By analyte id, in its canonical unit, exact values only.
  package var values: [String: Double]
  /// The same as typed, to compute in the unit family of the report.
  package var typed: [String: Quantity]
  /// Stated conditions and medicines.
  package var context: Set<String>
  package var age: Int?
  package var sex: Sex?
  /// The adult intervals do not apply: a child, a pregnancy.
  package var isAdultRangeOff: Bool
  /// The upper limit of the person's own report, by analyte id, canonical.
  package var ownUpperLimits: [String: Double]

  package init(
    values: [String: Double] = [:], typed: [String: Quantity] = [:], context: Set<String> = [],
    age: Int? = nil, sex: Sex? = nil, isAdultRangeOff: Bool = false,
    ownUpperLimits: [String: Double] = [:]
  ) {
    self.values = values
    self.typed = typed
    self.context = context
    self.age = age
    self.sex = sex
    self.isAdultRangeOff = isAdultRangeOff
    self.ownUpperLimits = ownUpperLimits
  }
}
