import LabValues

/// Takes back what was told: "forget my calcium", "delete everything".
struct Retractions {
  let labs: LabCatalogue

  func apply(_ line: SpokenLine, to change: inout SessionChange) {
    let meant = line.reading.retractions.filter { isMeant($0, line, change.session) }
    guard !meant.isEmpty else { return }
    for retraction in meant { take(back: retraction, &change) }
    change.isSettled = true
    change.isRetraction = true
  }

  /// Takes back what a command or a line names.
  func take(back retraction: Retraction, _ change: inout SessionChange) {
    if retraction == .everything {
      for record in change.session.records { change.drop(of: record.person) { _ in true } }
      change.session.forgetEverybody()
      return
    }
    let person = change.session.person
    let last = change.session.facts.map(\.turn).max() ?? 0
    change.drop(of: person) { fact in
      switch retraction {
      case .fact(let id): fact.id == id
      case .everything: true
      case .labs: fact.mention.kind != .context
      case .conditions: labs.contextFact(fact.id)?.kind == .condition
      case .medicines: labs.contextFact(fact.id)?.kind == .medicine
      case .last: fact.turn == last
      }
    }
  }

  /// Whether a line that sounds like "forget it" is about the memory, and not about removing lumps.
  private func isMeant(
    _ retraction: Retraction, _ line: SpokenLine, _ session: Session
  ) -> Bool {
    if case .fact(let id) = retraction, session.newest(id) != nil, !line.isRefused { return true }
    if line.namesSubject || line.isRefused || line.isQuestion { return false }
    if case .fact = retraction {} else if !line.namesOwner { return false }
    return !session.records.isEmpty || line.isShort
  }
}
