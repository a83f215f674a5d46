import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What became of a result over time, in words.
struct TrendWordsTests {
  private func sentence(_ session: Session) -> String? {
    TrendWords(SmallWriting.facts).sentence(of: "calcium", in: session)?.text
  }

  @Test func aTrendIsToldInOneSentence() {
    #expect(sentence(SmallWriting.session()) == nil)
    #expect(
      sentence(SmallWriting.session(.value("calcium", 9))) == "Calcium: 9.0 mg/dL. One value.")
    #expect(
      sentence(SmallWriting.session(.value("calcium", 9), .value("calcium", 11.2)))
        == "Calcium: 9.0 mg/dL → 11.2 mg/dL. Rising 2.2 mg/dL over 2 values. Now above.")
    #expect(
      sentence(SmallWriting.session(.value("calcium", 9), .value("calcium", 8)))
        == "Calcium: 9.0 mg/dL → 8.0 mg/dL. Falling 1.0 mg/dL over 2 values. Now below.")
    #expect(
      sentence(SmallWriting.session(.value("calcium", 9), .value("calcium", 9.01)))
        == "Calcium: 9.0 mg/dL → 9.0 mg/dL. Steady over 2 values.")
  }

  @Test(arguments: [
    ("2026-03-01", "2026-03-11", "10 days"), ("2026-03-01", "2026-04-29", "59 days"),
    ("2026-01-01", "2026-07-01", "6 months"), ("2024-01-01", "2026-01-01", "24 months"),
  ])
  func aSpanIsToldInDaysOrMonths(from: String, to: String, span: String) {
    let text = sentence(
      SmallWriting.session(.value("calcium", 9, on: from), .value("calcium", 10, on: to)))
    #expect(text?.hasSuffix("Rising 1.0 mg/dL over \(span).") == true, "\(text ?? "")")
  }
}
