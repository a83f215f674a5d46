/// A test that nothing is answered about, known only because its value can kill: potassium.
package struct WatchedTest: Sendable, Hashable, Codable {
  /// Its names, units and plausible span.
  package var test: Analyte
  /// The most urgent first.
  package var limits: [AlarmLimit]

  package init(test: Analyte, limits: [AlarmLimit]) {
    self.test = test
    self.limits = limits
  }

  /// The most urgent limit that a canonical value reaches.
  package func limit(reachedBy value: Double) -> AlarmLimit? {
    limits.filter { $0.isReached(by: value) }.max { $0.urgency < $1.urgency }
  }
}

/// A value at which somebody has to act.
package struct AlarmLimit: Sendable, Hashable, Codable {
  /// In the canonical unit, the limit inside; one of the two.
  package var atLeast: Double?
  package var atMost: Double?
  package var urgency: AlarmUrgency

  package init(atLeast: Double?, atMost: Double?, urgency: AlarmUrgency) {
    self.atLeast = atLeast
    self.atMost = atMost
    self.urgency = urgency
  }

  package func isReached(by value: Double) -> Bool {
    atLeast.map { value >= $0 } ?? false || atMost.map { value <= $0 } ?? false
  }
}

/// How fast somebody has to act on a value.
package enum AlarmUrgency: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
  case today, now

  package static func < (one: AlarmUrgency, two: AlarmUrgency) -> Bool {
    one == .today && two == .now
  }
}
