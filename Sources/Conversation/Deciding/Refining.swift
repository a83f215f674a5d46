import Knowledge
import LabValues

/// How stated facts change a reply: what leads it, and what is added to it.
extension Assistant {
  /// A refinement that applies, with the stated facts on which that rests.
  struct Applied {
    var rule: Refinement
    var facts: [String]
    /// Whether this very line brought one of its facts or findings.
    var isFresh: Bool
  }

  /// The opening of a reply: what is urgent, with the red flag of this index, then what was recorded.
  func open(
    _ composer: inout ReplyComposer, _ index: Int?, _ memory: Memory, _ line: UnderstoodLine,
    in session: inout Session
  ) {
    var lead: Urgency = .none
    let rule = urgentRule(line, memory, in: session)
    if let index, leads(index, rule?.rule, line) {
      let flag = knowledge.safety.redFlags[index]
      lead = flag.urgency
      composer.reply.trace.redFlags.append(flag.recognizer.id)
      composer.reply.intent = "safety/\(flag.recognizer.id)"
      composer.add(.urgent(knowledge.safety.messages[flag.message] ?? ""))
      composer.reply.refinedBy = stated(in: line, for: index)
      session.alarm = Session.Alarm(
        message: flag.message, urgency: flag.urgency, facts: composer.reply.refinedBy)
    }
    if let applied = rule {
      if applied.rule.urgency > lead { alarm(applied, &composer, in: &session) }
      lead = max(lead, applied.rule.urgency)
      add(applied, &composer, in: &session)
    }
    if let unclear = memory.criticalDoubt {
      lead = .now
      composer.add(.urgent(unclear))
      session.alarm = Session.Alarm(message: "emergency", urgency: .now, facts: memory.doubted)
    }
    if lead < .today { calm(memory, in: &session) }
    if lead >= .today {
      composer.reply.kind = .urgent
      session.wasUrgent = true
    }
    composer.raise(to: lead)
    for block in memory.blocks { composer.add(.noted(numbered(block, &composer))) }
    composer.reply.noted = memory.noted
    composer.reply.unread = memory.unread
    composer.reply.effect = memory.effect
  }

  /// Leads with the message that belongs to a rule's urgency.
  func alarm(_ applied: Applied, _ composer: inout ReplyComposer, in session: inout Session) {
    let key = applied.rule.urgency == .now ? "emergency" : "today"
    guard let message = knowledge.safety.messages[key] else { return }
    composer.add(.urgent(message))
    session.alarm = Session.Alarm(
      message: key, urgency: applied.rule.urgency, facts: applied.facts)
  }

  /// An alarm over a value that was corrected, made clear or taken back is over.
  private func calm(_ memory: Memory, in session: inout Session) {
    guard memory.isSettled, let alarm = session.alarm, !alarm.facts.isEmpty else { return }
    let touched = memory.noted.map(\.fact) + memory.dropped
    guard alarm.facts.contains(where: touched.contains) else { return }
    session.alarm = nil
    session.wasUrgent = false
  }

  private func numbered(_ text: CitedText, _ composer: inout ReplyComposer) -> String {
    composer.numbered(text)
  }

  /// The end of a reply: refinements, a question back, and what the session keeps of it.
  func close(
    _ composer: inout ReplyComposer, _ line: UnderstoodLine, _ memory: Memory,
    in session: inout Session
  ) {
    let kind = composer.reply.kind
    if kind == .urgent, composer.reply.intent == nil || composer.reply.trace.sections.isEmpty,
      case .sections = session.pending
    {
      session.pending = nil
    }
    if let section = composer.reply.trace.sections.first.flatMap({ index.sections[$0] }),
      index.facets[section.facet]?.isRefined ?? true, kind != .clarify
    {
      refine(&composer, line, memory, section: section, in: &session)
      tellOwnResults(line, &composer, in: session)
      askBack(&composer, line, section: section, in: &session)
    } else if kind == .decline, composer.reply.trace.sections.isEmpty,
      composer.reply.trace.refusals.isEmpty
    {
      refineGap(line, &composer, in: &session)
    }
    if session.wasUrgent, composer.reply.urgency < .today, kind == .answer || kind == .decline {
      composer.add(.caution(wording(.reminder)))
      session.wasUrgent = false
    }
    if !composer.reply.trace.sections.isEmpty || kind == .decline {
      session.last = Session.LastAnswer(
        question: line.text, citations: composer.reply.citations,
        suggestions: composer.reply.suggestions, sections: composer.reply.trace.sections)
    } else {
      session.last?.question = line.text
    }
    if kind == .answer, case .sections = session.pending { session.pending = nil }
  }

