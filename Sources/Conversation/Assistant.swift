package import Knowledge
import LabValues
import Language
import Matching

/// Answers lines: an immutable value built once from the knowledge.
///
///     var session = Session()
///     assistant.reply(to: "what is calciphylaxis", in: &session)
///
/// Same lines, same session, same knowledge: the same reply, always. It reads no clock and no
/// environment; the day that relative dates refer to is the session's `today`.
package struct Assistant: Sendable {
  package let knowledge: Knowledge
  let model: RankingModel
  let normalizer: Normalizer
  let book: RuleBook
  let kinds: LineKinds
  let reader: LabReader
  let wording: Wording
  let index: SectionIndex

  /// An assistant over checked knowledge and what was learned from it.
  package init(_ knowledge: Knowledge, _ learning: Learning) {
    self.knowledge = knowledge
    model = learning.model
    normalizer = learning.normalizer
    book = learning.book
    kinds = LineKinds(learning.kinds, knowledge)
    reader = LabReader(knowledge.labs)
    wording = Wording(knowledge.dialogue)
    index = SectionIndex(knowledge)
  }

  /// The reply to one line; the session remembers what the line stated and what was answered.
  package func reply(to line: String, in session: inout Session) -> Reply {
    session.turn += 1
    var reply: Reply
    switch Line(line) {
    case .empty: reply = info(wording(.empty))
    case .unreadable: reply = failure(wording(.unreadable))
    case .tooLong(let limit):
      reply = failure(wording(.tooLong, ["limit": "\(limit)"]))
      reply.intent = "line/too-long"
    case .command(let name, let argument):
      reply = command(name, argument, in: &session)
    case .said(let text): reply = said(text, in: &session)
    }
    reply.session = SessionSummary(session, knowledge.labs)
    return reply
  }

  func info(_ text: String) -> Reply {
    var reply = Reply(.info)
    reply.blocks = [.text(text)]
    return reply
  }

  func failure(_ text: String) -> Reply {
    var reply = Reply(.error)
    reply.blocks = [.text(text)]
    return reply
  }

  /// Something said: dangers first, then what was stated, then what was asked.
  private func said(_ text: String, in session: inout Session) -> Reply {
    let line = UnderstoodLine(text, by: self, in: session)
    let flag = redFlag(in: line)
    if let flag, let urgent = danger(flag, line, &session) { return urgent }
    let memory = remember(line, in: &session)
    var composer = ReplyComposer(.answer, knowledge)
    open(&composer, flag, memory, line, in: &session)
    answer(line, memory, &composer, in: &session)
    close(&composer, line, memory, in: &session)
    return composer.reply
  }
}

/// Sections, topics and facets by id, and the refinements for whoever stated nothing.
struct SectionIndex: Sendable {
  let sections: [String: Section]
  let topics: [String: Topic]
  let facets: [String: Facet]
  /// The places of the refinements that may apply where nothing was stated: few.
  let bareRules: [Int]

  init(_ knowledge: Knowledge) {
    let rules = knowledge.refinements.rules
    bareRules = rules.indices.filter { rules[$0].when.mayHoldBare }
    sections = Dictionary(
      knowledge.sections.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    topics = Dictionary(
      knowledge.topics.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    facets = Dictionary(
      knowledge.facets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The main section of a topic on a facet: the one named after it, else the first of that facet.
  func cell(_ topic: String, _ facet: String, in knowledge: Knowledge) -> Section? {
    sections["\(topic)/\(facet)"]
      ?? knowledge.sections.first { $0.topic == topic && $0.facet == facet }
  }
}

/// A line with everything that is known about it before it is answered.
struct UnderstoodLine {
  let text: String
  let normalized: NormalizedLine
  let findings: Findings
  let reading: Reading
  /// Ids of the topics named, in the order of the line.
  let topics: [String]
  let facets: [String]
  /// Ids of the findings described.
  let signals: [String]
  /// Dangers that the line describes only together with facts stated before, with those facts.
  let statedFlags: [StatedFlag]
  /// Whether it is a known phrase to the letter, so that no rule may take it away.
  let isVerbatim: Bool
  let ranking: LineRanking

  init(_ text: String, by assistant: borrowing Assistant, in session: borrowing Session) {
    self.text = text
    let knowledge = assistant.knowledge
    normalized = assistant.normalizer.normalize(text)
    ranking = LineRanking(normalized.canonical, assistant.model)
    isVerbatim = assistant.model.isVerbatim(normalized.canonical)
    findings = assistant.findings(in: normalized.words, isVerbatim: isVerbatim)
    reading = assistant.reader.read(text, in: session.readingContext)
    topics = findings.topics.map { knowledge.topics[$0.index].id }
    facets = findings.facets.map { knowledge.facets[$0.index].id }
    var signals = assistant.described(findings, in: normalized.words)
    if let whole = assistant.completed(normalized, findings, in: session) {
      let found = assistant.book.findings(in: whole.words)
      for index in assistant.described(found, in: whole.words) where !signals.contains(index) {
        signals.append(index)
      }
    }
    self.signals = signals.sorted().map { knowledge.refinements.signals[$0].id }
    statedFlags = assistant.statedFlags(text, findings, in: session)
  }

  /// Whether it states a result, a condition or a medicine and hardly anything else.
  var isBareFact: Bool {
    let hasResult = !reading.doubts.isEmpty || reading.recorded.contains { $0.value != nil }
    let isFact = hasResult || !reading.recorded.isEmpty
    return isFact && normalized.words.count <= (hasResult ? 8 : 3 + reading.recorded.count)
  }

  /// Whether it asks about knowledge and nobody is meant, so that nothing is happening now.
  var isImpersonalQuestion: Bool { findings.isImpersonalQuestion }
}

/// What the matcher says of a line as it stands: asked for by several, found once, and only if asked.
final class LineRanking {
  private let words: [Word]
  private let model: RankingModel
  private(set) lazy var found = model.rank(words)

  init(_ words: [Word], _ model: RankingModel) {
    self.words = words
    self.model = model
  }
}

extension Assistant {
  /// The keys of fixed sentences that a knowledge folder may set.
  package static let wordingKeys = Wording.keys

  /// What a line shows: what patterns find in it, and what is like the examples. A phrase that leads
  /// to a section is no longer compared with them: its author knew what it means.
  func findings(in words: [Word], isVerbatim: Bool = false) -> Findings {
    var findings = book.findings(in: words)
    guard !isVerbatim, let likeness = kinds.likeness(of: words, book.negation) else {
      return findings
    }
    for kind in kinds.findings(likeness, in: words) {
      findings.add(kind.meaning, kind.range, isDenied: false, pattern: nil)
    }
    findings.danger = likeness.danger
    return findings
  }

  /// A text as the matcher reads it: spelling corrected, synonyms replaced.
  package func normalizedText(of text: String) -> String { normalizer.normalize(text).text }
}

extension Assistant {
  /// The one line that a door greets with.
  package var banner: String { wording(.banner) }

  /// What a shell greets with: what this is, and a question to begin with.
  package var greeting: String {
    wording(.greeting, ["banner": banner, "example": sampleQuestions.first ?? ""])
  }

  /// Questions to begin with: one of each topic, for hints and completion.
  package var sampleQuestions: [String] {
    knowledge.topics.compactMap { topic in
      let section = index.cell(topic.id, "definition", in: knowledge)
      return (section ?? knowledge.sections.first { $0.topic == topic.id })?.question
    }
  }
}
