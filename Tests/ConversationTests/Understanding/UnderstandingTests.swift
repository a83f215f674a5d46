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
}

extension String.UTF8View {
  /// The offset of a text in it.
  fileprivate func count(upTo text: String) -> Int {
    firstRange(of: Array(text.utf8)).map { distance(from: startIndex, to: $0.lowerBound) } ?? 0
  }
}