  /// Adds at most two refinements to an answer.
  private func refine(
    _ composer: inout ReplyComposer, _ line: UnderstoodLine, _ memory: Memory, section: Section,
    in session: inout Session
  ) {
    let view = self.view(line, section: section, in: session)
    let applied = self.applied(view, memory, line)
      .filter { !composer.reply.trace.refinements.contains($0.rule.id) }
      .filter { !session.repeats($0.rule.id, on: section.topic) }
    session.refined.removeAll()
    for one in applied.prefix(2) {
      add(one, &composer, in: &session)
      session.refined.append("\(one.rule.id) \(section.topic)")
    }
  }

  /// Writes a refinement into a reply, with the facts that led to it.
  func add(_ applied: Applied, _ composer: inout ReplyComposer, in session: inout Session) {
    let facts = applied.facts.compactMap { id in
      session.newest(id).map { display($0) }
    }
    for text in derived(for: applied.rule.when, in: session) {
      let block = ReplyBlock.text(composer.numbered(text))
      if !composer.reply.blocks.contains(block) { composer.add(block) }
    }
    let because = facts.isEmpty ? "" : wording(.because, ["facts": list(facts)]) + " "
    composer.add(.text(because + composer.numbered(applied.rule.body)))
    composer.add(notes: applied.rule.cautions, limit: 4, prefix: wording(.ownNote))
    composer.raise(to: applied.rule.urgency)
    composer.reply.trace.refinements.append(applied.rule.id)
    for id in applied.facts where !composer.reply.refinedBy.contains(id) {
      composer.reply.refinedBy.append(id)
    }
  }

  /// The refinements whose conditions hold, the first to be shown first.
  func applied(_ view: FactView, _ memory: Memory, _ line: UnderstoodLine) -> [Applied] {
    var applied: [Applied] = []
    let rules = knowledge.refinements.rules
    // Few of them hold: the others are not copied.
    for index in view.isBare ? self.index.bareRules : Array(rules.indices) {
      let (holds, facts) = view.reading(of: rules[index].when)
      guard holds else { continue }
      let rule = rules[index]
      let isNew = facts.contains { id in memory.noted.contains { $0.fact == id } }
      applied.append(
        Applied(rule: rule, facts: facts, isFresh: isNew || rule.when.needs(line.signals)))
    }
    return applied.enumerated().sorted {
      ($0.element.rule.priority, $0.offset) < ($1.element.rule.priority, $1.offset)
    }.map(\.element)
  }

  /// The most urgent rule that this line sets off; a fact that was announced is not announced again.
  private func urgentRule(
    _ line: UnderstoodLine, _ memory: Memory, in session: Session
  ) -> Applied? {
    // Without a fact or a finding of its own a line sets nothing off.
    if memory.noted.isEmpty, line.isImpersonalQuestion || line.signals.isEmpty { return nil }
    let tellsValue = memory.noted.contains { $0.value != nil }
    let isOver = line.findings.has(.past) && (tellsValue || isCalm(line))
    let isElsewhere = line.findings.has(.hypothetical) || isOver
    if isElsewhere, !memory.hasFreshValue(session) {
      return nil
    }
    let view = self.view(line, section: nil, in: session)
    let mustBeValue = line.isImpersonalQuestion
    let urgent = applied(view, memory, line).filter { one in
      guard one.rule.urgency >= .today, one.isFresh else { return false }
      return !mustBeValue
        || memory.noted.contains { $0.value != nil && one.facts.contains($0.fact) }
    }
    guard !urgent.isEmpty, memory.hasFreshValue(session) || !isLeftBehind(line) else { return nil }
    return urgent.first { $0.rule.urgency == .now } ?? urgent.first
  }

