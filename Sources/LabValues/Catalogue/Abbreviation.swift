/// What must stand around a short name before it counts.
package enum Proof: String, Sendable, Hashable, CaseIterable, Codable {
  /// A number right behind it.
  case number
  /// One of the companion words, a unit that fits, or another result.
  case companion
  /// "have", "on", "my" or the like right in front of it.
  case statement
  /// "on", "take" or the like right in front of it: "I have pd" may be another disease.
  case use
  /// A number with a unit that fits.
  case unit
}

/// A short name and its proof: `hd` counts only in "on hd".
package struct Abbreviation: Sendable, Hashable, Codable {
  package var name: String
  package var proof: Proof

  package init(name: String, proof: Proof) {
    self.name = name
    self.proof = proof
  }
}
