import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Which results of a line lead the reply because they cannot wait.
struct CriticalResultsTests {
  private func change(_ mentions: [Mention], _ alarms: [ValueAlarm] = []) -> SessionChange {
    var session = Session(today: Day(iso: "2026-11-29"))
    session.turn = 1
    var reading = Reading()
    reading.mentions = mentions
    reading.alarms = alarms
    return Remembering(labs: SmallCatalogue.labs).change(SpokenLine("", reading), in: session)
  }

  private func potassium(_ urgency: AlarmUrgency, of person: Person? = nil, on day: String? = nil)
    -> ValueAlarm
  {
    ValueAlarm(
      test: "potassium", name: "potassium", value: 6.8, unit: "mmol/L", asTyped: "6.8 mmol/L",
      urgency: urgency, isHigh: true, subject: person,
      when: day.flatMap { Day(iso: $0) }.map { When(day: $0, precision: .day) }, range: 0..<0)
  }

  @Test func aCriticalFlagAlarmsWithoutARule() {
    let found = CriticalResults.found(
      in: change([.value("phosphate", 9.5, of: .mother), .value("calcium", 9.6)]))
    #expect(found.map(\.fact) == ["phosphate"])
    #expect(found.map(\.person) == [.mother])
    #expect(found.map(\.urgency) == [.today])
  }

  @Test func oldValuesDoNotAlarm() {
    var past = Mention.value("calcium", 14)
    past.isPast = true
    let old = change(
      [past, .value("phosphate", 9.5, on: "2026-01-05")], [potassium(.now, on: "2025-12-01")])
    #expect(CriticalResults.found(in: old).isEmpty)
    let fresh = change([.value("phosphate", 9.5, on: "2026-11-20")])
    #expect(CriticalResults.found(in: fresh).count == 1)
  }

  @Test func theWorstComesFirstAndWhatARuleTellsIsLeftToIt() {
    let line = change(
      [.value("calcium", 14), .value("phosphate", 9.5)], [potassium(.now, of: .father)])
    let found = CriticalResults.found(in: line) { person, id in person == nil && id == "calcium" }
    #expect(found.map { $0.name ?? $0.fact } == ["potassium", "phosphate"])
    #expect(found.map(\.urgency) == [.now, .today])
  }
}
