extension Analyte {
  /// The flag of a canonical value by the adult interval, or by the person's own one.
  ///
  /// With a comparator the whole open span must agree: eGFR `> 90` is normal, `> 60` unknown, and calcium
  /// `> 10.5` high. A value that is critical in the table is so inside an own interval too.
  package func flag(
    _ value: Double, comparator: Comparator = .equal, own: ReferenceInterval? = nil
  ) -> Flag {
    // The first value beyond a limit, clear of the room for rounding.
    let step = value.magnitude * 4e-9
    switch comparator {
    case .equal, .about: return pointFlag(value, own: own)
    case .below, .atMost:
      let end = comparator == .atMost ? value : value - step
      return agreed(pointFlag(hard.lowerBound, own: own), pointFlag(end, own: own))
    case .above, .atLeast:
      let start = comparator == .atLeast ? value : value + step
      return agreed(pointFlag(start, own: own), pointFlag(max(hard.upperBound, start), own: own))
    }
  }

  private func pointFlag(_ value: Double, own: ReferenceInterval?) -> Flag {
    let interval = own ?? reference
    // A limit typed in another unit misses its own value by a rounding error only.
    let slack = value.magnitude * 1e-9
    if let limit = critical.low, value <= limit + slack { return .criticalLow }
    if let limit = critical.high, value >= limit - slack { return .criticalHigh }
    if let low = interval.low, value < low - slack { return .low }
    if let high = interval.high, value > high + slack { return .high }
    // Where no range is known nothing is in range.
    return interval.low == nil && interval.high == nil ? .unknown : .normal
  }

  /// The milder of two flags on the same side, else unknown.
  private func agreed(_ one: Flag, _ two: Flag) -> Flag {
    guard let first = one.step, let second = two.step else { return .unknown }
    if first == second { return one }
    if first * second <= 0 { return .unknown }
    return first.magnitude < second.magnitude ? one : two
  }
}
