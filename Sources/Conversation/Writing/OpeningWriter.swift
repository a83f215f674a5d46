import Knowledge
import LabValues

/// Writes what leads a reply: care that cannot wait, then what was recorded.
struct OpeningWriter: Sendable {
  let safety: SafetyRules
  let wording: Wording
  let facts: FactWords
  let rules: RuleWriter

  func write(_ lead: Lead, _ situation: Situation, _ draft: inout Draft) {
    let memory = situation.memory
    if let number = lead.flag { flag(number, situation, &draft) }
    if lead.isAlone {
      draft.composer.reply.kind = .urgent
      draft.composer.raise(to: lead.urgency)
      draft.composer.reply.noted = memory.noted
      draft.composer.reply.unread = memory.unread
      draft.composer.reply.confidence = 1
      draft.session.wasUrgent = true
      draft.session.pending = nil
      draft.session.offered = []
      critical(lead, &draft)
      return
    }
    if let rule = lead.rule {
      draft.of(lead.person) { draft in
        if lead.isRuleFirst { alarm(rule, &draft) }
        rules.write(rule, isUrgent: true, &draft)
      }
    }
    critical(lead, &draft)
    if let doubt = lead.doubt {
      draft.composer.add(.urgent(doubt))
      draft.session.alarm = StandingAlarm(
        message: SafetyRules.emergency, urgency: .now, facts: memory.doubted)
    }
    if lead.urgency < .today {
      calm(memory, &draft.session)
    } else {
      draft.composer.reply.kind = .urgent
      draft.session.wasUrgent = true
      draft.session.offered = []
    }
    draft.composer.raise(to: lead.urgency)
    for block in lead.urgency >= .today ? memory.briefBlocks : memory.blocks {
      let text = draft.composer.numbered(block)
      draft.composer.add(.noted(text))
    }
    draft.composer.reply.noted = memory.noted
    draft.composer.reply.unread = memory.unread
    draft.composer.reply.effect = memory.effect
  }

  /// What a laboratory would telephone about, in one sentence a result.
  private func critical(_ lead: Lead, _ draft: inout Draft) {
    guard let worst = lead.critical.first else { return }
    let urgency = draft.composer.reply.urgency
    let led = max(lead.flag.map { safety.redFlags[$0].urgency } ?? .none, urgency)
    let key = worst.urgency == .now ? SafetyRules.emergency : SafetyRules.today
    if worst.urgency > led,
      let message = safety.message(key, toClinician: draft.session.isOfPatient)
    {
      draft.composer.add(.urgent(message))
      draft.of(worst.person) { draft in
        draft.session.alarm = StandingAlarm(
          message: key, urgency: worst.urgency,
          facts: lead.critical.filter { $0.person == worst.person }.compactMap(\.fact))
      }
    }
    let table = draft.composer.number(
      of: Citation(source: ReplyCitation.labSource, section: wording(.headingCritical)))
    let caution = draft.composer.number(
      of: Citation(source: ReplyCitation.ownSource, section: wording(.headingCriticalNote)))
    let told = lead.critical.prefix(3).map { result in
      let name = result.name ?? result.fact.flatMap { facts.labs.label(of: $0) } ?? ""
      let value = facts.named("\(name) \(result.asTyped)", of: result.person)
      return "\(value), \(facts.flagWords(result.flag))"
    }
    let text = wording(.criticalResult, ["facts": facts.capitalized(facts.list(told))])
    draft.composer.add(.text("\(text) [\(table)][\(caution)]"))
    for id in lead.critical.compactMap(\.fact) where !draft.composer.reply.refinedBy.contains(id) {
      draft.composer.reply.refinedBy.append(id)
    }
  }

  private func flag(_ number: Int, _ situation: Situation, _ draft: inout Draft) {
    let flag = safety.redFlags[number]
    draft.composer.reply.trace.redFlags.append(flag.recognizer.id)
    draft.composer.reply.intent = "safety/\(flag.recognizer.id)"
    draft.composer.add(
      .urgent(safety.message(flag.message, toClinician: draft.session.isOfPatient) ?? ""))
    draft.composer.reply.refinedBy = situation.line.stated(for: number)
    draft.session.alarm = StandingAlarm(
      message: flag.message, urgency: flag.urgency, facts: draft.composer.reply.refinedBy,
      subject: flag.recognizer.title.lowercased())
  }

  /// Leads with the message that belongs to a rule's urgency.
  func alarm(_ applied: AppliedRule, _ draft: inout Draft) {
    let key = applied.rule.urgency == .now ? SafetyRules.emergency : SafetyRules.today
    guard let message = safety.message(key, toClinician: draft.session.isOfPatient) else { return }
    draft.composer.add(.urgent(message))
    draft.session.alarm = StandingAlarm(
      message: key, urgency: applied.rule.urgency, facts: applied.facts)
  }

  /// An alarm over a value that was corrected, made clear or taken back is over.
  private func calm(_ memory: Memory, _ session: inout Session) {
    guard memory.isSettled, let alarm = session.alarm, !alarm.facts.isEmpty else { return }
    let touched = memory.noted.map(\.fact) + memory.dropped
    guard alarm.facts.contains(where: touched.contains) else { return }
    session.alarm = nil
    session.wasUrgent = false
  }
}

extension SafetyRules {
  /// The keys of the messages that lead a reply for which a rule is urgent.
  static let emergency = "emergency"
  static let today = "today"
}
