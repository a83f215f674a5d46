import LabValues
import Language
import Testing
import Transcripts

struct ParserTests {
  static let contract = """
    %calciq-transcript 1
    title: A stated phosphate and dialysis change the answer
    tags: labs metastatic
    width: 72
    clock: 2026-03-01

    # A plain statement.
    > my phosphate is 2.2 mmol/L
    > and I'm on dialysis

      Noted: phosphate 2.2 mmol/L (6.8 mg/dL)  H  …

      ...

    = kind        noted
    = labs        phosphate 6.8 mg/dL H; ana positive
    = conditions  dialysis

    --- session other

    > what type of calcification would fit?

      ...

    = kind     answer
    ~ cites    ilive-2025
    # Why this must not be said.
    ! text     "you have"

    """

  @Test func readsTheTranscriptOfTheContract() throws {
    let (transcript, problems) = parsed(Self.contract)
    #expect(problems.isEmpty)
    #expect(transcript.header.title == "A stated phosphate and dialysis change the answer")
    #expect(transcript.header.tags == ["labs", "metastatic"])
    #expect(transcript.header.width == 72)
    #expect(transcript.header.clock?.description == "2026-03-01")
    #expect(transcript.sessions == ["main", "other"])
    let first = try #require(transcript.turns.first)
    #expect(first.text == "my phosphate is 2.2 mmol/L\nand I'm on dialysis")
    #expect(
      first.answer.map(\.raw) == ["Noted: phosphate 2.2 mmol/L (6.8 mg/dL)  H  …", "", "..."])
    #expect(first.facts.map(\.key) == [.kind, .labs, .conditions])
    #expect(first.line == 8)
    #expect(transcript.turns[1].facts.map(\.sign) == [.exactly, .atLeast, .mustNot])
    #expect(transcript.turns[1].facts.map(\.line) == [25, 26, 28])
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var text: String
    var message: String
    var testDescription: String { message }

