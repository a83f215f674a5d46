import Knowledge
import LabValues
import Language

/// What a line would change in what is remembered, step by step.
struct Remembering {
  let labs: LabCatalogue

  /// The change that a line would make. The steps stand in the order in which one excludes the next: who
  /// takes something back states nothing besides.
  func change(_ line: SpokenLine, in session: Session) -> SessionChange {
    var change = SessionChange(of: session)
    let reading = line.reading
    let pending = session.pending
    change.session.pending = nil
    if reading.turnsToAnother { change.session.turnToAnother() }
    if reading.isByClinician { change.session.isByClinician = true }
    change.session.focus(on: reading.person(after: session.person))
    // What was described is not there, or not any more.
    if line.endsAlarm, change.session.wasUrgent || change.session.alarm != nil {
      change.session.signals = []
    }
    change.unread = reading.unread
    change.alarms = reading.alarms
    change.pastAlarms = reading.pastAlarms
    Handovers(labs: labs).apply(reading, to: &change)
    if !change.isSettled { Retractions(labs: labs).apply(line, to: &change) }
    if !change.isSettled, case .doubt(let doubt) = pending {
      DoubtAnswers(labs: labs).apply(line, to: doubt, &change)
    }
    if !change.isSettled { Corrections(labs: labs).apply(reading, to: &change) }
    if !change.isSettled {
      Statements(labs: labs).apply(reading, to: &change)
      if case .doubt = pending {} else { Ellipses(labs: labs).apply(line, to: &change) }
    }
    close(line, pending, since: session, &change)
    return change
  }

  private func close(
    _ line: SpokenLine, _ pending: Session.Pending?, since session: Session,
    _ change: inout SessionChange
  ) {
    let named = line.reading.mentions.last { $0.kind == .analyte }
    change.session.lastAnalyte = named?.fact ?? line.reading.watched ?? session.lastAnalyte
    if let isInCare = line.isInCare { change.session.record.isInCare = isInCare }
    if !line.signals.isEmpty { change.session.keep(signals: line.signals) }
    let limit = change.session.limits.unread
    for row in line.reading.unread {
      change.session.change(of: row.subject) {
        $0.keep(unread: UnreadRow(row.asTyped, fact: row.fact), limit: limit)
      }
    }
    let isChanged = change.session.records.map(\.facts) != session.records.map(\.facts)
    if isChanged { change.session.keep(undo: session.snapshot) }
  }
}

extension Reading {
  /// Whom a line leaves in focus: whom it says, else the last one of whom it tells something.
  func person(after before: Person?) -> Person? {
    if case .on(let person) = focus { return person }
    let told = mentions.filter { $0.subject != nil }.map { ($0.range.lowerBound, $0.subject) }
    let asked = doubts.filter { $0.subject != nil }.map { ($0.range.lowerBound, $0.subject) }
    return (told + asked).max { $0.0 < $1.0 }?.1 ?? before
  }
}
