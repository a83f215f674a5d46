import Knowledge
import LabValues
import Language
import Matching
import Testing

@testable import Conversation

/// What a line may want, with its label and its name.
struct WantsTests {
  @Test func everyWantHasALabelAndAName() {
    var knowledge = SmallRules.knowledge
    knowledge.safety.refusals = [
      Refusal(
        recognizer: Recognizer(id: "dose", title: "", patterns: [], place: SmallLibrary.place),
        text: "", answersToo: false)
    ]
    let learned = ["soup/steps", "bread/steps"]
    let table = WantTable(knowledge, labels: learned)
    #expect(table.names.prefix(2) == ["soup/steps", "bread/steps"] && table.learnedCount == 2)
    #expect(table.wants.count == knowledge.sections.count + 1)
    #expect(Set(table.names).count == table.names.count)
    for (label, want) in table.wants.enumerated() { #expect(table.label(of: want) == label) }
    #expect(table.label(of: .refusal(0)) == table.names.firstIndex { $0.hasSuffix("/dose") })
    #expect(table.label(of: .outside(0)) == nil)
    #expect(WantTable.want(of: .refusal(3), in: knowledge) == .refusal(3))
    #expect(WantTable.want(of: .signal(0), in: knowledge) == nil)
  }

  @Test func whatIsFarBehindIsWantedWithNoProbability() {
    let wants = Wants(
      candidates: [
        .init(want: .act(1), probability: 0.6, score: 1),
        .init(want: .section(3), probability: 0.3, score: 0.2),
      ], decision: .answer, inScope: 0.9, isVerbatim: false, unknownWords: 0)
    #expect(wants.best?.want == .act(1) && wants.sections.map(\.want.section) == [3])
    #expect(wants.probability(of: .section(3)) == 0.3 && wants.probability(of: .section(4)) == 0)
  }
}
