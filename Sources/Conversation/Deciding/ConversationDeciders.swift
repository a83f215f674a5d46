import Knowledge
import LabValues

/// Two kinds side by side, where a line names two and asks to compare them.
struct ComparisonAsked: Decider {
  let index: SectionIndex
  /// The facets of a comparison that does not say which: those that most kinds have, in the order of
  /// the file.
  let common: [String]

  init(index: SectionIndex, knowledge: Knowledge) {
    self.index = index
    let kinds = knowledge.topics.filter(\.isKind)
    let counted = knowledge.facets.enumerated().map { place, facet in
      (facet.id, place, kinds.filter { index.cell($0.id, facet.id) != nil }.count)
    }
    let named = knowledge.facets.map(\.id).filter { index.has($0, .compared) }
    guard named.isEmpty else {
      common = named
      return
    }
    let most = counted.filter { $0.2 >= 2 }.sorted { ($1.2, $0.1) < ($0.2, $1.1) }.prefix(4)
    common = most.sorted { $0.1 < $1.1 }.map(\.0)
  }

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard line.findings.has(DialogueAct.compare) else { return nil }
    var kinds = line.topics.filter { index.topics[$0]?.isKind == true }
    if kinds.count == 1, let focus = situation.focus, focus.topic != kinds[0],
      index.topics[focus.topic]?.isKind == true
    {
      kinds.insert(focus.topic, at: 0)
    }
    guard kinds.count >= 2 else { return nil }
    let asked = line.facets.filter { !index.has($0, .types) && !index.has($0, .definition) }
    let facets = (asked.isEmpty ? common : asked).filter { facet in
      kinds.prefix(2).contains { index.cell($0, facet) != nil }
    }
    guard !facets.isEmpty else { return nil }
    return Opinion(
      .compare(Array(kinds.prefix(2)), facets: Array(facets.prefix(6))), Sureness.personal)
  }
}

/// "What should I ask my doctor?"
struct DoctorAsked: Decider {
  func opinion(on situation: Situation) -> Opinion? {
    situation.line.findings.has(DialogueAct.doctor)
      ? Opinion(.act(.doctor), asked(situation)) : nil
  }
}

/// Lines about the last answer: its sources, more of it, why, in other words.
struct AboutLastAnswer: Decider {
  let index: SectionIndex

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    if let number = line.citation { return Opinion(.act(.place(number)), Sureness.letter) }
    guard situation.memory.isEmpty, line.topics.isEmpty else { return nil }
    if let gap = whyGap(situation) { return Opinion(gap, asked(situation)) }
    return act(situation).map { Opinion(.act($0), asked(situation)) }
  }

  private func act(_ situation: Situation) -> Decision.Act? {
    let (findings, session) = (situation.line.findings, situation.before)
    let asksOfLast: [DialogueAct] = [
      .sources, .sentence, .shorter, .simpler, .lost, .repeatLast, .more, .why,
    ]
    guard let asked = asksOfLast.first(where: findings.has),
      session.last != nil || !findings.isLikenessAlone(.act(asked)), !asksMore(situation, asked)
    else { return nil }
    switch asked {
    case .sources: return session.last == nil ? .noFocus : .sources
    case .sentence: return session.last == nil ? .noFocus : .sentence
    case .shorter: return session.last == nil ? .noFocus : .shorter
    case .simpler, .lost:
      if session.last?.sections.isEmpty == false { return .lost }
      // Where only results were told, it is those that are not understood.
      return situation.session.current.contains { $0.mention.kind != .context }
        ? .numbers : .noFocus
    case .repeatLast: return session.last == nil ? .noFocus : .repeated
    case .more: return more(situation)
    default: return why(situation)
    }
  }

  /// Whether what is only like a request to say it again is a question on the subject: "it comes again?".
  private func asksMore(_ situation: Situation, _ act: DialogueAct) -> Bool {
    guard [.shorter, .simpler, .lost, .repeatLast].contains(act) else { return false }
    let found = situation.line.found
    return situation.line.findings.isLikenessAlone(.act(act)) && found.isHeld && found.isCovered
      && (found.best?.score ?? 0) >= Self.likely
  }

  /// From this score on a section of the subject in focus is what is asked for.
  private static let likely = 0.35

  /// The next section on the subject that was not shown yet.
  private func more(_ situation: Situation) -> Decision.Act {
    guard let focus = situation.focus else { return .noFocus }
    let said = situation.session.said.sections
    let current = focus.section.flatMap { index.sections[$0] }
    // Where nothing of the subject was shown yet, what to do comes before what else there is.
    let first = current == nil ? index.cells(focus.topic, .next).map(\.id) : []
    let all = (current?.more ?? []) + first + index.sections(of: focus.topic).map(\.id)
    let next = all.first { !said.contains($0) }
    return next.map { .section($0) } ?? .noMore
  }

  /// "Why?" of a subject of which no cause is told.
  private func whyGap(_ situation: Situation) -> Decision.Body? {
    guard situation.line.findings.has(DialogueAct.why), let focus = situation.focus,
      index.topics[focus.topic]?.isKind == true, index.cells(focus.topic, .why).isEmpty,
      let facet = index.facet(.why)
    else { return nil }
    let current = focus.section.flatMap { index.sections[$0] }
    guard current?.why == nil else { return nil }
    let said = situation.session.said.sections
    let near = (current?.more ?? []).filter { !said.contains($0) }
    return .gap(
      topic: focus.topic, facet: facet, Array(near.compactMap { index.places[$0] }.prefix(2)))
  }

  private func why(_ situation: Situation) -> Decision.Act {
    guard let focus = situation.focus else { return .noFocus }
    let current = focus.section.flatMap { index.sections[$0] }
    var candidates = index.cells(focus.topic, .why).map(\.id)
    if let own = current?.why { candidates.insert(own, at: 0) }
    if let next = current?.more.first { candidates.append(next) }
    let said = situation.session.said.sections
    let other = candidates.filter { $0 != focus.section && index.sections[$0] != nil }
    return (other.first { !said.contains($0) } ?? other.first).map { .section($0) } ?? .noMore
  }
}

/// "Which one is better?": the last two answers side by side; nobody here ranks them.
struct BetterAsked: Decider {
  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    // "Which is better, keyhole or open?" names the two itself.
    guard line.findings.has(DialogueAct.better), line.topics.isEmpty, !line.ranking.isClear else {
      return nil
    }
    let shown = situation.before.said.sections.suffix(2)
    return shown.count == 2 ? Opinion(.better(Array(shown)), Sureness.personal) : nil
  }
}
