import Knowledge

/// `/session`, `/session save` and `/session load JSON`: what a session holds, and how a client carries it.
struct SessionCommands: Sendable {
  let knowledge: Knowledge
  let replies: ShortReplies

  func session(_ argument: String, in session: inout Session) -> Reply {
    let words = argument.split(separator: " ", maxSplits: 1)
    switch (words.first?.lowercased(), words.dropFirst().first) {
    case (nil, _): return sessionSize(session)
    case ("save", nil):
      // Saving is no line of the conversation: what is restored goes on as if nobody had asked.
      session.turn -= 1
      return replies.info(SavedSession(session).line)
    case ("load", let line?): return load(String(line), in: &session)
    default:
      return replies.badArgument("session", "takes nothing, save, or load and what save gave")
    }
  }

  private func load(_ line: String, in session: inout Session) -> Reply {
    do throws(SavedSession.Problem) {
      let saved = try SavedSession(reading: line)
      session = try SessionLoading(knowledge).session(of: saved, after: session)
    } catch {
      return replies.badArgument("session", "\(error)")
    }
    return sessionSize(session)
  }

  private func sessionSize(_ session: Session) -> Reply {
    replies.info(
      "\(replies.wording(.session)): \(session.records.reduce(0) { $0 + $1.facts.count }) facts of at most "
        + "\(session.limits.facts), "
        + "\(session.signals.count) findings, line \(session.turn)")
  }
}
