/// Why a reply was given, for `/why`: which rule or section spoke, and on which words.
struct Reason: Sendable, Hashable {
  /// What decided.
  enum Kind: String, Sendable, Hashable {
    case danger, rule, refusal, outside, act, talk, section, several, noted, question, none
  }

  var kind: Kind
  /// The title of what decided, in words of the knowledge.
  var title = ""
  /// The words of the line on which it rests, as typed.
  var words = ""
  /// How sure it was, 0 to 1.
  var sureness: Double = 1
  /// The line as typed.
  var line = ""
}
