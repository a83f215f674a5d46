import Knowledge

/// Writes what leads a reply: care that cannot wait, then what was recorded.
struct OpeningWriter: Sendable {
  let safety: SafetyRules
  let wording: Wording
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
      return
    }
    if let rule = lead.rule {
      if lead.isRuleFirst { alarm(rule, &draft) }
      rules.write(rule, isUrgent: true, &draft)
    }
    results(lead, &draft)
    if let doubt = lead.doubt {
      draft.composer.add(.urgent(doubt))
      draft.session.alarm = Session.Alarm(
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
    for block in memory.blocks {
      let text = draft.composer.numbered(block)
      draft.composer.add(.noted(text))
    }
    draft.composer.reply.noted = memory.noted
    draft.composer.reply.unread = memory.unread
    draft.composer.reply.effect = memory.effect
  }

  private func flag(_ number: Int, _ situation: Situation, _ draft: inout Draft) {
    let flag = safety.redFlags[number]
    draft.composer.reply.trace.redFlags.append(flag.recognizer.id)
    draft.composer.reply.intent = "safety/\(flag.recognizer.id)"
    draft.composer.add(.urgent(safety.messages[flag.message] ?? ""))
    draft.composer.reply.refinedBy = situation.line.stated(for: number)
    draft.session.alarm = Session.Alarm(
      message: flag.message, urgency: flag.urgency, facts: draft.composer.reply.refinedBy)
  }

  /// Names the results that cannot wait, under the message of their urgency where nothing leads yet.
  private func results(_ lead: Lead, _ draft: inout Draft) {
    guard let worst = lead.results.first else { return }
    if lead.flag == nil, lead.rule == nil || lead.rule.map({ $0.rule.urgency < worst.urgency }) == true {
      let key = worst.urgency == .now ? SafetyRules.emergency : SafetyRules.today
      draft.composer.add(.urgent(safety.messages[key] ?? ""))
      draft.session.alarm = Session.Alarm(
        message: key, urgency: worst.urgency, facts: lead.results.compactMap(\.fact))
    }
    let named = lead.results.prefix(3).map { result in
      // A value is named as it was typed; the name of its test goes before it where it is not in it.
      let isNamed = result.name.map { result.asTyped.lowercased().contains($0.lowercased()) } ?? true
      return isNamed ? result.asTyped : "\(result.name ?? "") \(result.asTyped)"
    }
    draft.composer.add(
      .text(wording(.dangerousResults, ["results": named.joined(separator: ", ")])))
  }

  /// Leads with the message that belongs to a rule's urgency.
  func alarm(_ applied: AppliedRule, _ draft: inout Draft) {
    let key = applied.rule.urgency == .now ? SafetyRules.emergency : SafetyRules.today
    guard let message = safety.messages[key] else { return }
    draft.composer.add(.urgent(message))
    draft.session.alarm = Session.Alarm(
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
