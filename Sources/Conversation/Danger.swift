import Knowledge

/// Dangers described in a line, decided before anything is looked up.
extension Assistant {
  /// The urgent reply where a red flag stands alone; other red flags are left to `open`.
  func danger(in line: UnderstoodLine, _ session: inout Session) -> Reply? {
    guard let flag = redFlag(in: line), flag.isAlone, stated(in: line, for: flag).isEmpty else {
      return nil
    }
    session.wasUrgent = true
    session.pending = nil
    let memory = remember(line, in: &session)
    var composer = ReplyComposer(.urgent, knowledge)
    composer.raise(to: flag.urgency)
    composer.reply.intent = "safety/\(flag.recognizer.id)"
    composer.reply.trace.redFlags = [flag.recognizer.id]
    composer.reply.noted = memory.noted
    session.alarm = Session.Alarm(message: flag.message, urgency: flag.urgency, facts: [])
    composer.add(.urgent(knowledge.safety.messages[flag.message] ?? ""))
    composer.reply.confidence = 1
    return composer.reply
  }

  /// The first red flag that a line describes as happening now.
  func redFlag(in line: UnderstoodLine) -> RedFlag? {
    let isQuestion = line.isImpersonalQuestion
    let isElsewhere = line.findings.has(.past) || line.findings.has(.hypothetical)
    for index in line.findings.redFlags + line.statedFlags.map(\.index) {
      let flag = knowledge.safety.redFlags[index]
      if flag.isUnconditional || !(isQuestion || isElsewhere) { return flag }
    }
    return nil
  }

  /// The facts stated earlier without which a line would not be this danger.
  func stated(in line: UnderstoodLine, for flag: RedFlag) -> [String] {
    line.statedFlags.first { knowledge.safety.redFlags[$0.index] == flag }?.facts ?? []
  }
}
