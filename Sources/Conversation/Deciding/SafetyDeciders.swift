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

/// A subject that is known to lie outside. Where a section stands high too, it answers its part first.
struct OutsideNamed: Decider {
  let subjects: [OutsideSubject]
  let labs: LabCatalogue
  let words: LineWords

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard !line.isVerbatim, let subject = line.findings.outside.first, !isDenied(subject, line),
      !situation.statesFact(labs, words), !isInPassing(line), !isOutweighed(line)
    else { return nil }
    // What says itself which part is held needs no section before it.
    if subjects[subject].text != nil {
      return Opinion(.outside(subject, held: nil), Sureness.partly)
    }
    guard line.found.isCovered, let best = line.found.best,
      line.ranking.best?.label == best.number, line.ranking.isClear
    else {
      return Opinion(.outside(subject, held: nil), Sureness.section)
    }
    return Opinion(.outside(subject, held: best), Sureness.section)
  }

  /// Whether it is named only to be laid aside for a subject of ours: "I meant thiosulfate, not EDTA".
  private func isDenied(_ subject: Int, _ line: Understanding) -> Bool {
    !line.topics.isEmpty
      && line.findings.all.allSatisfy { $0.meaning != .outside(subject) || $0.isDenied }
  }

  /// Whether the section of a subject that is named too is meant far more likely than all that lies outside.
  private func isOutweighed(_ line: Understanding) -> Bool {
    line.found.isCovered && !line.topics.isEmpty
      && line.ranking.best?.label == line.found.best?.number
      && line.ranking.share >= Self.outweighing
      && (line.findings.resemblance?.share ?? 0) < Self.faint
  }

  /// Found by trial on held-back lines.
  private static let (outweighing, faint): (Float, Float) = (0.75, 0.05)

  /// Whether a story names the subject, and what it asks is answered by a section.
  private func isInPassing(_ line: Understanding) -> Bool {
    guard line.normalized.words.count >= Self.story, line.found.isCovered,
      let best = line.found.best
    else { return false }
    let places = line.findings.all.compactMap { finding in
      if case .outside = finding.meaning { finding.range } else { nil }
    }
    let isAsked =
      line.questions.isEmpty
      || places.contains { place in line.questions.contains { $0.overlaps(place) } }
    return best.score >= (isAsked ? Self.sure : Self.likely)
  }

  /// From so many words on a line tells more than it asks.
  private static let story = 24
  /// How probable a section must be that goes before a subject named in the question, and before one
  /// that is named elsewhere.
  private static let (sure, likely) = (0.5, 0.25)
}

/// A subject outside that no pattern knows in these words, and that the line is like; it competes with the
/// sections.
struct OutsideResembled: Decider {
  let labs: LabCatalogue
  let words: LineWords

  func opinion(on situation: Situation) -> Opinion? {
    let (line, found) = (situation.line, situation.line.found)
    guard !line.isVerbatim, line.findings.outside.isEmpty, let like = line.findings.resemblance,
      !situation.statesFact(labs, words), line.ranking.unknownWords < Self.strange
    else { return nil }
    // "What does my vitamin D mean?": their result is asked about, not the subject.
    if situation.session.facts.contains(where: { line.named.contains($0.id) }) { return nil }
    let share = Double(like.share)
    // Who only tells what they have is told what that is.
    if !line.isQuestion, share < Self.told, (found.best?.score ?? 0) >= Self.sure { return nil }
    // Who names a subject of ours is on it, unless nearly all speaks against it.
    guard line.topics.isEmpty || line.isQuestion && share >= Self.surely else { return nil }
    // What was told is answered before what it may be like.
    let isValue = situation.memory.hasFreshValue(situation.session)
    guard situation.memory.isEmpty || share >= (isValue ? Self.toldValue : Self.told) else {
      return nil
    }
    let body = Decision.Body.outside(like.subject, held: nil)
    guard found.isCovered, let best = found.best else {
      return share >= (found.isHeld ? Self.held : Self.open) ? Opinion(body, share) : nil
    }
    let rival = Double(like.rival) * (found.isHeld ? Self.subject : 1)
    guard share >= Self.likely, share >= rival else { return nil }
    return Opinion(body, min(max(share, best.score + 0.01), Sureness.section))
  }

  /// From this share on it leads where nothing else is found, and where a subject is in focus; found by
  /// trial on held-back lines.
  private static let (open, held) = (0.2, 0.4)
  private static let (told, toldValue) = (0.5, 0.75)
  private static let (sure, surely) = (0.75, 0.6)
  /// Of a line whose words are unknown from this share on nothing is said.
  private static let strange: Float = 0.5
  /// The least share before a section, and how much more a section of the subject in focus counts.
  private static let (likely, subject) = (0.25, 2.0)
}

extension Situation {
  /// Whether the line tells a fact of the person and asks nothing: "myositis panel: NXP2 positive". That
  /// somebody is a child is told in passing.
  func statesFact(_ labs: LabCatalogue, _ words: LineWords) -> Bool {
    memory.noted.contains { labs.contextFact($0.fact)?.belowAge == nil } && !line.isQuestion
      && !line.normalized.words.contains { words.holds($0.text, .meanings) }
  }
}

/// A greeting, thanks or another line that has a fixed answer.
struct SmallTalkHeard: Decider {
  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard situation.memory.isEmpty, let talk = line.findings.talk, !line.isVerbatim,
      line.topics.isEmpty || !line.isQuestion,
      // "Translate thank you": a subject that is named is no small talk by likeness.
      line.findings.outside.isEmpty || !line.findings.isLikenessAlone(.smallTalk(talk))
    else { return nil }
    return Opinion(.talk(talk), Sureness.talk)
  }
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
