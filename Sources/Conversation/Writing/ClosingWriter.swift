import Knowledge
import LabValues

/// Writes the end of a reply: what stated facts add, a question back, a reminder; and what the
/// session keeps of it.
struct ClosingWriter: Sendable {
  let index: SectionIndex
  let wording: Wording
  let finder: RuleFinder
  let rules: RuleWriter
  let results: ResultWriter
  /// When a stated result that a line names is told beside an answer that no rule refined.
  let ownResults: Condition?
  /// The notes that matter for stated facts.
  let notes: [Note]
  /// Keys of the messages of which a line to call reminds.
  let crisisMessages: [String]
  let flags: [RedFlag]

  func write(_ decision: Decision, _ situation: Situation, _ draft: inout Draft) {
    let reply = draft.composer.reply
    let isAgain = if case .again = decision.body { true } else { false }
    if let section = leading(reply), !isAgain, index.facets[section.facet]?.isRefined ?? true,
      reply.kind != .clarify
    {
      refine(situation, section, &draft)
      if reply.kind == .answer { tellOwnResults(situation, section, &draft) }
      askBack(situation, section, &draft)
    } else if reply.kind == .decline, reply.trace.sections.isEmpty, reply.trace.refusals.isEmpty {
      refineGap(situation, &draft)
    } else if reply.kind == .noted {
      tellWhatIsDue(situation, &draft)
    }
    if draft.composer.reply.kind != .urgent {
      let mattering = mattering(situation, draft)
      draft.addNote(mattering + draft.notes, mattering: mattering, prefix: wording(.ownNote))
    }
    settle(situation, &draft)
    remind(&draft)
    remember(situation, &draft)
  }

  /// Notes that a stated fact makes matter beside what is shown.
  private func mattering(_ situation: Situation, _ draft: Draft) -> [String] {
    let facts = draft.composer.reply.trace.sections.compactMap { index.sections[$0] }
      .flatMap(\.body.facts)
    guard !facts.isEmpty, !situation.session.facts.isEmpty else { return [] }
    let view = finder.view(situation, section: nil)
    return notes.filter { note in
      guard let matters = note.matters, note.corrects.contains(where: facts.contains) else {
        return false
      }
      return view.reading(of: matters).holds
    }.map(\.id)
  }

  private func leading(_ reply: Reply) -> Section? {
    reply.trace.sections.first.flatMap { index.sections[$0] }
  }

  /// What stated facts change of this answer, once a session; what cannot wait again.
  private func refine(_ situation: Situation, _ section: Section, _ draft: inout Draft) {
    let said = draft.session.said.refinements
    let holding = finder.applied(situation, section: section).filter {
      !draft.composer.reply.trace.refinements.contains($0.rule.id)
    }
    // What cannot wait stays so, though it is told once.
    for one in holding where one.rule.urgency >= .soon && said.contains(one.rule.id) {
      draft.composer.raise(to: one.rule.urgency)
    }
    let fitting = holding.filter { !said.contains($0.rule.id) }
    // Who was sent to be seen today is not told to ask within days.
    let least: Urgency = (draft.session.alarm?.urgency ?? .none) >= .today ? .today : .soon
    // What rests on this line alone answers it.
    if let first = fitting.first(where: {
      $0.rule.urgency >= least || $0.facts.isEmpty && $0.isFresh || draft.fits($0.rule.body.text)
    }) {
      rules.write(first, &draft)
    }
  }

