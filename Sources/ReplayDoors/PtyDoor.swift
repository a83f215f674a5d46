import Glibc
package import LabValues
import LineProtocol
package import Transcripts

/// Talks to the shell on a real terminal.
///
/// For each session two shells run: one as a person sees it, one that writes JSON for the facts.
/// It waits for the shell's OSC 133 marks and never sleeps.
///
///     ESC]133;A  prompt  typed line  ESC]133;C  answer  ESC]133;D
package struct PtyDoor: ReplayDoor {
  private struct Room {
    var text: PtyShell
    var facts: PtyShell
  }

  private let program: Program
  private let timeout: Int
  private var rooms: [String: Room] = [:]
  private var current = ""

  /// - Parameter timeout: seconds for one answer
  package init(_ program: Program, timeout: Int = 10) {
    self.program = program
    self.timeout = timeout
  }

  /// - Throws: `unreachable` where the program cannot be started; no shell is left running then.
  package mutating func open(session: String, width: Int?, today: Day?) throws(DoorError) {
    current = session
    guard rooms[session] == nil else { return }
    let text = try PtyShell(program, [], width: width, today: today)
    do {
      let facts = try PtyShell(program, ["--json"], width: nil, today: today)
      rooms[session] = Room(text: text, facts: facts)
    } catch {
      text.end()
      throw error
    }
  }

  /// Both shells are told the same line and answer at the same time. The second stays in JSON,
  /// whatever the first is told.
  ///
  /// - Throws: `timeout` for a shell that does not answer, `closed` with its last words where it
  ///   ended.
  package mutating func send(_ message: String) throws(DoorError) -> TurnOutcome {
    guard var room = rooms[current] else { throw .closed("no session was opened") }
    defer { rooms[current] = room }
    let mode = ReplyMode(askedFor: message)
    let start = Deadline(seconds: Deadline.secondsToStart(timeout))
    try room.text.waitForPrompt(by: start)
    try room.facts.waitForPrompt(by: start)
    let deadline = Deadline(seconds: timeout)
    try room.text.send(message, by: deadline)
    try room.facts.send(mode == nil ? message : "/mode json", by: deadline)
    let answer = try room.text.answer(by: deadline)
    let json = AnswerLines.of(try room.facts.answer(by: deadline)).joined()
    return TurnOutcome(
      answer: AnswerLines.of(answer), facts: try TurnFacts(inObject: json),
      json: mode == nil ? json : nil)
  }

  package mutating func close() {
    for room in rooms.values {
      room.text.end()
      room.facts.end()
    }
    rooms = [:]
  }
}

/// One shell on one terminal.
struct PtyShell {
  private let child: Child
  private var stream: ByteStream

  init(_ program: Program, _ options: [String], width: Int?, today: Day?) throws(DoorError) {
    // The shell wraps at the width of its terminal, but never wider than the standard width.
    let standard = Transcript.Header.standardWidth
    let columns = width.map { $0 < standard ? $0 : 80 } ?? 80
    let asked = width.map { $0 > standard ? ["--width", "\($0)"] : [] } ?? []
    let terminal = try PseudoTerminal(columns: columns)
    do {
      child = try Child(
        program.path,
        Child.Plan(
          arguments: ["shell"] + program.options + options + asked,
          variables: program.variables(today: today), terminal: terminal.path))
    } catch {
      Glibc.close(terminal.master)
      throw error
    }
    stream = ByteStream(terminal.master)
  }

  /// Types a message at the prompt as a person would: several lines as one paste.
  ///
  /// Rows go between the brackets of a paste (`ESC [ 200 ~`), as a terminal sends them.
  mutating func send(_ message: String, by deadline: Deadline) throws(DoorError) {
    let isPaste = message.contains("\n")
    let typed = isPaste ? "\u{1B}[200~\(message)\u{1B}[201~\r" : "\(message)\r"
    try stream.send(Array(typed.utf8), by: deadline)
  }

  /// The text between the mark of the output and the mark of its end.
  mutating func answer(by deadline: Deadline) throws(DoorError) -> String {
    guard let start = try mark(["C"], by: deadline) else { throw ended() }
    _ = stream.take(start.range.upperBound)
    // A shell that was told to quit may end without the last mark.
    guard let end = try mark(["D", "A"], by: deadline) else {
      return TerminalText.plain(stream.take(stream.pending.count))
    }
    let output = stream.take(end.range.lowerBound)
    if end.letter == "D" { _ = stream.take(end.range.count) }
    return TerminalText.plain(output)
  }

  /// Waits until the prompt stands there: only then the editor listens.
  mutating func waitForPrompt(by deadline: Deadline) throws(DoorError) {
    guard let prompt = try mark(["A"], by: deadline) else { throw ended() }
    _ = stream.take(prompt.range.upperBound)
    while !TerminalText.plain(stream.pending).hasSuffix("> ") {
      guard !stream.hasEnded else { throw ended() }
      try stream.fill(by: deadline)
    }
    _ = stream.take(stream.pending.count)
  }

  /// The first such mark; `nil` where the shell ends before it.
  private mutating func mark(
    _ letters: Set<Character>, by deadline: Deadline
  ) throws(DoorError) -> MarkScanner.Mark? {
    while true {
      if let mark = MarkScanner.first(letters, in: stream.pending) { return mark }
      guard !stream.hasEnded else { return nil }
      try stream.fill(by: deadline)
    }
  }

  /// Why there is no answer: what the shell said last.
  private func ended() -> DoorError {
    .closed(String(AnswerLines.of(TerminalText.plain(stream.pending)).last?.prefix(200) ?? ""))
  }

  func end() {
    stream.close()
    child.end(SIGKILL)
  }
}
