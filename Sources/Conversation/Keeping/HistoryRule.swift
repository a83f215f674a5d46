import Knowledge
import Language

/// Which lines may stand in a history file on a disk.
///
/// The rule is positive: only what is known to say nothing of anybody is kept. (A rule that kept all lines
/// in which no fact was found left a name, a birth date and a mistyped result in the file.)
extension Assistant {
  /// Whether a line is one of these, after the reply that it got:
  /// a command that is one and names nobody; a question that a section answered, all of whose words are known,
  /// without a number and without a word of `personal` in `dialogue.yaml`.
  package func mayKeep(_ line: String, after reply: Reply) -> Bool {
    switch Line(line) {
    case .command(let name, let argument):
      guard Self.known.contains(name) else { return false }
      return argument.isEmpty || (Self.browsing.contains(name) && isPlain(argument))
    case .said(let text):
      return reply.kind == .answer && reply.urgency <= .soon && reply.noted.isEmpty
        && index.sections[reply.intent ?? ""] != nil && isPlain(text) && asks(text)
    case .empty, .unreadable, .tooLong: return false
    }
  }

  /// What is no command may say anything: "/my-calcium-is-11".
  private static let known = Set(Command.common.map(\.name) + ["?", "exit"])

  /// Commands whose argument is the name of something in the knowledge.
  private static let browsing: Set<String> = ["sections", "show", "compare", "help", "open"]

  /// Whether a text asks something: who only states may state a name.
  private func asks(_ text: String) -> Bool {
    listener.questions.asks(normalizer.normalize(text).words, text)
  }

  /// Whether a text has known words alone, none of them personal, and no number.
  private func isPlain(_ text: String) -> Bool {
    guard !text.contains(where: { $0.isNumber || $0.isNewline }) else { return false }
    return Tokenizer.words(of: text).allSatisfy { word in
      normalizer.knows(word) && !knowledge.dialogue.personal.contains(word.text)
    }
  }
}
