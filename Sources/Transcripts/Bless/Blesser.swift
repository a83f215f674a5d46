import Conversation

/// Rewrites a transcript so that it expects what came, and changes nothing else in it.
///
/// An answer is aligned with the expected one at the least cost (see `Alignment`): lines that still
/// match stay as written with their wildcards, a changed line is replaced and keeps the
/// placeholders that still fit, and no elision swallows an anchor. What no machine should decide
/// it refuses: see `BlessRefusal`.
///
/// It only computes: whoever calls writes the file. A file of a known failure is never changed.
package struct Blesser: Sendable {
  package var mode: BlessMode
  /// Whether this is a build that nobody watches.
  package var isCI: Bool
  /// Whether the turns of an emergency may change too.
  package var allowsUrgent: Bool

  package init(mode: BlessMode, isCI: Bool, allowsUrgent: Bool = false) {
    self.mode = mode
    self.isCI = isCI
    self.allowsUrgent = allowsUrgent
  }

  /// The file as it should be; it is the same byte for byte where everything passes.
  ///
  /// - Parameter outcomes: what came for each turn; `nil` for a turn that is to be left as it is
  /// - Throws: `BlessRefusal` for the last turn that must not be blessed; a `!` that is violated
  ///   refuses even where the mode would not touch it.
  package func blessed(
    _ transcript: Transcript, outcomes: [TurnOutcome?]
  ) throws(BlessRefusal) -> Blessing {
    var blessing = Blessing(lines: transcript.lines)
    // What is known to be wrong must not become what is expected.
    if transcript.header.knownFailure != nil { return blessing }
    // From the last turn to the first, so that earlier line numbers stay right.
    for (index, turn) in transcript.turns.enumerated().reversed() {
      guard outcomes.indices.contains(index), let outcome = outcomes[index] else { continue }
      if let broken = turn.facts.first(where: {
        $0.sign == .mustNot && !$0.holds(outcome.facts, answer: outcome.answer)
      }) {
        throw BlessRefusal(path: transcript.path, line: broken.line, .violates(broken))
      }
      let previous = transcript.turns[..<index].lastIndex { $0.session == turn.session }
      let change = TurnChange(
        turn, outcome, after: previous.flatMap { outcomes[$0]?.facts }, mode: mode,
        in: transcript.lines)
      guard change.isNeeded else { continue }
      if isCI { throw BlessRefusal(path: transcript.path, line: turn.line, .isCI) }
      if !allowsUrgent, Self.isUrgent(turn) || outcome.facts.kind == .urgent {
        throw BlessRefusal(path: transcript.path, line: turn.line, .isUrgent)
      }
      change.apply(to: &blessing)
    }
    return blessing
  }

  private static func isUrgent(_ turn: Transcript.Turn) -> Bool {
    turn.facts.contains { $0.sign != .mustNot && $0.value == .kinds([.urgent]) }
  }
}
