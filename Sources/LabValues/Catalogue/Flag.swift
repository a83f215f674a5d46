/// Where a result lies.
package enum Flag: String, Sendable, Hashable, CaseIterable, Codable {
  case low
  case normal
  case high
  case criticalLow = "critical-low"
  case criticalHigh = "critical-high"
  /// No interval applies: a child, a pregnancy, an open comparator.
  case unknown

  package var isCritical: Bool { self == .criticalLow || self == .criticalHigh }

  /// Below or above what applies.
  package var isOutside: Bool { self != .normal && self != .unknown }

  /// -2 … 2, or `nil` for unknown.
  var step: Int? {
    switch self {
    case .criticalLow: -2
    case .low: -1
    case .normal: 0
    case .high: 1
    case .criticalHigh: 2
    case .unknown: nil
    }
  }
}
