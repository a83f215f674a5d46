import LabValues

/// Gives what was told last to whom it belongs: "no wait, that's my dad's".
struct Handovers {
  let labs: LabCatalogue

  func apply(_ reading: Reading, to change: inout SessionChange) {
    guard let handover = reading.handover else { return }
    let to = handover.person
    let records = change.session.records.filter { $0.person != to }
    // The newest line that told something of somebody else is meant; the focus decides between two.
    guard let turn = records.flatMap(\.facts).map(\.turn).max() else { return }
    let from = records.filter { $0.facts.contains { $0.turn == turn } }
    guard let owner = from.first(where: { $0.person == change.session.person }) ?? from.first else {
      return
    }
    move(owner.facts.filter { $0.turn == turn }, from: owner.person, to: to, &change)
    change.session.focus(on: to)
    change.isSettled = true
  }

  private func move(
    _ facts: [StoredFact], from: Person?, to: Person?, _ change: inout SessionChange
  ) {
    let old = change.session.record(of: from)
    for fact in facts {
      change.remove(fact, of: from)
      var mention = fact.mention
      mention.subject = to
      change.record(mention, of: to, labs)
    }
    change.moved = change.noted.suffix(facts.count)
    // What made an alarm for one makes it for the other; the record that it left is calm.
    if let alarm = old.alarm, change.session.record(of: from).alarm == nil {
      change.session.change(of: to) { record in
        record.alarm = alarm
        record.wasUrgent = old.wasUrgent
      }
      change.withdrawn = nil
    }
  }
}
