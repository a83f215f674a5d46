import Knowledge
import Language
import Matching

/// Writes replies that do not answer, or not wholly: refusals, gaps, and questions back.
struct DeclineWriter: Sendable {
  let knowledge: Knowledge
  let index: SectionIndex
  let wording: Wording
  let sections: SectionWriter

  /// Declines a dose, a prescription, a diagnosis; says what the documents hold on the subject.
  ///
  /// - Parameter named: the subjects outside that the line names; the text of one tells why where no section does
  func refuse(
    _ number: Int, _ held: Retrieval.Hit?, named: [Int] = [], _ draft: inout Draft
  ) {
    let refusal = knowledge.safety.refusals[number]
    draft.composer.settle(.decline)
    draft.composer.reply.trace.refusals.append(refusal.recognizer.id)
    let told = refusal.text(toClinician: draft.session.isDetailed)
    if draft.manner.isUnmarked {
      draft.composer.add(.text(told))
    } else {
      let marker = draft.composer.number(
        of: Citation(source: ReplyCitation.ownSource, section: refusal.recognizer.title))
      draft.composer.add(.text("\(told) [\(marker)]"))
    }
    if let held {
      let isSaid = index.id(held.number).map(draft.session.said.sections.contains) ?? false
      if isSaid || !draft.fits(knowledge.sections[held.number].body.text) {
        sections.again(held, others: [], &draft)
      } else {
        sections.write(held, near: [], &draft)
      }
    } else if let text = named.lazy.compactMap({ knowledge.scope.outside[$0].text }).first,
      draft.fits(text.text)
    {
      draft.composer.add(.text(draft.composer.numbered(text)))
    }
    draft.composer.reply.intent = "refusal/\(refusal.recognizer.id)"
    draft.composer.reply.confidence = 1
  }

  /// Declines a subject that is known to lie outside, by its name; the part that is held comes first.
  func outside(_ number: Int, _ held: Retrieval.Hit?, _ draft: inout Draft) {
    let subject = knowledge.scope.outside[number]
    if let held {
      sections.write(held, near: [], &draft)
    } else {
      draft.composer.settle(.decline)
      draft.composer.reply.intent = "outside/\(subject.recognizer.id)"
      draft.composer.reply.confidence = 1
    }
    draft.composer.reply.trace.outside.append(subject.recognizer.id)
    if let topic = subject.about, index.topics[topic] != nil {
      draft.session.focus = Session.Focus(topic: topic)
    }
    let text =
      subject.text.map { draft.composer.numbered($0) }
      ?? wording(.declineNamed, ["subject": subject.recognizer.title])
    draft.composer.add(.text(text))
    // A text of its own says whom to ask.
    if held == nil, subject.text == nil { draft.composer.add(.text(wording(.declineAsk))) }
  }

  /// Declines what nothing is near to, and offers the nearest that there is.
  func decline(_ near: [Int], _ draft: inout Draft) {
    draft.composer.settle(.decline)
    draft.composer.add(.text(wording(.decline)))
    if !near.isEmpty {
      draft.composer.add(.heading(wording(.declineNear)))
      offer(near, &draft)
    }
    draft.composer.add(.text(wording(.declineAsk)))
  }

  /// The intent of a reply that offers choices within the subject in focus.
  static let unclearIntent = "act/unclear"

  /// Not understood within the subject in focus: what can be asked of it, by number.
  func unclear(_ topic: String, _ choices: [Int], _ draft: inout Draft) {
    draft.composer.settle(.clarify)
    draft.composer.reply.intent = Self.unclearIntent
    draft.composer.add(
      .text(wording(.unclear, ["topic": index.topics[topic]?.name ?? topic])))
    draft.composer.add(.heading(wording(.unclearNear)))
    offerGists(choices, &draft)
    draft.composer.add(.text(wording(.declineAsk)))
  }

