import Knowledge
import Language
import Matching

/// Replies that do not answer, or not wholly: refusals, gaps, and questions back.
extension Assistant {
  /// Declines a dose, a prescription, a diagnosis; says what the documents hold on the subject.
  func refuse(
    _ line: UnderstoodLine, _ composer: inout ReplyComposer, in session: inout Session
  ) -> Bool {
    guard let number = line.findings.refusals.first, !line.findings.asksOfConversation(number),
      !(line.isBareFact && line.findings.isLikenessAlone(.refusal(number)))
    else { return false }
    let refusal = knowledge.safety.refusals[number]
    composer.settle(.decline)
    composer.reply.trace.refusals.append(refusal.recognizer.id)
    let marker = composer.number(
      of: Citation(source: ReplyComposer.ownSource, section: refusal.recognizer.title))
    composer.add(.text("\(refusal.text) [\(marker)]"))
    if refusal.answersToo {
      let found = retrieve(line, in: session)
      if let best = found.hits.first, found.isCovered || best.score >= 0.15 {
        show(best.section, score: best.score, &composer, in: &session)
      }
    }
    composer.reply.intent = "refusal/\(refusal.recognizer.id)"
    composer.reply.confidence = 1
    return true
  }

  /// Declines a subject that is known to lie outside, by its name.
  func decline(_ subject: OutsideSubject, _ composer: inout ReplyComposer) {
    composer.settle(.decline)
    composer.reply.intent = "outside/\(subject.recognizer.id)"
    composer.reply.confidence = 1
    composer.reply.trace.outside.append(subject.recognizer.id)
    composer.add(
      .text(subject.text ?? wording(.declineNamed, ["subject": subject.recognizer.title])))
    composer.add(.text(wording(.declineTopics, ["topics": coveredTopics])))
  }

  /// Declines what nothing is near to, and offers the nearest that there is.
  func decline(
    nearest hits: [Retrieval.Hit], _ composer: inout ReplyComposer, in session: inout Session
  ) {
    composer.settle(.decline)
    composer.add(.text(wording(.decline)))
    let near = hits.prefix(3).filter { $0.score >= 0.05 }.map(\.section)
    if near.isEmpty {
      composer.add(.text(wording(.declineTopics, ["topics": coveredTopics])))
    } else {
      composer.add(.heading(wording(.declineNear)))
      composer.add(.choices(near.map(\.question)))
      composer.reply.suggestions = near.map(\.question)
      session.pending = .sections(near.map(\.id))
    }
  }

  /// Asks which of the two nearest sections is meant, with the gist of each.
  func askWhich(
    _ found: Retrieval, _ composer: inout ReplyComposer, in session: inout Session
  ) {
    let near = found.hits.prefix(2).map(\.section)
    composer.settle(.clarify)
    composer.add(.heading(wording(.clarifyReadings)))
    composer.add(.choices(near.map { "\($0.question) \(composer.numbered($0.gist))" }))
    composer.add(.text(wording(.clarifyNumber)))
    composer.reply.suggestions = near.map(\.question)
    session.pending = .sections(near.map(\.id))
  }

  /// The kinds and subjects that the documents cover, for a person to choose from.
  private var coveredTopics: String {
    knowledge.topics.map(\.name).joined(separator: ", ")
  }

  /// Whether a line asks for a facet of something and does not say of what.
  func needsTopic(_ line: UnderstoodLine, in session: Session) -> Bool {
    guard line.topics.isEmpty, session.focus == nil, line.normalized.words.count <= 6 else {
      return false
    }
    return isOnlyFacet(line)
  }

  /// Whether a line says what it wants to know and nothing else: "how is it treated".
  func isOnlyFacet(_ line: UnderstoodLine) -> Bool {
    let ranges = line.findings.facets.map(\.range)
    return !ranges.isEmpty
      && line.normalized.words.indices.allSatisfy { place in
        Self.functionWords.contains(line.normalized.words[place].text)
          || ranges.contains { $0.contains(place) }
      }
  }

  /// Words that only hold a question together.
  private static let functionWords: Set<String> = [
    "a", "about", "and", "are", "at", "be", "been", "being", "but", "by", "can", "could", "did",
    "do", "does", "for", "get", "gets", "got", "had", "has", "have", "how", "i", "in", "is", "it",
    "its", "me", "my", "of", "ok", "on", "one", "or", "out", "please", "should", "so", "that",
    "the", "then", "there", "these", "they", "this", "those", "to", "was", "what", "whats", "when",
    "where", "which", "who", "why", "will", "with", "would", "you",
  ]

  /// Asks which kind is meant.
  func askForTopic(
    _ facet: String, _ composer: inout ReplyComposer, in session: inout Session
  ) {
    let cells = knowledge.topics.filter(\.isKind).compactMap {
      index.cell($0.id, facet, in: knowledge)
    }
    composer.settle(.clarify)
    composer.add(.heading(wording(.clarifyTopic)))
    composer.add(.choices(cells.prefix(8).map(\.question)))
    composer.reply.suggestions = cells.prefix(8).map(\.question)
    session.pending = .sections(cells.prefix(8).map(\.id))
  }

  /// Answers a line that picks from what the last reply offered.
  func pick(
    _ line: UnderstoodLine, _ composer: inout ReplyComposer, in session: inout Session
  ) -> Bool {
    guard let number = Choice.number(in: line.normalized.words.map(\.text)) else { return false }
    var offered: [String] = []
    if case .sections(let ids) = session.pending { offered = ids }
    if offered.isEmpty, let last = session.last {
      offered = last.suggestions.compactMap { question in
        knowledge.sections.first { $0.question == question }?.id
      }
    }
    guard !offered.isEmpty else { return false }
    let place = number == 0 ? offered.count : number
    guard offered.indices.contains(place - 1), let section = index.sections[offered[place - 1]]
    else {
      composer.settle(.clarify)
      composer.add(
        .text(
          wording(.unknownChoice, ["number": "\(number)", "count": "\(offered.count)"])))
      return true
    }
    show(section, score: 1, &composer, in: &session)
    return true
  }
}
