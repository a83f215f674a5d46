import Knowledge
import LabValues
import Testing

@testable import Conversation

/// When a line that is like a subject outside, in words that no pattern knows, is declined as that subject.
struct OutsideResembledTests {
  struct Row: Sendable {
    var share: Float
    /// How probable the best section is; `nil` where none is found.
    var section: Double?
    /// How likely any section is meant, on the scale of `share`.
    var rival: Float = 0
    var isHeld = false
    var isDeclined: Bool
  }

  @Test(arguments: [
    Row(share: 0.15, isDeclined: false), Row(share: 0.25, isDeclined: true),
    Row(share: 0.3, isHeld: true, isDeclined: false),
    Row(share: 0.45, isHeld: true, isDeclined: true),
    Row(share: 0.2, section: 0.2, rival: 0.1, isDeclined: false),
    Row(share: 0.4, section: 0.4, rival: 0.3, isDeclined: true),
    Row(share: 0.4, section: 0.9, rival: 0.5, isDeclined: false),
    Row(share: 0.4, section: 0.4, rival: 0.3, isHeld: true, isDeclined: false),
    Row(share: 0.7, section: 0.4, rival: 0.3, isHeld: true, isDeclined: true),
  ])
  func itCompetesWithTheSections(row: Row) {
    let hits = row.section.map { [("bread/steps", $0)] } ?? []
    let saying = Saying(
      isQuestion: true,
      found: SmallLibrary.found(hits, isCovered: !hits.isEmpty, isHeld: row.isHeld),
      resemblance: Findings.Resemblance(
        subject: 3, share: row.share, rival: row.rival, isWhole: true))
    let decider = OutsideResembled(
      labs: SmallLibrary.knowledge.labs, words: SmallLibrary.words)
    let opinion = decider.opinion(on: saying.situation)
    guard row.isDeclined else {
      #expect(opinion == nil)
      return
    }
    guard case .outside(3, held: nil) = opinion?.body else {
      Issue.record("declined as the subject that it is like")
      return
    }
    #expect((opinion?.sureness ?? 0) > (row.section ?? 0))
  }
}