  /// What a fact adds to answers that were given before it was told: ibuprofen was asked about, and "I
  /// also take apixaban" follows.
  private func tellWhatIsDue(_ situation: Situation, _ draft: inout Draft) {
    guard !situation.memory.noted.isEmpty else { return }
    let said = draft.session.said
    var views = said.sections.suffix(4).reversed().compactMap { index.sections[$0] }.map {
      finder.view(situation, section: $0)
    }
    // A result alone says little of a subject that nothing was shown of; a medicine may.
    let isContext = situation.memory.noted.contains { finder.labs.contextFact($0.fact) != nil }
    if isContext, let topic = situation.focus?.topic {
      var view = finder.view(situation, section: nil)
      view.topics.append(topic)
      views.append(view)
    }
    for var view in views {
      view.lineSignals += situation.before.last?.signals ?? []
      if let due = due(view, situation, draft, where: { _ in true }) {
        return rules.write(due, &draft)
      }
    }
    // By itself a statement is told what should be done soon, or what it describes.
    let signals = situation.line.signals.filter { finder.refinements.about[$0] != nil }
    for person in situation.memory.persons(draft.session) {
      let told = situation.of(person)
      var view = finder.view(told, section: nil)
      view.topics = []
      // What cannot wait leads, or was found not to be of today.
      let due = due(view, told, draft) {
        $0.urgency == .soon || $0.urgency < .today && $0.when.needs(signals)
      }
      guard let due else { continue }
      return draft.of(person) { rules.write(due, &$0) }
    }
  }

  /// The first rule that this line makes due and that was not told yet.
  private func due(
    _ view: FactView, _ situation: Situation, _ draft: Draft,
    where isWanted: (Refinement) -> Bool
  ) -> AppliedRule? {
    let said = draft.session.said.refinements
    let signals = situation.line.signals
    return finder.applied(view, noted: situation.memory.noted, signals: signals).first {
      $0.isFresh && !said.contains($0.rule.id) && isWanted($0.rule)
        && !draft.composer.reply.trace.refinements.contains($0.rule.id)
    }
  }

  /// Asks one thing that would change the reply; nothing twice in a session, nothing of somebody who
  /// is afraid or in pain.
  private func askBack(_ situation: Situation, _ section: Section, _ draft: inout Draft) {
    let line = situation.line
    guard draft.composer.reply.kind == .answer, line.findings.kindness.isEmpty,
      draft.session.person == nil,
      draft.composer.reply.trace.refinements.isEmpty,
      line.findings.has(.person) || !draft.session.facts.isEmpty
    else { return }
    let asks = finder.questions(finder.view(situation, section: section)).filter {
      !draft.session.said.questions.contains($0.question.id)
    }
    guard let ask = asks.first, draft.fits(ask.question.text) else { return }
    Session.Said.add(ask.question.id, to: &draft.session.said.questions)
    draft.composer.add(.text(ask.question.text))
    for id in ask.facts where !draft.composer.reply.refinedBy.contains(id) {
      draft.composer.reply.refinedBy.append(id)
    }
  }

  /// Tells the stated results that a line names, where no refinement has spoken of them.
  private func tellOwnResults(_ situation: Situation, _ section: Section?, _ draft: inout Draft) {
    let line = situation.line
    guard let ownResults, line.findings.has(.person),
      finder.view(situation, section: section).reading(of: ownResults).holds
    else { return }
    let told = line.named.filter { id in
      guard let fact = draft.session.newest(id), !fact.isNegated, fact.turn < draft.session.turn
      else { return false }
      return !draft.composer.reply.refinedBy.contains(id)
    }
    if !told.isEmpty { results.told(Array(told.prefix(2)), &draft) }
  }

  /// What stated results add where the documents are silent on the question itself.
  private func refineGap(_ situation: Situation, _ draft: inout Draft) {
    let named = situation.line.named
    guard !named.isEmpty else { return }
    let fitting = finder.applied(situation, section: nil).filter {
      $0.facts.contains { named.contains($0) }
    }
    if let first = fitting.first { rules.write(first, &draft) }
    tellOwnResults(situation, nil, &draft)
  }

  /// Of an alarm that is over nothing reminds any more.
  private func settle(_ situation: Situation, _ draft: inout Draft) {
    guard situation.settlesAlarm(crisisMessages), draft.composer.reply.urgency < .today else {
      return
    }
    draft.session.wasUrgent = false
    if draft.session.alarm?.facts.isEmpty == true { draft.session.alarm = nil }
  }

