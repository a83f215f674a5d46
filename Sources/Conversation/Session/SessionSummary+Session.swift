import LabValues

extension SessionSummary {
  init(_ session: Session, _ labs: LabCatalogue) {
    add(session.record, session.today, labs)
    if session.person != nil { add(session.record(of: nil), session.today, labs) }
    person = session.person?.rawValue
    topic = session.focus?.topic
  }

  private mutating func add(_ record: PersonRecord, _ today: Day?, _ labs: LabCatalogue) {
    for fact in record.current(today) {
      let told = fact.forPrograms(of: record.person)
      if fact.mention.kind != .context {
        self.labs.append(told)
      } else if fact.isNegated {
        denied.append(told)
      } else if labs.contextFact(fact.id)?.kind == .medicine {
        medications.append(told)
      } else {
        conditions.append(told)
      }
    }
  }
}
