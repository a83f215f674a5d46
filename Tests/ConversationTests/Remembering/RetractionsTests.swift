import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What is taken back, and when "forget" means the memory.
struct RetractionsTests {
  private let labs = SmallCatalogue.labs

  private func change(_ mentions: Mention..., focus: Person? = nil) -> SessionChange {
    SmallChange.after(mentions, focus: focus)
  }

  private func held(_ change: SessionChange, of person: Person? = nil) -> [String] {
    SmallChange.held(change, of: person)
  }

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
}
