import LabValues

/// Records what a line states, and asks about what it nearly states.
struct Statements {
  let labs: LabCatalogue

  /// At most so many questions come from one line; the first of them is asked.
  private static let questions = 2

  func apply(_ reading: Reading, to change: inout SessionChange) {
    let person = reading.aged
    change.session.change(of: person) { record in
      record.age = reading.age?.years ?? record.age
      record.sex = reading.sex ?? record.sex
      if reading.age != nil || reading.sex != nil { record.flagAnew(labs) }
    }
    let stated = reading.recorded + listed(reading, of: change.session.person)
    if let mention = child(reading, stated, change.session) {
      change.record(mention, of: person, labs)
    }
    for mention in stated {
      notice(opposite: mention, &change)
      change.record(mention, of: mention.subject, labs)
    }
    let doubts = reading.doubts.filter { doubt in
      if case .whichOne = doubt.reason {
        return !change.session.focused(on: doubt.subject).holds(doubt.fact)
      }
      return true
    }
    for doubt in doubts.prefix(Self.questions) { ask(doubt, &change) }
  }

  func ask(_ doubt: Doubt, _ change: inout SessionChange) {
    change.doubts.append(doubt)
    if change.session.pending == nil { change.session.pending = .doubt(doubt) }
  }

  /// Conditions and medicines that a line only lists: "coumadin, also dialysis". Two of them are a
  /// statement; one alone may be a question about it.
  private func listed(_ reading: Reading, of person: Person?) -> [Mention] {
    guard reading.mentions.isEmpty || !reading.recorded.isEmpty, reading.bareFacts.count >= 2,
      reading.doubts.isEmpty
    else { return [] }
    return reading.bareFacts.map { id in
      var mention = Mention(fact: id, kind: .context, status: .stated, range: 0..<0)
      mention.subject = person
      return mention
    }
  }

  /// A child that is spoken of only by age: the adult intervals must not be applied.
  private func child(_ reading: Reading, _ stated: [Mention], _ session: Session) -> Mention? {
    guard reading.isChild, !stated.isEmpty,
      let fact = labs.context.first(where: { $0.belowAge != nil }),
      !session.focused(on: reading.aged).holds(fact.id),
      !stated.contains(where: { $0.fact == fact.id })
    else { return nil }
    return Mention(fact: fact.id, kind: .context, status: .stated, range: 0..<0)
  }

  /// Notices where the line says the opposite of what was said before of the same person.
  private func notice(opposite mention: Mention, _ change: inout SessionChange) {
    guard mention.kind == .context, let fact = labs.contextFact(mention.fact) else { return }
    let person = mention.subject
    let record = change.session.record(of: person)
    func add(_ held: StoredFact) {
      let entry = SessionChange.Entry(person, held)
      if !change.contradicted.contains(where: { $0.person == person && $0.fact.id == held.id }) {
        change.contradicted.append(entry)
      }
    }
    if let held = record.newest(fact.id, change.session.today),
      held.isNegated != (mention.status == .denied)
    {
      add(held)
    }
    for held in opposed(to: mention, fact, record, change.session.today) {
      add(held)
      if mention.status == .stated {
        change.session.change(of: person) { _ = $0.drop { $0.id == held.id } }
      }
    }
  }

  /// Facts stated before that a new one does not go with: no kidney disease, then dialysis.
  private func opposed(
    to mention: Mention, _ fact: ContextFact, _ record: PersonRecord, _ today: Day?
  ) -> [StoredFact] {
    let ids =
      mention.status == .stated
      ? fact.implies : labs.context.filter { $0.implies.contains(fact.id) }.map(\.id)
    return ids.compactMap { record.newest($0, today) }
      .filter { $0.isNegated == (mention.status == .stated) }
  }
}
