import Knowledge
import LabValues

/// Decides what leads a reply because it cannot wait: a danger, an urgent rule, a doubtful value.
struct Leading: Sendable {
  let flags: [RedFlag]
  let rules: RuleFinder

  func lead(_ situation: Situation) -> Lead {
    var lead = Lead()
    if let flag = situation.line.redFlag, isAlone(flag, situation) {
      lead.flag = flag
      lead.isAlone = true
      lead.urgency = flags[flag].urgency
      // Of a value that cannot wait it is said which; beside words of despair nothing is.
      if !flags[flag].isUnconditional { lead.critical = critical(situation, besides: nil) }
      return lead
    }
    let told = urgentRule(situation)
    let rule = told?.rule
    if let flag = situation.line.redFlag, leads(flag, rule?.rule, situation.line) {
      lead.flag = flag
      lead.urgency = flags[flag].urgency
    }
    if let rule {
      lead.isRuleFirst = rule.rule.urgency > lead.urgency
      lead.rule = rule
      lead.person = told?.person
      lead.urgency = max(lead.urgency, rule.rule.urgency)
    }
    lead.critical = critical(situation, besides: told)
    lead.urgency = max(lead.urgency, lead.critical.first?.urgency ?? .none)
    if let doubt = situation.memory.criticalDoubt {
      lead.doubt = doubt
      lead.urgency = .now
    }
    return lead
  }

  /// The results of this line that cannot wait, but those for which a rule speaks and those of a book.
  private func critical(
    _ situation: Situation, besides told: (person: Person?, rule: AppliedRule)?
  ) -> [CriticalResult] {
    guard let change = situation.memory.change, situation.line.dangers.telling.frame == nil else {
      return []
    }
    let elsewhere = situation.line.factsElsewhere
    return CriticalResults.found(in: change) { person, fact in
      elsewhere.contains(fact)
        || (person == told?.person && told?.rule.facts.contains(fact) == true)
    }
  }

  /// Whether nothing may be said beside this red flag.
  private func isAlone(_ flag: Int, _ situation: Situation) -> Bool {
    flags[flag].isAlone && !situation.line.restsOnSession(flag)
      && !isForRules(flag, situation)
  }

  /// Whether a danger known by likeness alone is left to the rules too: they know what was stated,
  /// and may have more to say on it.
  private func isForRules(_ flag: Int, _ situation: Situation) -> Bool {
    let line = situation.line
    let before = situation.before
    let isEmpty = before.facts.isEmpty && before.signals.isEmpty
    guard !flags[flag].isUnconditional,
      !isEmpty || !line.signals.isEmpty || !line.reading.recorded.isEmpty
    else { return false }
    return line.isLikenessAlone(flag)
  }

  /// Whether a red flag leads a reply for which a rule is urgent too: where it is known by likeness
  /// alone, and not surely, the rule knows better how urgent the line is.
  private func leads(_ flag: Int, _ rule: Refinement?, _ line: Understanding) -> Bool {
    let urgency = flags[flag].urgency
    guard let rule, urgency != rule.urgency else { return true }
    guard urgency > rule.urgency else { return false }
    return !line.isLikenessAlone(flag)
      || (line.dangers.evidence(for: flag)?.sureness ?? 0) >= Self.sure
  }

  /// From this sureness on a line is a danger by its likeness, whatever a rule has to say.
  private static let sure: Float = 2

  /// The most urgent rule that this line sets off, of all of whom it tells something.
  private func urgentRule(_ situation: Situation) -> (person: Person?, rule: AppliedRule)? {
    let persons = situation.memory.persons(situation.session)
    let focus = situation.session.person
    let rules = persons.compactMap { person in
      urgentRule(of: person == focus ? situation : situation.of(person)).map { (person, $0) }
    }
    return rules.max { $0.1.rule.urgency < $1.1.rule.urgency }
  }

  /// That of the person in focus; a fact that was announced is not announced again.
  private func urgentRule(of situation: Situation) -> AppliedRule? {
    let (line, memory) = (situation.line, situation.memory)
    // Without a fact or a finding of its own a line sets nothing off.
    if memory.noted.isEmpty, line.isImpersonalQuestion || line.signals.isEmpty { return nil }
    let elsewhere = line.factsElsewhere
    // Who asks about what is planned for them is in care; only what cannot wait an hour leads.
    let isInCare =
      line.isQuestion && line.findings.has(.planned) || situation.session.record.isInCare
    let least: Urgency = isInCare ? .now : .today
    let tellsSignal = !line.signals.isEmpty && !line.tellsSignalsElsewhere
    let mustBeValue = line.isImpersonalQuestion
    let urgent = rules.applied(situation, section: nil).filter { one in
      guard one.rule.urgency >= least, one.isFresh else { return false }
      let tellsFact = one.facts.contains { id in
        !elsewhere.contains(id) && memory.noted.contains { $0.fact == id }
      }
      guard tellsFact || tellsSignal && one.rule.when.needs(line.signals) else { return false }
      return !mustBeValue
        || memory.noted.contains { $0.value != nil && one.facts.contains($0.fact) }
    }
    return urgent.first { $0.rule.urgency == .now } ?? urgent.first
  }
}
