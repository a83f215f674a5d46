import Conversation
import Knowledge
import LabValues
import Testing
import Transcripts

struct RecorderTests {
  private static func recorded(
    _ lines: [String], words: Set<String> = [], clock: Day? = nil
  ) -> Recorder {
    var recorder = Recorder(
      title: "A  talk\n", width: 40, clock: clock, version: "1.0.0", knownWords: words)
    var door = StubKnowledge.door()
    door.open(session: "x", width: 40, today: nil)
    for line in lines {
      guard let reply = try? door.send(line).reply else { continue }
      recorder.record(line: line, reply: reply)
    }
    return recorder
  }

  @Test func writesATranscriptThatPasses() throws {
    let lines = ["hello", "phosphate", "long", "version", "two\nlines", "flag"]
    let recorder = Self.recorded(lines, clock: Day(year: 2026, month: 3, day: 1))
    let (transcript, problems) = parsed(recorder.text)
    #expect(problems.isEmpty)
    #expect(KnowledgeNames(StubKnowledge.knowledge).problems(in: transcript).isEmpty)
    #expect(transcript.header.clock?.description == "2026-03-01")
    var door = StubKnowledge.door()
    #expect(!Replayer().replay(transcript, through: &door, kind: .engine).hasFailed)
  }

  @Test func fillsInTheFactsAndRedactsWhatChanges() {
    #expect(
      Self.recorded(["phosphate", "version"]).text == """
        %calciq-transcript 1
        title: A  talk
        width: 40

        > phosphate

          Noted: phosphate.

        = kind   noted
        = noted  phosphate 6.8 mg/dL H on 2026-02-01
        = labs   phosphate 6.8 mg/dL H

        > version

          calciq [VERSION] took [MS] after 5 s, \\[N]
          of 1.0.01

        = kind    answer
        = intent  a/b
        = labs    phosphate 6.8 mg/dL H

        """)
  }

  @Test func aLineThatAFileCannotHoldIsLeftOut() {
    let recorder = Self.recorded(["\u{1}\u{2}", "  "])
    #expect(recorder.isEmpty)
  }

  @Test func whatIsSaidToTheShellAloneIsLeftOut() {
    var recorder = Recorder(title: "A")
    var reply = Reply(.info)
    reply.effect = .quit
    recorder.record(line: "/quit", reply: reply)
    #expect(recorder.isEmpty)
  }

  @Test func factsFromBeforeTheRecordingAreNoticed() {
    #expect(!Self.recorded(["hello", "phosphate"]).hasEarlierFacts)
    #expect(!Self.recorded(["phosphate"]).hasEarlierFacts)
    var recorder = Recorder(title: "A")
    var reply = Reply(.answer)
    reply.session.conditions = [SessionFact(fact: "dialysis")]
    recorder.record(line: "what now", reply: reply)
    #expect(recorder.hasEarlierFacts)
  }

  @Test(arguments: [
    ("my name is Johanna", ["Johanna"]),
    ("Mr Smith has chalky lumps", ["Smith"]),
    ("the doctor, Anna Miller, said so", ["Anna", "Miller"]),
    ("write to me@example.org", ["me@example.org"]),
    ("call +44-20-7946-0958", ["+44-20-7946-0958"]),
    ("Is Raynaud's a cause?", []),
    ("What is it? Should I worry?", []),
    ("my PTH was 88 on 2026-03-01", []),
    ("I have CREST", []),
  ])
  func warnsOfWhatLooksLikeAPerson(_ given: (line: String, found: [String])) {
    let words = KnownWords.of(StubKnowledge.knowledge)
    #expect(Self.recorded([given.line], words: words).warnings == given.found)
  }
}
