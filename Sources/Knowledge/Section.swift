/// An answer: text on one subject, with its citations and the phrases that lead to it.
///
///     calciphylaxis/treatment    topic calciphylaxis, name treatment (and facet, if none is named)
package struct Section: Sendable, Hashable, Codable {
  /// `topic/name`, the path of its file.
  package var id: String
  package var topic: String
  package var facet: String
  package var title: String
  /// The answer in one sentence.
  package var gist: CitedText
  package var body: CitedText
  /// The same facts for a clinician: technical terms, a line each.
  package var detail: CitedText?
  /// Ids of the notes shown with it.
  package var cautions: [String]
  /// What people type to get here, as written, with choices and placeholders.
  package var phrases: [Written]
  /// Lines that people typed to get here, to the letter: the list beside its file.
  package var lines: [Written] = []
  package var keywords: [Written]
  /// Ids of the sections that "tell me more" goes to, in order.
  package var more: [String]
  /// Id of the section that a bare "why?" goes to.
  package var why: String?
  /// Whether its author has still to put it in words of the folder's own.
  package var isDraft = false
  package var place: Place

  package init(
    id: String, topic: String, facet: String, title: String, gist: CitedText, body: CitedText,
    detail: CitedText? = nil, cautions: [String], phrases: [Written], keywords: [Written],
    more: [String], why: String?, place: Place
  ) {
    self.id = id
    self.topic = topic
    self.facet = facet
    self.title = title
    self.gist = gist
    self.body = body
    self.detail = detail
    self.cautions = cautions
    self.phrases = phrases
    self.keywords = keywords
    self.more = more
    self.why = why
    self.place = place
  }

  /// The name after the slash.
  package var name: String { String(id.drop { $0 != "/" }.dropFirst()) }
  /// The question that a suggestion shows: the first phrase that is one line and no pattern.
  /// A phrase with choices or placeholders is none.
  package var question: String {
    phrases.first { !$0.text.contains { "{[(|".contains($0) } }?.text ?? title
  }
}

/// A subject that questions are about: a kind of calcification, a medicine, the documents.
package struct Topic: Sendable, Hashable, Codable {
  package var id: String
  /// The name as used inside a sentence.
  package var name: String
  /// Every name by which people call it; the first few fill `{topic}` in phrases.
  package var names: [String]
  /// Whether it is one of the kinds that can be compared with each other.
  package var isKind: Bool
  package var blurb: String
  /// Ids of the topics that a conversation about this one wanders into without leaving it.
  package var near: [String]
  /// Whether its name says so little that it takes no conversation away from its subject.
  package var isGeneral: Bool
  package var place: Place

  package init(
    id: String, name: String, names: [String], isKind: Bool, blurb: String, near: [String] = [],
    isGeneral: Bool = false, place: Place
  ) {
    self.id = id
    self.name = name
    self.names = names
    self.isKind = isKind
    self.blurb = blurb
    self.near = near
    self.isGeneral = isGeneral
    self.place = place
  }
}

/// What a question wants to know of a topic: its causes, its treatment.
package struct Facet: Sendable, Hashable, Codable {
  /// What the program has to single out among facets, whatever they are called.
  package enum Role: String, Sendable, Codable, CaseIterable {
    /// What the subject is; the first answer on it.
    case definition
    /// Its kinds; never a row of a comparison, no more than its definition.
    case types
    /// Where a bare "why?" goes, the first before the second.
    case why
    /// Where "is that dangerous?" goes.
    case danger
    /// Where "what do I do now?" goes.
    case next
    /// Where a line on a relative goes: "my brother had the same".
    case family
    /// A row where subjects are put side by side.
    case compared
  }

  package var id: String
  package var name: String
  /// Words by which a question asks for it.
  package var names: [String]
  /// A question made of it, with `{topic}`.
  package var question: String
  /// Phrases added to the main section of every kind.
  package var templates: [Written]
  /// Whether stated facts may refine answers on it; false for facets about the documents.
  package var isRefined: Bool
  package var roles: [Role]
  /// Sections of it that get a row of their own where subjects are put side by side, each by its name
  /// and what the row is called.
  package var rows: [Row]
  package var place: Place

  package struct Row: Sendable, Hashable, Codable {
    /// The name of the section, after the slash.
    package var section: String
    package var name: String

    package init(section: String, name: String) {
      self.section = section
      self.name = name
    }
  }

  package init(
    id: String, name: String, names: [String], question: String, templates: [Written],
    isRefined: Bool = true, roles: [Role] = [], rows: [Row] = [], place: Place
  ) {
    self.id = id
    self.name = name
    self.names = names
    self.question = question
    self.templates = templates
    self.isRefined = isRefined
    self.roles = roles
    self.rows = rows
    self.place = place
  }
}

/// A reviewed note of ours on where documents disagree, are out of date, or endanger.
package struct Note: Sendable, Hashable, Codable {
  /// `A` is the gravest. Compared by their letters, so that A comes first.
  package enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    case a = "A"
    case b = "B"
    case c = "C"
    package static func < (x: Severity, y: Severity) -> Bool { x.rawValue < y.rawValue }
  }

  package var id: String
  package var severity: Severity
  package var title: String
  package var text: String
  /// The document that leads, where documents disagree.
  package var leads: String?
  /// What each document says, where they disagree.
  package var says: [CitedText]
  /// Ids of the facts whose statement it corrects or makes safe.
  package var corrects: [String]
  /// The stated facts that make it matter beside an answer that states one of `corrects`.
  package var matters: Condition?
  /// What is said to a clinician, where that differs.
  package var clinical: String?
  package var place: Place

  package init(
    id: String, severity: Severity, title: String, text: String, clinical: String? = nil,
    leads: String?, says: [CitedText], corrects: [String] = [], matters: Condition? = nil,
    place: Place
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.text = text
    self.clinical = clinical
    self.leads = leads
    self.says = says
    self.corrects = corrects
    self.matters = matters
    self.place = place
  }

  /// What is said, to a clinician or to anybody else.
  package func text(toClinician isClinician: Bool) -> String {
    isClinician ? clinical ?? text : text
  }
}
