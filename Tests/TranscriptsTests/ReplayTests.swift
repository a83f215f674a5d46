import Conversation
import Knowledge
import Language
import Testing
import Transcripts

struct ReplayTests {
  static let body = """
    > one

      First.

    = kind  answer

    > two

      Second.

    = kind  answer

    --- session B

    > three

      Third.

    = kind  answer
    """

  @Test func everySessionIsOpenedInItsTurnAndTheDoorIsClosed() {
    var door = ScriptedDoor([outcome("First."), outcome("Second."), outcome("Third.")])
    let result = Replayer().replay(
      parsed(file(Self.body)).transcript, through: &door, kind: .engine)
    #expect(!result.hasFailed)
    #expect(door.sent == ["[main]", "one", "[main]", "two", "[B]", "three", "close"])
  }

  @Test func aTurnThatDiffersEndsItsSessionAndNoOther() {
    let result = replayed(file(Self.body), [outcome("1."), outcome("Third.")])
    #expect(result.turns.map(\.hasPassed) == [false, false, true])
    #expect(result.turns[1].status == .notRun("an earlier turn differs"))
    #expect(result.outcomes.map { $0 != nil } == [true, false, true])
  }

  @Test func aSessionGoesOnWhereThatIsWanted() {
    let result = replayed(
      file(Self.body), [outcome("1."), outcome("Second."), outcome("Third.")], keepsGoing: true)
    #expect(result.turns.map(\.hasPassed) == [false, true, true])
  }

  private static let known = "%known-failure The second answer is too short.\n"

  @Test func aKnownFailurePassesWhileItFails() {
    let result = replayed(
      file(Self.body, header: Self.known),
      [outcome("First."), outcome("2."), outcome("Third.")])
    #expect(!result.hasFailed)
    #expect(
      result.turns[1].status == .notRun("a known failure: The second answer is too short."))
  }

  @Test func aKnownFailureFailsOnceItPasses() {
    let result = replayed(
      file(Self.body, header: Self.known),
      [outcome("First."), outcome("Second."), outcome("Third.")])
    #expect(result.turns.map(\.hasFailed) == [false, false, true])
  }

  @Test func aBrokenDoorIsNoKnownFailure() {
    let result = replayed(file(Self.body, header: Self.known), [outcome("First.")])
    #expect(result.hasFailed)
  }

  @Test func aBrokenDoorIsAFailureAndTheRestIsNotRun() {
    let result = replayed(file(Self.body), [outcome("First.")])
    #expect(result.turns.map(\.hasFailed) == [false, true, false])
    #expect(
      result.turns[2].status
        == .notRun(
          "the door is broken: it ended before the answer was complete: nothing more to say"))
  }

  @Test func aTranscriptThatADoorCannotTakeIsLeftOut() {
    let text = file("> a\n\n  x\n\n= kind  info", header: "doors: engine pty\n")
    var door = ScriptedDoor([])
    let result = Replayer().replay(parsed(text).transcript, through: &door, kind: .tcp)
    #expect(result.skipped == "its header names other doors")
    #expect(!result.hasFailed)
    #expect(door.sent.isEmpty)
  }

  @Test(arguments: DoorKind.allCases)
  func aMessageOfSeveralRowsGoesThroughEveryDoor(_ kind: DoorKind) {
    let text = file("> a\n> b\n\n  x\n\n= kind  answer")
    var door = ScriptedDoor([outcome("x")])
    let result = Replayer().replay(parsed(text).transcript, through: &door, kind: kind)
    #expect(result.turns.map(\.hasPassed) == [true])
    #expect(door.sent == ["[main]", "a\nb", "close"])
  }

  @Test func doorsAreComparedWithEachOther() {
    let text = file("> a\n\n  [..]\n\n= kind  answer\n\n> b\n\n  [..]\n\n= kind  answer")
    let engine = replayed(text, [outcome("one"), outcome("two")])
    var shell = replayed(text, [outcome("one"), outcome("2", facts(intent: "c/d"))])
    var server = replayed(text, [outcome("one"), outcome("two", facts(intent: "c/d"))])
    shell.door = .pty
    server.door = .tcp
    let compared = DoorComparison.compared([engine, shell, server])
    #expect(compared[0] == engine)
    #expect(compared[1].turns.map(\.hasPassed) == [true, false])
    guard case .failed(let text) = compared[1].turns[1].status,
      case .failed(let fact) = compared[2].turns[1].status
    else {
      Issue.record("a difference between doors was not seen")
      return
    }
    #expect(text.reason == "pty and engine differ in text")
    #expect(fact.reason == "tcp and engine differ in intent: 'c/d' and 'a/b'")
  }

  @Test func theOrderOfTheReportDoesNotDependOnTheOrderOfTheRun() {
    var results: [ReplayResult] = []
    for run in 1...3 {
      for name in ["b", "a", "c"] {
        var result = replayed(file("> x\n\n  y\n\n= kind  answer"), [outcome("y")])
        result.path = name
        result.run = run
        results.append(result)
      }
    }
    var random = SplitMix64(seed: 7)
    let other = random.order(results.count).map { results[$0] }
    #expect(other != results && ReplaySummary(other) == ReplaySummary(results))
  }

  @Test func aTranscriptThatOnlySometimesPassesIsCalledFlaky() {
    let text = file("> x\n\n  y\n\n= kind  answer")
    let good = replayed(text, [outcome("y")])
    var bad = replayed(text, [outcome("z")])
    bad.run = 2
    #expect(ReplaySummary([good, bad]).flaky == ["a.transcript (engine)"])
    #expect(ReplaySummary([good]).flaky.isEmpty)
  }

  @Test func theEngineKeepsSessionsApartAndForgetsThemWhenClosed() throws {
    var door = StubKnowledge.door()
    door.open(session: "A", width: 40, today: nil)
    #expect(try door.send("phosphate").facts.labs.map(\.text) == ["phosphate 6.8 mg/dL H"])
    door.open(session: "B", width: 40, today: nil)
    #expect(try door.send("hello").facts.labs.isEmpty)
    door.open(session: "A", width: 40, today: nil)
    #expect(try door.send("hello").facts.labs.count == 1)
    door.close()
    door.open(session: "A", width: 40, today: nil)
    #expect(try door.send("hello").facts.labs.isEmpty)
  }

  @Test func theEngineWrapsAsTheTranscriptSays() throws {
    var door = StubKnowledge.door()
    door.open(session: "A", width: 20, today: nil)
    #expect(try door.send("long").answer == ["one two three four", "five six seven eight"])
  }

  @Test func aSwitchOfTheModeCountsFromTheNextReplyOn() throws {
    var door = StubKnowledge.door()
    door.open(session: "A", width: 20, today: nil)
    #expect(try door.send("/mode json").answer.isEmpty)
    #expect(try door.send("long").answer.first?.hasPrefix("{\"kind\":\"answer\"") == true)
  }
}
