import Knowledge
import LabValues

/// Writes what was decided: what leads, the kind sentence, the body, what stated facts add, and what
/// comes next. It decides nothing about what the line meant.
struct Writer: Sendable {
  let knowledge: Knowledge
  let wording: Wording
  let opening: OpeningWriter
  let answers: SectionWriter
  let declines: DeclineWriter
  let acts: ActWriter
  let results: ResultWriter
  let closing: ClosingWriter
  let visits: VisitWriter
  let reasons: ReasonWords

  init(_ knowledge: Knowledge, index: SectionIndex, rules: RuleFinder, facts: FactWords) {
    self.knowledge = knowledge
    wording = facts.wording
    reasons = ReasonWords(knowledge: knowledge, wording: facts.wording)
    let ruleWriter = RuleWriter(
      wording: wording, facts: facts, derived: DerivedWords(facts))
    opening = OpeningWriter(
      safety: knowledge.safety, wording: wording, facts: facts, rules: ruleWriter)
    answers = SectionWriter(knowledge: knowledge, index: index, wording: wording)
    declines = DeclineWriter(
      knowledge: knowledge, index: index, wording: wording, sections: answers)
    results = ResultWriter(
      facts: facts, derived: DerivedWords(facts), rules: ruleWriter, finder: rules,
      safety: knowledge.safety, index: index)
    let asking = DoctorQuestions(knowledge, index, facts, rules)
    visits = VisitWriter(
      knowledge: knowledge, index: index, facts: facts, derived: DerivedWords(facts),
      asking: asking)
    acts = ActWriter(
      knowledge: knowledge, index: index, wording: wording, facts: facts, sections: answers,
      results: results, finder: rules, opening: opening,
      documents: SourceWriter(knowledge, facts.wording), asking: asking)
    closing = ClosingWriter(
      index: index, wording: wording, finder: rules, rules: ruleWriter, results: results,
      ownResults: knowledge.refinements.ownResults,
      notes: knowledge.notes.filter { $0.matters != nil },
      crisisMessages: knowledge.safety.crisisMessages, flags: knowledge.safety.redFlags)
  }

  /// The reply, and the session with what it said.
  func write(_ decision: Decision, _ situation: Situation) -> (reply: Reply, session: Session) {
    var written = draft(decision, situation, Draft.Manner())
    var manner = Draft.Manner()
    let trace = written.composer.reply.trace
    if !trace.refusals.isEmpty, !trace.notes.isEmpty {
      manner.isUnmarked = true
      written = draft(decision, situation, manner)
    }
    if written.words > Draft.limit, !trace.sections.isEmpty,
      !trace.refinements.isEmpty || !trace.refusals.isEmpty || !trace.redFlags.isEmpty
    {
      manner.isBrief = true
      written = draft(decision, situation, manner)
    }
    return (written.composer.reply, written.session)
  }

  private func draft(_ decision: Decision, _ situation: Situation, _ manner: Draft.Manner) -> Draft
  {
    var draft = Draft(ReplyComposer(.answer, knowledge), situation.session, manner)
    opening.write(decision.lead, situation, &draft)
    draft.session.reason = reasons.reason(decision, situation)
    if decision.lead.isAlone {
      closing.focusOnFacts(situation, &draft)
      return draft
    }
    if draft.composer.reply.urgency < .today { addKindness(situation, decision, &draft) }
    write(decision.body, situation, &draft)
    closing.write(decision, situation, &draft)
    return draft
  }

  /// One section as it stands, for `/show`.
  func shown(_ section: Section, in session: Session) -> (reply: Reply, session: Session) {
    var draft = Draft(ReplyComposer(.answer, knowledge), session)
    answers.show(section, score: 1, &draft)
    draft.addNote(draft.notes, prefix: wording(.ownNote))
    draft.session.last = Session.LastAnswer(
      question: section.question, citations: draft.composer.reply.citations,
      sections: draft.composer.reply.trace.sections, blocks: draft.composer.reply.blocks)
    return (draft.composer.reply, draft.session)
  }

  /// Two subjects side by side, for `/compare`.
  func compared(
    _ topics: [String], _ facets: [String], in session: Session
  ) -> (reply: Reply, session: Session) {
    var draft = Draft(ReplyComposer(.answer, knowledge), session)
    answers.compare(topics, facets, &draft)
    draft.addNote(draft.notes, prefix: wording(.ownNote))
    draft.session.last = Session.LastAnswer(
      question: "", citations: draft.composer.reply.citations,
      sections: draft.composer.reply.trace.sections, blocks: draft.composer.reply.blocks)
    return (draft.composer.reply, draft.session)
  }

  /// What a citation of the last answer rests on, for `/open`.
  func opened(_ number: Int, in session: Session) -> (reply: Reply, session: Session) {
    var draft = Draft(ReplyComposer(.answer, knowledge), session)
    acts.documents.open(number, &draft)
    draft.addNote(draft.notes, prefix: wording(.ownNote))
    return (draft.composer.reply, draft.session)
  }

