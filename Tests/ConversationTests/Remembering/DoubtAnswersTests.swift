import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What answers an open question about a value.
struct DoubtAnswersTests {
  private let labs = SmallCatalogue.labs

  private static func doubt(_ reason: Doubt.Reason = .missingUnit) -> Doubt {
    var doubt = Doubt(
      fact: "phosphate", reason: reason, range: 0..<0, asTyped: "2.2", number: 2.2)
    let readings = [Quantity(2.2, "mg/dL"), Quantity(2.2, "mmol/L")]
    doubt.candidates = readings.prefix(reason == .missingUnit ? 2 : 1).map { typed in
      Doubt.Candidate(
        typed: typed,
        canonical: SmallCatalogue.labs.analyte("phosphate")?.canonical(typed) ?? typed, flag: .low)
    }
    return doubt
  }

  /// What is recorded, and `?` where it is asked about once more.
  private func answer(_ line: SpokenLine, to doubt: Doubt = doubt()) -> String {
    var session = Session()
    session.turn = 2
    var change = SessionChange(of: session)
    DoubtAnswers(labs: labs).apply(line, to: doubt, &change)
    if !change.doubts.isEmpty { return "?" }
    guard let typed = change.noted.first?.fact.mention.typed else { return "-" }
    return plainText(typed.value) + " " + typed.unit
  }

  private static func reading(_ change: (inout Reading) -> Void) -> Reading {
    var reading = Reading()
    change(&reading)
    return reading
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var line: SpokenLine
    var expected: String

    init(
      _ text: String, choice: Int? = nil, isConfirmation: Bool = false, is expected: String,
      _ change: (inout Reading) -> Void = { _ in }
    ) {
      testDescription = text
      line = SpokenLine(text, DoubtAnswersTests.reading(change))
      (line.choice, line.isConfirmation, self.expected) = (choice, isConfirmation, expected)
    }
  }

  private static func bare(_ value: Double, _ unit: String?) -> BareValue {
    BareValue(value: value, unit: unit, asTyped: plainText(value))
  }

  @Test(arguments: [
    Case("mmol/L", is: "2.2 mmol/L") { $0.unitAnswer = .unit("mmol/L") },
    Case("mg/dL", is: "2.2 mg/dL") { $0.unitAnswer = .unit("mg/dL") },
    Case("SI units", is: "2.2 mmol/L") { $0.unitAnswer = .system(.si) },
    Case("US units", is: "2.2 mg/dL") { $0.unitAnswer = .system(.conventional) },
    Case("it says mmol/l there", is: "2.2 mmol/L"), Case("the first", choice: 1, is: "2.2 mg/dL"),
    Case("the second", choice: 2, is: "2.2 mmol/L"), Case("the third", choice: 3, is: "-"),
    Case("2.2 mmol/L", is: "2.2 mmol/L") { $0.bareValue = bare(2.2, "mmol/L") },
    Case("2.4 mmol/L", is: "2.4 mmol/L") { $0.bareValue = bare(2.4, "mmol/L") },
    Case("in mmol/L 2.4", is: "2.4 mmol/L") { $0.bareValue = bare(2.4, nil) },
    Case("well I read 2.4 mmol/L there", is: "-"),
    Case("well I read 2.2 mmol/L there", is: "2.2 mmol/L"),
    Case("no, 2.5 mmol/L", is: "2.5 mmol/L") {
      $0.corrections = [
        Correction(fact: nil, value: bare(2.5, "mmol/L"), old: 2.2, range: 0..<0)
      ]
    },
    Case("no, calcium 9", is: "-") {
      $0.corrections = [
        Correction(fact: "calcium", value: bare(9, nil), old: nil, range: 0..<0)
      ]
    },
    Case("g/dL", is: "?") { $0.unitAnswer = .unit("g/dL") },
    Case("2.3", is: "?") { $0.bareValue = bare(2.3, nil) }, Case("what is bread", is: "-"),
    Case("yes", isConfirmation: true, is: "-"),
  ])
  func aUnitAValueOrAPickAnswers(example: Case) {
    #expect(answer(example.line) == example.expected)
  }

  @Test(arguments: [
    Case("yes", isConfirmation: true, is: "2.2 mg/dL"), Case("no", is: "-"),
    Case("2.2", is: "2.2 mg/dL") { $0.bareValue = bare(2.2, nil) },
    Case("2.2 %", is: "2.2 mg/dL") { $0.bareValue = bare(2.2, "%") },
  ])
  func aUnitThatHasToBeConfirmedIs(example: Case) {
    let doubt = Self.doubt(.unitToConfirm(typed: "%"))
    #expect(answer(example.line, to: doubt) == example.expected)
  }

  @Test func theAnswerIsOfWhomAndWhenItWasAskedOf() throws {
    var doubt = Self.doubt()
    (doubt.subject, doubt.when) = (.mother, When(written: "2026-03-01"))
    doubt.comparator = .above
    var change = SessionChange(of: Session())
    let line = SpokenLine("", Self.reading { $0.unitAnswer = .unit("mmol/L") })
    DoubtAnswers(labs: labs).apply(line, to: doubt, &change)
    let entry = try #require(change.noted.first)
    #expect(entry.person == .mother && entry.fact.mention.when == doubt.when)
    #expect(entry.fact.mention.comparator == .above && change.isSettled)
  }
}
