import LabValues

@testable import Conversation

/// Changes of a session in which a few facts were told, a line each.
enum SmallChange {
  static func after(_ mentions: [Mention], focus: Person? = nil) -> SessionChange {
    var session = Session(today: Day(iso: "2026-11-29"))
    for mention in mentions {
      session.turn += 1
      session.keep(StoredFact(mention, turn: session.turn), of: mention.subject)
    }
    session.turn += 1
    session.focus(on: focus)
    return SessionChange(of: session)
  }

  /// What is held of a person: "calcium 9.6", "ckd".
  static func held(_ change: SessionChange, of person: Person? = nil) -> [String] {
    change.session.record(of: person).facts.map { $0.id + ($0.value.map { " \($0)" } ?? "") }
  }
}
