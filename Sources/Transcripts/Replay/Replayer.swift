/// Runs a transcript through a door and compares.
package struct Replayer: Sendable {
  /// Whether a session goes on after a turn that differs; later turns depend on it.
  package var keepsGoing: Bool

  package init(keepsGoing: Bool = false) { self.keepsGoing = keepsGoing }

  /// - Parameters:
  ///   - door: closed at the end, so that nothing of this transcript reaches the next one
  ///   - run: which repetition it is, for the result alone
  /// - Returns: a result for every turn, those that were not run with the reason.
  package func replay(
    _ transcript: Transcript, through door: inout some ReplayDoor, kind: DoorKind, run: Int = 1
  ) -> ReplayResult {
    var result = ReplayResult(
      path: transcript.path, title: transcript.header.title, door: kind, run: run, turns: [],
      outcomes: [])
    if let reason = Self.obstacle(transcript, kind) {
      result.skipped = reason
      result.turns = transcript.turns.map { Self.result(of: $0, .notRun(reason)) }
      result.outcomes = transcript.turns.map { _ in nil }
      return result
    }
    defer { door.close() }
    var stopped: Set<String> = []
    var broken: DoorError?
    for turn in transcript.turns {
      if let broken {
        result.turns.append(Self.result(of: turn, .notRun("the door is broken: \(broken)")))
        result.outcomes.append(nil)
      } else if stopped.contains(turn.session) {
        result.turns.append(Self.result(of: turn, .notRun("an earlier turn differs")))
        result.outcomes.append(nil)
      } else {
        do throws(DoorError) {
          try door.open(
            session: turn.session, width: transcript.header.width, today: transcript.header.clock)
          let outcome = try door.send(turn.text)
          result.outcomes.append(outcome)
          let status = Self.compare(turn, outcome)
          if status != .passed, !keepsGoing { stopped.insert(turn.session) }
          result.turns.append(Self.result(of: turn, status))
        } catch {
          broken = error
          if case .unreachable = error { result.isUnreachable = true }
          var failure = TurnFailure()
          failure.reason = error.description
          result.turns.append(Self.result(of: turn, .failed(failure)))
          result.outcomes.append(nil)
        }
      }
    }
    if let reason = transcript.header.knownFailure, broken == nil {
      result.judge(knownFailure: reason)
    }
    return result
  }

  /// Why a transcript cannot go through a door at all.
  private static func obstacle(_ transcript: Transcript, _ kind: DoorKind) -> String? {
    transcript.header.doors.contains(kind) ? nil : "its header names other doors"
  }

  private static func result(
    of turn: Transcript.Turn, _ status: TurnResult.Status
  ) -> TurnResult {
    TurnResult(
      number: turn.number, line: turn.line, session: turn.session, message: turn.message,
      status: status)
  }

  /// Every fact that does not hold is told, not the first.
  static func compare(_ turn: Transcript.Turn, _ outcome: TurnOutcome) -> TurnResult.Status {
    var failure = TurnFailure()
    if !AnswerMatcher(turn.answer).matches(outcome.answer) {
      failure.text = Diff.lines(turn.answer, outcome.answer)
    }
    failure.facts = turn.facts.filter { !$0.holds(outcome.facts, answer: outcome.answer) }
      .map { FactDifference(fact: $0, actual: $0.actual(outcome.facts, answer: outcome.answer)) }
    return failure.text.isEmpty && failure.facts.isEmpty ? .passed : .failed(failure)
  }
}
