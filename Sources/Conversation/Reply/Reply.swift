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

/// A part of a reply that is laid out in its own way.
package enum ReplyBlock: Sendable, Hashable, Codable {
  /// Get care now: first, and marked.
  case urgent(String)
  /// What was recorded.
  case noted(String)
  /// Text with markers; paragraphs are separated by an empty line.
  case text(String)
  /// A heading over what follows.
  case heading(String)
  /// A caution of ours.
  case caution(String)
  /// Lines with a bullet.
  case list([String])
  /// Lines with a number that a person can answer with.
  case choices([String])
  case table(LabTable)
  case trend(LabTrend)
  /// Subjects side by side.
  case sideBySide(SideBySide)
}

/// A table of subjects, a column each, and what is said of them, a row each.
package struct SideBySide: Sendable, Hashable, Codable {
  package struct Row: Sendable, Hashable, Codable {
    package var name: String
    package var cells: [String]

    package init(_ name: String, _ cells: [String]) {
      self.name = name
      self.cells = cells
    }
  }

  package var titles: [String]
  package var rows: [Row]

  package init(titles: [String], rows: [Row]) {
    self.titles = titles
    self.rows = rows
  }
}

/// A citation as a reply shows it.
package struct ReplyCitation: Sendable, Hashable, Codable {
  package var citation: Citation
  /// The name of the source with its year: "iLive 2025".
  package var label: String
  /// Where the document can be read, if known.
  package var address: String?
  /// The ids of the facts that stand there and on which the reply rests.
  package var facts: [String] = []

  package init(_ citation: Citation, label: String, address: String? = nil) {
    self.citation = citation
    self.label = label
    self.address = address
  }
}

/// A recorded fact as programs read it.
package struct SessionFact: Sendable, Hashable, Codable {
  /// The id of an analyte, a qualitative result, a condition or a medicine.
  package var fact: String
  /// In the canonical unit.
  package var value: Double?
  /// The word of a qualitative result, such as `positive`.
  package var word: String?
  package var unit: String?
  package var flag: String?
  package var asTyped: String?
  /// ISO 8601 date, where one was stated.
  package var date: String?
  package var isNegated: Bool
  /// Whose fact it is, as `Person` writes it; `nil` for the speaker.
  package var subject: String?
  /// `<`, `>` and the like, where the value is a bound.
  package var comparator: String?

  package init(
    fact: String, value: Double? = nil, word: String? = nil, unit: String? = nil,
    flag: String? = nil, asTyped: String? = nil, date: String? = nil, isNegated: Bool = false,
    subject: String? = nil, comparator: String? = nil
  ) {
    self.fact = fact
    self.subject = subject
    self.comparator = comparator
    self.value = value
    self.word = word
    self.unit = unit
    self.flag = flag
    self.asTyped = asTyped
    self.date = date
    self.isNegated = isNegated
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
