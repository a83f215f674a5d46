import Conversation
import Knowledge
import LabValues
import TestSupport
import Testing

/// What a diary keeps of a session, and what a session takes of a diary.
struct DiaryTests {
  private static let today = Day(year: 2026, month: 1, day: 10)

  private func told(_ lines: [String]) throws -> Session {
    let assistant = try Project.assistant()
    var session = Session(today: Self.today)
    for line in lines { _ = assistant.reply(to: line, in: &session) }
    return session
  }

  private func taken(_ entries: [DiaryEntry], on day: Day?) throws -> Session {
    var session = Session(today: day)
    let refusal = session.take(entries, try Project.knowledge.get().labs)
    #expect(refusal == nil)
    return session
  }

  @Test(arguments: [
    ["my calcium is 2.6 mmol/L and my phosphate is 6.8 mg/dL"],
    ["my calcium was 11.2 mg/dL on 2025-11-03", "my calcium is 10.4 mg/dL"],
    ["my mother is on dialysis and takes warfarin", "her phosphate is 2.2 mmol/L"],
    ["PTH 88 pg/mL (15 - 65) H"], ["my eGFR is > 90"], ["I am 61 years old, female"],
    ["ANA positive"], ["I am not on dialysis"], ["my vitamin D is low"],
    ["my calcium used to be 9.2 mg/dL, now it is 10.4 mg/dL"],
    ["I am pregnant, my calcium is 8.2 mg/dL"],
  ])
  func whatIsKeptComesBackAsItWas(_ lines: [String]) throws {
    let before = try told(lines)
    #expect(!before.diary.isEmpty)
    let after = try taken(before.diary, on: Self.today)
    #expect(after.diary == before.diary)
    let records = zip(before.records, after.records)
    for (one, two) in records {
      #expect(
        one.facts.map { $0.forPrograms(of: one.person) }.map(\.comparable)
          == two.facts.map { $0.forPrograms(of: two.person) }.map(\.comparable))
    }
  }

  @Test func aValueWithoutADateIsOfTheDayItWasTold() throws {
    let later = try taken(
      try told(["my calcium is 10.4 mg/dL"]).diary, on: Day(year: 2026, month: 6, day: 1))
    let assistant = try Project.assistant()
    var session = later
    let reply = assistant.reply(to: "my calcium is 11.2 mg/dL", in: &session)
    #expect(reply.session.labs.map(\.value) == [11.2])
    #expect(session.diary.map(\.date) == ["2026-01-10", "2026-06-01"])
  }

  @Test(arguments: [
    (DiaryEntry.Problem.fact, #"x"#, 1.0, "mg/dL", "2026-01-09"),
    (.unit, "calcium_total", 9.4, "kg", "2026-01-09"),
    (.value, "calcium_total", 940, "mg/dL", "2026-01-09"),
    (.value, "calcium_total", -1, "mg/dL", "2026-01-09"),
    (.date, "calcium_total", 9.4, "mg/dL", "2026-01-11"),
    (.date, "calcium_total", 9.4, "mg/dL", "last week"),
  ])
  func whatCannotBeIsRefused(
    _ problem: DiaryEntry.Problem, _ fact: String, _ value: Double, _ unit: String, _ date: String
  ) throws {
    var session = try told(["my phosphate is 6.8 mg/dL"])
    var good = try #require(session.diary.first)
    good.date = "2025"
    var bad = good
    (bad.fact, bad.value, bad.unit, bad.date) = (fact, value, unit, date)
    let before = session
    let refusal = session.take([good, bad], try Project.knowledge.get().labs)
    #expect(refusal?.place == 1)
    #expect(refusal?.problem == problem)
    #expect(session == before)
  }

  @Test func personsAndWordsAreChecked() throws {
    let labs = try Project.knowledge.get().labs
    let good = try #require(try told(["my mother is on dialysis"]).diary.first)
    #expect(good.person == "mother")
    var stranger = good
    stranger.person = "postman"
    var session = Session()
    #expect(session.take([stranger], labs)?.problem == .person)
    var old = good
    old.age = 400
    #expect(session.take([old], labs)?.problem == .age)
  }
}

extension SessionFact {
  /// What of it a diary has to bring back.
  fileprivate var comparable: [String] {
    [
      fact, value.map { "\($0)" } ?? "", word ?? "", unit ?? "", flag ?? "", comparator ?? "",
      "\(isNegated)", subject ?? "",
    ]
  }
}