    init(_ text: String, _ message: String) {
      self.text = text
      self.message = message
    }
  }

  @Test(arguments: [
    Bad("", "a.transcript:1: error: the file is empty"),
    Bad("\n\n", "a.transcript:1: error: the file is empty"),
    Bad("\u{1}\u{2}\n", "a.transcript:1: error: a control character (byte 0x01): not a text file"),
    Bad(
      file("> a\r\n\r\n= kind  info"),
      "a.transcript:4: error: the line ends with CR LF; LF alone is expected"),
    Bad(
      "%calciq-transcript 1\n%known-failure\ntitle: A\n\n> a\n\n= kind  info\n",
      "a.transcript:2: error: the header '%known-failure' takes a reason, not ''"),
    Bad(
      "%calciq-transcript 1\ntitle: A\n%known-failure B\n%known-failure C\n\n> a\n\n= kind  info\n",
      "a.transcript:4: error: the header '%known-failure' stands in line 3 too"),
    Bad(file("> a\n\n=\tkind info"), "a.transcript:6: error: a tab; blanks are expected"),
    Bad(file("> a \n\n= kind  info"), "a.transcript:4: error: a blank at the end of the line"),
    Bad(
      file("> a\u{202E}b\n\n= kind  info"),
      "a.transcript:4: error: an invisible character (U+202E)"),
    Bad(
      "%calciq-transcript 1\ntitle: A\n\n> a\n\n= kind  info",
      "a.transcript:6: error: the last line has no line break: is the file complete?"),
    Bad(
      "> a\n\n= kind  info\n",
      "a.transcript:1: error: expected '%calciq-transcript 1', found '> a'"),
    Bad(
      "%calciq-transcript 1\ntags: a\n\n> a\n\n= kind  info\n",
      "a.transcript:1: error: the header 'title' is missing"),
    Bad(
      "%calciq-transcript 1\ntitle: A\nwdith: 72\n\n> a\n\n= kind  info\n",
      "a.transcript:3: error: unknown header 'wdith'; did you mean 'width'?"),
    Bad(
      "%calciq-transcript 1\ntitle: A\nwidth: 7\n\n> a\n\n= kind  info\n",
      "a.transcript:3: error: the header 'width' takes a number from 20 to 200, not '7'"),
    Bad(
      "%calciq-transcript 1\ntitle: A\nclock: 2026-02-30\n\n> a\n\n= kind  info\n",
      "a.transcript:3: error: the header 'clock' takes a day such as 2026-03-01, not '2026-02-30'"),
    Bad(
      "%calciq-transcript 1\ntitle: A\ndoors: window\n\n> a\n\n= kind  info\n",
      "a.transcript:3: error: the header 'doors' takes some of engine, pty, tcp, not 'window'"),
    Bad(
      "%calciq-transcript 1\ntitle: A\ntitle: B\n\n> a\n\n= kind  info\n",
      "a.transcript:3: error: the header 'title' stands in line 2 too"),
    Bad(
      file("# nothing is said"),
      "a.transcript:4: error: no turn: a line that starts with '> ' is what somebody says"),
    Bad(
      file("> a\n\n= knid  info"),
      "a.transcript:6: error: unknown fact 'knid'; did you mean 'kind'?"),
    Bad(
      file("> a\n\n= kind  anwser"),
      "a.transcript:6: error: 'kind' cannot be 'anwser'; did you mean 'answer'?"),
    Bad(
      file("> a\n\n= kind"),
      "a.transcript:6: error: 'kind' has no value; 'none' is written for nothing"),
    Bad(
      file("> a\n\n~ kind  answer"),
      "a.transcript:6: error: 'kind' has one value, so '~' says no more than '=' would"),
    Bad(
      file("> a\n\n~ cites  none"), "a.transcript:6: error: 'cites' with '~ none' asserts nothing"),
    Bad(file("> a\n\n= labs  ;"), "a.transcript:6: error: 'labs' cannot hold ''"),
    Bad(file("> a\n\n= cites  x x"), "a.transcript:6: error: 'cites' names 'x' twice"),
    Bad(
      file("> a\n\n! text  you have"),
      "a.transcript:6: error: 'text' takes words in quotation marks, as \"you have\""),
    Bad(
      file("> a\n\n= kind  info\n= kind  answer"),
      "a.transcript:7: error: 'kind' is asserted in line 6 already"),
    Bad(
      file("> a\n\n= kind  info\n\n  too late"),
      "a.transcript:8: error: the answer must stand in front of the facts"),
    Bad(
      file("  nobody asked"),
      "a.transcript:4: error: an answer without a message ('> …') in front of it"),
    Bad(
      file("= kind  info"), "a.transcript:4: error: a fact without a message ('> …') in front of it"
    ),
    Bad(
      file("> a\n\n  one\n# no\n  two\n\n= kind  info"),
      "a.transcript:8: error: a comment inside an answer"),
    Bad(
      file("---session B\n> a\n\n= kind  info"),
      "a.transcript:4: error: expected '--- session name', found '---session B'"),
    Bad(
      file("--- session B\n\n--- session C\n> a\n\n= kind  info"),
      "a.transcript:4: error: the session 'B' has no turn here"),
    Bad(
      file("> a\n\n  ...\n  ...\n\n= kind  info"),
      "a.transcript:7: error: two '...' in a row: one says as much"),
    Bad(
      file("> a\n\n  ...\n\n  ...\n\n= kind  info"),
      "a.transcript:8: error: two '...' in a row: one says as much"),
    Bad(
      file("> a\n\n  x [..][..] y\n\n= kind  info"),
      "a.transcript:6: error: two '[..]' in a row: one says as much"),
    Bad(
      file("> a\n\n  ....\n\n= kind  info"),
      "a.transcript:6: error: '....' is no elision: '...' is, right behind the two blanks;"
        + " '\\...' is the dots themselves"),
    Bad(
      file("> a\n\n  on [DAET]\n\n= kind  info"),
      "a.transcript:6: error: unknown placeholder '[DAET]'; did you mean '[DATE]'?"
        + " '\\[DAET]' is the text itself"),
    Bad(
      file("> a\n\n  on [Date]\n\n= kind  info"),
      "a.transcript:6: error: unknown placeholder '[Date]'; did you mean '[DATE]'?"
        + " '\\[Date]' is the text itself"),
    Bad(
      file("> a"),
      "a.transcript:4: error: this turn asserts nothing: no fact, and no text but elisions; --bless=all writes down what is said now"
    ),
    Bad(
      file("> a\n\n  ...\n\n> b\n\n= kind  info"),
      "a.transcript:4: error: this turn asserts nothing: no fact, and no text but elisions; --bless=all writes down what is said now"
    ),
    Bad(
      file("> a\n\n  [..]"),
      "a.transcript:4: error: this turn asserts nothing: no fact, and no text but elisions; --bless=all writes down what is said now"
    ),
  ])
  func tellsWhereAFileIsBad(_ bad: Bad) {
    #expect(messages(bad.text).contains(bad.message))
  }

  @Test func tellsWhereBytesAreNoText() {
    let bytes = Array(file("> a").utf8) + [0xFF, 0x0A]
    let problems = TranscriptParser.parse(bytes, path: "b").problems
    #expect(problems.map(\.description) == ["b:5: error: not UTF-8"])
  }

  /// https://github.com/llvm/llvm-project/issues/140149: `CHECk` was taken for prose and checked
  /// nothing, in 44 files.
  @Test(arguments: [
    "= Kind  info", "= KIND  info", "= kinds  info", "== kind  info", "+ kind  info",
  ])
  func llvm140149AMistypedAssertionIsAnErrorAndNeverProse(_ line: String) {
    #expect(messages(file("> a\n\n  b\n\n\(line)")).count == 1)
  }

  /// https://github.com/llvm/llvm-project/issues/54679: a directive without its colon was ignored.
  @Test(arguments: ["=kind  info", "!text  \"x\"", "~cites  one", "kind  info", ">a", " one blank"])
  func llvm54679ALineWithoutItsBlankIsAnError(_ line: String) {
    #expect(messages(file("> a\n\n  b\n\n\(line)")).count == 1)
  }

  @Test func llvm54679AHeaderWithoutItsColonIsAnError() {
    let text = "%calciq-transcript 1\ntitle A test\n\n> a\n\n= kind  info\n"
    #expect(
      messages(text).contains(
        "a.transcript:2: error: expected 'key: value' or an empty line, found 'title A test'"))
  }

  /// https://github.com/RasaHQ/rasa/issues/6732: a file in a format that was nearly right was read
  /// in part, as something else.
  @Test func rasa6732EveryProblemIsToldAndNothingIsGuessed() {
    let found = messages(file("user: hello\n- action: greet\n> a\n\n= intnet  x\n= knid  info"))
    #expect(found.count == 4)
    #expect(found.map { $0.prefix(15) } == found.map { $0.prefix(15) }.sorted())
  }

  @Test func severalProblemsComeInTheOrderOfTheirLines() {
    let found = parsed(file("= a  b\n\tx\n> a")).problems.map(\.line)
    #expect(found == found.sorted())
    #expect(found.count >= 3)
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5, 6, 7])
  func anyBytesAreReadWithoutATrap(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let good = Array(Self.contract.utf8)
    for _ in 0..<300 {
      var bytes = good
      for _ in 0..<(1 + random.next() % 6) {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 4 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: Array("\n= ~ ... [..] \\ > --- session ".utf8), at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 40))
        }
        if bytes.isEmpty { bytes = [0x0A] }
      }
      let (transcript, problems) = TranscriptParser.parse(bytes, path: "x")
      #expect(!transcript.turns.isEmpty || !problems.isEmpty)
      for turn in transcript.turns { _ = AnswerMatcher(turn.answer).steps(["a", "", "b"]) }
    }
  }
}
