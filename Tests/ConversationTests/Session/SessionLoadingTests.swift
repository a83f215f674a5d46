import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Saved sessions made sessions again, every value checked; by a small library, and no file is opened.
struct SessionLoadingTests {
  private static let knowledge: Knowledge = {
    var knowledge = SmallLibrary.knowledge
    knowledge.safety.messages = ["emergency": "Go."]
    knowledge.refinements.signals = [
      Recognizer(id: "sore", title: "a sore", patterns: [], place: SmallLibrary.place)
    ]
    return knowledge
  }()

  private func loaded(_ saved: SavedSession) throws -> Session {
    try SessionLoading(Self.knowledge).session(
      of: saved, after: Session(today: Day(iso: "2026-11-29")))
  }

  /// A session with something of everything.
  private var full: Session {
    var session = Session(today: Day(iso: "2026-11-29"))
    session.turn = 5
    var values: [Mention] = [
      .value("calcium", 11.2, on: "2026-03-01"), .value("calcium", 9.6, isEarlier: true),
    ]
    for turn in values.indices {
      values[turn].asTyped = plainText(values[turn].value?.value ?? 0) + " mg/dL"
      session.keep(StoredFact(values[turn], turn: turn + 1), of: nil)
    }
    session.keep(StoredFact(.condition("ckd", isDenied: true), turn: 3), of: nil)
    session.keep(StoredFact(.condition("dialysis", of: .mother), turn: 4), of: .mother)
    session.focus(on: .mother)
    (session.age, session.sex) = (72, .female)
    session.signals = ["sore"]
    session.alarm = StandingAlarm(message: "emergency", urgency: .now, facts: ["dialysis"])
    session.wasUrgent = true
    session.focus = Session.Focus(topic: "bread", facet: "steps", section: "bread/steps")
    session.said.sections = ["bread/steps"]
    session.said.kindness = 2
    session.offered = ["soup/steps"]
    session.lastAnalyte = "calcium"
    session.choosesDetail = true
    session.isByClinician = true
    session.told = ["it hurts today"]
    return session
  }

