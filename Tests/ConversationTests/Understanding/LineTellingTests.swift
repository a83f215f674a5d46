import Knowledge
import LabValues
import Language
import Testing

@testable import Conversation

/// How each part of a line tells what it tells: as there now, or as over, imagined, read in a book.
struct LineTellingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var line: String
    var frame: CalmReading?
    /// The calm readings of the word "sore".
    var reliefs: [CalmReading]
    var testDescription: String { line }

    init(_ line: String, after frame: CalmReading? = nil, _ reliefs: CalmReading...) {
      (self.line, self.frame, self.reliefs) = (line, frame, reliefs)
    }
  }

  private func telling(_ line: String, after frame: CalmReading? = nil) throws -> (
    telling: LineTelling, words: [Word], findings: Findings
  ) {
    let book = try SmallRules.book()
    let words = Tokenizer.words(of: line)
    let findings = book.findings(in: words)
    let sentences = SentenceFindings(words, findings, book)
    return (LineTelling(words, sentences, book, frame: frame), words, findings)
  }

  @Test(arguments: [
    Case("i have a sore"), Case("years ago i had a sore", .past),
    Case("years ago i had a sore, but now it hurts", .past),
    Case("years ago it hurt, but now i have a sore"),
    Case("i had a sore, that was years ago", .past), Case("what if i get a sore", .hypothetical),
    Case("what is a sore", .question), Case("what is my sore"),
    Case("in a film he has a sore", .fiction), Case("in a film. he has a sore", .fiction),
    Case("in a film. my sore hurts"), Case("the cat has a sore", .animal),
    Case("he has a sore", after: .fiction, .fiction), Case("my sore hurts", after: .fiction),
    Case("years ago i had a sore. it is here again"),
    Case("years ago it hurt. i have a sore"),
  ])
  func aReadingHoldsForItsClause(example: Case) throws {
    let (telling, words, _) = try telling(example.line, after: example.frame)
    let place = try #require(words.firstIndex { $0.text == "sore" })
    #expect(telling.reliefs(at: place..<place + 1) == example.reliefs)
    #expect(telling.isElsewhere(place..<place + 1) == example.reliefs.contains { $0 != .question })
  }

  @Test(
    arguments: [
      ("i have a sore", nil, nil), ("in a film he has a sore", nil, CalmReading.fiction),
      ("the cat is ill", nil, .animal), ("he is ill", .fiction, .fiction),
      ("my leg", .fiction, nil),
    ] as [(String, CalmReading?, CalmReading?)])
  func aBookOrAFilmGoesOnUntilSomebodyIsMeant(
    line: String, before: CalmReading?, after: CalmReading?
  ) throws {
    let (telling, _, _) = try telling(line, after: before)
    #expect(telling.frame == after)
  }

  @Test(arguments: [
    ("years ago i had a sore", [0]), ("i have a sore", []), ("years ago. i have a sore", []),
    ("what is a sore", []),
  ])
  func aSignalIsElsewhereWhereItIsSoEverywhere(line: String, signals: [Int]) throws {
    let (telling, _, findings) = try telling(line)
    #expect(telling.signalsElsewhere(findings) == signals)
  }

  @Test func aWayOfSpeakingIsKnownByItsPlace() throws {
    let (telling, words, _) = try telling("it is killing me. i have a sore")
    #expect(telling.isIdiom(2..<4) && !telling.isIdiom(words.count - 1..<words.count))
    #expect(telling.isIdiom(0..<4, least: 3) && !telling.isIdiom(0..<words.count, least: 3))
  }
}
