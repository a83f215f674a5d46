import Knowledge
import Language

/// Who decides what a line wants, as a list to be read.
///
/// The first group is asked in its order, and the first who speaks is followed: safety, and what the
/// last reply left open. In the second group the surest is followed; of equally sure ones the first.
struct Deciders: Sendable {
  let leading: Leading
  let first: [any Decider]
  let surest: [any Decider]

  init(
    _ knowledge: Knowledge, index: SectionIndex, words: LineWords
  ) {
    let rules = RuleFinder(
      refinements: knowledge.refinements, labs: knowledge.labs, index: index)
    leading = Leading(flags: knowledge.safety.redFlags, rules: rules)
    first = [
      OpenDoubt(),
      PickedNumber(index: index),
      SettledMemory(),
      NothingRead(),
      AlarmAgain(dangers: DangerJudge(index: index, rules: rules)),
      Refused(refusals: knowledge.safety.refusals, index: index, labs: knowledge.labs),
    ]
    surest = [
      SmallTalkHeard(),
      AlarmOver(crisisMessages: knowledge.safety.crisisMessages),
      AlarmUnanswered(crisisMessages: knowledge.safety.crisisMessages),
      ComparisonAsked(index: index, knowledge: knowledge),
      FactsAsked(),
      TrendAsked(labs: knowledge.labs, words: words),
      OwnResultAsked(labs: knowledge.labs, words: words),
      SomeResultAsked(),
      NumbersAsked(),
      KindAsked(rules: rules, index: index),
      DangerAsked(index: index, rules: rules),
      NextStepAsked(dangers: DangerJudge(index: index, rules: rules), index: index),
      DoctorAsked(),
      AboutLastAnswer(index: index),
      BetterAsked(),
      FactStated(labs: knowledge.labs, words: words, index: index),
      SeveralAsked(),
      OutsideNamed(subjects: knowledge.scope.outside, labs: knowledge.labs, words: words),
      OutsideResembled(labs: knowledge.labs, words: words),
      Comforted(),
      FollowedUp(index: index),
      FacetAlone(index: index, words: words),
      SectionFound(index: index, words: words),
      RelativeTold(index: index, labs: knowledge.labs),
      FacetMissing(index: index),
      FindingTold(index: index, about: knowledge.refinements.about),
      NotUnderstood(index: index, words: words),
    ]
  }

  /// What is to be said to a line.
  func decide(_ situation: Situation) -> Decision {
    let lead = leading.lead(situation)
    if lead.isAlone || (lead.urgency == .now && situation.memory.questions.isEmpty) {
      return Decision(lead: lead, body: .nothing)
    }
    for decider in first {
      if let opinion = decider.opinion(on: situation) {
        return Decision(lead: lead, body: opinion.body, sureness: opinion.sureness)
      }
    }
    // What cannot wait is not followed by a lesson that nobody asked for.
    let line = situation.line
    if lead.urgency >= .today, !line.isQuestion,
      !situation.memory.isEmpty || line.isOutOfScope || line.asksNothingOfOurs
    {
      let body: Decision.Body = situation.memory.isEmpty ? .nothing : .noted
      return Decision(lead: lead, body: body, sureness: Sureness.stated)
    }
    var best = surestOpinion(on: situation)
    if best.body.isGuess, let heard = situation.hearingFaintly,
      best.sureness < Double(heard.share)
    {
      let second = surestOpinion(on: heard.situation)
      if !second.body.isGuess { best = Opinion(second.body, Double(heard.share)) }
    }
    // A danger that is told, and not asked about, needs no guess at a subject behind it.
    if lead.flag != nil || lead.urgency >= .today, !situation.line.isQuestion, best.body.isGuess {
      best.body = .nothing
    }
    return Decision(lead: lead, body: best.body, sureness: best.sureness)
  }

  /// The surest of those who speak; of equally sure ones the first.
  private func surestOpinion(on situation: Situation) -> Opinion {
    var best = Opinion(.decline(near: []), 0)
    for decider in surest {
      guard let opinion = decider.opinion(on: situation) else { continue }
      if opinion.sureness > best.sureness { best = opinion }
    }
    return best
  }
}

extension Situation {
  /// The same with what the line is only faintly like as if it were that, and how surely it is.
  fileprivate var hearingFaintly: (situation: Situation, share: Float)? {
    guard let faint = line.findings.faint else { return nil }
    let least = focus == nil ? Self.open : faint.meaning.isTalk ? Self.talkHeld : Self.actHeld
    guard faint.share >= least else { return nil }
    var line = line
    let range = 0..<line.normalized.words.count
    line.findings.add(faint.meaning, range, isDenied: false, pattern: nil)
    line.findings.faint = nil
    return (
      Situation(line: line, before: before, session: session, memory: memory), faint.share
    )
  }

  /// The least share where nothing was spoken of yet, and within a subject, where little is left but talk.
  private static let open: Float = 0.2
  private static let (talkHeld, actHeld): (Float, Float) = (0.12, 0.08)
}
