import Knowledge
import LabValues

/// Reads conditions against the facts of a session, the line at hand and the answer found for it.
struct FactView {
  let session: Session
  let labs: LabCatalogue
  /// Signals described in this line.
  var lineSignals: [String]
  var topics: [String]
  var facet: String?
  var section: String?

  /// Whether nothing was stated and nothing described, now or before.
  var isBare: Bool {
    session.facts.isEmpty && session.signals.isEmpty && lineSignals.isEmpty
  }

  /// Whether a condition holds, and the ids of the stated facts on which that rests.
  func reading(of condition: Condition) -> (holds: Bool, facts: [String]) {
    var used: [String] = []
    let holds = holds(condition, &used)
    return (holds, used)
  }

  /// What does not hold adds nothing to `used`. Plain loops: a closure would copy the session.
  private func holds(_ condition: Condition, _ used: inout [String]) -> Bool {
    switch condition {
    case .all(let parts):
      let before = used.count
      for part in parts where !holds(part, &used) {
        used.removeSubrange(before...)
        return false
      }
      return true
    case .any(let parts):
      var isAny = false
      for part in parts where holds(part, &used) { isAny = true }
      return isAny
    case .not(let part):
      var ignored: [String] = []
      return !holds(part, &ignored)
    case .stated(let ids):
      var isAny = false
      for id in ids where session.holds(id) { isAny = note(id, &used) }
      return isAny
    case .denied(let ids):
      var isAny = false
      for id in ids where session.denies(id) { isAny = note(id, &used) }
      return isAny
    case .reads(let ids, let words):
      var isAny = false
      for id in ids {
        guard let place = session.place(of: id), !session.facts[place].isNegated,
          !session.isStale(place)
        else { continue }
        for word in words where session.facts[place].reads(word) { isAny = note(id, &used) }
      }
      return isAny
    case .compares(let names, let sign, let limit):
      if session.facts.isEmpty { return false }
      for name in names {
        guard let (value, facts) = session.value(of: name, labs) else { continue }
        let isSo =
          switch sign {
          case .atLeast: value >= limit
          case .atMost: value <= limit
          case .above: value > limit
          case .below: value < limit
          }
        guard isSo, !facts.contains(where: { session.place(of: $0).map(session.isStale) ?? false })
        else { continue }
        for id in facts { _ = note(id, &used) }
        return !facts.isEmpty
      }
      return false
    case .signal(let ids):
      for id in ids where lineSignals.contains(id) || session.signals.contains(id) { return true }
      return false
    case .line(let ids):
      for id in ids where lineSignals.contains(id) { return true }
      return false
    case .topic(let ids):
      for id in ids where topics.contains(id) { return true }
      return false
    case .facet(let ids): return facet.map(ids.contains) ?? false
    case .section(let ids): return section.map(ids.contains) ?? false
    }
  }

  private func note(_ id: String, _ used: inout [String]) -> Bool {
    if !used.contains(id) { used.append(id) }
    return true
  }
}

extension Condition {
  /// Whether it may hold where nothing was stated and nothing described.
  var mayHoldBare: Bool {
    switch self {
    case .all(let parts): parts.allSatisfy(\.mayHoldBare)
    case .any(let parts): parts.contains(where: \.mayHoldBare)
    case .not, .topic, .facet, .section: true
    case .stated, .denied, .reads, .compares, .signal, .line: false
    }
  }
}

extension StoredFact {
  /// Whether it reads `high`, `positive` or the like.
  fileprivate func reads(_ word: String) -> Bool {
    if word == "known" { return true }
    switch (word, flag) {
    case ("high", .high), ("high", .criticalHigh), ("low", .low), ("low", .criticalLow),
      ("normal", .normal), ("critical", .criticalHigh), ("critical", .criticalLow):
      return true
    default: break
    }
    guard let said = self.word else { return false }
    let folded = said.lowercased().split(separator: " ").joined(separator: "-")
    return folded == word.lowercased()
  }
}

extension Session {
  fileprivate func place(of id: String) -> Int? { record.newestPlace(of: id, today) }

  /// Whether a value is of so long ago that it refines nothing.
  fileprivate func isStale(_ place: Int) -> Bool {
    facts[place].value != nil && !facts[place].isFreshValue(today)
  }

  /// Whether it was stated last that a condition, medicine or result is not there.
  fileprivate func denies(_ id: String) -> Bool {
    guard let place = place(of: id) else { return false }
    return facts[place].isNegated
  }
}
