import Language
import Testing

@Suite struct PhraseExpanderTests {
  static let expander = PhraseExpander(
    placeholders: ["topic": ["gout", "tumoral calcinosis"], "none": []], limit: 12)

  @Test(arguments: [
    ("plain", ["plain"]),
    ("  two   blanks ", ["two blanks"]),
    ("(a|b) c", ["a c", "b c"]),
    ("(a|b)(c|d)", ["ac", "ad", "bc", "bd"]),
    ("treatment[s]", ["treatments", "treatment"]),
    ("[a|b] c", ["a c", "b c", "c"]),
    (
      "how is [the] {topic}?",
      [
        "how is the gout?", "how is the tumoral calcinosis?", "how is gout?",
        "how is tumoral calcinosis?",
      ]
    ),
    ("a (b [c (d|e)]|f)", ["a b c d", "a b c e", "a b", "a f"]),
    ("(a|a|b)", ["a", "b"]),
    ("[a] [a]", ["a a", "a"]),
    ("[a]", ["a"]),
    ("", []),
    ("é (ü|ß)", ["é ü", "é ß"]),
  ])
  func writesOutEveryPhraseInOrder(_ phrase: String, _ phrases: [String]) throws {
    #expect(try Self.expander.expand(phrase) == phrases)
  }

  @Test(arguments: [
    ("é (a|b", 6, "'|' or ')'", "the end"),
    ("(a|b]", 4, "'|' or ')'", "]"),
    ("[a", 2, "'|' or ']'", "the end"),
    ("a) b", 1, "a word or the end", ")"),
    ("a | b", 2, "a word or the end", "|"),
    ("a } b", 2, "a word or the end", "}"),
    ("(a||b)", 3, "a word", "|b)"),
    ("( )", 2, "a word", ")"),
    ("{topic", 6, "'}'", "the end"),
    ("x {topics}", 2, "one of {none}, {topic}", "{topics}"),
    ("{none}", 0, "a placeholder with values", "{none}"),
    ("(a|b) (a|b) (a|b) [c] d", 18, "at most 12 phrases from one", "[c]"),
    (
      "x ((a|b|c|d|e|f|g)|(h|i|j|k|l|m|n))", 2, "at most 12 phrases from one",
      "((a|b|c|d|e|f|g)|(h|i|j|k|l|m|n))"
    ),
    ("(((((((((((((a)))))))))))))", 12, "fewer brackets within brackets", "(a)))))))))))))"),
  ])
  func tellsWhereAPhraseIsWrong(
    _ phrase: String, _ offset: Int, _ expected: String, _ found: String
  ) {
    #expect(throws: PhraseError(offset: offset, expected: expected, found: found)) {
      try Self.expander.expand(phrase)
    }
  }

  @Test func neverWritesOutMoreThanItMay() {
    let bomb = String(repeating: "(a|b)", count: 5000)
    #expect(throws: PhraseError.self) { try PhraseExpander(limit: .max).expand(bomb) }
    #expect(throws: PhraseError.self) { try PhraseExpander(limit: 100).expand(bomb) }
  }
}
