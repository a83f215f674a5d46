import Knowledge
import LabValues
import Language
import Matching

/// What a line would change in what is remembered, step by step.
struct Remembering {
  let labs: LabCatalogue

  /// The change that a line would make. The steps stand in the order in which one excludes the next: who
  /// takes something back states nothing besides.
  func change(_ line: SpokenLine, in session: Session) -> SessionChange {
    var change = SessionChange(of: session)
    let reading = line.reading
    let pending = session.pending
    change.after.pending = nil
    if case .on(let person) = reading.focus { change.after.focus(on: person) }
    change.unread = reading.unread
    change.alarms = reading.alarms
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
    change.after.lastAnalyte = named?.fact ?? session.lastAnalyte
    if change.after.pending == nil, case .sections = pending, change.isEmpty {
      change.after.pending = pending
    }
    if !line.signals.isEmpty { change.after.keep(signals: line.signals) }
    let isChanged = change.after.records.map(\.facts) != session.records.map(\.facts)
    if isChanged { change.after.keep(undo: session.snapshot) }
  }
}
