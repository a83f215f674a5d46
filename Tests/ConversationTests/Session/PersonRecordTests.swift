import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Which of several statements is the newest, and what belongs to one sample.
struct PersonRecordTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// In the order in which they are told, a line each.
    var told: [Mention]
    /// The values from old to new.
    var order: [Double]
    var testDescription: String { "\(told.compactMap(\.value?.value)) → \(order)" }
  }

  static let cases = [
    Case(told: [.value("calcium", 9.4), .value("calcium", 10.1)], order: [9.4, 10.1]),
    // A dated older value told after a present one does not turn the trend round.
    Case(
      told: [.value("calcium", 11.2), .value("calcium", 9.2, on: "2025-03-01")],
      order: [9.2, 11.2]),
    Case(
      told: [
        .value("calcium", 11.2, on: "2026-05-01"), .value("calcium", 9.2, on: "2025-03-01"),
        .value("calcium", 10.4),
      ], order: [9.2, 11.2, 10.4]),
    Case(
      told: [.value("calcium", 10.4), .value("calcium", 9, isEarlier: true)], order: [9, 10.4]),
    Case(
      told: [.value("calcium", 10.4), .value("calcium", 9.9, on: "2026-11-29")],
      order: [10.4, 9.9]),
  ]

  @Test(arguments: cases, ["2026-11-29", nil])
  func valuesStandInTheOrderOfTime(_ example: Case, _ today: String?) {
    let today = today.flatMap { Day(iso: $0) }
    // Without a day of reference a date cannot be of today.
    guard today != nil || !example.told.contains(where: { $0.when?.day == Day(iso: "2026-11-29") })
    else { return }
    var record = PersonRecord()
    for (turn, mention) in example.told.enumerated() {
      record.keep(StoredFact(mention, turn: turn + 1), history: 12)
    }
    #expect(record.history(of: "calcium", today).compactMap(\.value) == example.order)
    #expect(record.newest("calcium", today)?.value == example.order.last)
  }

  private func session(_ told: Mention...) -> Session {
    var session = Session(today: Day(iso: "2026-11-29"))
    for mention in told {
      session.turn += 1
      session.keep(StoredFact(mention, turn: session.turn), of: nil)
    }
    return session
  }

  @Test func anAlbuminOfAnotherYearAdjustsNoCalcium() {
    let labs = SmallCatalogue.labs
    let apart = session(
      .value("calcium", 10.9, on: "2025-06-01"), .value("albumin", 3, on: "2024-06-01"))
    guard
      case .failure(.missing(let ids)) = Derived(labs).adjustedCalcium(apart.calciumSample(labs))
    else {
      Issue.record("it was adjusted")
      return
    }
    #expect(ids == ["albumin"])
    let together = session(
      .value("albumin", 3, on: "2025-06-01"), .value("albumin", 2, on: "2025-09-01"),
      .value("calcium", 10.9, on: "2025-06-01"))
    let adjusted = try? Derived(labs).adjustedCalcium(together.calciumSample(labs)).get()
    #expect(adjusted?.albumin.value == 3)
    let undated = session(.value("calcium", 8.1), .value("albumin", 2.2))
    #expect((try? Derived(labs).adjustedCalcium(undated.calciumSample(labs)).get()) != nil)
  }

  @Test func theProductIsOfOneSample() {
    let labs = SmallCatalogue.labs
    let apart = session(.value("calcium", 10), .value("phosphate", 7, on: "2024-06-01"))
    #expect(apart.value(of: labs.derivations.product.id, labs) == nil)
    let together = session(.value("phosphate", 7), .value("calcium", 10))
    #expect(together.value(of: labs.derivations.product.id, labs)?.0 == 70)
  }

  @Test func onlyTheNewestStatementOfAConditionStays() {
    var record = PersonRecord()
    record.keep(StoredFact(.condition("ckd"), turn: 1), history: 12)
    record.keep(StoredFact(.condition("ckd", isDenied: true), turn: 2), history: 12)
    #expect(record.facts.map(\.isNegated) == [true])
    for turn in 3...30 {
      record.keep(StoredFact(.value("calcium", Double(turn)), turn: turn), history: 12)
    }
    #expect(record.facts.count == 13)
  }
}
