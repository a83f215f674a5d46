package import Conversation

/// The code that a reply begins with: 2 done, 3 more is needed from you, 4 not now, 5 not possible.
///
/// The first digit is all that a simple client needs, as in SMTP and NNTP (RFC 5321, RFC 3977). A
/// code that was given out keeps its meaning for ever.
package enum StatusCode: Int, Sendable, Hashable, CaseIterable {
  case answer = 210
  case urgent = 211
  case noted = 212
  case info = 213
  case greeting = 220
  case bye = 221
  case clarify = 310
  case paste = 311
  case busy = 420
  case closing = 421
  case unknownCommand = 500
  case badArgument = 501
  case tooLong = 502
  case decline = 510
  case authenticationRequired = 530
  case authenticationFailed = 535

  /// What a status line begins with: the code, and the word that is the same for every reply with it.
  var head: StaticString {
    switch self {
    case .answer: "210 answer"
    case .urgent: "211 urgent"
    case .noted: "212 noted"
    case .info: "213 info"
    case .greeting: "220 calciq"
    case .bye: "221 bye"
    case .clarify: "310 clarify"
    case .paste: "311 paste"
    case .busy: "420 busy"
    case .closing: "421 closing"
    case .unknownCommand: "500 unknown command"
    case .badArgument: "501 bad argument"
    case .tooLong: "502 line too long"
    case .decline: "510 decline"
    case .authenticationRequired: "530 authentication required"
    case .authenticationFailed: "535 authentication failed"
    }
  }

  /// The word that stands behind the code.
  ///
  ///     510 → "decline"     502 → "line too long"     220 → "calciq"
  package var word: String { String("\(head)".dropFirst(4)) }

  /// The code of what the assistant replied.
  ///
  /// Follows from the kind alone; only for `info` and `error` does it look at effect and intent.
  package init(of reply: borrowing Reply) {
    switch reply.kind {
    case .answer: self = .answer
    case .urgent: self = .urgent
    case .noted: self = .noted
    case .info:
      switch reply.effect {
      case .quit: self = .bye
      case .paste: self = .paste
      default: self = .info
      }
    case .clarify: self = .clarify
    case .decline: self = .decline
    case .error:
      switch reply.intent {
      case "command/unknown": self = .unknownCommand
      case "line/too-long": self = .tooLong
      default: self = .badArgument
      }
    }
  }

  /// Whether no intent follows the word: it says all, or what follows are words for a person.
  ///
  ///     221 bye     420 busy too many clients     220 calciq 1.0 ready. Ask a question, or /help.
  package var standsAlone: Bool {
    rawValue >= 400 && self != .decline || [.greeting, .bye, .paste].contains(self)
  }
}