  /// What was told of some persons, put in order for a doctor.
  func visit(_ persons: [Person?], in session: Session) -> (reply: Reply, session: Session) {
    var draft = Draft(ReplyComposer(.info, knowledge), session)
    visits.write(persons, &draft)
    let sections = session.last?.sections ?? []
    draft.session.last = Session.LastAnswer(
      question: "", citations: draft.composer.reply.citations, sections: sections,
      blocks: draft.composer.reply.blocks)
    return (draft.composer.reply, draft.session)
  }

  /// One plain sentence first, where a person shows fear, grief, pain or anger.
  private func addKindness(_ situation: Situation, _ decision: Decision, _ draft: inout Draft) {
    guard let heard = situation.line.findings.kindness.first else { return }
    let kindness = knowledge.dialogue.kindness[heard]
    guard !kindness.texts.isEmpty else { return }
    let text = kindness.texts[draft.session.said.kindness % kindness.texts.count]
    draft.session.said.kindness += 1
    draft.composer.add(.text(text))
  }

  private func write(_ body: Decision.Body, _ situation: Situation, _ draft: inout Draft) {
    switch body {
    case .nothing: break
    case .question(let text):
      draft.composer.settle(.clarify)
      draft.composer.add(.text(text))
    case .settled:
      draft.composer.settle(situation.memory.noted.isEmpty ? .info : .noted)
    case .noted:
      draft.composer.settle(.noted)
      if situation.memory.isEmpty { person(situation.line.reading, &draft) }
    case .unread: draft.composer.settle(.clarify)
    case .talk(let number):
      let talk = knowledge.dialogue.smallTalk[number]
      draft.composer.settle(.info)
      draft.composer.reply.intent = "smalltalk/\(talk.recognizer.id)"
      draft.composer.reply.confidence = 1
      draft.composer.add(.text(talk.text))
    case .comfort(let number): comfort(number, situation, &draft)
    case .refuse(let number, let held):
      declines.refuse(number, held, named: situation.line.namedOutside, &draft)
      if held == nil { declines.suggestNear(situation, &draft) }
    case .outside(let number, let held):
      declines.outside(number, held, &draft)
      let topic = knowledge.scope.outside[number].about
      if held == nil { declines.suggestNear(situation, about: topic, &draft) }
    case .decline(let near):
      declines.decline(declines.isNear(situation) ? near : [], &draft)
    case .unclear(let topic, let choices): declines.unclear(topic, choices, &draft)
    case .gap(let topic, let facet, let near):
      declines.gap(topic, facet, near, situation.line, &draft)
    case .noChoice(let number, let count): declines.noChoice(number, count, &draft)
    case .which(let numbers): declines.which(numbers, &draft)
    case .whichTopic(let facet): declines.whichTopic(facet, &draft)
    case .section(let hit, let near): answers.write(hit, near: near, &draft)
    case .again(let hit, let others): answers.again(hit, others: others, &draft)
    case .several(let parts): answers.several(parts, &draft)
    case .compare(let topics, let facets): answers.compare(topics, facets, &draft)
    case .better(let ids): answers.sideBySide(ids, &draft)
    case .act(let act): acts.write(act, situation, &draft)
    }
  }

  /// "Noted: age 44, female.", where a line tells nothing else.
  private func person(_ reading: Reading, _ draft: inout Draft) {
    let age = reading.age.map { "\(wording(.age)) \($0.years)".lowercased() }
    let sex = reading.sex.map { wording($0 == .female ? .female : .male).lowercased() }
    let told = [age, sex].compactMap { $0 }.joined(separator: ", ")
    let name = wording.name(of: reading.aged)
    let text =
      reading.aged == nil
      ? wording(.noted, ["facts": told]) : wording(.notedFor, ["facts": told, "person": name])
    draft.composer.add(.text(text))
  }

  /// Somebody is afraid or sad and asks nothing: a way on, within the subject in focus.
  private func comfort(_ number: Int, _ situation: Situation, _ draft: inout Draft) {
    let kindness = knowledge.dialogue.kindness[number]
    draft.composer.settle(.info)
    draft.composer.reply.intent = "act/\(kindness.recognizer.id)"
    draft.composer.reply.confidence = 1
    closing.focusOnFacts(situation, &draft)
    if situation.line.found.isCovered, let best = situation.line.found.best, best.score >= 0.5 {
      answers.write(best, near: [], &draft)
      return
    }
    if let text = kindness.alone.first(where: { !draft.session.said.comforts.contains($0) }) {
      draft.composer.add(.text(text))
      Session.Said.add(text, to: &draft.session.said.comforts)
    }
    guard kindness.offers, let focus = draft.session.focus,
      let topic = knowledge.topics.first(where: { $0.id == focus.topic })
    else { return }
    let index = answers.index
    let next = index.cells(topic.id, .next) + index.cells(topic.id, .danger)
    var near: [Int] = []
    let said = draft.session.said
    for section in next
    where !said.sections.contains(section.id) && !said.offers.contains(section.id) {
      if let place = index.places[section.id], !near.contains(place) { near.append(place) }
    }
    guard !near.isEmpty else { return }
    draft.composer.add(.heading(wording(.comfortTopic, ["topic": topic.name])))
    for place in near.prefix(2) {
      if let id = index.id(place) { Session.Said.add(id, to: &draft.session.said.offers) }
    }
    declines.offer(Array(near.prefix(2)), &draft)
  }
}