  @Test func itIsTheSameAsBefore() throws {
    let before = full
    let line = SavedSession(before).line
    let after = try loaded(try SavedSession(reading: line))
    #expect(SavedSession(after).line == line)
    #expect(after.person == .mother && after.age == 72 && after.sex == .female)
    #expect(after.records.map(\.facts.count) == before.records.map(\.facts.count))
    #expect(after.alarm == before.alarm && after.wasUrgent && after.signals == ["sore"])
    #expect(after.focus == before.focus && after.offered == before.offered && after.isDetailed)
    #expect(after.choosesDetail == true && after.isByClinician)
    #expect(
      after.record(of: nil).history(of: "calcium", after.today).compactMap(\.value) == [11.2, 9.6])
    #expect(after.record(of: nil).newest("ckd", after.today)?.isNegated == true)
  }

  /// A number that waits for its unit still waits.
  @Test func anOpenQuestionStaysOpen() throws {
    var session = Session(today: Day(iso: "2026-11-29"))
    session.turn = 1
    guard
      case .doubt(let doubt)? = SmallCatalogue.labs.mention(
        of: "phosphate", BareValue(value: 2.2, unit: nil, asTyped: "2.2"), unit: nil)
    else {
      Issue.record("no doubt")
      return
    }
    session.pending = .doubt(doubt)
    let after = try loaded(try SavedSession(reading: SavedSession(session).line))
    guard case .doubt(let open) = after.pending else {
      Issue.record("nothing is open")
      return
    }
    #expect(open.fact == "phosphate" && open.number == 2.2 && open.candidates.count == 2)
  }

  struct Broken: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var change: @Sendable (inout SavedSession) -> Void
    var problem: SavedSession.Problem

    init(
      _ name: String, _ problem: SavedSession.Problem,
      _ change: @escaping @Sendable (inout SavedSession) -> Void
    ) {
      (testDescription, self.problem, self.change) = (name, problem, change)
    }
  }

  @Test(arguments: [
    Broken("a turn", .unlikely("line number")) { $0.turn = -1 },
    Broken("a later turn", .unlikely("line number")) { $0.people[0].facts[0].turn = 99 },
    Broken("a person", .unknown("person")) { $0.person = "zebra" },
    Broken("one twice", .tooMany("records")) { $0.people.append($0.people[0]) },
    Broken("a fact", .unknown("fact")) { $0.people[0].facts[0].fact = "zonulin" },
    Broken("a value", .unlikely("result")) { $0.people[0].facts[0].number = 900 },
    Broken("a unit", .unlikely("result")) { $0.people[0].facts[0].unit = "g/dL" },
    Broken("no unit", .unlikely("result")) { $0.people[0].facts[0].unit = nil },
    Broken("a denied value", .unlikely("fact")) { $0.people[0].facts[0].denied = true },
    Broken("a sign", .unknown("comparator")) { $0.people[0].facts[0].comparator = "=>" },
    Broken("a flag", .unknown("flag")) { $0.people[0].facts[0].flag = "purple" },
    Broken("a range", .unlikely("interval")) {
      ($0.people[0].facts[0].low, $0.people[0].facts[0].high) = (9, 8)
    },
    Broken("a date", .unlikely("date")) { $0.people[0].facts[0].when?.day = "2026-02-30" },
    Broken("a text", .unlikely("text")) { $0.people[0].facts[0].typed = "a\u{1B}b" },
    Broken("a long text", .unlikely("text")) {
      $0.people[0].facts[0].typed = String(repeating: "x", count: 97)
    },
    Broken("an age", .unlikely("age")) { $0.people[1].age = 131 },
    Broken("a sex", .unknown("sex")) { $0.people[1].sex = "x" },
    Broken("a finding", .unknown("finding")) { $0.people[1].findings = ["rash"] },
    Broken("a message", .unknown("message")) { $0.people[1].alarm?.message = "hello" },
    Broken("an urgency", .unknown("urgency")) { $0.people[1].alarm?.urgency = "maybe" },
    Broken("a topic", .unknown("topic")) { $0.focus?.topic = "cars" },
    Broken("a facet", .unknown("facet")) { $0.focus?.facet = "price" },
    Broken("a section", .unknown("section")) { $0.focus?.section = "bread/price" },
    Broken("an offer", .unknown("section")) { $0.offered = ["bread/price"] },
    Broken("many offers", .tooMany("sections")) {
      $0.offered = Array(repeating: "bread/steps", count: 10)
    },
    Broken("a note", .unknown("note")) { $0.said?.notes = ["n"] },
    Broken("a rule", .unknown("rule")) { $0.said?.refinements = ["r"] },
    Broken("a count", .unlikely("count")) { $0.said?.kindness = -1 },
    Broken("a result", .unknown("result")) { $0.analyte = "zonulin" },
    Broken("a line", .unlikely("line")) { $0.told = ["a\u{7}b"] },
    Broken("many lines", .tooMany("lines")) { $0.told = Array(repeating: "a", count: 6) },
  ])
  func whatCannotBeIsRefused(broken: Broken) throws {
    var saved = SavedSession(full)
    broken.change(&saved)
    #expect(throws: broken.problem) { try loaded(saved) }
  }

  @Test(arguments: [
    ("", SavedSession.Problem.notReadable), ("{}", .notReadable), ("[1]", .notReadable),
    (#"{"v":2,"turn":0,"people":[]}"#, .otherVersion(2)),
    (String(repeating: " ", count: SavedSession.limit + 1), .tooLong),
  ])
  func whatIsNoSavedSessionIsNotRead(line: String, problem: SavedSession.Problem) {
    #expect(throws: problem) { try SavedSession(reading: line) }
  }

  /// What was said goes first, then the oldest facts.
  @Test func aLineIsNeverTooLong() throws {
    var saved = SavedSession(full)
    let fact = saved.people[0].facts[0]
    saved.people[0].facts = (0..<2_000).map { number in
      var fact = fact
      fact.number = Double(number)
      return fact
    }
    let line = saved.line
    #expect(line.utf8.count <= SavedSession.limit && !line.contains(" "))
    let read = try SavedSession(reading: line)
    #expect(read.said == nil && read.told == nil && read.people.count == saved.people.count)
    #expect(read.people[0].facts.last == saved.people[0].facts.last)
    #expect(read.people[0].facts.count < 2_000)
  }
}