  /// One line on a danger told before, after the first calm answer; where somebody did not want to live, after
  /// whatever is said next, be it thanks or goodbye.
  private func remind(_ draft: inout Draft) {
    let reply = draft.composer.reply
    guard draft.session.wasUrgent, reply.urgency < .today else { return }
    let isCrisis = draft.session.record.isInCrisis(crisisMessages)
    guard
      isCrisis || [.answer, .decline].contains(reply.kind)
        || reply.intent == DeclineWriter.unclearIntent
    else { return }
    draft.composer.add(
      .caution(isCrisis ? wording(.crisisReminder) : reminder(draft.session)))
    draft.session.wasUrgent = false
  }

  private func reminder(_ session: Session) -> String {
    if session.isOfPatient { return wording(.clinicalReminder) }
    guard let subject = session.alarm?.subject else { return wording(.reminder) }
    return wording(.reminderOf, ["subject": subject])
  }

  private func remember(_ situation: Situation, _ draft: inout Draft) {
    focusOnFacts(situation, &draft)
    let reply = draft.composer.reply
    if reply.kind == .urgent {
      draft.composer.reply.suggestions = []
      draft.session.offered = []
    }
    guard !draft.isOnLast else { return }
    guard !reply.citations.isEmpty || !reply.trace.sections.isEmpty || reply.kind == .decline else {
      return
    }
    let sections =
      reply.trace.sections.isEmpty ? draft.session.last?.sections ?? [] : reply.trace.sections
    if !reply.citations.isEmpty { draft.session.cited = reply.citations }
    draft.session.last = Session.LastAnswer(
      question: situation.line.text, citations: reply.citations, sections: sections,
      blocks: reply.blocks, signals: situation.line.signals)
  }

  /// A stated disease or finding sets the subject, and so does a result where nothing was spoken of.
  func focusOnFacts(_ situation: Situation, _ draft: inout Draft) {
    guard draft.composer.reply.trace.sections.isEmpty,
      let found = subject(of: situation, besides: draft.session.focus)
    else { return }
    draft.session.focus = found
  }

  private func subject(of situation: Situation, besides focus: Session.Focus?) -> Session.Focus? {
    let refinements = finder.refinements
    let told = situation.memory.noted.reversed().compactMap { fact in
      let flag = fact.flag.flatMap { Flag(rawValue: $0) }
      return refinements.topic(about: fact.fact, flag).map { (id: fact.fact, topic: $0) }
    }
    let isLoose = focus.map { $0.section == nil && !$0.isDescribed } ?? true
    let named = situation.line.topics.last { index.topics[$0]?.isKind == true }
    if let named, index.topics[named]?.isGeneral != true, named != focus?.topic {
      var found = Session.Focus(topic: named)
      found.isDescribed = true
      return found
    }
    let danger = danger(in: situation).flatMap { refinements.about[$0] }
    let described =
      danger ?? situation.line.signals.reversed().lazy.compactMap { refinements.about[$0] }.first
    // What a question describes within a subject is no new one.
    if let described, focus == nil || danger != nil || !situation.line.isQuestion {
      // A disease that has such findings among others says more than they do.
      let disease = told.first {
        index.belongs(described, to: $0.topic) && !index.belongs($0.topic, to: described)
      }
      var found = Session.Focus(topic: disease?.topic ?? described)
      found.isDescribed = true
      guard let focus else { return found }
      return isLoose || !index.belongs(found.topic, to: focus.topic) ? found : nil
    }
    // A subject that says little comes last.
    let general = told.filter { index.topics[$0.topic]?.isGeneral == true }
    let telling = told.filter { index.topics[$0.topic]?.isGeneral != true }
    for (id, topic) in telling + general {
      guard let focus, finder.labs.analyte(id) == nil || !isLoose else {
        return Session.Focus(topic: topic)
      }
      if finder.labs.analyte(id) == nil, !refinements.background.contains(id),
        !index.belongs(topic, to: focus.topic)
      {
        return Session.Focus(topic: topic)
      }
    }
    return nil
  }

  /// The id of the danger that leads the reply.
  private func danger(in situation: Situation) -> String? {
    situation.line.redFlag.map { flags[$0].recognizer.id }
  }
}
