import Knowledge
import LabValues
import Testing

@testable import Conversation

/// When a line that is like a subject outside, in words that no pattern knows, is declined as that subject.
struct OutsideResembledTests {
  struct Row: Sendable {
    /// The shares of all that lies outside and of all sections, and how much of the first one subject has.
    var outside: Float
    var sections: Float = 0.05
    var part: Float = 0.8
    /// How probable the best section is; `nil` where none is found.
    var section: Double?
    var isHeld = false
    var isDeclined: Bool
    /// Whether the subject is named.
    var isNamed = true
  }

  @Test(arguments: [
    Row(outside: 0.005, sections: 0.9, isDeclined: false), Row(outside: 0.3, isDeclined: true),
    Row(outside: 0.3, part: 0.2, isDeclined: false),
    Row(outside: 0.05, sections: 0.05, isHeld: true, isDeclined: true),
    Row(outside: 0.01, sections: 0.6, section: 0.4, isDeclined: false),
    Row(outside: 0.5, section: 0.9, isDeclined: true),
    Row(outside: 0.5, part: 0.2, section: 0.4, isDeclined: true, isNamed: false),
    Row(outside: 0.012, sections: 0.2, section: 0.4, isHeld: true, isDeclined: false),
    Row(outside: 0.7, section: 0.4, isHeld: true, isDeclined: true),
  ])
  func itCompetesWithTheSections(row: Row) {
    let hits = row.section.map { [("bread/steps", $0)] } ?? []
    let saying = Saying(
      isQuestion: true,
      found: SmallLibrary.found(hits, isCovered: !hits.isEmpty, isHeld: row.isHeld),
      resemblance: Findings.Resemblance(
        subject: 3, part: row.part, outside: row.outside, sections: row.sections))
    let decider = OutsideResembled(
      labs: SmallLibrary.knowledge.labs, words: SmallLibrary.words)
    let opinion = decider.opinion(on: saying.situation)
    guard row.isDeclined else {
      #expect(opinion == nil)
      return
    }
    switch opinion?.body {
    case .outside(3, held: nil): #expect(row.isNamed)
    case .decline: #expect(!row.isNamed)
    default: Issue.record("declined")
    }
    #expect((opinion?.sureness ?? 0) >= min(row.section ?? 0, 0.89))
  }
}
