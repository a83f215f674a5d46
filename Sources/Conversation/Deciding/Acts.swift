import Knowledge

/// Lines about the conversation: "tell me more", "why?", "which source says that?".
extension Assistant {
  /// Carries out what a line asks of the conversation; false where it asks nothing of the kind.
  func act(
    _ line: UnderstoodLine, _ memory: Memory, _ composer: inout ReplyComposer,
    in session: inout Session
  ) -> Bool {
    let findings = line.findings
    if compare(line, &composer, in: &session) { return true }
    if findings.has(.facts) {
      composer.settle(.info)
      listFacts(&composer, in: session)
      return true
    }
    if tellTrend(line, memory, &composer, in: session) { return true }
    if aboutOwnResult(line, &composer, in: &session) { return true }
    if aboutSomeResult(line, memory, &composer, in: &session) { return true }
    if findings.has(.numbers), explainNumbers(line, &composer, in: &session) { return true }
    if findings.has(.type), suggestKind(line, &composer, in: &session) { return true }
    if findings.has(.danger), line.topics.isEmpty, judgeDanger(line, &composer, in: &session) {
      return true
    }
    if findings.has(.doctor) {
      doctorQuestions(&composer, in: session)
      return true
    }
    guard memory.isEmpty, line.topics.isEmpty else { return false }
    if findings.has(.sources) { return tellSources(&composer, in: session) }
    if findings.has(.more) { return tellMore(&composer, in: &session) }
    if findings.has(.why) { return tellWhy(&composer, in: &session) }
    return false
  }

  /// Repeats on which documents the last answer stands, with what to know of each.
  private func tellSources(_ composer: inout ReplyComposer, in session: Session) -> Bool {
    guard let last = session.last else { return offerStart(&composer) }
    composer.settle(.info)
    guard !last.citations.isEmpty else {
      composer.add(.text(wording(.sourcesNone)))
      return true
    }
    composer.settle(.answer)
    composer.reply.intent = last.sections.first
    composer.add(.heading(wording(.sourcesLast)))
    var lines: [String] = []
    var told: [String] = []
    for entry in last.citations {
      let number = composer.number(of: entry.citation)
      guard let source = knowledge.sources.first(where: { $0.id == entry.citation.source }) else {
        continue
      }
      let trust = told.contains(source.id) ? "" : " \(source.trust)"
      told.append(source.id)
      let author = source.author.map { ", \($0)" } ?? ""
      let name = "\(source.label)\(author), “\(source.title)”, \(entry.citation.section)"
      lines.append("\(name).\(trust) [\(number)]")
    }
    composer.add(.list(lines))
    return true
  }

  /// The next section on the subject that was not shown yet.
  private func tellMore(_ composer: inout ReplyComposer, in session: inout Session) -> Bool {
    guard let focus = session.focus, let current = index.sections[focus.section] else {
      return offerStart(&composer)
    }
    let next =
      current.more.first { !focus.shown.contains($0) }
      ?? knowledge.sections.first { $0.topic == focus.topic && !focus.shown.contains($0.id) }?.id
    guard let next, let section = index.sections[next] else {
      composer.settle(.info)
      composer.add(.text(wording(.noMore)))
      return true
    }
    let topic = focus.topic
    let shown = focus.shown
    show(section, score: 1, &composer, in: &session)
    if section.topic != topic { session.focus?.shown = shown + [section.id] }
    return true
  }

  private func tellWhy(_ composer: inout ReplyComposer, in session: inout Session) -> Bool {
    guard let focus = session.focus, let current = index.sections[focus.section] else {
      return offerStart(&composer)
    }
    let candidates = [
      current.why, index.cell(focus.topic, "mechanism", in: knowledge)?.id,
      index.cell(focus.topic, "causes", in: knowledge)?.id, current.more.first,
    ]
    guard
      let section = candidates.compactMap({ $0 }).first(where: { $0 != focus.section })
        .flatMap({ index.sections[$0] })
    else {
      composer.settle(.info)
      composer.add(.text(wording(.noMore)))
      return true
    }
    show(section, score: 1, &composer, in: &session)
    return true
  }

  private func offerStart(_ composer: inout ReplyComposer) -> Bool {
    composer.settle(.info)
    composer.add(.text(wording(.noFocus)))
    return true
  }

  /// Two kinds side by side, where a line names two and asks to compare them.
  private func compare(
    _ line: UnderstoodLine, _ composer: inout ReplyComposer, in session: inout Session
  ) -> Bool {
    var kinds = line.topics.filter { index.topics[$0]?.isKind == true }
    if line.findings.has(.compare), kinds.count == 1, let focus = session.focus,
      focus.topic != kinds[0], index.topics[focus.topic]?.isKind == true
    {
      kinds.insert(focus.topic, at: 0)
    }
    guard line.findings.has(.compare), kinds.count >= 2, let first = index.topics[kinds[0]],
      let second = index.topics[kinds[1]]
    else { return false }
    let asked = line.facets.filter { $0 != "types" && $0 != "definition" }
    let facets = asked.isEmpty ? comparedFacets : asked
    var rows: [String] = []
    for facet in facets.prefix(5) {
      let cells = [first, second].map { index.cell($0.id, facet, in: knowledge) }
      guard cells.contains(where: { $0 != nil }), let name = index.facets[facet]?.name else {
        continue
      }
      for (topic, cell) in zip([first, second], cells) {
        let gist = cell.map { composer.numbered($0.gist) } ?? wording(.silentCell)
        rows.append("\(capitalized(topic.name)), \(name): \(gist)")
        if let cell { composer.reply.trace.sections.append(cell.id) }
      }
    }
    guard !rows.isEmpty else { return false }
    composer.add(
      .heading(
        wording(.comparison, ["first": capitalized(first.name), "second": second.name])))
    composer.add(.list(rows))
    let cautions = composer.reply.trace.sections.flatMap { index.sections[$0]?.cautions ?? [] }
    composer.add(notes: cautions, limit: 3, prefix: wording(.ownNote))
    composer.reply.intent = composer.reply.trace.sections.first
    composer.reply.confidence = 0.9
    session.focus = Session.Focus(
      topic: second.id, facet: facets[0], section: composer.reply.trace.sections.last ?? "",
      shown: composer.reply.trace.sections)
    return true
  }

  /// The facets of a comparison that does not say which: those that most kinds have, in the
  /// order of the file.
  private var comparedFacets: [String] {
    let kinds = knowledge.topics.filter(\.isKind)
    let counted = knowledge.facets.enumerated().map { place, facet in
      (facet.id, place, kinds.filter { index.cell($0.id, facet.id, in: knowledge) != nil }.count)
    }
    let common = counted.filter { $0.2 >= 2 }.sorted { ($1.2, $0.1) < ($0.2, $1.1) }.prefix(4)
    return common.sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// With a capital letter, but "eGFR" as it is.
  func capitalized(_ text: String) -> String {
    if text.dropFirst().first?.isUppercase == true { return text }
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
