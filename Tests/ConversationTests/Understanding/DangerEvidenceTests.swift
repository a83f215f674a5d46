import Knowledge
import LabValues
import Language
import Testing

@testable import Conversation

/// What speaks for a danger, and what takes that away.
struct DangerEvidenceTests {
  @Test(arguments: [
    (Float(3), [], true), (3, [CalmReading.denied], false), (3, [.past], false),
    (3, [.question], false), (3, [.fiction], false), (3.2, [.fiction], true), (3, [.calm], true),
    (0.5, [], false), (0.55, [], true), (9, [.denied, .past], false),
  ])
  func evidenceHoldsFromSomeSurenessOn(weight: Float, reliefs: [CalmReading], holds: Bool) {
    let evidence = DangerEvidence(
      danger: 0, source: .likeness, range: 0..<1, weight: weight, reliefs: reliefs)
    #expect(evidence.holds == holds)
  }

  @Test func aDangerIsNamedOnceByItsFirstEvidence() {
    func evidence(_ danger: Int, _ source: DangerEvidence.Source) -> DangerEvidence {
      DangerEvidence(danger: danger, source: source, range: 0..<1, weight: 3)
    }
    var reading = DangerReading()
    reading.found = [
      evidence(4, .session(pattern: 1, facts: ["ckd"])), evidence(2, .likeness),
      evidence(4, .likeness),
    ]
    #expect(reading.dangers == [4, 2])
    #expect(reading.evidence(for: 4)?.facts == ["ckd"] && reading.evidence(for: 2)?.facts == [])
    #expect(reading.evidence(for: 4)?.isPattern == true && reading.evidence(for: 9) == nil)
    #expect(reading.evidence(for: 2)?.isPattern == false)
  }
}
