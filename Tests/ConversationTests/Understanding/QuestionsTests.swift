import Knowledge
import Language
import Testing

@testable import Conversation

/// What of a line asks, by lists of words that a test brings along.
struct QuestionsTests {
  private static let dialogue = Dialogue(
    smallTalk: [], acts: [],
    lists: [
      "asks-anywhere": ["what", "how"], "asks-first": ["is", "can"], "asks-before": ["it"],
      "asks-before-last": ["that"],
      "joints": ["and"], "part-openers": ["what", "how", "is", "can", "which", "when"],
      "and": ["and"], "turned": ["is it", "can it"], "before-openers": ["by"],
      "conjunctions": ["when"], "relatives": ["which"], "copulas": ["is"],
      "unasked": ["i did not ask"],
      "asking": ["i want to know"],
      "function": ["what", "it", "is", "and", "that"],
      "picking": ["the", "one", "please"], "last": ["last"],
      "ordinals": ["first 1st", "second 2nd"],
    ], wording: [:], place: Place(file: "dialogue.yaml"))
  private let words = LineWords(QuestionsTests.dialogue)
  private var questions: Questions { Questions(words: words) }

  @Test(arguments: [
    ("what is bread", true), ("the bread is warm", false), ("is it warm", true),
    ("warm bread?", true), ("we have bread, is it warm", true), ("bread can wait", false),
    ("they want it warm is that right", true), ("what we know is that bread is warm", true),
    ("my wish is that bread stays warm", false),
  ])
  func asks(_ line: String, isQuestion: Bool) {
    #expect(questions.asks(Tokenizer.words(of: line), line) == isQuestion)
  }

  @Test(
    arguments: [
      ("what is bread and how is it made", ["what is bread", "how is it made"]),
      (
        "what is bread, how is it made, can it be frozen and is it cheap",
        ["what is bread", "how is it made", "can it be frozen", "is it cheap"]
      ),
      ("what is bread", ["what is bread"]), ("bread and soup are warm today", []),
      ("thanks a lot. what is bread?", ["what is bread"]),
      // A mark at the end asks; the sentence before it tells.
      ("we baked. bread at noon or later?", ["bread at noon or later"]),
      ("they baked bread - what is that", ["what is that"]),
      // The words the other way round ask in the middle of a clause too.
      ("they said bread keeps is it so", ["is it so"]),
      ("what they said is it so", ["what they said is it so"]),
      ("by what means is bread made", ["by what means is bread made"]),
      // A question that is put as a statement.
      ("bread is old and i want to know if it keeps", ["i want to know if it keeps"]),
      // No question of its own begins here.
      ("bread, which keeps, is warm", []),
      ("when bread is old, can it be toasted", ["can it be toasted"]),
      ("is bread cheap, and what is it", ["is bread cheap", "what is it"]),
      ("can bread be frozen and what", ["can bread be frozen and what"]),
    ] as [(String, [String])])
  func questionsAreFound(_ line: String, asked: [String]) {
    let words = Tokenizer.words(of: line)
    let found = questions.asked(in: words, line).map {
      words[$0].map(\.text).joined(separator: " ")
    }
    #expect(found == asked)
  }

  @Test(arguments: [
    ("i did not ask the price, what is it", "i did not ask the price"),
    ("no sir i did not ask that", "no sir i did not ask that"), ("i ask the price", ""),
  ])
  func unaskedClausesAreFound(_ line: String, clause: String) {
    let said = Tokenizer.words(of: line)
    let found = words.unasked(in: said).flatMap { said[$0].map(\.text) }.joined(separator: " ")
    #expect(found == clause)
  }

  @Test(
    arguments: [
      ("2", 2), ("the second one", 2), ("the first please", 1), ("last", 0), ("the 2 of us", nil),
      ("bread", nil), ("first second", nil),
    ] as [(String, Int?)])
  func picks(_ line: String, number: Int?) {
    #expect(words.pick(in: Tokenizer.words(of: line).map(\.text)) == number, "\(line)")
  }
}
