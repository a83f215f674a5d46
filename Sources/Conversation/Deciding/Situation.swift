import LabValues

/// All that a decider is given: the line, what it would change, and the session with that change.
struct Situation: Sendable {
  let line: Understanding
  /// The session before the line.
  let before: Session
  /// The session with what the line states.
  let session: Session
  /// What the line did to the memory, in words.
  let memory: Memory

  /// The same with somebody else in focus: what the line told of them alone counts as new.
  func of(_ person: Person?) -> Situation {
    Situation(
      line: line, before: before.focused(on: person), session: session.focused(on: person),
      memory: memory.of(person))
  }

  /// The subject that was in focus before the line.
  var focus: Session.Focus? { before.focus }
}
