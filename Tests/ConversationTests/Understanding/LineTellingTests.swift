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
  }

  // MARK: Evidence

  @Test(arguments: [
    (Float(3), [], true), (3, [CalmReading.denied], false), (3, [.past], false),
    (3, [.question], false), (3, [.fiction], false), (3.2, [.fiction], true), (3, [.calm], true),
    (0.5, [], false), (0.55, [], true), (9, [.denied, .past], false),
  ])
  func evidenceHoldsFromSomeSurenessOn(weight: Float, reliefs: [CalmReading], holds: Bool) {
    let evidence = DangerEvidence(
      danger: 0, source: .likeness, range: 0..<1, weight: weight, reliefs: reliefs)
    #expect(evidence.holds == holds)
  }

  @Test func aDangerIsNamedOnceByItsFirstEvidence() {
    func evidence(_ danger: Int, _ source: DangerEvidence.Source) -> DangerEvidence {
      DangerEvidence(danger: danger, source: source, range: 0..<1, weight: 3)
    }
    var reading = DangerReading()
    reading.found = [
      evidence(4, .session(pattern: 1, facts: ["ckd"])), evidence(2, .likeness),
      evidence(4, .likeness),
    ]
    #expect(reading.dangers == [4, 2])
    #expect(reading.evidence(for: 4)?.facts == ["ckd"] && reading.evidence(for: 2)?.facts == [])
    #expect(reading.evidence(for: 4)?.isPattern == true && reading.evidence(for: 9) == nil)
    #expect(reading.evidence(for: 2)?.isPattern == false)
  }

  // MARK: What was told before

  @Test func factsAndLinesStandBeforeTheLine() {
    var session = Session()
    for (turn, mention) in [
      Mention.condition("ckd"), .condition("warfarin", isDenied: true), .condition("dialysis"),
    ].enumerated() {
      session.keep(StoredFact(mention, turn: turn + 1), of: nil)
    }
    session.turn = 3
    session.told = ["it hurts"]
    session.frame = .fiction
    let clauses = ["ckd": "bad kidneys", "warfarin": "on warfarin", "dialysis": "on dialysis"]
    let told = ToldBefore(session, Refinements(signals: [], clauses: clauses, rules: [], asks: []))
    // What is denied, and what this very line told, is not of before.
    #expect(told.facts.map(\.id) == ["ckd"] && told.lines == ["it hurts"])
    #expect(told.frame == .fiction && !told.isEmpty && ToldBefore().isEmpty)
    let line = Tokenizer.words(of: "my leg is red")
    let (words, facts) = told.words(before: line)
    #expect(words.map(\.text) == ["bad", "kidneys", "it", "hurts"])
    #expect(facts.map(\.range) == [0..<2])
    #expect(Set(words.map(\.sentence)).count == 2)
    #expect(words.allSatisfy { $0.sentence < line[0].sentence })
  }

  @Test func onlyWhatIsOfTodayIsKeptOfALine() {
    func told(_ text: String, _ meanings: [RuleBook.Meaning] = [], denied: Set<Int> = [])
      -> [String]
    {
      var session = Session()
      let line = Saying(text: text, meanings: meanings).situation.line
      session.tell(line, line.normalized.words.indices.map { denied.contains($0) })
      return session.told
    }
    #expect(told("my leg hurts") == ["my leg hurts"] && told("ouch") == [])
    #expect(told("my leg is not red", denied: [3, 4]) == ["my leg is"])
    #expect(told("years ago it hurt", [.guarding(.past)]) == [])
    #expect(told("it hurts as years ago", [.guarding(.past), .guarding(.again)]).count == 1)
    #expect(told("a film", [.guarding(.fiction)]) == [])
    #expect(told("what is a sore", [.guarding(.knowledge)]) == [])
    var session = Session()
    for number in 0..<9 {
      let line = Saying(text: "line \(number)").situation.line
      session.tell(line, [false, false])
    }
    #expect(session.told == (4..<9).map { "line \($0)" })
  }
}
