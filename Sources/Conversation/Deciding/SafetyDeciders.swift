import Knowledge
import LabValues
import Language
import Matching

/// "What should I do?" after a danger was told: the same again, before anything else is looked for.
struct AlarmAgain: Decider {
  let dangers: DangerJudge

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard situation.memory.isEmpty,
      line.findings.has(DialogueAct.danger) || line.findings.has(DialogueAct.next),
      line.topics.isEmpty, situation.session.alarm != nil, let answer = dangers.answer(situation)
    else { return nil }
    return Opinion(.act(.danger(answer)))
  }
}

/// "No, she is fine, that was in April": what alarmed is over, where nothing else is asked.
struct AlarmOver: Decider {
  let crisisMessages: [String]

  func opinion(on situation: Situation) -> Opinion? {
    guard situation.settlesAlarm(crisisMessages) else { return nil }
    let (line, found) = (situation.line, situation.line.found)
    let asks = line.isQuestion && found.isCovered && (found.best?.score ?? 0) >= Self.likely
    return asks || !line.findings.outside.isEmpty ? nil : Opinion(.act(.over), Sureness.next)
  }

  /// From this score on a section is what is asked for.
  private static let likely = 0.5
}

/// After an alarm a statement in which nothing is understood: what to do if it is still so, and that one may go on.
struct AlarmUnanswered: Decider {
  let crisisMessages: [String]

  func opinion(on situation: Situation) -> Opinion? {
    let (line, found) = (situation.line, situation.line.found)
    guard situation.before.wasUrgent, situation.before.alarm?.urgency == .now,
      !situation.before.record.isInCrisis(crisisMessages),
      !line.isQuestion, situation.memory.isEmpty,
      !line.isVerbatim, line.topics.isEmpty,
      (found.best?.score ?? 0) < Self.likely || !found.isCovered
    else { return nil }
    return Opinion(.act(.stillSo), Sureness.section)
  }

  /// From this score on a section is what is asked for.
  private static let likely = 0.75
}

extension Situation {
  /// Whether the line says that what alarmed is over. Somebody who did not want to live is never taken at such a
  /// word.
  func settlesAlarm(_ crisisMessages: [String]) -> Bool {
    guard line.findings.tellsOver else { return false }
    return !before.record.isInCrisis(crisisMessages)
      && (before.wasUrgent || before.alarm?.facts.isEmpty == true)
  }
}

/// Doses, prescriptions, diagnoses, and changes to a medicine are declined.
struct Refused: Decider {
  let refusals: [Refusal]
  let index: SectionIndex
  let labs: LabCatalogue

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard var number = line.findings.refusals.first, !line.findings.asksOfConversation(number),
      !isPartOnly(line), !isPlanned(number, line),
      !(isOnlyTold(line) && line.findings.isLikenessAlone(.refusal(number)))
    else { return nil }
    if situation.memory.isEmpty, let talk = line.findings.talk, !line.isVerbatim,
      line.topics.isEmpty || !line.isQuestion
    {
      return Opinion(.talk(talk), Sureness.talk)
    }
    if let other = refusals[number].forChild, isOnChild(situation),
      let place = refusals.firstIndex(where: { $0.recognizer.id == other })
    {
      number = place
    }
    return Opinion(.refuse(number, held: refusals[number].answersToo ? held(line) : nil))
  }

  /// Whether only one of several questions is refused, and the others are answered.
  private func isPartOnly(_ line: Understanding) -> Bool {
    line.asksSeveral && line.parts.contains { $0.refusal != nil }
  }

  /// Whether those who treat somebody mean to do what is only like a request: "they want to start a statin".
  private func isPlanned(_ number: Int, _ line: Understanding) -> Bool {
    line.findings.has(.planned) && !line.isQuestion
      && line.findings.isLikenessAlone(.refusal(number))
  }

  /// Whether a line states a fact or describes a finding and asks nothing: "I have a mechanical valve and
  /// take warfarin".
  private func isOnlyTold(_ line: Understanding) -> Bool {
    line.isBareFact
      || !line.isQuestion && !(line.reading.recorded.isEmpty && line.signals.isEmpty)
  }

  /// Whether the person in focus was said to be a child.
  private func isOnChild(_ situation: Situation) -> Bool {
    labs.context.contains { $0.belowAge != nil && situation.session.holds($0.id) }
  }

  /// The section on what was asked for; where the subject in focus has none, that of the line by itself.
  private func held(_ line: Understanding) -> Retrieval.Hit? {
    if let best = line.found.best, line.found.isCovered || best.score >= 0.3 {
      return isOnSubject(best) ? best : nil
    }
    guard line.found.isHeld, let best = line.ranking.best, best.probability >= 0.5,
      let section = index.id(best.label).flatMap({ index.sections[$0] })
    else { return nil }
    let hit = Retrieval.Hit(
      number: best.label, topic: section.topic, score: Double(best.probability),
      subject: line.found.best?.subject)
    return isOnSubject(hit) ? hit : nil
  }

  /// Whether a section is on a subject, or surely meant though it is on the documents or their readers.
  private func isOnSubject(_ hit: Retrieval.Hit) -> Bool {
    if hit.score >= SectionFound.sure { return true }
    let section = index.id(hit.number).flatMap { index.sections[$0] }
    return section.flatMap { index.facets[$0.facet]?.isRefined } ?? true
  }
}

/// A greeting, thanks or another line that has a fixed answer.
struct SmallTalkHeard: Decider {
  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard situation.memory.isEmpty, let talk = line.findings.talk, !line.isVerbatim,
      line.topics.isEmpty || !line.isQuestion,
      // "Translate thank you": a subject that is named is no small talk by likeness.
      line.findings.outside.isEmpty || !line.findings.isLikenessAlone(.smallTalk(talk)),
      !asksBeside(line)
    else { return nil }
    return Opinion(.talk(talk), Sureness.talk)
  }

  /// "Thank you. Last thing, can I give him ibuprofen?": a question stands beside what is said in passing.
  private func asksBeside(_ line: Understanding) -> Bool {
    let said = line.findings.all.filter(\.meaning.isTalk).map(\.range)
    return line.asked.contains { asked in
      asked.count >= Self.telling && !said.contains { $0.overlaps(asked) }
    }
  }

  /// Of so many words a question asks for something by itself.
  private static let telling = 4
}

/// Fear, pain, grief or anger, and nothing asked besides.
struct Comforted: Decider {
  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard let kind = line.findings.kindness.first, situation.memory.isEmpty, !line.isQuestion,
      // Who surely tells of what a section is about is told of that, after a kind word.
      !line.found.isCovered || (line.found.best?.score ?? 0) < SectionFound.sure
    else { return nil }
    return Opinion(.comfort(kind), Sureness.section)
  }
}
