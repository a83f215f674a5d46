import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What a session remembers, of whom, and within which limits.
struct SessionTests {
  private func kept(_ mentions: Mention..., limits: Session.Limits = Session.Limits()) -> Session {
    var session = Session(today: Day(iso: "2026-11-29"))
    session.limits = limits
    for mention in mentions {
      session.turn += 1
      session.keep(StoredFact(mention, turn: session.turn), of: mention.subject)
    }
    return session
  }

  @Test func onlyThePersonInFocusIsAtHand() {
    var session = kept(.value("calcium", 9), .value("calcium", 12, of: .mother))
    #expect(session.person == nil && session.newest("calcium")?.value == 9)
    session.focus(on: .mother)
    #expect(session.person == .mother && session.newest("calcium")?.value == 12)
    session.focus(on: .father)
    #expect(session.facts.isEmpty && session.records.map(\.person) == [nil, .mother])
    session.focus(on: nil)
    #expect(session.newest("calcium")?.value == 9 && session.records.count == 2)
  }

  @Test func whoIsLookedAtForOnceDoesNotStayInFocus() {
    let session = kept(.value("calcium", 9))
    #expect(session.focused(on: .mother).person == .mother && session.person == nil)
    #expect(session.focused(on: nil) == session)
  }

  @Test(
    arguments: [
      ("mother", Person.mother, true), ("", nil, true), ("me", nil, false), ("zebra", nil, false),
    ] as [(String, Person?, Bool)])
  func aCommandMayNameAPerson(name: String, person: Person?, isKnown: Bool) {
    let found = kept(.value("calcium", 9)).focused(by: name, SmallCatalogue.labs)
    #expect((found != nil) == isKnown)
    if let found { #expect(found.person == person) }
  }

  @Test(
    arguments: [
      ("calcium mother", "calcium", Person.mother), ("calcium", "calcium", nil),
      ("mother", "", .mother), ("ionized calcium father", "ionized calcium", .father),
      ("calcium zebra", "calcium zebra", nil),
    ] as [(String, String, Person?)])
  func theLastWordOfAnArgumentMayBeAPerson(typed: String, rest: String, person: Person?) {
    let (argument, session) = Session().focused(byEndOf: typed, SmallCatalogue.labs)
    #expect(argument == rest && session.person == person)
  }

  @Test func theReaderIsToldWhomSheMeansAndWhichUnitsWereUsed() {
    var session = kept(.value("calcium", 9), .value("phosphate", 3, of: .mother))
    session.focus(on: .mother)
    let context = session.readingContext
    #expect(context.focus == .mother && context.today == Day(iso: "2026-11-29"))
    #expect(context.units == ["calcium": "mg/dL", "phosphate": "mg/dL"])
  }

  // MARK: Limits

  @Test func ofTooManyFactsTheOldestGoes() {
    var limits = Session.Limits()
    limits.facts = 3
    let session = kept(
      .condition("ckd", of: .mother), .value("calcium", 9), .value("phosphate", 3),
      .value("albumin", 4), limits: limits)
    #expect(session.facts.map(\.id) == ["calcium", "phosphate", "albumin"])
    #expect(session.records.map(\.person) == [nil])
  }

  @Test func ofOneResultSoManyOlderValuesAreKept() {
    var limits = Session.Limits()
    limits.history = 2
    let session = kept(
      .value("calcium", 1), .value("calcium", 2), .value("calcium", 3), limits: limits)
    #expect(session.facts.compactMap(\.value) == [2, 3])
  }

  @Test func whatWasSaidIsKeptOnceAndBounded() {
    var list: [String] = []
    for number in 0..<100 { Session.Said.add("\(number)", to: &list) }
    Session.Said.add("70", to: &list)
    #expect(list.count == Session.Said.limit && list.last == "70")
    #expect(list.filter { $0 == "70" }.count == 1 && list.first == "52")
  }

  @Test func findingsAreKeptOnceAndBounded() {
    var session = Session()
    session.limits.signals = 3
    session.keep(signals: ["a", "b", "a"])
    session.keep(signals: ["b", "c", "d"])
    #expect(session.signals == ["b", "c", "d"])
  }

  @Test func rowsThatCouldNotBeReadAreKeptOnceUntilTheyAreRead() {
    var record = PersonRecord()
    for text in ["Ca 3.B", "Zonulin 1", "Ca 3.B", "", "Zonulin 2"] {
      record.keep(
        unread: UnreadRow(text, fact: text.hasPrefix("Ca") ? "calcium" : nil), limit: 2)
    }
    #expect(record.unread.map(\.text) == ["Zonulin 1", "Zonulin 2"])
    record.keep(unread: UnreadRow("Ca 3.B", fact: "calcium"), limit: 2)
    record.keep(StoredFact(.value("calcium", 9), turn: 1), history: 12)
    #expect(record.unread.map(\.text) == ["Zonulin 2"])
  }

  // MARK: Going back

  @Test func eachStepBackRestoresWhatWasKnown() {
    var session = Session()
    #expect(session.goBack() == nil)
    for number in 1...3 {
      session.keep(undo: session.snapshot)
      session.keep(StoredFact(.value("calcium", Double(number)), turn: number), of: nil)
    }
    #expect(session.goBack()?.compactMap(\.value) == [3])
    #expect(session.facts.compactMap(\.value) == [1, 2])
    #expect(session.goBack()?.compactMap(\.value) == [2])
    #expect(session.goBack()?.compactMap(\.value) == [1])
    #expect(session.facts.isEmpty && session.goBack() == nil)
  }

  @Test func onlySoManyStepsAreKept() {
    var session = Session()
    session.limits.undo = 2
    for number in 1...5 {
      session.keep(undo: session.snapshot)
      session.keep(StoredFact(.value("calcium", Double(number)), turn: number), of: nil)
    }
    var steps = 0
    while session.goBack() != nil { steps += 1 }
    #expect(steps == 2 && session.facts.compactMap(\.value) == [1, 2, 3])
  }

  // MARK: Alarms

  @Test(arguments: [(["calcium"], true), (["phosphate"], false), ([], false)])
  func anAlarmEndsWithTheValueUnderIt(ids: [String], isOver: Bool) {
    var record = PersonRecord()
    record.alarm = StandingAlarm(message: "emergency", urgency: .now, facts: ["calcium"])
    record.wasUrgent = true
    #expect((record.endAlarm(over: ids) != nil) == isOver)
    #expect((record.alarm == nil) == isOver && record.wasUrgent == !isOver)
  }

  @Test func whatIsDroppedTakesItsRowsAndItsAlarmAlong() {
    var record = PersonRecord()
    record.keep(StoredFact(.value("calcium", 14), turn: 1), history: 12)
    record.keep(StoredFact(.condition("ckd"), turn: 1), history: 12)
    record.keep(unread: UnreadRow("Ca 3.B", fact: "calcium"), limit: 9)
    record.alarm = StandingAlarm(message: "emergency", urgency: .now, facts: ["calcium"])
    #expect(record.drop { $0.id == "calcium" }.map(\.id) == ["calcium"])
    #expect(record.facts.map(\.id) == ["ckd"] && record.unread.isEmpty && record.alarm == nil)
    record.forgetEverything()
    #expect(record.isEmpty)
  }

  // MARK: Ranges for some people

  private static let ranged: LabCatalogue = {
    let labs = SmallCatalogue.labs
    var analytes = labs.analytes
    analytes[0].ranges = [
      PersonRange(from: 0, to: 17, low: 8.8, high: 10.8),
      PersonRange(sex: .female, low: 8, high: 10),
    ]
    return LabCatalogue(
      units: labs.units, otherUnits: [], analytes: analytes, otherTests: [], qualitative: [],
      context: labs.context, derivations: labs.derivations, vocabulary: labs.vocabulary)
  }()

  @Test(
    arguments: [
      (nil, nil, Flag.high), (9, nil, .normal), (40, .female, .high), (40, .male, .high),
      (9, .female, .normal),
    ] as [(Int?, Sex?, Flag)])
  func aFlagIsByTheRangeForThePerson(age: Int?, sex: Sex?, flag: Flag) {
    var record = PersonRecord()
    (record.age, record.sex) = (age, sex)
    record.keep(StoredFact(.value("calcium", 10.7), turn: 1), history: 12)
    record.flagAnew(Self.ranged)
    #expect(record.facts.map(\.flag) == [flag])
  }

  @Test func aRangeOfTheirOwnReportIsNotReadAnew() {
    var mention = Mention.value("calcium", 10.7)
    (mention.ownFlag, mention.flag) = (.low, .low)
    var record = PersonRecord()
    record.age = 9
    record.keep(StoredFact(mention, turn: 1), history: 12)
    record.flagAnew(Self.ranged)
    record.forgetFlags()
    #expect(record.facts.map(\.flag) == [.low])
  }
}
