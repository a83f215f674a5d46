import Knowledge
import LabValues
import Language
import Matching
import Testing

@testable import Conversation

/// Lines that leave out what was said before, or ask for a source by its number.
struct LineCompletionTests {
  private let words = LineWords(
    Dialogue(
      smallTalk: [], acts: [],
      lists: [
        "citing": ["quote", "source"], "picking": ["the", "one"], "function": ["me", "of"],
        "own": ["my"], "telling": ["i", "have"], "back-pointers": ["it", "thats is"],
        "spoken-of": ["my", "i"],
      ], wording: [:], place: SmallLibrary.place))

  @Test(
    arguments: [
      ("quote 2", 2), ("source the 3", 3), ("quote me 1", 1), ("quote", nil), ("2", nil),
      ("quote 2 3", nil), ("quote 2 loaves", nil), ("quote 0", nil), ("quote 100", nil),
    ] as [(String, Int?)])
  func aLineMayAskForASourceByNumber(line: String, number: Int?) {
    #expect(words.citation(in: line.split(separator: " ").map(String.init)) == number)
  }

  struct Completed: Sendable, CustomTestStringConvertible {
    var line: String
    var signals = ["lump"]
    var turn = 2
    var expected: String?
    var testDescription: String { "\(line) \(signals) \(turn)" }
  }

  @Test(arguments: [
    Completed(line: "now it is red", expected: "now my lump is red"),
    Completed(line: "thats red", expected: "my lump is red"),
    Completed(
      line: "black stools since yesterday", expected: "i have black stools since yesterday"),
    Completed(line: "my leg is red", expected: nil),
    Completed(line: "now it is red", turn: 1, expected: nil),
    Completed(line: "now it is red", signals: [], expected: nil),
  ])
  func aLineIsCompletedByWhatItLeavesOut(example: Completed) {
    let normalizer = Normalizer(
      lexicon: Lexicon(synonyms: [], misspellings: [:], stopwords: [], plainWords: []),
      vocabulary: Vocabulary())
    let completion = LineCompletion(
      refinements: Refinements(signals: [], nouns: ["lump": "lump"], rules: [], asks: []),
      normalizer: normalizer, negation: Negation(NegationWords(cues: [])), words: words)
    var session = Session()
    (session.turn, session.signals) = (example.turn, example.signals)
    let line = normalizer.normalize(example.line)
    let found = completion.completed(line, Findings(), in: session)
    #expect(found?.words.map(\.text).joined(separator: " ") == example.expected)
  }
}
