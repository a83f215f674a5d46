import LabValues

/// Keeping and dropping facts within the session's limits.
extension Session {
  mutating func keep(_ fact: StoredFact) {
    facts.append(fact)
    let same = facts.indices.filter { facts[$0].id == fact.id }
    if fact.mention.kind == .context || fact.mention.kind == .qualitative {
      // A condition or medicine is so or not: only the newest statement stays.
      for index in same.dropLast().reversed() { facts.remove(at: index) }
    } else if same.count > limits.history, let oldest = same.first {
      facts.remove(at: oldest)
    }
    if facts.count > limits.facts { facts.removeFirst(facts.count - limits.facts) }
  }

  mutating func keep(undo before: [StoredFact]) {
    undo.append(before)
    if undo.count > limits.undo { undo.removeFirst(undo.count - limits.undo) }
  }

  mutating func keep(signals new: [String]) {
    for id in new where !signals.contains(id) { signals.append(id) }
    if signals.count > limits.signals { signals.removeFirst(signals.count - limits.signals) }
  }

  /// Removes the facts that match, and returns them.
  mutating func drop(where matches: (StoredFact) -> Bool) -> [StoredFact] {
    let dropped = facts.filter(matches)
    facts.removeAll(where: matches)
    // An alarm over a value that is gone is over too.
    if let alarm, dropped.contains(where: { alarm.facts.contains($0.id) }) {
      self.alarm = nil
      wasUrgent = false
    }
    return dropped
  }

  mutating func remove(_ fact: StoredFact) {
    if let index = facts.lastIndex(of: fact) { facts.remove(at: index) }
  }

  mutating func removeNewest(_ id: String) {
    if let newest = newest(id) { remove(newest) }
  }

  /// The adult intervals no longer apply: flags that rest on them become unknown.
  mutating func forgetFlags() {
    for index in facts.indices
    where facts[index].mention.kind == .analyte && facts[index].mention.ownInterval == nil
      && facts[index].mention.ownFlag == nil && facts[index].mention.wordValue == nil
    {
      facts[index].mention.flag = .unknown
    }
  }

  /// The newest statement of every fact, in the order in which the facts were first stated.
  package var current: [StoredFact] {
    var ids: [String] = []
    for fact in facts where !ids.contains(fact.id) { ids.append(fact.id) }
    return ids.compactMap { newest($0) }
  }

  /// What programs read of the session.
  func summary(_ labs: LabCatalogue) -> SessionSummary {
    var summary = SessionSummary()
    for fact in current {
      switch fact.mention.kind {
      case .analyte, .qualitative: summary.labs.append(fact.forPrograms)
      case .context:
        guard !fact.isNegated else { continue }
        if labs.contextFact(fact.id)?.kind == .medicine {
          summary.medications.append(fact.id)
        } else {
          summary.conditions.append(fact.id)
        }
      }
    }
    summary.topic = focus?.topic
    return summary
  }
}

extension StoredFact {
  /// The fact as programs read it.
  package var forPrograms: SessionFact {
    let mention = mention
    var fact = SessionFact(fact: mention.fact)
    fact.isNegated = isNegated
    fact.asTyped = mention.asTyped.isEmpty ? nil : mention.asTyped
    fact.date = mention.when?.day.map { "\($0)" }
    switch mention.kind {
    case .analyte:
      fact.value = mention.value.map { ($0.value * 1e4).rounded() / 1e4 }
      fact.unit = mention.value?.unit
      fact.flag = mention.flag.rawValue
      fact.word = mention.wordValue?.rawValue
    case .qualitative: fact.word = mention.qualitative?.value
    case .context: fact.asTyped = nil
    }
    return fact
  }
}
