import LabValues

/// Puts right what was told before: "sorry, 3.1 not 7.1".
struct Corrections {
  let labs: LabCatalogue

  func apply(_ reading: Reading, to change: inout SessionChange) {
    for correction in reading.corrections {
      if let value = correction.value, correction.fact == nil, let alarm = alarm(value, change) {
        change.alarms.append(alarm)
        change.isSettled = true
        continue
      }
      guard let value = correction.value, let (person, wrong) = target(correction, change.session)
      else { continue }
      let unit = value.unit ?? wrong.mention.typed?.unit ?? labs.analyte(wrong.id)?.canonical
      switch labs.mention(of: wrong.id, value, unit: unit) {
      case .doubt(let doubt)?: Statements(labs: labs).ask(doubt, &change)
      case .mention(var mention)?:
        mention.when = wrong.mention.when
        change.remove(wrong, of: person)
        change.dropped.append(SessionChange.Entry(person, wrong))
        change.record(mention, of: person, labs)
        if let entry = change.noted.last { change.corrected.append(entry) }
        change.isSettled = true
      case nil: continue
      }
    }
  }

  /// The alarm that a value raises, where a test outside the catalogue was spoken of last.
  private func alarm(_ value: BareValue, _ change: SessionChange) -> ValueAlarm? {
    guard let id = change.session.lastAnalyte, labs.analyte(id) == nil else { return nil }
    var alarm = labs.alarm(of: id, value)
    alarm?.subject = value.subject ?? change.session.person
    return alarm
  }

  /// The value meant: of the result named, else the one that reads as the wrong number, else the last one
  /// told; of the person in focus before anybody else.
  private func target(
    _ correction: Correction, _ session: Session
  ) -> (person: Person?, fact: StoredFact)? {
    let records = [session.record] + session.records.filter { $0.person != session.person }
    let results = records.map { record in
      (
        record.person,
        record.facts.filter { $0.mention.kind == .analyte && $0.mention.typed != nil }
      )
    }
    func last(_ isMeant: (StoredFact) -> Bool) -> (person: Person?, fact: StoredFact)? {
      for (person, facts) in results {
        if let fact = facts.last(where: isMeant) { return (person, fact) }
      }
      return nil
    }
    if let id = correction.fact, let named = last({ $0.id == id }) { return named }
    if let old = correction.old,
      let wrong = last({ abs(($0.mention.typed?.value ?? .nan) - old) < 1e-9 })
    {
      return wrong
    }
    return correction.fact == nil ? last { _ in true } : nil
  }
}
