import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Values that leave out what they are of.
struct EllipsesTests {
  private let labs = SmallCatalogue.labs

  private func change(focus: Person? = nil) -> SessionChange {
    SmallChange.after([], focus: focus)
  }

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
}
