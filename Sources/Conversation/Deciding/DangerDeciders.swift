import Knowledge
import LabValues

/// Judges how serious what was stated is: by the alarm still on, by the rules that hold, and else by
/// where the results lie.
struct DangerJudge: Sendable {
  let index: SectionIndex
  let rules: RuleFinder

  /// `nil` where nothing was stated.
  func answer(_ situation: Situation) -> Decision.DangerAnswer? {
    let session = situation.session
    var answer = Decision.DangerAnswer(alarm: session.alarm)
    guard !session.facts.isEmpty else { return session.alarm == nil ? nil : answer }
    let held = rules.applied(situation, section: nil)
    if let worst = held.max(by: { $0.rule.urgency < $1.rule.urgency }),
      worst.rule.urgency >= .today
    {
      answer.worst = worst
      answer.alarm = nil
    }
    let section = situation.focus?.section.flatMap { index.sections[$0] }
    let said = session.said.refinements
    let all = rules.applied(situation, section: section).filter {
      $0.rule.urgency >= .routine && (!$0.facts.isEmpty || $0.rule.isOnKind)
    }
    let telling = all.filter { $0.rule.urgency >= .today || !said.contains($0.rule.id) }
    answer.isTold = telling.isEmpty && !all.isEmpty
    let again = all.filter { $0.rule.urgency >= .soon }
    answer.rules = Array(
      (telling.isEmpty ? again : telling).enumerated().sorted {
        ($1.element.rule.urgency, $0.offset) < ($0.element.rule.urgency, $1.offset)
      }.map(\.element).prefix(1))
    answer.results = session.current.filter { $0.mention.kind != .context && !$0.isNegated }
      .suffix(3).map(\.id)
    answer.isUnknown = answer.rules.isEmpty && answer.worst == nil && answer.alarm == nil
    if isTwice(answer, situation) {
      answer.section = fresh(situation)
      answer.rules = []
    }
    return answer
  }
}

extension DangerJudge {
  /// Whether all that is known of the person was told twice, and is no reason to call for help now.
  private func isTwice(_ answer: Decision.DangerAnswer, _ situation: Situation) -> Bool {
    answer.alarm == nil && (answer.worst.map { $0.rule.urgency < .now } ?? true)
      && !answer.rules.isEmpty
      && answer.rules.allSatisfy { situation.session.said.again.contains($0.rule.id) }
  }

  /// From this score on a section of the subject is what is asked for.
  private static let near = 0.06

  /// What the subject in focus says on dangers and was not shown yet.
  private func fresh(_ situation: Situation) -> String? {
    let said = situation.session.said
    return situation.focus.flatMap { focus in
      let near = situation.line.found.hits.filter {
        $0.topic == focus.topic && $0.score >= Self.near
      }
      let all =
        near.compactMap { index.id($0.number) } + index.cells(focus.topic, .danger).map(\.id)
      return all.first { !said.sections.contains($0) }
    }
  }
}

/// "Is that dangerous?": what was stated, else the subject in focus.
struct DangerAsked: Decider {
  let dangers: DangerJudge
  let index: SectionIndex

  init(index: SectionIndex, rules: RuleFinder) {
    dangers = DangerJudge(index: index, rules: rules)
    self.index = index
  }

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard line.findings.has(DialogueAct.danger), line.topics.isEmpty,
      !situation.asksMore(index, surely: !line.findings.isLikenessAlone(.act(.danger)))
    else { return nil }
    // A subject that came up after the last result is what "that" means.
    if let answer = dangers.answer(situation), !answer.results.isEmpty || !answer.isUnknown {
      let isAgain = answer.isTold && answer.results.isEmpty && answer.worst == nil
      if isAgain, answer.alarm == nil, line.found.isCovered { return nil }
      return Opinion(.act(.danger(answer)), asked(situation))
    }
    if let focus = situation.focus,
      let section = unheard(index.cells(focus.topic, .danger), situation)
    {
      return Opinion(.act(.section(section)), Sureness.request)
    }
    return dangers.answer(situation).map { Opinion(.act(.danger($0)), asked(situation)) }
  }
}

/// The first of some sections that was not shown yet; else the first.
func unheard(_ sections: [Section], _ situation: Situation) -> String? {
  let said = situation.session.said.sections
  return (sections.first { !said.contains($0.id) } ?? sections.first)?.id
}

/// "What do I do now?": the next steps for what was stated, else for the subject in focus.
struct NextStepAsked: Decider {
  let dangers: DangerJudge
  let index: SectionIndex

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard line.findings.has(DialogueAct.next), line.topics.isEmpty,
      !situation.asksMore(index)
    else { return nil }
    if let answer = dangers.answer(situation), !answer.isUnknown, !answer.isTold {
      return Opinion(.act(.danger(answer)), Sureness.next)
    }
    if let topic = situation.session.focus?.topic,
      let section = unheard(index.cells(topic, .next), situation)
    {
      return Opinion(.act(.section(section)), Sureness.next)
    }
    return Opinion(.act(.doctor), Sureness.last * 2)
  }
}

extension Situation {
  /// Whether a section of the subject in focus answers better what sounds like a question on dangers or
  /// next steps: "who should we see?".
  func asksMore(_ index: SectionIndex, surely: Bool = false) -> Bool {
    let found = line.found
    guard found.isHeld, found.isCovered, let best = found.best, best.topic == focus?.topic,
      best.score >= (surely ? 0.8 : 0.5)
    else { return false }
    let facet = index.id(best.number).flatMap { index.sections[$0]?.facet }
    return facet.map { !index.has($0, .next) && !index.has($0, .danger) } ?? false
  }
}
