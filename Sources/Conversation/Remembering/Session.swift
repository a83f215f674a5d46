import Knowledge
package import LabValues

/// What one conversation remembers: a small value that its owner holds.
///
/// Everything in it is bounded, so that ten thousand of them cost little.
package struct Session: Sendable, Hashable {
  /// The limits of what one session holds.
  package struct Limits: Sendable, Hashable {
    /// Facts of all kinds, older values of an analyte included.
    package var facts = 128
    /// Older values kept for each analyte.
    package var history = 12
    /// Steps that `/undo` can go back.
    package var undo = 8
    /// Findings remembered.
    package var signals = 24

    package init() {}
  }

  /// The facts stated so far, oldest first; the newest of an analyte counts.
  package internal(set) var facts: [StoredFact] = []
  /// Findings that were described, by the id of their signal.
  package internal(set) var signals: [String] = []
  /// The topic, facet and section that the last answer was on.
  package internal(set) var focus: Focus?
  /// What the last reply asked, if it waits for an answer.
  var pending: Pending?
  var undo: [[StoredFact]] = []
  /// The analyte that was spoken of last, be it the person's own or not.
  var lastAnalyte: String?
  /// Age and sex, where they were said.
  var age: Int?
  var sex: Sex?
  /// The last answer, for "which source says that?" and `/why`.
  var last: LastAnswer?
  /// Whether an emergency was described earlier.
  var wasUrgent = false
  /// The last danger, told again on "what should I do now?".
  var alarm: Alarm?
  /// Refinements of the last answer with its topic, so that the next does not repeat them.
  var refined: [String] = []
  /// Questions asked back already, so that none is asked twice.
  var asked: [String] = []
  /// The number of the current line, counted from 1.
  package internal(set) var turn = 0
  /// The day that "last month" refers to; `nil` leaves relative dates unknown.
  package var today: Day?
  package var limits = Limits()

  package init(today: Day? = nil) { self.today = today }

  package struct Focus: Sendable, Hashable {
    package var topic: String
    package var facet: String
    package var section: String
    /// Sections shown since the topic came into focus, for "tell me more".
    package var shown: [String]
  }

  struct Alarm: Sendable, Hashable {
    /// The key of its message.
    var message: String
    var urgency: Urgency
    /// The facts on which it rested; none for one that a line described by itself.
    var facts: [String]
  }

  /// A question that the last reply left open.
  enum Pending: Sendable, Hashable {
    /// Sections offered by number.
    case sections([String])
    /// A value whose unit is missing.
    case doubt(Doubt)
  }

  struct LastAnswer: Sendable, Hashable {
    var question: String
    var citations: [ReplyCitation]
    var suggestions: [String]
    var sections: [String]
  }
}

/// A fact that the person stated, with the line in which it was.
package struct StoredFact: Sendable, Hashable {
  package var mention: Mention
  /// The number of the line, counted from 1.
  package var turn: Int

  package init(_ mention: Mention, turn: Int) {
    self.mention = mention
    self.turn = turn
  }

  package var id: String { mention.fact }
  package var isNegated: Bool { mention.status == .denied }
  /// In the canonical unit.
  package var value: Double? { mention.value?.value }
  package var flag: Flag { mention.flag }
  /// A qualitative result ("positive") or a reading in words ("high").
  package var word: String? { mention.qualitative?.value ?? mention.wordValue?.rawValue }
}
