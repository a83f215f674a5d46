import Knowledge
import LabValues

/// Writes what stated results say: where they lie, what is computed from them, which rules hold.
struct ResultWriter: Sendable {
  let facts: FactWords
  let derived: DerivedWords
  let rules: RuleWriter
  let finder: RuleFinder
  let safety: SafetyRules
  let index: SectionIndex
  private var wording: Wording { facts.wording }

  /// Everything that was stated, as a list a person.
  func list(_ draft: inout Draft) {
    var isAny = false
    for record in draft.session.records where list(of: record, &draft) { isAny = true }
    if !isAny { draft.composer.add(.text(wording(.noFacts))) }
  }

  /// One person's facts; false where there are none.
  func list(of record: PersonRecord, _ draft: inout Draft) -> Bool {
    let session = draft.session.focused(on: record.person)
    let told = session.current
    guard !told.isEmpty || record.age != nil || record.sex != nil else { return false }
    var lines = told.map { $0.isNegated ? facts.remembered($0) : facts.described($0, in: session) }
    if let age = record.age { lines.append("\(wording(.age)) \(age)") }
    if let sex = record.sex { lines.append(wording(sex == .female ? .female : .male)) }
    let title =
      record.person == nil
      ? wording(.factsTitle)
      : wording(.factsOf, ["person": wording.name(of: record.person)])
    draft.composer.add(.heading(title))
    draft.composer.add(.list(lines))
    refined(by: told.map(\.id), &draft)
    return true
  }

  /// "What do my numbers mean": where they lie, what is computed, the rule that fits best.
  func numbers(_ situation: Situation, _ draft: inout Draft) {
    let results = draft.session.current.filter { $0.mention.kind != .context }
    draft.composer.reply.intent = "labs/numbers"
    let isRead = results.contains { $0.flag != .unknown }
    draft.composer.add(.heading(wording(isRead ? .numbersTitle : .factsTitle)))
    draft.composer.add(.list(lines(results, &draft)))
    let computed = derived.derived(in: draft.session)
    for text in computed + derived.notDerived(situation.line.named, in: draft.session) {
      draft.composer.add(text)
    }
    refined(by: results.map(\.id), &draft)
    addRules(situation, &draft)
    draft.composer.add(.text(rangeNote(results, in: draft.session)))
  }

  /// A line for each result; of many a line for each that is out of its range, with what it is, and the others
  /// together.
  private func lines(_ results: [StoredFact], _ draft: inout Draft) -> [String] {
    guard results.count > Self.few else { return results.map { cited($0, &draft) } }
    let inside = results.filter { $0.flag == .normal }
    var lines = results.filter { $0.flag != .normal }.map { fact in
      let about = facts.labs.analyte(fact.id)?.about ?? ""
      return cited(fact, followedBy: about, &draft)
    }
    if !inside.isEmpty {
      let title = facts.capitalized(facts.flagWords(.normal))
      lines.append("\(title): \(facts.list(inside.map { facts.display($0) }))")
    }
    return lines
  }

  /// More results than so many are told by reading.
  private static let few = 4

  /// Where some stated results lie.
  func own(_ ids: [String], _ situation: Situation, _ draft: inout Draft) {
    let held = ids.compactMap { draft.session.newest($0) }
    let lines = held.map { cited($0, &draft) }
    draft.composer.add(.text(facts.capitalized(lines.joined(separator: "\n"))))
    refined(by: ids, &draft)
    draft.composer.reply.intent = ids.first.map { "labs/\($0)" }
    let named = situation.line.named
    let computed = derived.derived(about: ids, in: draft.session)
    for text in computed + derived.notDerived(named, in: draft.session) { draft.composer.add(text) }
    addRules(situation, &draft)
    draft.composer.add(.text(rangeNote(held, in: draft.session)))
  }

  /// Where a number lies that is nobody's, or somebody else's.
  func some(_ mentions: [Mention], _ draft: inout Draft) {
    let lines = mentions.prefix(3).map { mention in
      var mention = mention
      // The range that is told is the one for age and sex, where they are known.
      let record = draft.session.record(of: mention.subject)
      if let flag = record.flag(of: mention, facts.labs) { mention.flag = flag }
      return "\(facts.capitalized(cited(StoredFact(mention, turn: 0), &draft)))."
    }
    draft.composer.add(.text(lines.joined(separator: "\n")))
    if mentions.contains(where: \.flag.isCritical) {
      if mentions.contains(where: { $0.subject != nil }) {
        draft.session.alarm = StandingAlarm(
          message: SafetyRules.emergency, urgency: .now, facts: [])
      }
      let number = draft.composer.number(
        of: Citation(source: ReplyCitation.ownSource, section: wording(.redFlags)))
      draft.composer.add(.caution("\(wording(.notYoursCritical)) [\(number)]"))
    }
    draft.composer.add(.text("\(wording(.anyResult)) \(wording(.notYours))"))
    draft.composer.reply.intent = mentions.first.map { "labs/\($0.fact)" }
  }

