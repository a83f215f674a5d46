import Knowledge
import LabValues
import Matching

/// Dangers described in a line, decided before anything is looked up.
extension Assistant {
  /// The urgent reply where a red flag stands alone; other red flags are left to `open`.
  func danger(in line: UnderstoodLine, _ session: inout Session) -> Reply? {
    guard let flag = redFlag(in: line), flag.isAlone, stated(in: line, for: flag).isEmpty,
      !isForRules(flag, line, session)
    else {
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

  /// Whether a danger known by likeness alone is left to the rules too: they know what was stated,
  /// and may have more to say on it.
  private func isForRules(_ flag: RedFlag, _ line: UnderstoodLine, _ session: Session) -> Bool {
    let isEmpty = session.facts.isEmpty && session.signals.isEmpty
    guard !flag.isUnconditional,
      !isEmpty || !line.signals.isEmpty || !line.reading.recorded.isEmpty
    else { return false }
    return isLikenessAlone(flag, line)
  }

  /// Whether no pattern, but only likeness, found a red flag.
  private func isLikenessAlone(_ flag: RedFlag, _ line: UnderstoodLine) -> Bool {
    !knowledge.safety.redFlags.indices.contains {
      knowledge.safety.redFlags[$0] == flag && !line.findings.isLikenessAlone(.redFlag($0))
    }
  }

  /// Whether a red flag leads a reply for which a rule is urgent too: where it is known by likeness
  /// alone, and not surely, the rule knows better how urgent the line is.
  func leads(_ flag: RedFlag, _ rule: Refinement?, _ line: UnderstoodLine) -> Bool {
    guard let rule, flag.urgency != rule.urgency else { return true }
    guard flag.urgency > rule.urgency else { return false }
    return (line.findings.danger ?? 1) >= Self.sureDanger
      || !isLikenessAlone(flag, line)
  }

  /// From this share on a line is a danger by its likeness, whatever a rule has to say.
  private static let sureDanger: Float = 0.8

  /// The first red flag that a line describes as happening now.
  func redFlag(in line: UnderstoodLine) -> RedFlag? {
    guard !line.findings.redFlags.isEmpty || !line.statedFlags.isEmpty else { return nil }
    let now = described(in: line)
    for index in line.findings.redFlags + line.statedFlags.map(\.index) + now {
      let flag = knowledge.safety.redFlags[index]
      // What a bare fact means is for the rules to say: they know its value.
      if line.isBareFact, line.findings.isLikenessAlone(.redFlag(index)) { continue }
      if flag.isUnconditional ? isDanger(line, Self.neverDanger) : now.contains(index) {
        return flag
      }
    }
    return nil
  }

  /// The red flags that are there in what a line tells of today.
  private func described(in line: UnderstoodLine) -> [Int] {
    let words = present(line)
    guard !words.isEmpty else { return [] }
    guard words.count < line.normalized.words.count else {
      return !line.isImpersonalQuestion && isDanger(line, Self.noDanger)
        ? line.findings.redFlags + line.statedFlags.map(\.index) : []
    }
    let found = findings(in: words)
    guard found.danger ?? 1 >= Self.noDanger else { return [] }
    return found.redFlags
  }

  /// Whether a line is like a danger at all. Results make any line look calm, so a line that states
  /// one is not judged by it.
  private func isDanger(_ line: UnderstoodLine, _ least: Float) -> Bool {
    let hasResult = line.reading.mentions.contains { $0.kind == .analyte && $0.value != nil }
    guard !hasResult, let danger = line.findings.danger else { return true }
    return danger >= least
  }

  /// A line less like a danger than this has none, whatever words it shares with one: "nobody is
  /// bleeding, why does warfarin need monitoring". Found by trial on lines that were not learned from.
  private static let noDanger: Float = 0.004
  /// The same for dangers that are one even in a question.
  private static let neverDanger: Float = 0.0005

  /// Whether a line is so unlike every danger that it tells of none that is happening now.
  func isCalm(_ line: UnderstoodLine) -> Bool { line.findings.danger ?? 1 < Self.noDanger }

  /// The facts stated earlier without which a line would not be this danger.
  func stated(in line: UnderstoodLine, for flag: RedFlag) -> [String] {
    line.statedFlags.first { knowledge.safety.redFlags[$0.index] == flag }?.facts ?? []
  }
}
