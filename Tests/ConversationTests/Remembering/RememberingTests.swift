import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What lines change in what is remembered, from readings made by hand.
struct RememberingTests {
  private let today = Day(iso: "2026-11-29")

  /// The changes of several lines in one session.
  private func changes(_ readings: [Reading], text: String = "") -> [SessionChange] {
    var session = Session(today: today)
    return readings.map { reading in
      session.turn += 1
      let change = Remembering(labs: SmallCatalogue.labs)
        .change(SpokenLine(text, reading), in: session)
      session = change.session
      return change
    }
  }

  private func told(_ entries: [SessionChange.Entry]) -> [String] {
    entries.map { entry in
      let sign = entry.fact.isNegated ? "not " : ""
      let value = entry.fact.value.map { " \($0)" } ?? ""
      return "\(entry.person.map { "\($0): " } ?? "")\(sign)\(entry.fact.id)\(value)"
    }
  }

  private func held(_ session: Session, of person: Person?) -> [String] {
    session.record(of: person).current(today).map { $0.id + ($0.value.map { " \($0)" } ?? "") }
  }

  @Test func nothingIsWrittenBeforeTheChangeIsTaken() {
    let session = Session(today: today)
    let change = Remembering(labs: SmallCatalogue.labs)
      .change(SpokenLine("", .saying(.value("calcium", 9.6))), in: session)
    #expect(session.facts.isEmpty)
    #expect(told(change.noted) == ["calcium 9.6"])
    #expect(change.session.facts.count == 1)
  }

  @Test func eachPersonHasARecordOfTheirOwn() {
    let all = changes([
      .saying(
        .value("calcium", 9.4), .value("calcium", 11, of: .sister), focus: .on(.sister)),
      .saying(.condition("dialysis", of: .father), focus: .on(.father)),
      .saying(.value("phosphate", 3), focus: .on(nil)),
    ])
    #expect(told(all[0].noted) == ["calcium 9.4", "sister: calcium 11.0"])
    #expect(all[0].session.person == .sister)
    #expect(all[1].session.person == .father)
    #expect(all[1].session.holds("dialysis"))
    let session = all[2].session
    #expect(session.person == nil)
    #expect(held(session, of: nil) == ["calcium 9.4", "phosphate 3.0"])
    #expect(held(session, of: .sister) == ["calcium 11.0"])
    #expect(held(session, of: .father) == ["dialysis"])
    #expect(session.records.map(\.person) == [nil, .father, .sister])
  }

  @Test func whatWasToldLastGoesToWhomItBelongs() {
    var handover = Reading()
    handover.handover = Handover(person: .father)
    let all = changes([
      .saying(.value("phosphate", 3)), .saying(.value("calcium", 11.4)), handover,
    ])
    #expect(told(all[2].moved) == ["father: calcium 11.4"])
    #expect(held(all[2].session, of: nil) == ["phosphate 3.0"])
    #expect(held(all[2].session, of: .father) == ["calcium 11.4"])
    #expect(all[2].session.person == .father)
    #expect(all[2].isSettled)
  }

  @Test func aCorrectedValueTakesItsAlarmWithIt() {
    var session = changes([.saying(.value("calcium", 14.2))])[0].session
    session.alarm = StandingAlarm(message: "emergency", urgency: .now, facts: ["calcium"])
    session.turn += 1
    var reading = Reading()
    reading.corrections = [
      Correction(
        fact: nil, value: BareValue(value: 10.2, unit: nil, asTyped: "10.2"), old: 14.2,
        range: 0..<0)
    ]
    let change = Remembering(labs: SmallCatalogue.labs)
      .change(SpokenLine("", reading), in: session)
    #expect(told(change.corrected) == ["calcium 10.2"])
    #expect(change.noted.first?.fact.mention.asTyped == "10.2 mg/dL")
    #expect(change.withdrawn?.facts == ["calcium"])
    #expect(change.session.alarm == nil)
    #expect(held(change.session, of: nil) == ["calcium 10.2"])
  }

  @Test func theOppositeOfWhatWasSaidIsNoticed() {
    let all = changes([
      .saying(.condition("ckd", isDenied: true)), .saying(.condition("dialysis")),
      .saying(.condition("dialysis", of: .mother, isDenied: true)),
    ])
    #expect(told(all[1].contradicted) == ["not ckd"])
    #expect(held(all[1].session, of: nil) == ["dialysis"])
    #expect(all[2].contradicted.isEmpty)
  }

