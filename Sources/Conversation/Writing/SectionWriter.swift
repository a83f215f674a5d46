import Knowledge

/// Writes sections into a reply and moves the focus to them.
struct SectionWriter: Sendable {
  let knowledge: Knowledge
  let index: SectionIndex
  let wording: Wording

  /// The section that answers, and the gist of those that are near.
  func write(_ hit: Retrieval.Hit, near: [Retrieval.Hit], _ draft: inout Draft) {
    show(knowledge.sections[hit.number], score: hit.score, within: hit.subject, &draft)
    let sections = near.map { knowledge.sections[$0.number] }
    let text = sections.map(\.gist.text).joined(separator: " ")
    guard !near.isEmpty, draft.session.facts.isEmpty, draft.fits(text) else {
      return
    }
    draft.composer.add(.heading(wording(.also)))
    draft.composer.add(.list(sections.map { draft.composer.numbered($0.gist) }))
    draft.composer.reply.trace.sections += sections.map(\.id)
  }

  func show(
    _ section: Section, score: Double, within subject: String? = nil, _ draft: inout Draft
  ) {
    if draft.manner.isBrief, draft.composer.reply.trace.sections.isEmpty {
      draft.composer.add(section.gist)
    } else {
      draft.composer.add(draft.session.isDetailed ? section.detail ?? section.body : section.body)
    }
    draft.composer.reply.intent = section.id
    draft.composer.reply.confidence = (score * 100).rounded() / 100
    draft.composer.reply.trace.sections.append(section.id)
    draft.notes += section.cautions
    tellOfDetail(&draft)
    focus(on: section, within: subject, &draft)
    let next = section.more.filter { !draft.session.said.sections.contains($0) }
    suggest(Array(next.prefix(3)), &draft)
  }

  /// Says once that a clinician is written for who did not ask for it.
  private func tellOfDetail(_ draft: inout Draft) {
    let key = Wording.Key.detailUnasked
    guard draft.session.isDetailed, draft.session.choosesDetail == nil,
      !draft.session.said.notes.contains(key.rawValue)
    else { return }
    Session.Said.add(key.rawValue, to: &draft.session.said.notes)
    draft.composer.add(.text(wording(key)))
  }

  /// A section found within a subject leaves that subject in focus.
  func focus(on section: Section, within subject: String? = nil, _ draft: inout Draft) {
    draft.session.focus = Session.Focus(
      topic: subject ?? section.topic, facet: section.facet, section: section.id)
    Session.Said.add(section.id, to: &draft.session.said.sections)
  }

  /// A section that was shown already, in one sentence, and what else there is.
  func again(_ hit: Retrieval.Hit, others: [Int], _ draft: inout Draft) {
    let section = knowledge.sections[hit.number]
    let gist = draft.composer.numbered(section.gist)
    let isSaid = draft.session.said.sections.contains(section.id)
    draft.composer.add(.text(isSaid ? "\(wording(.again)) \(gist)" : gist))
    draft.composer.reply.intent = section.id
    draft.composer.reply.confidence = (hit.score * 100).rounded() / 100
    draft.composer.reply.trace.sections.append(section.id)
    focus(on: section, within: hit.subject, &draft)
    guard !others.isEmpty else { return }
    let questions = others.map { knowledge.sections[$0] }
    draft.composer.add(.text(wording(.againAsk)))
    draft.composer.add(.choices(questions.map(\.question)))
    suggest(questions.map(\.id), &draft)
  }

  /// Offers sections by number.
  func suggest(_ ids: [String], _ draft: inout Draft) {
    let sections = ids.compactMap { index.sections[$0] }
    draft.composer.reply.suggestions = sections.map(\.question)
    draft.session.offered = sections.map(\.id)
  }

