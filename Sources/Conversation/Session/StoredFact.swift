package import LabValues

/// A fact that was stated of somebody, with the line in which it was.
package struct StoredFact: Sendable, Hashable {
  package var mention: Mention
  /// The number of the line, counted from 1.
  package var turn: Int

  package init(_ mention: Mention, turn: Int) {
    self.mention = mention
    self.turn = turn
  }

  package var id: String { mention.fact }
  package var isNegated: Bool { mention.status == .denied }
  /// In the canonical unit.
  package var value: Double? { mention.value?.value }
  package var flag: Flag { mention.flag }
  /// A qualitative result ("positive") or a reading in words ("high").
  package var word: String? { mention.qualitative?.value ?? mention.wordValue?.rawValue }

  /// Whether another statement tells the same value of the same day.
  func isToldAgain(in other: StoredFact) -> Bool {
    guard id == other.id, let day = mention.when?.day, day == other.mention.when?.day,
      let value, let told = other.value
    else { return false }
    return abs(value - told) <= abs(told) * 1e-6 && mention.comparator == other.mention.comparator
  }

  /// Whether it came from the same sample as another: the same day, or none said of both. What has no
  /// date is of today.
  func isSameSample(as other: StoredFact, _ today: Day?) -> Bool {
    let mine = mention.when?.day ?? (mention.isOfEarlier ? nil : today)
    let theirs = other.mention.when?.day ?? (other.mention.isOfEarlier ? nil : today)
    return mine == theirs && (mine != nil || mention.isOfEarlier == other.mention.isOfEarlier)
  }
}

extension StoredFact {
  /// The fact as programs read it.
  package func forPrograms(of person: Person?) -> SessionFact {
    var fact = SessionFact(fact: mention.fact)
    fact.subject = person?.rawValue
    fact.isNegated = isNegated
    fact.asTyped = mention.asTyped.isEmpty ? nil : mention.asTyped
    fact.date = mention.when.flatMap { $0.day == nil ? nil : "\($0)" }
    switch mention.kind {
    case .analyte:
      fact.value = mention.value.map { ($0.value * 1e4).rounded() / 1e4 }
      fact.unit = mention.value?.unit
      fact.flag = mention.flag.rawValue
      fact.word = mention.wordValue?.rawValue
      if mention.comparator != .equal { fact.comparator = mention.comparator.rawValue }
    case .qualitative: fact.word = mention.qualitative?.value
    case .context: fact.asTyped = nil
    }
    return fact
  }
}

extension StoredFact {
  /// Whether it is a value of today or of the days before it: what is older neither alarms nor refines.
  func isFreshValue(_ today: Day?) -> Bool {
    guard value != nil else { return false }
    guard !mention.isPast else { return false }
    guard let day = mention.when?.day else { return !mention.isEarlier }
    guard let today else { return true }
    return today.ordinal - day.ordinal <= Self.freshDays
  }

  /// From the reading rules: a value of more than 14 days ago counts as past.
  static let freshDays = 14
}

extension Mention {
  /// Whether its words say that it is of an earlier time, without a date.
  var isOfEarlier: Bool { isEarlier || isPast }

  /// Whether the flag is by the adult table, and not the laboratory's or the person's own.
  var restsOnAdultInterval: Bool {
    kind == .analyte && ownInterval == nil && ownFlag == nil && wordValue == nil
  }
}
