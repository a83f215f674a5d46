import Conversation
import Language
import Testing
import Transcripts

struct BlesserTests {
  private static func bless(
    _ body: String, _ outcomes: [TurnOutcome], mode: BlessMode = .all, isCI: Bool = false,
    allowsUrgent: Bool = false
  ) throws -> Blessing {
    let (transcript, problems) = parsed(file(body))
    #expect(problems.filter { !$0.isDraft } == [])
    let blessing = try Blesser(mode: mode, isCI: isCI, allowsUrgent: allowsUrgent)
      .blessed(transcript, outcomes: outcomes)
    // What was blessed must pass, and must be a transcript.
    let again = parsed(blessing.text)
    #expect(again.problems.isEmpty || !blessing.hasChanged)
    return blessing
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var before: String
    var actual: String
    var after: String
    var testDescription: String { name }

    init(_ name: String, _ before: String, comes actual: String, _ after: String) {
      self.name = name
      self.before = before
      self.actual = actual
      self.after = after
    }
  }

  @Test(arguments: [
    Case("a changed line is replaced", "one|two", comes: "one|2", "one|2"),
    Case("an extra line is added", "one|three", comes: "one|two|three", "one|two|three"),
    Case("a missing line goes", "one|two|three", comes: "one|three", "one|three"),
    Case("a wildcard survives beside a change", "one|...|four", comes: "1|2|3|four", "1|...|four"),
    Case(
      "a changed anchor is replaced", "one|...|the last line", comes: "one|x|y|the final line",
      "one|...|the final line"),
    Case(
      "an anchor between elisions is replaced by what is most like it",
      "...|Calcium is 11.2 mg/dL|...", comes: "a|b|Calcium is 11.4 mg/dL|c|d",
      "...|Calcium is 11.4 mg/dL|..."),
    Case("an elision for nothing stays", "one|...", comes: "1", "1|..."),
    Case("two elisions never meet", "...|gone|...", comes: "", "..."),
    Case(
      "a placeholder that fits stays", "seen on [DATE], good", comes: "seen on 2026-03-01, bad",
      "seen on [DATE], bad"),
    Case(
      "a placeholder that fits no more goes", "seen on [DATE], good", comes: "seen in May, good",
      "seen in May, good"),
    Case(
      "a time stays a time", "took [MS] in all", comes: "it took 0.3 ms in all",
      "it took [MS] in all"),
    Case(
      "any text in a line stays", "Noted: phosphate [..] H",
      comes: "Recorded: phosphate 2.2 mmol/L H", "Recorded: phosphate [..] H"),
    Case("text that looks like a wildcard is escaped", "one", comes: "[..]|...", "\\[..]|\\..."),
    Case("an empty line stays empty", "one||two", comes: "one||2", "one||2"),
    Case("a paragraph is added", "one", comes: "one||two", "one||two"),
  ])
  func mendsTheText(_ given: Case) throws {
    func body(_ lines: String) -> String {
      let lines = lines.split(separator: "|", omittingEmptySubsequences: false)
      return "> a\n\n" + lines.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined() + "\n= kind  answer"
    }
    let actual = given.actual.replacing("|", with: "\n")
    let blessing = try Self.bless(body(given.before), [outcome(actual)])
    #expect(blessing.text == file(body(given.after)))
    #expect(blessing.turns == 1)
  }