  /// The question of a line by itself each, with a short answer under the words it was asked in.
  func several(_ parts: [LinePart], _ draft: inout Draft) {
    var shown: [String] = []
    for part in parts {
      draft.composer.add(.heading(part.text))
      guard part.isAnswered, let best = part.found.best else {
        draft.composer.add(.text(notCovered(part, &draft)))
        continue
      }
      let section = knowledge.sections[best.number]
      let text = draft.composer.numbered(section.gist)
      draft.composer.add(.text(text))
      if draft.composer.reply.intent == nil {
        draft.composer.reply.intent = section.id
        draft.composer.reply.confidence = (best.score * 100).rounded() / 100
      }
      draft.composer.reply.trace.sections.append(section.id)
      shown.append(section.id)
    }
    if let last = shown.last, let section = index.sections[last] { focus(on: section, &draft) }
    draft.notes += shown.flatMap { index.sections[$0]?.cautions ?? [] }
    suggest(shown, &draft)
  }

  private func notCovered(_ part: LinePart, _ draft: inout Draft) -> String {
    if let number = part.refusal {
      let refusal = knowledge.safety.refusals[number]
      draft.composer.reply.trace.refusals.append(refusal.recognizer.id)
      let marker = draft.composer.number(
        of: Citation(source: ReplyCitation.ownSource, section: refusal.recognizer.title))
      return "\(refusal.text(toClinician: draft.session.isDetailed)) [\(marker)]"
    }
    guard let number = part.outside else { return wording(.decline) }
    let subject = knowledge.scope.outside[number]
    draft.composer.reply.trace.outside.append(subject.recognizer.id)
    return subject.text.map { draft.composer.numbered($0) }
      ?? wording(.declineNamed, ["subject": subject.recognizer.title])
  }

  /// Kinds side by side, in some facets.
  func compare(_ topics: [String], _ facets: [String], _ draft: inout Draft) {
    let both = topics.compactMap { index.topics[$0] }
    var rows: [SideBySide.Row] = []
    func add(_ name: String, _ cells: [Section?]) {
      let texts = cells.map { cell in
        guard let cell else { return wording(.silentCell) }
        draft.composer.reply.trace.sections.append(cell.id)
        return draft.composer.numbered(cell.gist)
      }
      rows.append(SideBySide.Row(capitalized(name), texts))
    }
    for facet in facets.compactMap({ index.facets[$0] }) {
      add(facet.name, both.map { index.cell($0.id, facet.id) })
      for row in facet.rows {
        let cells = both.map { index.sections["\($0.id)/\(row.section)"] }
        // Where it stands of one alone, the row of the facet has told of the other.
        if cells.allSatisfy({ $0 != nil }) { add(row.name, cells) }
      }
    }
    let shown = draft.composer.reply.trace.sections
    if let first = both.first, let second = both.last {
      draft.composer.add(
        .heading(
          wording(.comparison, ["first": capitalized(first.name), "second": second.name])))
      draft.session.focus = Session.Focus(
        topic: second.id, facet: facets.first, section: shown.last)
    }
    let titles = both.map { capitalized($0.name) }
    draft.composer.add(.sideBySide(SideBySide(titles: titles, rows: rows)))
    draft.notes += shown.flatMap { index.sections[$0]?.cautions ?? [] }
    draft.composer.reply.intent = shown.first
    draft.composer.reply.confidence = 0.9
    suggest(Array(shown.prefix(2)), &draft)
  }

  /// Sections side by side of which none is preferred.
  func sideBySide(_ ids: [String], _ draft: inout Draft) {
    let sections = ids.compactMap { index.sections[$0] }
    draft.composer.add(.text(wording(.noRanking)))
    draft.composer.add(.list(sections.map { draft.composer.numbered($0.gist) }))
    draft.composer.reply.intent = sections.last?.id
    draft.composer.reply.confidence = 0.9
    draft.composer.reply.trace.sections += sections.map(\.id)
    if let last = sections.last { focus(on: last, &draft) }
  }

  private func capitalized(_ text: String) -> String {
    if text.dropFirst().first?.isUppercase == true { return text }
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