  /// How serious what was stated is: care first where a rule asks for it, then the result that counts.
  func danger(
    _ answer: Decision.DangerAnswer, _ opening: (AppliedRule, inout Draft) -> Void,
    _ draft: inout Draft
  ) {
    draft.composer.reply.intent = "labs/danger"
    if let worst = answer.worst, worst.rule.urgency == .today,
      draft.session.said.refinements.contains(worst.rule.id)
    {
      // The alarm was given; what is asked now is what to do.
      draft.composer.raise(to: .today)
    } else if let worst = answer.worst {
      opening(worst, &draft)
      draft.composer.reply.kind = .urgent
      draft.composer.raise(to: worst.rule.urgency)
    } else if let alarm = answer.alarm,
      let message = safety.message(alarm.message, toClinician: draft.session.isOfPatient)
    {
      draft.composer.add(.urgent(message))
      draft.composer.reply.kind = .urgent
      draft.composer.raise(to: alarm.urgency)
      if answer.results.isEmpty { return }
    }
    let results = answer.results.compactMap { draft.session.newest($0) }
    if !results.isEmpty {
      let lines = results.map { "\(facts.capitalized(cited($0, &draft)))." }
      draft.composer.add(.text(lines.joined(separator: "\n")))
      refined(by: answer.results, &draft)
    }
    for one in answer.rules { rules.write(one, &draft) }
    guard answer.isUnknown || answer.rules.isEmpty, draft.composer.reply.kind != .urgent else {
      return
    }
    let number = draft.composer.number(
      of: Citation(source: ReplyCitation.ownSource, section: wording(.redFlags)))
    let text = wording(results.isEmpty ? .dangerUnknown : .dangerResult)
    draft.composer.add(.text("\(text) [\(number)]"))
  }

  /// The stated values of one result in their order, and what became of them.
  func trend(_ id: String, _ trend: TrendWords, _ draft: inout Draft) {
    guard let told = trend.sentence(of: id, in: draft.session) else { return }
    let number = draft.composer.number(
      of: Citation(source: ReplyCitation.labSource, section: facts.heading(id)))
    draft.composer.settle(.answer)
    draft.composer.reply.intent = "labs/trend"
    draft.composer.add(.text("\(told.text) [\(number)]"))
    draft.composer.add(.text(wording(told.count > 1 ? .trendNone : .anyResult)))
    refined(by: [id], &draft)
  }

  /// The stated results that a line names, where no refinement has spoken of them.
  func told(_ ids: [String], _ draft: inout Draft) {
    let held = ids.compactMap { draft.session.newest($0) }
    let lines = held.map { cited($0, &draft) }
    refined(by: ids, &draft)
    draft.composer.add(.text(wording(.ownResults, ["facts": facts.list(lines)])))
  }

  /// A result with its reading and the number of its interval's citation.
  private func cited(
    _ fact: StoredFact, followedBy about: String = "", _ draft: inout Draft
  ) -> String {
    let number = draft.composer.number(
      of: Citation(source: ReplyCitation.labSource, section: facts.heading(fact.id)))
    let text = facts.described(fact, in: draft.session)
    return "\(text)\(about.isEmpty ? "" : ". \(about)") [\(number)]"
  }

  private func refined(by ids: [String], _ draft: inout Draft) {
    for id in ids where !draft.composer.reply.refinedBy.contains(id) {
      draft.composer.reply.refinedBy.append(id)
    }
  }

  /// What to know of the intervals shown: that the laboratory's own counts, or that none applies.
  private func rangeNote(_ results: [StoredFact], in session: Session) -> String {
    let note = facts.adultRangeNotes(results, in: session)
    return note.isEmpty ? wording(.anyResult) : note
  }

  /// The first rule that holds for what was stated and was not told; else whom to ask.
  private func addRules(_ situation: Situation, _ draft: inout Draft) {
    let section = situation.focus?.section.flatMap { index.sections[$0] }
    let telling = finder.applied(situation, section: section).filter {
      !draft.composer.reply.trace.refinements.contains($0.rule.id)
        && (!$0.facts.isEmpty || $0.rule.isOnKind)
    }
    let said = draft.session.said.refinements
    let fresh =
      telling.first { $0.rule.urgency >= .today }
      ?? telling.first { !said.contains($0.rule.id) }
      ?? telling.first { $0.rule.urgency >= .soon }
    if let fresh {
      rules.write(fresh, &draft)
    } else {
      draft.composer.add(.text(wording(.askDoctor)))
    }
  }
}
