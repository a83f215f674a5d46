import Knowledge
import LabValues
import Language
import Matching

/// Dangers described in a line, decided before anything is looked up.
extension Assistant {
  /// The urgent reply where the red flag of this index stands alone; others are left to `open`.
  func danger(_ index: Int, _ line: UnderstoodLine, _ session: inout Session) -> Reply? {
    let flag = knowledge.safety.redFlags[index]
    guard flag.isAlone, stated(in: line, for: index).isEmpty, !isForRules(index, line, session)
    else { return nil }
    session.wasUrgent = true
    session.pending = nil
    let memory = remember(line, in: &session)
    var composer = ReplyComposer(.urgent, knowledge)
    composer.raise(to: flag.urgency)
    composer.reply.intent = "safety/\(flag.recognizer.id)"
    composer.reply.trace.redFlags = [flag.recognizer.id]
    composer.reply.noted = memory.noted
    composer.reply.unread = memory.unread
    session.alarm = Session.Alarm(message: flag.message, urgency: flag.urgency, facts: [])
    composer.add(.urgent(knowledge.safety.messages[flag.message] ?? ""))
    composer.reply.confidence = 1
    return composer.reply
  }

  /// Whether a danger known by likeness alone is left to the rules too: they know what was stated,
  /// and may have more to say on it.
  private func isForRules(_ index: Int, _ line: UnderstoodLine, _ session: Session) -> Bool {
    let isEmpty = session.facts.isEmpty && session.signals.isEmpty
    guard !knowledge.safety.redFlags[index].isUnconditional,
      !isEmpty || !line.signals.isEmpty || !line.reading.recorded.isEmpty
    else { return false }
    return line.findings.isLikenessAlone(.redFlag(index))
  }

  /// Whether a red flag leads a reply for which a rule is urgent too: where it is known by likeness
  /// alone, and not surely, the rule knows better how urgent the line is.
  func leads(_ index: Int, _ rule: Refinement?, _ line: UnderstoodLine) -> Bool {
    let urgency = knowledge.safety.redFlags[index].urgency
    guard let rule, urgency != rule.urgency else { return true }
    guard urgency > rule.urgency else { return false }
    return (line.findings.danger ?? 1) >= Self.sureDanger
      || !line.findings.isLikenessAlone(.redFlag(index))
  }

  /// From this share on a line is a danger by its likeness, whatever a rule has to say.
  private static let sureDanger: Float = 0.8

  /// The index of the first red flag that a line describes as happening now.
  func redFlag(in line: UnderstoodLine) -> Int? {
    guard !line.findings.redFlags.isEmpty || !line.statedFlags.isEmpty else { return nil }
    let now = described(in: line)
    for index in line.findings.redFlags + line.statedFlags.map(\.index) + now {
      // What a bare fact means is for the rules to say: they know its value.
      if line.isBareFact, line.findings.isLikenessAlone(.redFlag(index)) { continue }
      let isAlways = knowledge.safety.redFlags[index].isUnconditional
      if isAlways ? isDanger(line, Self.neverDanger) : now.contains(index) { return index }
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
  func stated(in line: UnderstoodLine, for index: Int) -> [String] {
    line.statedFlags.first { $0.index == index }?.facts ?? []
  }
}
