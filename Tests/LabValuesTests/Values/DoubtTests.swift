import Testing

@testable import LabValues

/// When a doubtful value cannot wait.
struct DoubtTests {
  @Test(arguments: [
    ([Flag.criticalHigh, .criticalLow], Doubt.Reason.missingUnit, true, true),
    ([.criticalHigh, .normal], .missingUnit, false, true), ([.high], .missingUnit, false, false),
    ([.criticalHigh, .normal], .contradiction, true, true), ([], .implausible, false, false),
    ([.criticalHigh], .unitToConfirm(typed: "%"), true, true),
  ])
  func aDoubtAlarmsWhereEveryReadingIsCritical(
    flags: [Flag], reason: Doubt.Reason, may: Bool, could: Bool
  ) {
    var doubt = Doubt(fact: "calcium_total", reason: reason, range: 0..<1, asTyped: "5")
    doubt.candidates = flags.map {
      Doubt.Candidate(typed: Quantity(5, "mg/dL"), canonical: Quantity(5, "mg/dL"), flag: $0)
    }
    #expect(doubt.mayBeCritical == may && doubt.couldBeCritical == could)
    doubt.isCalm = true
    #expect(!doubt.mayBeCritical && doubt.couldBeCritical == could)
  }
}
