import Testing

@testable import LabValues

/// What takes something back, or gives it to somebody else.
struct RetractionReaderTests {
  private func retract(_ text: String) -> Reading {
    var reading = Reading()
    RetractionReader(line: SmallLabs.line(text)).read(into: &reading)
    return reading
  }

  @Test(arguments: [
    ("forget my calcium", [Retraction.fact("calcium_total")]), ("delete my labs", [.labs]),
    ("forget everything", [.everything]), ("forget it", [.last]), ("forget", [.last]),
    ("please forget calcium and pth", [.fact("calcium_total"), .fact("pth")]),
    ("forget my conditions", [.conditions]), ("delete my medicines", [.medicines]),
    ("forget warfarin", [.fact("warfarin")]), ("delete my ana", [.fact("ana")]),
    ("forget it, calcium", [.fact("calcium_total")]), ("not mine", [.last]),
    ("I forget my calcium", []), ("do not forget my calcium", []), ("calcium 9", []),
  ])
  func anOrderTakesBack(text: String, retractions: [Retraction]) {
    #expect(retract(text).retractions == retractions)
  }

  @Test(
    arguments: [
      ("that was my husband", Handover(person: .husband)),
      ("those are mine", Handover(person: nil)),
      ("that was my calcium", nil),
      ("that was my husband talking", nil),
      ("it is not my husband it is my mother", Handover(person: .mother)),
      ("my mother, not my husband", Handover(person: .mother)),
      ("it is not my husband", nil),
    ] as [(String, Handover?)])
  func whatWasToldIsHandedOver(text: String, handover: Handover?) {
    #expect(retract(text).handover == handover)
  }
}
