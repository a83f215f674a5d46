/// A result told in a word.
package enum WordValue: String, Sendable, Hashable, CaseIterable {
  case low, normal, high
  case criticalLow = "critical-low"
  case criticalHigh = "critical-high"
  case borderline

  /// The flag that the word stands for.
  package var flag: Flag { self == .borderline ? .unknown : Flag(rawValue: rawValue) ?? .unknown }
}