  /// The subject in focus has nothing on what is asked: that, and what is near to it, by number.
  func gap(
    _ topic: String, _ facet: String, _ near: [Int], _ line: Understanding, _ draft: inout Draft
  ) {
    draft.composer.settle(.decline)
    draft.composer.reply.intent = "act/gap"
    // A short question is named by its own words.
    let asked = line.typed(0..<line.normalized.words.count)
    let isShort = line.normalized.words.count <= Self.short && !asked.isEmpty
    let names = [
      "topic": index.topics[topic]?.name ?? topic,
      "facet": isShort ? "“\(asked)”" : index.facets[facet]?.name ?? facet,
    ]
    draft.composer.add(.text(wording(.gap, names)))
    if !near.isEmpty {
      draft.composer.add(.heading(wording(.gapNear)))
      offerGists(near, &draft)
    }
    draft.composer.add(.text(wording(.declineAsk)))
  }

  /// The most words of a question that is repeated.
  private static let short = 8

  /// Questions to choose from by number, each with its answer in one sentence.
  private func offerGists(_ numbers: [Int], _ draft: inout Draft) {
    let near = numbers.map { knowledge.sections[$0] }
    draft.composer.add(
      .choices(near.map { choice($0, &draft) }))
    for section in near { Session.Said.add(section.id, to: &draft.session.said.offers) }
    sections.suggest(near.map(\.id), &draft)
  }

  /// A question and its answer in short; a phrase without a sign gets one.
  private func choice(_ section: Section, _ draft: inout Draft) -> String {
    let mark = section.question.last?.isPunctuation == true ? "" : ":"
    return "\(section.question)\(mark) \(draft.composer.numbered(section.gist))"
  }

  func noChoice(_ number: Int, _ count: Int, _ draft: inout Draft) {
    draft.composer.settle(.clarify)
    draft.composer.add(
      .text(wording(.unknownChoice, ["number": "\(number)", "count": "\(count)"])))
  }

  /// Asks which of two sections is meant, with the gist of each.
  func which(_ numbers: [Int], _ draft: inout Draft) {
    let near = numbers.map { knowledge.sections[$0] }
    draft.composer.settle(.clarify)
    draft.composer.add(.heading(wording(.clarifyReadings)))
    draft.composer.add(
      .choices(near.map { choice($0, &draft) }))
    draft.composer.add(.text(wording(.clarifyNumber)))
    sections.suggest(near.map(\.id), &draft)
  }

  /// Asks which kind is meant.
  func whichTopic(_ facet: String, _ draft: inout Draft) {
    let cells = knowledge.topics.filter(\.isKind).compactMap { index.cell($0.id, facet) }.prefix(8)
    draft.composer.settle(.clarify)
    draft.composer.add(.heading(wording(.clarifyTopic)))
    draft.composer.add(.choices(cells.map(\.question)))
    sections.suggest(cells.map(\.id), &draft)
  }

  /// After a decline: the two questions that are nearest to the line, where they are near.
  func suggestNear(_ situation: Situation, about topic: String? = nil, _ draft: inout Draft) {
    let hits = isNear(situation) ? situation.line.found.hits : []
    let near = hits.filter { hit in
      hit.score >= Self.near && (topic.map { index.belongs(hit.topic, to: $0) } ?? true)
    }.prefix(2)
    sections.suggest(near.map { knowledge.sections[$0.number].id }, &draft)
  }

  /// Whether a line that is declined is near to what the knowledge holds: it names one of its subjects,
  /// or sounds like a question on them.
  func isNear(_ situation: Situation) -> Bool {
    let line = situation.line
    guard !line.found.isStranger else { return false }
    return !line.topics.isEmpty || line.ranking.inScope >= Self.inScope
  }

  /// From this score on a section is near enough to a line that is declined, and from that share on the
  /// line is about our subjects; found by trial.
  private static let near = 0.08
  private static let inScope: Float = 0.5

  /// Questions to choose from by number.
  func offer(_ numbers: [Int], _ draft: inout Draft) {
    let offered = numbers.map { knowledge.sections[$0] }
    guard !offered.isEmpty else { return }
    draft.composer.add(.choices(offered.map(\.question)))
    sections.suggest(offered.map(\.id), &draft)
  }
}
