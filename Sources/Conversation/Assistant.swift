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
  let listener: Listener
  let deciders: Deciders
  let writer: Writer
  let words: FactWords
  let lists: LineWords
  let index: SectionIndex
  /// What each label of the ranking stands for.
  let wantTable: WantTable

  /// An assistant over checked knowledge and what was learned from it.
  package init(_ knowledge: Knowledge, _ learning: Learning) {
    self.knowledge = knowledge
    index = SectionIndex(knowledge)
    wantTable = WantTable(knowledge, labels: learning.model.labels)
    words = FactWords(labs: knowledge.labs, wording: Wording(knowledge))
    lists = LineWords(knowledge.dialogue)
    listener = Listener(knowledge, learning, lists, index)
    deciders = Deciders(knowledge, index: index, words: lists)
    writer = Writer(knowledge, index: index, rules: deciders.leading.rules, facts: words)
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
    case .said(let text): reply = answer(to: text, in: &session)
    }
    reply.session = SessionSummary(session, knowledge.labs)
    if !reply.suggestions.isEmpty, !reply.hasChoices { reply.next = wording(.next) }
    return reply
  }

  /// Something said: understood, remembered, decided, written. Nothing of the session changes before
  /// the reply is made.
  private func answer(to text: String, in session: inout Session) -> Reply {
    let line = listener.understand(text, in: session)
    let change = change(line, in: session)
    let situation = Situation(
      line: line, before: session, session: change.session, memory: told(change))
    let written = writer.write(deciders.decide(situation), situation)
    session = written.session
    session.tell(line, listener.book.negation.denials(in: line.normalized.words))
    return written.reply
  }
}

extension Assistant {
  var wording: Wording { words.wording }
  var normalizer: Normalizer { listener.normalizer }
  var reader: LabReader { listener.reader }

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

  /// The keys of fixed sentences that a knowledge folder may set.
  package static let wordingKeys = Wording.keys

  /// A text as the matcher reads it: spelling corrected, synonyms replaced.
  package func normalizedText(of text: String) -> String { normalizer.normalize(text).text }

  /// What a server says behind its version when somebody connects.
  package var ready: String { wording(.ready) }

  /// The one line that a door greets with.
  package var banner: String { wording(.banner) }

  /// What a shell greets with: what this is, and a question to begin with.
  package var greeting: String {
    wording(.greeting, ["banner": banner, "example": sampleQuestions.first ?? ""])
  }

  /// Questions to begin with: one of each topic, for hints and completion.
  package var sampleQuestions: [String] {
    knowledge.topics.compactMap { topic in
      (index.cells(topic.id, .definition).first ?? index.sections(of: topic.id).first)?.question
    }
  }
}
