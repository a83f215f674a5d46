import Knowledge
import LabValues

/// Writes what a line asks of the conversation: its sources, its memory, the last answer again.
struct ActWriter: Sendable {
  let knowledge: Knowledge
  let index: SectionIndex
  let wording: Wording
  let facts: FactWords
  let sections: SectionWriter
  let results: ResultWriter
  let finder: RuleFinder
  let opening: OpeningWriter
  let documents: SourceWriter
  let asking: DoctorQuestions

  /// Nothing was told that is kept; of a test that is only watched it is said what that means.
  private func noNumbers(_ situation: Situation, _ draft: inout Draft) {
    guard let id = situation.line.reading.watched,
      let name = knowledge.labs.watchedTest(id)?.test.label
    else {
      return info(.noLabs, &draft)
    }
    info(.watchedOnly, &draft, ["fact": facts.capitalized(name)])
  }

  func write(_ act: Decision.Act, _ situation: Situation, _ draft: inout Draft) {
    switch act {
    case .noFocus: info(.noFocus, &draft)
    case .noMore: info(.noMore, &draft)
    case .noNumbers: noNumbers(situation, &draft)
    case .noResult(let id):
      info(.noLab, &draft, ["lab": knowledge.labs.analyte(id)?.label ?? id])
    case .sources: sources(&draft)
    case .sentence: documents.sentence(&draft)
    case .place(let number): documents.open(number, &draft)
    case .shorter: shorter(&draft)
    case .repeated: repeated(&draft)
    case .lost: lost(&draft)
    case .over: over(&draft)
    case .stillSo: stillSo(&draft)
    case .section(let id):
      if let section = index.sections[id] { sections.show(section, score: 1, &draft) }
    case .facts:
      draft.composer.settle(.info)
      draft.composer.reply.intent = "act/facts"
      results.list(&draft)
    case .doctor: doctor(&draft)
    case .trend(let id): results.trend(id, TrendWords(facts), &draft)
    case .results(let ids): results.own(ids, situation, &draft)
    case .someResult(let mentions): results.some(mentions, &draft)
    case .numbers: results.numbers(situation, &draft)
    case .kind(let fitting):
      draft.composer.reply.intent = "labs/kind"
      for one in fitting { results.rules.write(one, &draft) }
    case .kindUnknown(let missing): kindUnknown(missing, &draft)
    case .danger(let answer): danger(answer, &draft)
    }
  }

  /// How serious it is; what was told twice gives way to what the subject says of it.
  private func danger(_ answer: Decision.DangerAnswer, _ draft: inout Draft) {
    guard let section = answer.section.flatMap({ index.sections[$0] }) else {
      return results.danger(answer, opening.alarm, &draft)
    }
    if let worst = answer.worst { draft.composer.raise(to: worst.rule.urgency) }
    sections.show(section, score: 1, &draft)
  }

  private func info(
    _ key: Wording.Key, _ draft: inout Draft, _ values: [String: String] = [:]
  ) {
    draft.composer.settle(.info)
    draft.composer.add(.text(wording(key, values)))
  }

  /// What alarmed is over: what to do should it come back.
  private func over(_ draft: inout Draft) {
    draft.composer.reply.intent = "act/over"
    info(draft.session.alarm?.urgency == .today ? .overToday : .over, &draft)
  }

  /// What alarmed may go on: what to do then, said once.
  private func stillSo(_ draft: inout Draft) {
    draft.composer.reply.intent = "act/still-so"
    info(.stillSo, &draft)
    draft.session.wasUrgent = false
  }

  private func kindUnknown(_ missing: [String], _ draft: inout Draft) {
    draft.composer.settle(.clarify)
    draft.composer.add(.text(wording(.typeUnknown)))
    guard !missing.isEmpty else { return }
    draft.composer.add(.heading(wording(.typeNeed)))
    draft.composer.add(.list(missing))
  }

