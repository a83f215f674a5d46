package import Conversation
package import LabValues

/// A way to send lines to the assistant and to see what comes back.
///
///     open(a) send open(b) send open(a) send … close … end
///
/// A door belongs to one thread. After it has thrown, only `close()` and `end()` may be called.
package protocol ReplayDoor {
  /// Begins a session, or goes back to it where it was begun before.
  ///
  /// - Parameters:
  ///   - width: the columns to wrap at; `nil` for none
  ///   - today: the day that relative dates refer to; `nil` leaves them unknown
  /// - Throws: where the session cannot be had; one that was begun goes on as it was.
  mutating func open(session: String, width: Int?, today: Day?) throws(DoorError)

  /// Sends one message, which may hold line breaks, to the session that was opened last.
  ///
  /// Waits for the answer, or throws after the time that the door allows for it.
  mutating func send(_ message: String) throws(DoorError) -> TurnOutcome

  /// Ends every session, so that the next transcript starts afresh.
  mutating func close()

  /// Gives back whatever the door holds; it is not used again.
  mutating func end()
}

extension ReplayDoor {
  package mutating func end() { close() }
}

/// What came back for one message.
package struct TurnOutcome: Sendable, Hashable {
  /// The answer as a person sees it.
  package var answer: [String]
  package var facts: TurnFacts
  /// The answer as programs see it, where it can be compared with that of other doors.
  package var json: String?
  /// The reply itself, where it is at hand; coverage needs it.
  package var reply: Reply?

  package init(answer: [String], facts: TurnFacts, json: String? = nil, reply: Reply? = nil) {
    self.answer = answer
    self.facts = facts
    self.json = json
    self.reply = reply
  }
}

/// Why a door gave no answer.
///
/// The words stand behind the name of a door or a place, and are one line.
package enum DoorError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Nothing listens there, or the program cannot be started.
  case unreachable(String)
  case timeout(seconds: Int)
  /// It ended before the answer was complete.
  case closed(String)
  /// It said something that is not in its protocol.
  case unexpected(String)
  /// It cannot do what the transcript asks for.
  case unsupported(String)

  package var description: String {
    switch self {
    case .unreachable(let reason): "cannot be reached: \(reason)"
    case .timeout(let seconds): "no answer within \(seconds) s"
    case .closed(let reason):
      "it ended before the answer was complete\(reason.isEmpty ? "" : ": \(reason)")"
    case .unexpected(let found): "not understood: '\(found)'"
    case .unsupported(let what): what
    }
  }
}
