import Conversation
import Testing

/// `/paste`: the lines behind it, up to a single dot, are one message.
struct PastingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var lines: [String]
    var steps: [Pasting.Step]
    var testDescription: String { lines.joined(separator: " | ") }
  }

  static let cases = [
    Case(lines: ["what is it"], steps: [.line("what is it")]),
    Case(
      lines: ["/paste", "Calcium 9.6", "", "PTH 85", ".", "next"],
      steps: [
        .begun, .kept, .kept, .kept, .line("Calcium 9.6\n\nPTH 85"), .line("next"),
      ]),
    Case(lines: ["/PASTE ", " . "], steps: [.begun, .line("")]),
    Case(lines: ["\t/paste", "a", "."], steps: [.begun, .kept, .line("a")]),
    Case(lines: ["\u{FEFF}/paste", "a", "."], steps: [.begun, .kept, .line("a")]),
    Case(
      lines: ["/paste", "/labs", "/paste", "."],
      steps: [.begun, .kept, .kept, .line("/labs\n/paste")]),
    Case(lines: ["/paste", "..", "."], steps: [.begun, .kept, .line("..")]),
    Case(lines: ["/pasted", "/paste it"], steps: [.line("/pasted"), .line("/paste it")]),
    Case(lines: ["."], steps: [.line(".")]),
  ]

  @Test(arguments: cases)
  func gathersWhatLiesBetweenTheCommandAndTheDot(_ example: Case) {
    var pasting = Pasting()
    #expect(example.lines.map { pasting.take($0) } == example.steps)
    #expect(!pasting.isOpen)
  }

  @Test func keepsABoundedPartOfAFlood() {
    var pasting = Pasting()
    _ = pasting.take("/paste")
    for _ in 0..<2_000 { #expect(pasting.take(String(repeating: "x", count: 10_000)) == .kept) }
    guard case .line(let message) = pasting.take(".") else {
      Issue.record("the paste did not end")
      return
    }
    #expect(message.utf8.count <= Line.limit + 2 * Line.rowLimit)
    #expect(Line(message) == .tooLong(limit: Line.limit))
  }

  @Test func isEndedByTheEndOfTheInputAndByAnInterrupt() {
    var pasting = Pasting()
    _ = pasting.take("/paste")
    _ = pasting.take("a")
    #expect(pasting.finish() == "a")
    #expect(pasting.finish() == nil)
    _ = pasting.take("/paste")
    pasting.cancel()
    #expect(pasting.take("b") == .line("b"))
  }
}
