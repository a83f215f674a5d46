/// A span in which a result is as expected; a missing end is open.
package struct ReferenceInterval: Sendable, Hashable, Codable {
  package var low: Double?
  package var high: Double?
  /// The unit of both ends, a unit id.
  package var unit: String
  /// The same interval in the other unit system, as text for people.
  package var otherSystem: String
  /// Where the interval was taken from, for the label beside it.
  package var source: String

  package init(
    low: Double?, high: Double?, unit: String, otherSystem: String = "", source: String = ""
  ) {
    self.low = low
    self.high = high
    self.unit = unit
    self.otherSystem = otherSystem
    self.source = source
  }
}

/// A range for people of a sex, an age, or with a condition, in the canonical unit.
package struct PersonRange: Sendable, Hashable, Codable {
  package var sex: Sex?
  /// Age in years, both ends inside.
  package var from: Int?
  package var to: Int?
  /// A condition that it is for: pregnancy.
  package var with: String?
  package var low: Double?
  package var high: Double?

  package init(
    sex: Sex? = nil, from: Int? = nil, to: Int? = nil, with: String? = nil, low: Double?,
    high: Double?
  ) {
    self.sex = sex
    self.from = from
    self.to = to
    self.with = with
    self.low = low
    self.high = high
  }

  /// Whether it is for somebody: what it asks for has to be known.
  ///
  /// - Parameter isAdultRangeOff: then a range that names neither age nor condition is none for them
  package func fits(
    age: Int?, sex: Sex?, isAdultRangeOff: Bool, holds: (String) -> Bool
  ) -> Bool {
    if let wanted = self.sex, wanted != sex { return false }
    if let with, !holds(with) { return false }
    if from != nil || to != nil {
      guard let age, age >= from ?? 0, age <= to ?? Int.max else { return false }
      return true
    }
    return with != nil || !isAdultRangeOff
  }
}

/// Values at which a laboratory would telephone, in the canonical unit, both limits inside.
package struct CriticalLimits: Sendable, Hashable, Codable {
  package var low: Double?
  package var high: Double?
  package var source: String

  package init(low: Double?, high: Double?, source: String) {
    self.low = low
    self.high = high
    self.source = source
  }
}