  @Test func anOpenQuestionIsAnsweredByAUnitOrAPick() {
    let readings = [Quantity(2.2, "mg/dL"), Quantity(2.2, "mmol/L")]
    var open = Reading()
    open.doubts = [
      Doubt(
        fact: "phosphate", reason: .missingUnit, range: 0..<0, asTyped: "2.2", number: 2.2,
        candidates: readings.map {
          Doubt.Candidate(
            typed: $0, canonical: SmallCatalogue.labs.analyte("phosphate")?.canonical($0) ?? $0,
            flag: .high)
        })
    ]
    var unit = Reading()
    unit.unitAnswer = .unit("mmol/L")
    let all = changes([open, unit])
    #expect(all[0].doubts.map(\.fact) == ["phosphate"])
    #expect(all[0].session.facts.isEmpty)
    #expect(all[1].noted.map(\.fact.mention.asTyped) == ["2.2 mmol/L"])
    #expect(all[1].isSettled)

    var picked = SpokenLine("the second", Reading())
    picked.choice = 2
    let change = Remembering(labs: SmallCatalogue.labs).change(picked, in: all[0].session)
    #expect(change.noted.first?.fact.mention.typed?.unit == "mmol/L")
  }

  @Test func aValueWithoutANameIsOfTheResultSpokenOfLast() {
    var mine = Reading()
    mine.bareValue = BareValue(value: 9.4, unit: "mg/dL", asTyped: "9.4 mg/dL")
    mine.focus = .on(nil)
    let all = changes([
      .saying(.value("calcium", 12.2, of: .mother), focus: .on(.mother)), mine,
    ])
    #expect(told(all[1].noted) == ["calcium 9.4"])
    #expect(all[1].session.person == nil)
  }

  @Test func everythingIsForgottenOfEverybodyAndComesBackByUndo() {
    var forget = Reading()
    forget.retractions = [.everything]
    let all = changes([
      .saying(.value("calcium", 9.4)), .saying(.condition("ckd", of: .wife), focus: .on(.wife)),
      forget,
    ])
    #expect(told(all[2].dropped) == ["calcium 9.4", "wife: ckd"])
    var session = all[2].session
    #expect(session.records.isEmpty)
    #expect(session.person == nil)
    #expect(session.goBack()?.isEmpty == true)
    #expect(session.person == .wife)
    #expect(session.records.count == 2)
  }

  @Test func factsOfEverybodyTogetherStayWithinTheLimit() {
    var session = Session(today: today)
    session.limits.facts = 6
    for turn in 1...40 {
      session.turn = turn
      let person = Person.allCases[turn % Person.allCases.count]
      let reading = Reading.saying(
        .value("calcium", 9.4, of: person), .condition("ckd", of: person), focus: .on(person))
      session =
        Remembering(labs: SmallCatalogue.labs)
        .change(SpokenLine("", reading), in: session).session
      #expect(session.records.reduce(0) { $0 + $1.facts.count } <= 6)
    }
    #expect(session.facts.count == 2)
  }

  @Test func aChildsFlagIsNotOfTheAdultTable() {
    let all = changes([
      .saying(.condition("child", of: .son), focus: .on(.son)),
      .saying(.value("calcium", 10.8, of: .son)), .saying(.value("calcium", 10.8)),
    ])
    #expect(all[1].noted.map(\.fact.flag) == [.unknown])
    #expect(all[2].noted.map(\.fact.flag) == [.high])
  }

  /// What was described goes with the alarm over it, and only then.
  @Test(arguments: [(true, true, []), (true, false, ["sore"]), (false, true, ["sore"])])
  func anAlarmThatIsOverTakesWhatWasDescribed(
    wasUrgent: Bool, endsAlarm: Bool, signals: [String]
  ) {
    var session = Session()
    session.signals = ["sore"]
    session.wasUrgent = wasUrgent
    var line = SpokenLine("", Reading())
    line.endsAlarm = endsAlarm
    let change = Remembering(labs: SmallCatalogue.labs).change(line, in: session)
    #expect(change.session.signals == signals)
  }
}