  func view(_ line: UnderstoodLine, section: Section?, in session: Session) -> FactView {
    FactView(
      session: session, labs: knowledge.labs, lineSignals: line.signals,
      topics: line.topics + (section.map { [$0.topic] } ?? []), facet: section?.facet,
      section: section?.id)
  }

  /// Asks what would help, at most two things, none of them twice in a session.
  private func askBack(
    _ composer: inout ReplyComposer, _ line: UnderstoodLine, section: Section,
    in session: inout Session
  ) {
    guard composer.reply.kind == .answer, line.findings.has(.person) || !session.facts.isEmpty
    else {
      return
    }
    let view = self.view(line, section: section, in: session)
    let asks = knowledge.refinements.asks.filter { ask in
      !session.asked.contains(ask.id) && view.reading(of: ask.when).holds
    }
    guard let ask = asks.first else { return }
    session.asked = Array((session.asked + [ask.id]).suffix(24))
    composer.add(.text(ask.text))
    for id in view.reading(of: ask.when).facts where !composer.reply.refinedBy.contains(id) {
      composer.reply.refinedBy.append(id)
    }
  }

  /// Tells the stated results that a line names, where no refinement has spoken of them.
  private func tellOwnResults(
    _ line: UnderstoodLine, _ composer: inout ReplyComposer, in session: Session
  ) {
    guard let when = knowledge.refinements.ownResults, line.findings.has(.person),
      view(
        line, section: composer.reply.trace.sections.first.flatMap { index.sections[$0] },
        in: session
      ).reading(of: when).holds
    else { return }
    let told = line.named.compactMap { session.newest($0) }.filter { fact in
      !fact.isNegated && fact.turn < session.turn && !composer.reply.refinedBy.contains(fact.id)
    }
    guard !told.isEmpty else { return }
    let facts = told.prefix(2).map { fact in
      let citation = Citation(
        source: ReplyComposer.labSource,
        section: knowledge.labs.analyte(fact.id)?.name ?? display(fact))
      composer.reply.refinedBy.append(fact.id)
      return "\(described(fact, in: session)) [\(composer.number(of: citation))]"
    }
    composer.add(.text(wording(.ownResults, ["facts": list(facts)])))
  }

  /// What stated results add where the documents are silent on the question itself.
  private func refineGap(
    _ line: UnderstoodLine, _ composer: inout ReplyComposer, in session: inout Session
  ) {
    let named = line.named
    guard !named.isEmpty else { return }
    let rules = applied(view(line, section: nil, in: session), Memory(), line).filter {
      $0.facts.contains { named.contains($0) }
    }
    for one in rules.prefix(2) { add(one, &composer, in: &session) }
    tellOwnResults(line, &composer, in: session)
  }
}

extension Condition {
  /// Whether it names one of these findings of the line at hand.
  func needs(_ signals: [String]) -> Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.contains { $0.needs(signals) }
    case .signal(let ids), .line(let ids): ids.contains { signals.contains($0) }
    default: false
    }
  }
}

extension Session {
  /// Whether the last answer on this topic carried this refinement already.
  func repeats(_ rule: String, on topic: String) -> Bool { refined.contains("\(rule) \(topic)") }
}

extension UnderstoodLine {
  /// The results that a line names and gives no value for, in the order of the line.
  var named: [String] {
    let valued = reading.mentions.filter { $0.value != nil }.map(\.fact)
    let read = reading.mentions.filter { $0.kind == .analyte }.map(\.fact)
    return (reading.named + read.filter { !reading.named.contains($0) }).filter {
      !valued.contains($0)
    }
  }
}
