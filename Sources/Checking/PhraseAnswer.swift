import Conversation

/// What became of one phrase that was asked by itself.
struct PhraseAnswer: Sendable {
  /// The phrase as the matcher reads it: two of the same cannot be told apart.
  let key: String
  /// The section that answered first, if any did.
  let section: String?
  /// Where it led, in a word: a section, an intent, or else the kind of the reply.
  let found: String

  /// Each has a session of its own, so that no phrase is answered by what another one said.
  init(to phrase: String, by assistant: Assistant) {
    key = assistant.normalizedText(of: phrase)
    var session = Session()
    let reply = assistant.reply(to: phrase, in: &session)
    section = reply.trace.sections.first
    found = section ?? reply.intent ?? reply.kind.rawValue
  }
}
