package import Knowledge

/// What calciq answers to one line: data that a door renders as text or JSON.
package struct Reply: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// From the documents.
    case answer
    /// It asks back.
    case clarify
    /// Not covered by the documents, or a dose, a prescription, a diagnosis.
    case decline
    /// Leads with getting care.
    case urgent
    /// Only records what was stated.
    case noted
    /// A greeting, help, a command.
    case info
    /// A line that cannot be used.
    case error
  }

  package var kind: Kind
  package var urgency: Urgency
  /// The section that answers, or the id of the rule that replied.
  package var intent: String?
  /// How sure the matcher is of the section, from 0 to 1.
  package var confidence: Double?
  /// What a person reads, in order.
  package var blocks: [ReplyBlock]
  /// What the markers `[1]`, `[2]` in the blocks stand for, in order.
  package var citations: [ReplyCitation]
  /// The facts recorded by this line.
  package var noted: [SessionFact]
  /// Rows and values of the line that could not be read, as typed.
  package var unread: [String]
  /// The session after this line.
  package var session: SessionSummary
  /// Ids of the session facts without which the text would have been different.
  package var refinedBy: [String]
  /// Questions that could come next.
  package var suggestions: [String]
  /// What leads them where they are numbered under the text: "Next:"; `nil` where they stand in it as
  /// choices.
  package var next: String?
  /// What a citation is called in front of its number, where a reply is read aloud.
  package var sourceName: String?
  /// Ids of the rules, notes and red flags that took part, for coverage and `/why`.
  package var trace: ReplyTrace
  /// What a door has to do besides showing the reply.
  package var effect: ReplyEffect?

  package init(_ kind: Kind) {
    self.kind = kind
    urgency = .none
    intent = nil
    confidence = nil
    blocks = []
    citations = []
    noted = []
    unread = []
    session = SessionSummary()
    refinedBy = []
    suggestions = []
    trace = ReplyTrace()
    effect = nil
  }
}

extension Reply {
  /// Whether it offers numbered choices within its text.
  var hasChoices: Bool {
    blocks.contains { if case .choices = $0 { true } else { false } }
  }
}

/// What took part in a reply.
package struct ReplyTrace: Sendable, Hashable, Codable {
  package var sections: [String] = []
  package var redFlags: [String] = []
  package var refusals: [String] = []
  package var refinements: [String] = []
  package var notes: [String] = []
  package var outside: [String] = []

  package init() {}
}

/// What a door has to do besides showing the reply.
package enum ReplyEffect: Sendable, Hashable, Codable {
  case quit
  case width(Int)
  case json(Bool)
  /// The lines that follow, up to a single dot, are one message.
  case paste
  /// The facts with these ids were dropped; lines that stated them should leave the history.
  case forgot([String])
}