  /// On which documents the last answer stands, with what to know of each.
  private func sources(_ draft: inout Draft) {
    let own = draft.session.last?.citations ?? []
    let cited = own.isEmpty ? draft.session.cited : own
    guard !cited.isEmpty else { return info(.sourcesNone, &draft) }
    draft.composer.settle(.answer)
    draft.composer.reply.intent = "act/sources"
    draft.isOnLast = true
    if own.isEmpty { draft.composer.add(.text(wording(.sourcesNone))) }
    draft.composer.add(.heading(wording(own.isEmpty ? .sourcesBefore : .sourcesLast)))
    var lines: [String] = []
    for source in knowledge.sources {
      let places = cited.filter { $0.citation.source == source.id }
      guard !places.isEmpty else { continue }
      let markers = places.map { "[\(draft.composer.number(of: $0.citation))]" }.joined()
      let author = source.author.map { ", \($0)" } ?? ""
      lines.append("\(source.label)\(author), “\(source.title)”. \(source.standing)\(markers)")
    }
    draft.composer.add(.list(lines))
    draft.composer.add(.text(wording(.openHint, ["number": "1"])))
  }

  /// The last answer in one sentence.
  private func shorter(_ draft: inout Draft) {
    guard let section = lastSection(draft) else { return info(.noFocus, &draft) }
    draft.composer.settle(.answer)
    draft.composer.reply.intent = "act/shorter"
    let gist = draft.composer.numbered(section.gist)
    draft.composer.add(.text("\(wording(.shorter)) \(gist)"))
    sections.suggest(Array(section.more.prefix(3)), &draft)
  }

  /// The last reply once more, as it was.
  private func repeated(_ draft: inout Draft) {
    guard let last = draft.session.last, !last.blocks.isEmpty else { return info(.noFocus, &draft) }
    draft.composer.settle(.answer)
    draft.composer.reply.intent = "act/repeat"
    draft.composer.reply.citations = last.citations
    draft.composer.reply.blocks += last.blocks
  }

  /// The last answer was not understood: in one sentence, and what it builds on.
  private func lost(_ draft: inout Draft) {
    guard let section = lastSection(draft) else { return info(.noFocus, &draft) }
    draft.composer.settle(.answer)
    draft.composer.reply.intent = "act/simpler"
    let gist = draft.composer.numbered(section.gist)
    draft.composer.add(.text("\(wording(.simpler)) \(gist)"))
    let basis = index.cells(section.topic, .definition).first
    if let basis, basis.id != section.id {
      let text = draft.composer.numbered(basis.gist)
      draft.composer.add(.text(text))
    }
    sections.suggest(Array(section.more.prefix(2)), &draft)
  }

  private func lastSection(_ draft: Draft) -> Section? {
    draft.session.last?.sections.last.flatMap { index.sections[$0] }
  }

  /// Questions to take to a doctor: what the stated facts raise, and those of the subject in focus.
  private func doctor(_ draft: inout Draft) {
    var questions = asking.raised(&draft) + asking.onSubject(draft.session)
    if questions.isEmpty { questions = asking.general }
    // One question that everybody could ask is no list to take along.
    guard !questions.isEmpty, !(questions.count == 1 && questions == asking.general) else {
      draft.composer.settle(.decline)
      draft.composer.add(.text(wording(.decline)))
      draft.composer.add(.text(wording(.declineTopics)))
      return
    }
    draft.composer.settle(.answer)
    draft.composer.reply.intent = "labs/doctor"
    draft.composer.add(.heading(wording(.doctorTitle)))
    draft.composer.add(.list(Array(questions.prefix(5))))
    asking.note(&draft)
    if !draft.session.records.isEmpty { draft.composer.add(.text(wording(.visitHint))) }
  }
}

extension Source {
  /// What to know before trusting it, as a sentence that another follows.
  fileprivate var standing: String { trust.isEmpty ? "" : trust + " " }
}
