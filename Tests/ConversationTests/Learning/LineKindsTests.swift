import Knowledge
import Matching
import Testing

@testable import Conversation

/// What a pattern found, weighed with what the line as a whole is like.
struct LineKindsTests {
  private static let knowledge: Knowledge = {
    var knowledge = SmallLibrary.knowledge
    func recognizer(_ id: String) -> Recognizer {
      Recognizer(id: id, title: id, patterns: [], place: SmallLibrary.place)
    }
    knowledge.safety.redFlags = [
      RedFlag(
        recognizer: recognizer("fire"), urgency: .now, message: "", isAlone: false,
        isUnconditional: false)
    ]
    knowledge.safety.refusals = [
      Refusal(recognizer: recognizer("dose"), text: "", answersToo: false)
    ]
    knowledge.dialogue.acts = [
      Dialogue.Act(act: .more, recognizer: recognizer("more")),
      Dialogue.Act(act: .follow, recognizer: recognizer("follow")),
    ]
    knowledge.scope.outside = [
      OutsideSubject(recognizer: recognizer("cars"), text: nil),
      OutsideSubject(
        recognizer: recognizer("rye"), text: CitedText("Of rye no word.", citations: [])),
    ]
    return knowledge
  }()

  /// One line a label, each of a feature of its own.
  private static let kinds: LineKinds = {
    let labels =
      ["dangers/fire", "refusals/dose", "acts/more", "outside/cars", "outside/rye", "others"]
      + knowledge.sections.map(\.id)
    return LineKinds(
      KindModel(
        labels: labels,
        examples: labels.indices.map { KindModel.Example(features: [Int32($0)], label: $0) }),
      knowledge)
  }()

  struct Row: Sendable {
    var meaning: RuleBook.Meaning
    var isLikeness = false
    var section: Float
    var role: LineExamples.Role
    var share: Float
    var isHeld = false
    /// Of all sections together; that of the likeliest alone where it is `nil`.
    var sections: Float?
    var isOutweighed: Bool
  }

  @Test(arguments: [
    Row(meaning: .refusal(0), section: 0.9, role: .refusals, share: 0.01, isOutweighed: true),
    Row(meaning: .refusal(0), section: 0.9, role: .refusals, share: 0.05, isOutweighed: false),
    Row(meaning: .refusal(0), section: 0.8, role: .refusals, share: 0.01, isOutweighed: false),
    Row(
      meaning: .refusal(0), section: 0.8, role: .refusals, share: 0.01, sections: 0.95,
      isOutweighed: true),
    Row(
      meaning: .refusal(0), section: 0.5, role: .refusals, share: 0.01, sections: 0.95,
      isOutweighed: false),
    Row(
      meaning: .refusal(0), section: 0.8, role: .refusals, share: 0.01, isHeld: true,
      isOutweighed: false),
    Row(meaning: .act(.more), section: 0.6, role: .acts, share: 0.1, isOutweighed: false),
    Row(
      meaning: .act(.more), isLikeness: true, section: 0.6, role: .acts, share: 0.1,
      isOutweighed: true),
    Row(
      meaning: .act(.more), section: 0.4, role: .acts, share: 0.01, isHeld: true,
      isOutweighed: true),
    Row(
      meaning: .act(.more), section: 0.4, role: .acts, share: 0.1, isHeld: true,
      isOutweighed: false),
    Row(meaning: .act(.follow), section: 0.99, role: .acts, share: 0, isOutweighed: false),
    Row(meaning: .outside(0), section: 0.99, role: .outside, share: 0, isOutweighed: false),
    Row(
      meaning: .outside(0), section: 0.5, role: .outside, share: 0.2, isHeld: true,
      isOutweighed: true),
    Row(
      meaning: .outside(1), section: 0.5, role: .outside, share: 0.2, isHeld: true,
      isOutweighed: false),
    Row(meaning: .redFlag(0), section: 0.99, role: .dangers, share: 0, isOutweighed: false),
  ])
  func aPatternIsOneVoice(row: Row) {
    var likeness = LineKinds.Likeness()
    likeness.whole[row.role] = row.share
    likeness.section = row.section
    likeness.sections = row.sections ?? row.section
    likeness.isHeld = row.isHeld
    let finding = Findings.Finding(
      meaning: row.meaning, range: 0..<1, isDenied: false, pattern: row.isLikeness ? nil : 0)
    #expect(Self.kinds.isOutweighed(finding, by: likeness) == row.isOutweighed)
  }

  /// Shares of the labels above: the danger, four others, none, and five sections.
  @Test(arguments: [
    ([0, 0, 0, 0, 0, 0.3, 0.7, 0, 0, 0, 0] as [Float], true),
    ([0.03, 0, 0, 0, 0, 0.27, 0.7, 0, 0, 0, 0], false),
    ([0, 0, 0, 0, 0, 0.6, 0.4, 0, 0, 0, 0], false),
  ])
  func whoAsksForASectionIsInNoDanger(_ shares: [Float], _ asks: Bool) {
    #expect(Self.kinds.asks(shares) == asks)
  }

  @Test func whatLeadsToNothingStandsBeforeTheSections() {
    let held = Self.kinds.held([0, 0, 0, 0, 0, 0.4, 0.1, 0.2, 0.1, 0.1, 0.1])
    #expect(held?.nothing == 0.4)
    #expect(held?.sections == [0.1, 0.2, 0.1, 0.1, 0.1])
    #expect(Self.kinds.held([]).map(\.nothing) == nil)
  }
}
