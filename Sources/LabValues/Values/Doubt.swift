/// Something that was nearly stated and has to be asked about; it is recorded nowhere.
package struct Doubt: Error, Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// No unit, and `candidates` are all possible.
    case missingUnit
    /// A unit that this analyte is not measured in: `PTH 85 mg/dL`.
    case unitDoesNotFit(typed: String)
    /// A unit that has to be confirmed: `kidney function 23%`.
    case unitToConfirm(typed: String)
    /// Outside what can be in blood.
    case implausible
    /// A name too vague to record: "a blood thinner".
    case whichOne(name: String)
    /// The line says two things that cannot both hold.
    case contradiction
  }

  /// One way to read the number.
  package struct Candidate: Sendable, Hashable {
    package var typed: Quantity
    package var canonical: Quantity
    package var flag: Flag

    package init(typed: Quantity, canonical: Quantity, flag: Flag) {
      self.typed = typed
      self.canonical = canonical
      self.flag = flag
    }
  }

  package var fact: String
  package var reason: Reason
  /// UTF-8 offsets in the line.
  package var range: Range<Int>
  /// The number and unit as written.
  package var asTyped: String
  /// The bare number, `nil` for a doubt about a condition or medicine.
  package var number: Double?
  package var comparator: Comparator
  /// Every plausible reading, the likeliest unit first.
  package var candidates: [Candidate]
  package var when: When?
  /// Whose it is; `nil` for the speaker's own.
  package var subject: Person?

  package init(
    fact: String, reason: Reason, range: Range<Int>, asTyped: String, number: Double? = nil,
    comparator: Comparator = .equal, candidates: [Candidate] = [], when: When? = nil
  ) {
    self.fact = fact
    self.reason = reason
    self.range = range
    self.asTyped = asTyped
    self.number = number
    self.comparator = comparator
    self.candidates = candidates
    self.when = when
  }

  /// A number that is asked about calmly whatever it may mean: calcium 5.0.
  package var isCalm = false
  /// Every reading would be critical, or one of two values told is: the emergency line comes before
  /// the question. Where a number is normal in one unit and critical in the other, it is asked about.
  package var mayBeCritical: Bool {
    guard !isCalm, !candidates.isEmpty else { return false }
    if reason == .contradiction { return candidates.contains { $0.flag.isCritical } }
    return candidates.allSatisfy(\.flag.isCritical)
  }
  /// One of the readings would be critical: it matters beside danger signs.
  package var couldBeCritical: Bool { candidates.contains { $0.flag.isCritical } }
}
