package import Conversation

/// The code that a reply begins with: 2 done, 3 more is needed from you, 4 not now, 5 not possible.
package enum StatusCode: Int, Sendable, Hashable, CaseIterable {
  case answer = 210
  case urgent = 211
  case noted = 212
  case info = 213
  case greeting = 220
  case bye = 221
  case clarify = 310
  case busy = 420
  case closing = 421
  case unknownCommand = 500
  case badArgument = 501
  case tooLong = 502
  case decline = 510
  case authenticationRequired = 530
  case authenticationFailed = 535

  /// The word that stands behind the code, the same for every reply of its kind.
  package var word: String {
    switch self {
    case .answer: "answer"
    case .urgent: "urgent"
    case .noted: "noted"
    case .info: "info"
    case .greeting: "calciq"
    case .bye: "bye"
    case .clarify: "clarify"
    case .busy: "busy"
    case .closing: "closing"
    case .unknownCommand: "unknown command"
    case .badArgument: "bad argument"
    case .tooLong: "line too long"
    case .decline: "decline"
    case .authenticationRequired: "authentication required"
    case .authenticationFailed: "authentication failed"
    }
  }

  /// The code of what the assistant replied.
  package init(of reply: Reply) {
    switch reply.kind {
    case .answer: self = .answer
    case .urgent: self = .urgent
    case .noted: self = .noted
    case .info: self = reply.effect == .quit ? .bye : .info
    case .clarify: self = .clarify
    case .decline: self = .decline
    case .error: self = reply.intent == "command/unknown" ? .unknownCommand : .badArgument
    }
  }

  /// Whether the word says all, so that no intent follows it.
  var standsAlone: Bool { rawValue >= 500 && self != .decline || self == .bye }
}
