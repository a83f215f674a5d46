import Knowledge
import LabValues
import Language
import Matching
import Testing

@testable import Conversation

/// What is known of a line before anything is decided.
struct UnderstandingTests {
  /// A mention of a word of the line.
  private static func mention(_ fact: String, _ word: String, in text: String, isValue: Bool = true)
    -> Mention
  {
    var mention = isValue ? Mention.value(fact, 9.6) : .condition(fact)
    let start = text.utf8.count(upTo: word)
    mention.range = start..<start + word.utf8.count
    return mention
  }

  struct Bare: Sendable, CustomTestStringConvertible {
    var text: String
    var fact: String?
    var isValue = true
    var isBare: Bool
    var testDescription: String { text }
  }

  @Test(arguments: [
    Bare(text: "calcium 9.6", fact: "calcium", isBare: true),
    Bare(text: "calcium 9.6 and that is all of it", fact: "calcium", isBare: true),
    Bare(text: "calcium 9.6 and that is all of it today", fact: "calcium", isBare: false),
    Bare(text: "i have ckd", fact: "ckd", isValue: false, isBare: true),
    Bare(text: "i have ckd and my leg hurts", fact: "ckd", isValue: false, isBare: false),
    Bare(text: "hello there", isBare: false),
  ])
  func aBareFactIsHardlyAnythingElse(example: Bare) {
    var saying = Saying(text: example.text)
    if let fact = example.fact {
      saying.reading.mentions = [
        Self.mention(fact, fact, in: example.text, isValue: example.isValue)
      ]
    }
    #expect(saying.situation.line.isBareFact == example.isBare)
  }

  @Test func theWordsBesidesItsFactsTellTheRest() {
    var saying = Saying(text: "calcium 9.6 and my leg hurts")
    saying.reading.mentions = [Self.mention("calcium", "calcium 9.6", in: saying.text)]
    #expect(
      saying.situation.line.besidesFacts.map(\.text) == ["and", "my", "leg", "hurts"])
  }

  @Test func whatIsNamedHasNoValue() {
    var saying = Saying()
    saying.reading.named = ["phosphate", "calcium"]
    saying.reading.mentions = [
      .value("calcium", 9),
      Mention(fact: "albumin", kind: .analyte, status: .question, range: 0..<0),
      .condition("ckd"),
    ]
    #expect(saying.situation.line.named == ["phosphate", "albumin"])
  }

  @Test(arguments: [
    ("My  LEG hurts", 0..<2, "My  LEG"), ("é ça va?", 1..<3, "ça va"), ("one", 0..<1, "one"),
    ("one", 0..<0, ""),
  ])
  func aStretchIsGivenBackAsItWasTyped(text: String, range: Range<Int>, typed: String) {
    #expect(Saying(text: text).situation.line.typed(range) == typed)
  }

  @Test func ofItsDangersTheFirstThatIsNoBareFactLeads() {
    var saying = Saying(text: "calcium 9.6")
    saying.reading.mentions = [Self.mention("calcium", "calcium", in: saying.text)]
    func evidence(_ danger: Int, _ source: DangerEvidence.Source) -> DangerEvidence {
      DangerEvidence(danger: danger, source: source, range: 0..<1, weight: 3)
    }
    saying.dangers.found = [evidence(3, .likeness), evidence(1, .pattern(0))]
    #expect(saying.situation.line.redFlag == 1)
    saying.reading.mentions = []
    #expect(saying.situation.line.redFlag == 3)
    #expect(saying.situation.line.isLikenessAlone(3) && !saying.situation.line.isLikenessAlone(1))
    saying.dangers.found = [evidence(2, .session(pattern: 0, facts: ["ckd"]))]
    #expect(saying.situation.line.restsOnSession(2))
    #expect(saying.situation.line.stated(for: 2) == ["ckd"])
  }

  // MARK: Findings

  private func findings(_ added: (RuleBook.Meaning, Range<Int>, Bool)...) -> Findings {
    var findings = Findings()
    for (meaning, range, isDenied) in added {
      findings.add(meaning, range, isDenied: isDenied, pattern: 0)
    }
    return findings
  }

  @Test func aNameInsideALongerOneDoesNotCount() {
    let found = findings(
      (.topic(1), 3..<4, false), (.topic(0), 0..<2, false), (.topic(2), 1..<2, false),
      (.topic(0), 5..<6, false))
    #expect(found.topics.map(\.index) == [0, 1] && found.topics.map(\.range) == [0..<2, 3..<4])
  }

  @Test func whatIsDeniedIsNoDangerButMayBeRefused() {
    let found = findings(
      (.redFlag(1), 0..<1, true), (.redFlag(0), 0..<1, false), (.signal(0), 0..<1, true),
      (.refusal(2), 0..<1, true), (.outside(1), 0..<1, true), (.kindness(0), 0..<1, true))
    #expect(found.redFlags == [0] && found.signals == [] && found.kindness == [])
    #expect(found.refusals == [2] && found.outside == [1])
  }

  @Test(arguments: [
    ("i have chest pain", [0], []), ("no chest pain", [], []), ("a sore", [], [0]),
    ("no sore", [], []), ("a lump that is red", [], [1]), ("a lump, not red", [], []),
    ("i cannot breathe without pain", [1], []), ("chest pain. no sore", [0], []),
  ])
  func patternsAreReadWithTheirDenials(line: String, flags: [Int], signals: [Int]) throws {
    let found = try SmallRules.book().findings(in: Tokenizer.words(of: line))
    #expect(found.redFlags == flags && found.signals == signals)
  }

  // MARK: Wants

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

extension String.UTF8View {
  /// The offset of a text in it.
  fileprivate func count(upTo text: String) -> Int {
    firstRange(of: Array(text.utf8)).map { distance(from: startIndex, to: $0.lowerBound) } ?? 0
  }
}
