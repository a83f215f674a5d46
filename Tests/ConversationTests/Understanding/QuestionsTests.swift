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
      "joints": ["and"], "part-openers": ["what", "how", "is", "can"], "and": ["and"],
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

  @Test(arguments: [
    ("what is bread and how is it made", 2),
    ("what is bread, how is it made, can it be frozen and is it cheap", 4),
    ("what is bread", 0), ("bread and soup are warm today", 0),
    ("what is a? how is b made? can c do it? is d so? what of e then?", 4),
  ])
  func partsAreCut(_ line: String, count: Int) {
    #expect(questions.parts(of: Tokenizer.words(of: line)).count == count, "\(line)")
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
