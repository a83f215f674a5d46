import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What puts right a value that was told before.
struct CorrectionsTests {
  private let labs = SmallCatalogue.labs

  private func change(_ mentions: Mention..., focus: Person? = nil) -> SessionChange {
    SmallChange.after(mentions, focus: focus)
  }

  private func held(_ change: SessionChange, of person: Person? = nil) -> [String] {
    SmallChange.held(change, of: person)
  }

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
}
