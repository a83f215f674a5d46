import Conversation
import Knowledge
import Testing
import Transcripts

struct ReportTests {
  /// A replay with a turn that passes, one that differs in text and facts, and one that is not run.
  static let summary = ReplaySummary([
    replayed(
      file(
        """
        > hello <you> & "me" #1

          Hello.

        = kind  answer

        > and the phosphate?

          Phosphate 2.2 mmol/L is high.
          ...
          See a doctor today.

        = kind     answer
        ~ cites    one
        ! text     "you have"

        > bye

          ...

        = kind  info
        """),
      [
        outcome("Hello."),
        outcome(
          "Phosphate 2.4 mmol/L is high.\none\ntwo\nSee a doctor soon.", facts(.clarify, cites: [])),
      ])
  ])

  /// https://github.com/RasaHQ/rasa/issues/9013: a failure told where it was, and not what was said,
  /// expected and predicted.
  @Test func rasa9013AFailureTellsQuestionTurnTextAndFacts() {
    #expect(
      HumanReport(hasColour: false).text(Self.summary) == """
        FAIL a.transcript:10  turn 2 of 3
          > and the phosphate?

          - Phosphate 2.2 mmol/L is high.
                      ^^^
          + Phosphate 2.4 mmol/L is high.
                      ^^^
            ...  (2 lines)
          - See a doctor today.
                         ^^^^^
          + See a doctor soon.
                         ^^^^

          fact     expected  actual
          = kind   answer    clarify
          ~ cites  one       none

          (1 later turn not run)

        1 transcript, 3 turns: 1 passed, 1 failed, 1 not run

        """)
  }

  /// "4 not run" alone looked like something that broke.
  @Test func whatADoorCannotTakeIsToldWithItsReason() {
    let transcript = parsed(
      file(
        "> a\n\n  Hello.\n\n= kind  answer\n\n> c\n\n  Hello.\n\n= kind  answer",
        header: "doors: engine pty\n")
    )
    .transcript
    var door = ScriptedDoor([])
    let left = Replayer().replay(transcript, through: &door, kind: .tcp)
    #expect(
      HumanReport(hasColour: false).text(ReplaySummary([left])) == """
        2 turns not run through tcp: its header names other doors
        1 transcript, 2 turns: 0 passed, 2 not run

        """)
  }

  /// https://github.com/rogpeppe/go-internal/issues/187: what was expected stood behind `+`.
  @Test func testscript187ExpectedIsMinusAndComesFirst() {
    let lines = HumanReport(hasColour: false).text(Self.summary).split(separator: "\n")
    let signs = lines.filter { $0.hasPrefix("  - ") || $0.hasPrefix("  + ") }
    #expect(signs.first == "  - Phosphate 2.2 mmol/L is high.")
    #expect(signs.map { $0.dropFirst(2).first } == ["-", "+", "-", "+"])
  }

  /// https://github.com/assert-rs/snapbox/issues/116: two thousand lines for one that changed.
  @Test func snapbox116ALongAnswerGivesAShortDifference() {
    let expected = (1...2000).map { "  line \($0)\n" }.joined()
    let actual = (1...2000).map { $0 == 1000 ? "changed" : "line \($0)" }.joined(separator: "\n")
    let result = replayed(file("> a\n\n\(expected)\n= kind  answer"), [outcome(actual)])
    let text = HumanReport(hasColour: false).text(ReplaySummary([result]))
    #expect(text.split(separator: "\n").count < 16)
    #expect(text.contains("  - line 1000\n"))
    #expect(text.contains("  + changed\n"))
  }

  /// https://github.com/assert-rs/snapbox/issues/396: the difference showed wildcards against the
  /// text that they had matched.
  @Test func snapbox396AMatchedWildcardIsNoDifference() {
    let result = replayed(
      file("> a\n\n  [..] is [N]\n  ...\n  old\n\n= kind  answer"), [outcome("it is 5\nx\ny\nnew")])
    let text = HumanReport(hasColour: false).text(ReplaySummary([result]))
    #expect(text.contains("\n    [..] is [N]\n    ...  (2 lines)\n  - old\n"))
  }

  @Test func colourMarksWhatTheSignsSayToo() {
    let text = HumanReport(hasColour: true).text(Self.summary)
    #expect(text.contains("\u{1B}[31;7m2.2\u{1B}[0m"))
    #expect(text.contains("\u{1B}[32;7m2.4\u{1B}[0m"))
    #expect(!text.contains("^^^"))
  }

  @Test func longFactsStandBelowEachOther() {
    let long = (0..<20).map { "section-\($0)" }.joined(separator: " ")
    let result = replayed(file("> a\n\n  ...\n\n= cites  \(long)"), [outcome("x")])
    let text = HumanReport(hasColour: false).text(ReplaySummary([result]))
    #expect(text.contains("  = cites\n  - \(long)\n  + one\n"))
  }

  @Test func writesTAP14() {
    #expect(
      TAPReport.text(Self.summary) == """
        TAP version 14
        1..1
        # Subtest: a.transcript
            1..3
            ok 1 - hello <you> & "me" \\#1
            not ok 2 - and the phosphate?
              ---
              at:
                file: "a.transcript"
                line: 10
              title: "A test"
              facts:
                - fact: "= kind"
                  expected: "answer"
                  actual: "clarify"
                - fact: "~ cites"
                  expected: "one"
                  actual: "none"
              diff: |2
                - Phosphate 2.2 mmol/L is high.
                + Phosphate 2.4 mmol/L is high.
                  ...
                - See a doctor today.
                + See a doctor soon.
              ...
            ok 3 - bye # SKIP an earlier turn differs
        not ok 1 - a.transcript

        """)
  }

  @Test func writesJUnit() {
    #expect(
      JUnitReport.text(Self.summary) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="calciq replay" tests="3" failures="1" skipped="1">
          <testsuite name="a.transcript" file="a.transcript" tests="3" failures="1" skipped="1">
            <testcase name="1 hello &lt;you&gt; &amp; &quot;me&quot; #1" classname="a.transcript" \
        file="a.transcript" line="4"/>
            <testcase name="2 and the phosphate?" classname="a.transcript" file="a.transcript" line="10">
              <failure message="a.transcript:10: text, = kind, ~ cites differ">\
        - Phosphate 2.2 mmol/L is high.
        + Phosphate 2.4 mmol/L is high.
          ...
        - See a doctor today.
        + See a doctor soon.
        = kind: expected answer, actual clarify
        ~ cites: expected one, actual none</failure>
            </testcase>
            <testcase name="3 bye" classname="a.transcript" file="a.transcript" line="20">
              <skipped message="an earlier turn differs"/>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func writesOneJSONObject() {
    let text = JSONReport.text(Self.summary)
    #expect(
      text.hasPrefix(
        #"{"transcripts":1,"turns":3,"passed":1,"failed":1,"not_run":1,"flaky":[],"results":[{"file":"a.transcript","title":"A test","door":"engine","run":1,"skipped":null,"turns":[{"turn":1,"line":4,"session":"main","message":"hello <you> & \"me\" #1","status":"passed"},{"turn":2,"#
      ))
    #expect(
      text.contains(#""facts":[{"fact":"= kind","expected":"answer","actual":"clarify"},"#))
    #expect(text.hasSuffix("]}]}\n"))
  }

  @Test func runsAndDoorsHaveTheirOwnNames() {
    var results = Self.summary.results
    results.append(results[0])
    results[1].door = .tcp
    results[1].run = 2
    let text = TAPReport.text(ReplaySummary(results))
    #expect(text.contains("\nnot ok 1 - a.transcript run 1\n"))
    #expect(text.contains("\nnot ok 2 - a.transcript (tcp) run 2\n"))
  }
}
