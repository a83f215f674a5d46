import LabValues

/// What a session remembers of the person in focus, as programs read it.
///
/// Somebody else's facts carry their subject. What the speaker told of themselves is always there too,
/// without one, so that a program sees both and cannot take one for the other.
package struct SessionSummary: Sendable, Hashable, Codable {
  package var labs: [SessionFact] = []
  package var conditions: [SessionFact] = []
  package var medications: [SessionFact] = []
  /// Conditions and medicines that are not there.
  package var denied: [SessionFact] = []
  /// Whose record is in focus; `nil` for the speaker.
  package var person: String?
  package var topic: String?

  package init() {}

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
