import Knowledge
import LabValues
import Language
import Matching
import Testing

@testable import Conversation

/// What patterns find in a line.
struct FindingsTests {
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
}
