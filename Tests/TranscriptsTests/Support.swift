import Conversation
import Knowledge
import LabValues
import Transcripts

/// Reads a transcript out of a literal.
func parsed(_ text: String) -> (transcript: Transcript, problems: [TranscriptProblem]) {
  TranscriptParser.parse(Array(text.utf8), path: "a.transcript")
}

/// The problems of a text as messages with their places.
func messages(_ text: String) -> [String] { parsed(text).problems.map(\.description) }

/// A file with the usual header around a body.
func file(_ body: String, header: String = "") -> String {
  "%calciq-transcript 1\n\(header)title: A test\n\n\(body)\n"
}

/// Facts of an answer; the parts are changed by the tests that need them.
func facts(
  _ kind: Reply.Kind = .answer, urgency: Urgency = .none, intent: String? = "a/b",
  cites: [String] = ["one"]
) -> TurnFacts {
  TurnFacts(
    kind: kind, urgency: urgency, intent: intent, cites: cites, noted: [], labs: [],
    conditions: [], medications: [], refined: [])
}

/// What came back for a turn.
func outcome(_ answer: String, _ turnFacts: TurnFacts = facts()) -> TurnOutcome {
  TurnOutcome(answer: AnswerLines.of(answer), facts: turnFacts)
}

/// A door that says what it was told to, whatever it is asked.
struct ScriptedDoor: ReplayDoor {
  var outcomes: [TurnOutcome]
  private(set) var sent: [String] = []

  init(_ outcomes: [TurnOutcome]) { self.outcomes = outcomes }

  mutating func open(session: String, width: Int?, today: Day?) throws(DoorError) {
    sent.append("[\(session)]")
  }

  mutating func send(_ message: String) throws(DoorError) -> TurnOutcome {
    sent.append(message)
    guard !outcomes.isEmpty else { throw .closed("nothing more to say") }
    return outcomes.removeFirst()
  }

  mutating func close() { sent.append("close") }
}

/// What a transcript becomes through a door that answers so.
func replayed(
  _ text: String, _ outcomes: [TurnOutcome], keepsGoing: Bool = false
) -> ReplayResult {
  var door = ScriptedDoor(outcomes)
  return Replayer(keepsGoing: keepsGoing).replay(
    parsed(text).transcript, through: &door, kind: .engine)
}
