package import Knowledge
import LabValues
package import Language
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
  let index: SectionIndex
  let lists: LineWords
  let listener: Listener
  let remembering: Remembering
  let memories: MemoryWriter
  let deciders: Deciders
  let writer: Writer
  let commands: Commands
  /// What each label of the ranking stands for.
  let wantTable: WantTable

  /// An assistant over checked knowledge and what was learned from it.
  package init(_ knowledge: Knowledge, _ learning: Learning) {
    self.init(knowledge, learning, LabReader(knowledge.labs))
  }

  /// An assistant over checked knowledge and what was learned from it before, as bytes. Half of it is read
  /// beside the other half where there are two cores.
  package init(_ knowledge: Knowledge, learned parts: ArraySlice<SharedBytes>) throws {
    let (learning, reader) = Concurrently.both(
      { Result { try Learning(parts: parts, from: knowledge) } }, { LabReader(knowledge.labs) })
    self.init(knowledge, try learning.get(), reader)
  }

  private init(_ knowledge: Knowledge, _ learning: Learning, _ reader: LabReader) {
    self.knowledge = knowledge
    index = SectionIndex(knowledge)
    lists = LineWords(knowledge.dialogue)
    wantTable = WantTable(knowledge, labels: learning.model.labels)
    listener = Listener(knowledge, learning, reader, lists, index)
    remembering = Remembering(labs: knowledge.labs)
    let facts = FactWords(labs: knowledge.labs, wording: Wording(knowledge))
    memories = MemoryWriter(words: facts)
    deciders = Deciders(knowledge, index: index, words: lists)
    writer = Writer(knowledge, index: index, rules: deciders.leading.rules, facts: facts)
    commands = Commands(listener, memories, writer, facts)
  }

  /// An assistant that has just learned from the knowledge.
  package static func learned(from knowledge: Knowledge) throws -> Assistant {
    Assistant(knowledge, try Learning(from: knowledge))
  }

  /// The reply to one line; the session remembers what the line stated and what was answered.
  package func reply(to line: String, in session: inout Session) -> Reply {
    session.turn += 1
    var reply: Reply
    switch Line(line) {
    case .empty: reply = replies.info(wording(.empty))
    case .unreadable: reply = replies.failure(wording(.unreadable))
    case .tooLong(let limit):
      reply = replies.failure(wording(.tooLong, ["limit": "\(limit)"]))
      reply.intent = "line/too-long"
    case .command(let name, let argument):
      reply = commands.reply(to: name, argument, in: &session)
    case .said(let text): reply = answer(to: text, in: &session)
    }
    reply.session = SessionSummary(session, knowledge.labs)
    if !reply.suggestions.isEmpty, !reply.hasChoices { reply.next = wording(.next) }
    if !reply.citations.isEmpty { reply.sourceName = wording(.sourceName) }
    return reply
  }

  /// Something said: understood, remembered, decided, written. Nothing of the session changes before
  /// the reply is made.
  private func answer(to text: String, in session: inout Session) -> Reply {
    let line = listener.understand(text, in: session)
    let change = remembering.change(SpokenLine(line, lists), in: session)
    let situation = Situation(
      line: line, before: session, session: change.session, memory: memories.memory(of: change))
    let written = writer.write(deciders.decide(situation), situation)
    session = written.session
    session.tell(line, listener.book.negation.denials(in: line.normalized.words))
    return written.reply
  }
}

extension Assistant {
  var replies: ShortReplies { commands.replies }
  var wording: Wording { replies.wording }
  var normalizer: Normalizer { listener.normalizer }
  var reader: LabReader { listener.reader }

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
  package var sampleQuestions: [String] { commands.completions.questions }

  /// What a person can be offered while typing, one a line behind its kind.
  package var completions: [String] { commands.completions.all }
}
