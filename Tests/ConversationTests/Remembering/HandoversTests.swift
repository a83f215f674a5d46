import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What was told last, given to whom it belongs.
struct HandoversTests {
  private let labs = SmallCatalogue.labs

  private func change(_ mentions: Mention..., focus: Person? = nil) -> SessionChange {
    SmallChange.after(mentions, focus: focus)
  }

  private func held(_ change: SessionChange, of person: Person? = nil) -> [String] {
    SmallChange.held(change, of: person)
  }

  private func handOver(_ change: inout SessionChange, to person: Person?) {
    var reading = Reading()
    reading.handover = Handover(person: person)
    Handovers(labs: labs).apply(reading, to: &change)
  }

  @Test func onlyTheLastLineIsHandedOver() {
    var change = change(.value("calcium", 9), .value("phosphate", 3))
    handOver(&change, to: .father)
    #expect(held(change) == ["calcium 9.0"] && held(change, of: .father) == ["phosphate 3.0"])
    #expect(change.moved.map(\.person) == [.father] && change.session.person == .father)
  }

  @Test func anAlarmGoesWithItsValue() {
    var change = change(.value("calcium", 14))
    change.session.alarm = StandingAlarm(message: "emergency", urgency: .now, facts: ["calcium"])
    handOver(&change, to: .father)
    #expect(change.session.record(of: nil).alarm == nil && change.withdrawn == nil)
    #expect(change.session.record(of: .father).alarm?.facts == ["calcium"])
  }

  @Test func whereNothingIsOfAnybodyElseNothingIsHandedOver() {
    var change = change(.value("calcium", 9))
    handOver(&change, to: nil)
    #expect(held(change) == ["calcium 9.0"] && change.moved.isEmpty && !change.isSettled)
  }
}
