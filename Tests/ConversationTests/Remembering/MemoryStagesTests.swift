import Knowledge
import LabValues
import Testing

@testable import Conversation

/// The steps by which a line changes what is remembered, each by itself.
struct MemoryStagesTests {
  private let labs = SmallCatalogue.labs

  private func change(_ mentions: Mention..., focus: Person? = nil) -> SessionChange {
    var session = Session(today: Day(iso: "2026-11-29"))
    for mention in mentions {
      session.turn += 1
      session.keep(StoredFact(mention, turn: session.turn), of: mention.subject)
    }
    session.turn += 1
    session.focus(on: focus)
    return SessionChange(of: session)
  }

  private func held(_ change: SessionChange, of person: Person? = nil) -> [String] {
    change.session.record(of: person).facts.map { $0.id + ($0.value.map { " \($0)" } ?? "") }
  }

  // MARK: Corrections

  struct Corrected: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var fact: String?
    var value: Double
    var unit: String?
    var old: Double?
    var held: [String]

    init(
      _ name: String, _ fact: String?, _ value: Double, _ unit: String? = nil,
      not old: Double? = nil,
      is held: [String]
    ) {
      (testDescription, self.fact, self.value, self.unit) = (name, fact, value, unit)
      (self.old, self.held) = (old, held)
    }
  }

  @Test(arguments: [
    Corrected("by its name", "calcium", 9.1, is: ["phosphate 3.0", "calcium 9.1"]),
    Corrected("by the wrong number", nil, 9.1, not: 9.9, is: ["phosphate 3.0", "calcium 9.1"]),
    Corrected("the last one", nil, 3.5, is: ["calcium 9.9", "phosphate 3.5"]),
    Corrected("in another unit", "calcium", 2.5, "mmol/L", is: ["phosphate 3.0", "calcium 10.02"]),
    Corrected("not told", "albumin", 4, is: ["calcium 9.9", "phosphate 3.0"]),
    Corrected("cannot be", "calcium", 900, is: ["calcium 9.9", "phosphate 3.0"]),
  ])
  func aWrongValueIsReplaced(example: Corrected) {
    var change = change(.value("calcium", 9.9), .value("phosphate", 3))
    var reading = Reading()
    reading.corrections = [
      Correction(
        fact: example.fact,
        value: BareValue(value: example.value, unit: example.unit, asTyped: "\(example.value)"),
        old: example.old, range: 0..<0)
    ]
    Corrections(labs: labs).apply(reading, to: &change)
    #expect(held(change) == example.held)
    let isChanged = example.held != ["calcium 9.9", "phosphate 3.0"]
    #expect(change.isSettled == isChanged && change.corrected.count == (isChanged ? 1 : 0))
  }

  @Test func aCorrectionKeepsTheDateAndIsOfThePersonInFocus() {
    var change = change(
      .value("calcium", 12, of: .mother, on: "2026-03-01"), .value("calcium", 9), focus: .mother)
    var reading = Reading()
    reading.corrections = [
      Correction(
        fact: nil, value: BareValue(value: 11, unit: nil, asTyped: "11"), old: nil, range: 0..<0)
    ]
    Corrections(labs: labs).apply(reading, to: &change)
    #expect(held(change) == ["calcium 9.0"] && held(change, of: .mother) == ["calcium 11.0"])
    #expect(change.corrected.first?.fact.mention.when?.description == "2026-03-01")
  }

  // MARK: Handovers

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

  // MARK: Retractions

  @Test(arguments: [
    (Retraction.fact("calcium"), ["ckd", "warfarin"]), (.labs, ["ckd", "warfarin"]),
    (.conditions, ["calcium 9.0", "warfarin"]), (.medicines, ["calcium 9.0", "ckd"]),
    (.last, ["calcium 9.0", "ckd"]), (.everything, []),
    (.fact("albumin"), ["calcium 9.0", "ckd", "warfarin"]),
  ])
  func whatIsNamedGoes(retraction: Retraction, left: [String]) {
    var change = change(.value("calcium", 9), .condition("ckd"), .condition("warfarin"))
    Retractions(labs: labs).take(back: retraction, &change)
    #expect(held(change) == left)
    #expect(change.dropped.count == 3 - left.count)
  }

  struct Meant: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var retraction: Retraction
    var namesSubject = false
    var isRefused = false
    var isQuestion = false
    var namesOwner = true
    var isMeant: Bool
  }

  @Test(arguments: [
    Meant(testDescription: "a held fact", retraction: .fact("calcium"), isMeant: true),
    Meant(
      testDescription: "a held fact and a subject", retraction: .fact("calcium"),
      namesSubject: true, isMeant: true),
    Meant(
      testDescription: "a held fact, refused", retraction: .fact("calcium"), isRefused: true,
      isMeant: false),
    Meant(testDescription: "forget my labs", retraction: .labs, isMeant: true),
    Meant(testDescription: "remove them", retraction: .labs, namesOwner: false, isMeant: false),
    Meant(
      testDescription: "remove my lumps", retraction: .last, namesSubject: true, isMeant: false),
    Meant(
      testDescription: "can you forget it?", retraction: .last, isQuestion: true, isMeant: false),
  ])
  func toForgetIsMeantWhereItIsAboutTheMemory(example: Meant) {
    var change = change(.value("calcium", 9))
    var reading = Reading()
    reading.retractions = [example.retraction]
    let line = SpokenLine(
      "", reading, isQuestion: example.isQuestion, namesSubject: example.namesSubject,
      isRefused: example.isRefused, namesOwner: example.namesOwner)
    Retractions(labs: labs).apply(line, to: &change)
    #expect(change.isRetraction == example.isMeant && change.isSettled == example.isMeant)
  }

  // MARK: Values that leave out what they are of

  struct Left: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var unit: String? = "mg/dL"
    var last: String? = "calcium"
    var isQuestion = false
    var subject: Person?
    var focus: Person?
    /// Of whom the value is kept.
    var of: Person??
  }

  @Test(arguments: [
    Left(testDescription: "of the speaker", of: .some(nil)),
    Left(testDescription: "of the one in focus", focus: .mother, of: .some(.mother)),
    Left(testDescription: "of whom it says", subject: .father, focus: .mother, of: .some(.father)),
    Left(testDescription: "without a unit", unit: nil, of: .none),
    Left(testDescription: "in a unit that does not fit", unit: "g/dL", of: .none),
    Left(testDescription: "of nothing", last: nil, of: .none),
    Left(testDescription: "in a question", isQuestion: true, of: .none),
  ])
  func aValueIsOfTheResultSpokenOfLast(example: Left) {
    var change = change(focus: example.focus)
    change.session.lastAnalyte = example.last
    var reading = Reading()
    var bare = BareValue(value: 9.4, unit: example.unit, asTyped: "9.4")
    bare.subject = example.subject
    reading.bareValue = bare
    Ellipses(labs: labs).apply(
      SpokenLine("", reading, isQuestion: example.isQuestion), to: &change)
    #expect(change.noted.map(\.person) == (example.of.map { [$0] } ?? []))
    #expect(change.noted.compactMap(\.fact.value) == (example.of == nil ? [] : [9.4]))
  }

  // MARK: Statements

  @Test func twoThatAreListedAreAStatementAndOneIsNone() {
    for (listed, count) in [(["ckd", "warfarin"], 2), (["ckd"], 0)] {
      var change = change()
      var reading = Reading()
      reading.bareFacts = listed
      Statements(labs: labs).apply(reading, to: &change)
      #expect(change.noted.count == count)
    }
  }

  @Test func aChildThatIsKnownByItsAgeIsKeptOnce() {
    var reading = Reading.saying(.value("calcium", 10.8, of: .son))
    (reading.age, reading.aged, reading.isChild) = (Age(years: 6), .son, true)
    var change = change()
    Statements(labs: labs).apply(reading, to: &change)
    #expect(held(change, of: .son) == ["child", "calcium 10.8"])
    #expect(change.session.record(of: .son).age == 6)
    #expect(change.session.record(of: .son).newest("calcium", nil)?.flag == .unknown)
    Statements(labs: labs).apply(reading, to: &change)
    #expect(held(change, of: .son).filter { $0 == "child" }.count == 1)
  }

  @Test func noMoreThanTwoQuestionsComeFromALine() {
    var reading = Reading()
    reading.doubts = (0..<4).map { number in
      Doubt(fact: "calcium", reason: .implausible, range: 0..<0, asTyped: "\(number)")
    }
    var change = change()
    Statements(labs: labs).apply(reading, to: &change)
    #expect(change.doubts.map(\.asTyped) == ["0", "1"])
    #expect(change.session.pending == .doubt(reading.doubts[0]))
  }

  @Test func whatIsKnownAlreadyIsNotAskedFor() {
    var reading = Reading()
    reading.doubts = [
      Doubt(
        fact: "warfarin", reason: .whichOne(name: "a blood thinner"), range: 0..<0, asTyped: "")
    ]
    var unknown = change()
    Statements(labs: labs).apply(reading, to: &unknown)
    #expect(unknown.doubts.count == 1)
    var known = change(.condition("warfarin"))
    Statements(labs: labs).apply(reading, to: &known)
    #expect(known.doubts.isEmpty)
  }
}