  /// https://github.com/assert-rs/snapbox/issues/396: overwriting put the whole output in the place
  /// of the wildcards.
  @Test func snapbox396ABlessedWildcardStaysAWildcard() throws {
    let before = "> a\n\n  Ready in [MS], version [VERSION].\n  ...\n  [..] left\n\n= kind  info"
    let blessing = try Self.bless(
      before,
      [outcome("Ready in 3 ms, version 1.2.0.\nx\ny\n12 right", facts(.answer))])
    #expect(
      blessing.lines[5...] == [
        "  Ready in [MS], version [VERSION].", "  ...", "  [..] right", "", "= kind  answer",
      ])
  }

  @Test func aPassingFileComesBackByteForByte() throws {
    let body =
      "# why\n> a\n\n\n  one\n\n  [..] two\n  ...\n\n=  kind  answer\n\n\n# end\n\n\n--- session B\n> b\n= kind   answer\n\n"
    let text = file(
      body.replacing("=  kind", with: "=   kind").replacing("=   kind", with: "= kind"))
    let (transcript, problems) = parsed(text)
    #expect(problems.isEmpty)
    let blessing = try Blesser(mode: .all, isCI: true).blessed(
      transcript, outcomes: [outcome("one\n\nx two\nmore"), outcome("")])
    #expect(blessing.text == text)
    #expect(!blessing.hasChanged)
  }

  @Test func theModeSaysWhatMayChange() throws {
    let body = "> a\n\n  old\n\n= kind  noted"
    let came = [outcome("new", facts(.answer))]
    #expect(try Self.bless(body, came, mode: .text).lines[5...] == ["  new", "", "= kind  noted"])
    #expect(
      try Self.bless(body, came, mode: .facts).lines[5...] == ["  old", "", "= kind  answer"])
    #expect(try Self.bless(body, came, mode: .all).lines[5...] == ["  new", "", "= kind  answer"])
  }

  @Test(arguments: [
    ("= cites    two", "= cites    one"),
    ("~ cites  one two", "~ cites  one"),
    ("~ cites  three", "~ cites  one"),
    ("~ refined  dialysis", "= refined  none"),
    ("= intent  a/c", "= intent  a/b"),
    ("~ urgency  soon", "= urgency  none"),
    ("~ text  \"gone\"", "~ text  \"gone\""),
  ])
  func mendsAFactWithoutWeakeningIt(_ given: (before: String, after: String)) throws {
    let blessing = try Self.bless("> a\n\n  x\n\n\(given.before)", [outcome("x")])
    #expect(blessing.lines.last == given.after)
  }

  @Test func fillsInADraft() throws {
    let blessing = try Self.bless(
      "> hello\n> there\n\n> and then", [outcome("Hi.\n\n[N]"), outcome("Bye.")], mode: .text)
    #expect(
      blessing.lines[3...] == [
        "> hello", "> there", "", "  Hi.", "", "  \\[N]", "", "= kind    answer", "= intent  a/b",
        "= cites   one", "", "> and then", "", "  Bye.", "", "= kind    answer", "= intent  a/b",
        "= cites   one",
      ])
    #expect(blessing.turns == 2)
  }

  @Test func keepsCommentsAndLaterTurns() throws {
    let body = "# one\n> a\n\n  x\n\n# two\n= kind  answer\n\n# three\n> b\n\n  y\n\n= kind  answer"
    let blessing = try Self.bless(body, [outcome("x1\nx2"), outcome("y1")])
    #expect(
      blessing.text
        == file(
          "# one\n> a\n\n  x1\n  x2\n\n# two\n= kind  answer\n\n# three\n> b\n\n  y1\n\n= kind  answer"
        ))
  }

  @Test func refusesInABuild() {
    #expect {
      try Self.bless("> a\n\n  x\n\n= kind  answer", [outcome("y")], isCI: true)
    } throws: { "\($0)".hasPrefix("a.transcript:4: not blessed: CI is set") }
  }

  @Test func refusesWhereSomethingForbiddenIsSaid() {
    #expect {
      try Self.bless(
        "> a\n\n  ...\n\n= kind  answer\n! text  \"you have\"", [outcome("You have it")])
    } throws: {
      "\($0)".hasPrefix("a.transcript:9: not blessed: '! text \"you have\"' is violated")
    }
  }

  @Test(arguments: [
    ("= kind  urgent", facts(.answer)), ("= kind  answer", facts(.urgent)),
  ])
  func anUrgentTurnNeedsItsOwnSwitch(_ given: (line: String, facts: TurnFacts)) throws {
    let body = "> a\n\n  x\n\n\(given.line)"
    let came = [outcome("y", given.facts)]
    #expect {
      try Self.bless(body, came)
    } throws: {
      "\($0)" == "a.transcript:4: not blessed: an urgent turn changes only with --yes-safety"
    }
    #expect(try Self.bless(body, came, allowsUrgent: true).turns == 1)
  }

  @Test func anUrgentTurnThatPassesIsNoObstacle() throws {
    let body = "> a\n\n  x\n\n= kind  urgent\n\n> b\n\n  old\n\n= kind  answer"
    let blessing = try Self.bless(body, [outcome("x", facts(.urgent)), outcome("new")])
    #expect(blessing.turns == 1)
  }

  /// https://github.com/rogpeppe/go-internal/pull/107: only some of the sources were updated.
  @Test func testscript107EveryTurnOfEverySessionIsMended() throws {
    let body =
      "> a\n\n  x\n\n= kind  info\n\n--- session B\n> b\n\n  x\n\n= kind  info\n\n--- session main\n> c\n\n  x\n\n= kind  info"
    let blessing = try Self.bless(body, [outcome("1"), outcome("2"), outcome("3")])
    #expect((blessing.turns, blessing.textLines, blessing.facts) == (3, 3, 3))
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func blessingOnceIsEnough(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let lines = ["alpha beta", "gamma [N] delta", "...", "[..] end", "plain", ""]
    let words = ["alpha beta", "gamma 12 delta", "gamma delta", "the end", "plain", "", "new one"]
    for _ in 0..<200 {
      var expected = (0..<(1 + random.next() % 6)).map { _ in lines[Int(random.next() % 6)] }
      expected = expected.enumerated().filter { index, line in
        line != "..." || !expected[..<index].contains("...")
      }.map(\.element)
      let actual = (0..<(random.next() % 7)).map { _ in words[Int(random.next() % 7)] }
      let body =
        "> a\n\n" + expected.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined() + "\n= kind  answer"
      let came = [outcome(actual.joined(separator: "\n"))]
      let blessed = try Self.bless(body, came).text
      let (transcript, problems) = parsed(blessed)
      #expect(problems.isEmpty)
      #expect(AnswerMatcher(transcript.turns[0].answer).matches(came[0].answer))
      #expect(
        try Blesser(mode: .all, isCI: false).blessed(transcript, outcomes: came).text == blessed)
    }
  }
}
