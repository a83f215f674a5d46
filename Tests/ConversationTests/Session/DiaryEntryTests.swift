import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Lines of a diary taken over, each as if it were typed; by a small catalogue, and no file is opened.
struct DiaryEntryTests {
  private let today = Day(iso: "2026-11-29")

  private static func entry(
    _ fact: String? = nil, _ value: Double? = nil, _ unit: String? = nil, date: String? = nil,
    _ change: (inout DiaryEntry) -> Void = { _ in }
  ) -> DiaryEntry {
    var entry = DiaryEntry(of: nil)
    (entry.fact, entry.value, entry.unit, entry.date) = (fact, value, unit, date)
    change(&entry)
    return entry
  }

  private func take(_ entries: DiaryEntry...) -> (session: Session, problem: DiaryEntry.Problem?) {
    var session = Session(today: today)
    let refusal = session.take(entries, SmallCatalogue.labs)
    return (session, refusal?.problem)
  }

  struct Taken: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var entry: DiaryEntry
    /// In the canonical unit.
    var value: Double?
    var flag: Flag
    var typed: String

    init(_ name: String, _ entry: DiaryEntry, _ value: Double?, _ flag: Flag, _ typed: String) {
      (testDescription, self.entry, self.value, self.flag) = (name, entry, value, flag)
      self.typed = typed
    }
  }

  @Test(arguments: [
    Taken("a value", entry("calcium", 9.6, "mg/dL"), 9.6, .normal, "9.6 mg/dL"),
    Taken("without a unit", entry("calcium", 9.6), 9.6, .normal, "9.6 mg/dL"),
    Taken("in another unit", entry("calcium", 3, "mmol/L"), 12.024, .high, "3.00 mmol/L"),
    Taken(
      "with a sign", entry("calcium", 14, "mg/dL") { $0.comparator = ">" }, 14, .criticalHigh,
      ">14.0 mg/dL"),
    Taken(
      "with their range", entry("calcium", 9.6) { ($0.low, $0.high) = (8, 9) }, 9.6, .high,
      "9.6 mg/dL"),
    Taken(
      "with their flag", entry("calcium", 9.6) { $0.flag = "low" }, 9.6, .low, "9.6 mg/dL"),
    Taken("in a word", entry("calcium") { $0.word = "high" }, nil, .high, "high"),
  ])
  func aResultIsTakenOver(example: Taken) throws {
    let (session, problem) = take(example.entry)
    #expect(problem == nil)
    let fact = try #require(session.facts.first)
    #expect(
      fact.value.map { decimalText($0, decimals: 3) }
        == example.value.map { decimalText($0, decimals: 3) })
    #expect(fact.flag == example.flag && fact.mention.asTyped == example.typed)
  }

  @Test(arguments: [
    ("2026-11-29", false), ("2026-11-20", false), ("2026-10", true), ("2025", true),
  ])
  func aDateIsKeptAsExactlyAsItIs(date: String, isPast: Bool) throws {
    let fact = try #require(take(Self.entry("calcium", 9.6, date: date)).session.facts.first)
    #expect(fact.mention.when?.description == date && fact.mention.isPast == isPast)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    var entry: DiaryEntry
    var problem: DiaryEntry.Problem
    var testDescription: String { problem.rawValue + " \(entry.fact ?? "-")" }

    init(_ problem: DiaryEntry.Problem, _ entry: DiaryEntry) {
      (self.problem, self.entry) = (problem, entry)
    }
  }

  @Test(arguments: [
    Refused(.fact, entry("zonulin", 1)), Refused(.fact, entry()),
    Refused(.unit, entry("calcium", 9, "kg")),
    Refused(.value, entry("calcium", 900)), Refused(.value, entry("calcium", .infinity)),
    Refused(.word, entry("calcium")), Refused(.word, entry("calcium") { $0.word = "purple" }),
    Refused(.word, entry("calcium", 9) { $0.comparator = "=>" }),
    Refused(.word, entry("calcium", 9) { $0.flag = "purple" }),
    Refused(.date, entry("calcium", 9, date: "2026-11-30")),
    Refused(.date, entry("calcium", 9, date: "yesterday")),
    Refused(.date, entry("calcium", 9, date: "2026-02-30")),
    Refused(.person, entry("calcium", 9) { $0.person = "zebra" }),
    Refused(.age, entry { $0.age = 131 }), Refused(.age, entry { $0.age = -1 }),
    Refused(.age, entry { $0.sex = "x" }),
  ])
  func whatCannotBeIsRefusedWithAllTheRest(example: Refused) {
    var session = Session(today: today)
    let refusal = session.take([Self.entry("phosphate", 3), example.entry], SmallCatalogue.labs)
    #expect(refusal?.place == 1 && refusal?.problem == example.problem)
    #expect(session.records.isEmpty)
  }

  @Test func peopleAreKeptApart() {
    let (session, problem) = take(
      Self.entry("calcium", 9.6), Self.entry("calcium", 12) { $0.person = "mother" },
      Self.entry { ($0.person, $0.age, $0.sex) = ("mother", 72, "female") })
    #expect(problem == nil && session.records.map(\.person) == [nil, .mother])
    let mother = session.record(of: .mother)
    #expect(mother.age == 72 && mother.sex == .female)
    #expect(mother.facts.compactMap(\.value) == [12] && session.facts.compactMap(\.value) == [9.6])
  }

  /// The adult interval is not theirs, wherever it stands in the diary that they are a child.
  @Test func aChildHasNoAdultFlag() {
    let child = Self.entry("child") { $0.person = "son" }
    let value = Self.entry("calcium", 12) { $0.person = "son" }
    for entries in [[child, value], [value, child]] {
      var session = Session(today: today)
      #expect(session.take(entries, SmallCatalogue.labs) == nil)
      #expect(session.record(of: .son).facts.filter { $0.value != nil }.map(\.flag) == [.unknown])
    }
  }

  @Test func whatIsWrittenHasTheDayOnWhichItWasTold() {
    var session = Session(today: today)
    session.keep(StoredFact(.value("calcium", 9.6), turn: 1), of: nil)
    session.keep(StoredFact(.value("calcium", 9, on: "2025-03-01"), turn: 1), of: nil)
    session.keep(StoredFact(.value("phosphate", 3, isEarlier: true), turn: 1), of: nil)
    session.keep(StoredFact(.condition("ckd", isDenied: true), turn: 2), of: nil)
    session.age = 61
    let diary = session.diary
    #expect(diary.map(\.date) == ["2026-11-29", "2025-03-01", nil, nil, nil])
    #expect(diary.map(\.earlier) == [nil, nil, true, nil, nil])
    #expect(diary.map(\.denied) == [nil, nil, nil, true, nil])
    #expect(diary.last?.age == 61 && diary.last?.fact == nil)
  }
}
