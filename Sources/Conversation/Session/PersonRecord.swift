package import LabValues

/// What was told of one person: the speaker, or somebody they speak of.
///
/// It is bounded; `Session` keeps the limits for all records together.
package struct PersonRecord: Sendable, Hashable {
  /// `nil` for the speaker.
  package let person: Person?
  /// The facts stated so far, oldest first.
  package internal(set) var facts: [StoredFact] = []
  /// Findings that were described, by the id of their signal.
  package internal(set) var signals: [String] = []
  /// Age in years and sex, where they were said.
  package internal(set) var age: Int?
  package internal(set) var sex: Sex?
  /// The last danger, told again on "what should I do now?".
  var alarm: StandingAlarm?
  /// Whether the person is in hospital already, as far as was said.
  var isInCare = false
  /// Whether an emergency was described, and no reminder of it was given since.
  var wasUrgent = false
  /// What looked like a result and could not be read, oldest first.
  package internal(set) var unread: [UnreadRow] = []

  package init(of person: Person? = nil) { self.person = person }

  /// Whether nothing at all is known of the person.
  package var isEmpty: Bool {
    facts.isEmpty && signals.isEmpty && age == nil && sex == nil && alarm == nil && unread.isEmpty
  }

  /// Whether the alarm that stands is over somebody who does not want to live.
  ///
  /// - Parameter messages: the keys of the messages for such a danger
  func isInCrisis(_ messages: [String]) -> Bool {
    alarm.map { messages.contains($0.message) } ?? false
  }

  // MARK: Keeping and dropping

  /// Keeps a fact; of a condition, medicine or worded result only the newest statement stays, and of a dated value
  /// that is told again too.
  mutating func keep(_ fact: StoredFact, history: Int) {
    facts.removeAll { $0.isToldAgain(in: fact) }
    facts.append(fact)
    unread.removeAll { $0.fact == fact.id }
    let same = facts.indices.filter { facts[$0].id == fact.id }
    if fact.mention.kind == .analyte {
      if same.count > history, let oldest = same.first { facts.remove(at: oldest) }
    } else {
      for index in same.dropLast().reversed() { facts.remove(at: index) }
    }
  }

  mutating func keep(signals new: [String], limit: Int) {
    for id in new where !signals.contains(id) { signals.append(id) }
    if signals.count > limit { signals.removeFirst(signals.count - limit) }
  }

  /// Keeps a row that could not be read, each text once.
  mutating func keep(unread row: UnreadRow, limit: Int) {
    guard !row.text.isEmpty, !unread.contains(where: { $0.text == row.text }) else { return }
    unread.append(row)
    if unread.count > limit { unread.removeFirst(unread.count - limit) }
  }

  /// Removes the facts that match, and returns them; rows of them that could not be read go along.
  mutating func drop(where matches: (StoredFact) -> Bool) -> [StoredFact] {
    let dropped = facts.filter(matches)
    facts.removeAll(where: matches)
    unread.removeAll { row in dropped.contains { $0.id == row.fact } }
    endAlarm(over: dropped.map(\.id))
    return dropped
  }

  mutating func remove(_ fact: StoredFact) {
    if let index = facts.lastIndex(of: fact) { facts.remove(at: index) }
  }

  /// An alarm over a value that is gone is over too; the alarm that ended, where there was one.
  @discardableResult
  mutating func endAlarm(over ids: [String]) -> StandingAlarm? {
    guard let ended = alarm, ended.facts.contains(where: ids.contains) else { return nil }
    alarm = nil
    wasUrgent = false
    return ended
  }

  /// The adult intervals no longer apply: flags that rest on them become unknown.
  mutating func forgetFlags() {
    for index in facts.indices where facts[index].mention.restsOnAdultInterval {
      facts[index].mention.flag = .unknown
    }
  }

  /// The range of an analyte that is for this person by age, sex or condition; `nil` where the general one is.
  func range(of analyte: Analyte, _ labs: LabCatalogue) -> ReferenceInterval? {
    guard !analyte.ranges.isEmpty else { return nil }
    let held = facts.filter { $0.mention.kind == .context && !$0.isNegated }.map(\.id)
    let isOff = held.contains { labs.contextFact($0)?.endsAdultRange == true }
    let fitting = analyte.ranges.first {
      $0.fits(age: age, sex: sex, isAdultRangeOff: isOff, holds: held.contains)
    }
    return fitting.map {
      ReferenceInterval(low: $0.low, high: $0.high, unit: analyte.canonical)
    }
  }

  /// A flag by the range that is for this person, where there is one.
  func flag(of mention: Mention, _ labs: LabCatalogue) -> Flag? {
    guard mention.restsOnAdultInterval, let value = mention.value,
      let analyte = labs.analyte(mention.fact), let range = range(of: analyte, labs)
    else { return nil }
    return analyte.flag(value.value, comparator: mention.comparator, own: range)
  }

  /// Reads the flags anew once more is known of the person.
  mutating func flagAnew(_ labs: LabCatalogue) {
    for index in facts.indices {
      if let flag = flag(of: facts[index].mention, labs) { facts[index].mention.flag = flag }
    }
  }

  mutating func forgetEverything() { self = PersonRecord(of: person) }

  // MARK: Asking

  /// The newest statement of every fact, in the order in which the facts were first stated.
  func current(_ today: Day?) -> [StoredFact] {
    var ids: [String] = []
    for fact in facts where !ids.contains(fact.id) { ids.append(fact.id) }
    return ids.compactMap { newest($0, today) }
  }

  func newest(_ id: String, _ today: Day?) -> StoredFact? {
    newestPlace(of: id, today).map { facts[$0] }
  }

  /// Where the newest statement stands. Rules ask this a hundred times a line: facts are not copied to
  /// be looked at.
  func newestPlace(of id: String, _ today: Day?) -> Int? {
    var best: (place: Int, age: FactAge)?
    for place in facts.indices where facts[place].id == id {
      let age = FactAge(facts[place], today)
      if let held = best, age < held.age { continue }
      best = (place, age)
    }
    return best?.place
  }

  /// The values of one result, oldest first.
  func history(of id: String, _ today: Day?) -> [StoredFact] {
    facts.filter { $0.id == id && $0.value != nil }.enumerated()
      .sorted { one, two in
        let (a, b) = (FactAge(one.element, today), FactAge(two.element, today))
        return a == b ? one.offset < two.offset : a < b
      }.map(\.element)
  }
}
