/// The family of units that a laboratory reports in; one result with a known family settles another without.
package enum UnitSystem: String, Sendable, Hashable, CaseIterable, Codable {
  case conventional
  case si
  /// Used by laboratories of both families.
  case neutral
}

/// A unit of measurement as the catalogue writes it, with everything people type for it.
package struct LabUnit: Sendable, Hashable, Codable {
  /// The spelling shown to people: `mmol/L`.
  package var id: String
  package var system: UnitSystem
  /// Lower case, `u` for `µ`: `mmol/l`, `mmols`, `mmol per litre`.
  package var spellings: [String]

  package init(id: String, system: UnitSystem, spellings: [String]) {
    self.id = id
    self.system = system
    self.spellings = spellings
  }
}

/// A number that never travels without its unit.
package struct Quantity: Sendable, Hashable, Codable {
  package var value: Double
  /// A unit id of the catalogue: `mg/dL`.
  package var unit: String

  package init(_ value: Double, _ unit: String) {
    self.value = value
    self.unit = unit
  }
}

/// What one analyte makes of one unit.
package struct UnitFactor: Sendable, Hashable, Codable {
  package var unit: String
  /// A value in this unit times this is the value in the canonical unit.
  package var factor: Double
  /// Digits shown behind the point; `nil` where numbers are shown as they are written.
  package var decimals: Int?

  package init(unit: String, factor: Double, decimals: Int?) {
    self.unit = unit
    self.factor = factor
    self.decimals = decimals
  }
}
