package import Knowledge
package import LabValues

/// What one conversation remembers: a small value that its owner holds.
///
/// Everything in it is bounded, so that ten thousand of them cost little.
package struct Session: Sendable, Codable, Hashable {
  /// The limits of what one session holds.
  package struct Limits: Sendable, Codable, Hashable {
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
  /// The last answer, for "which source says that?" and `/why`.
  var last: LastAnswer?
  /// Whether an emergency was described earlier.
  var wasUrgent = false
  /// Whether the opening words were said.
  var isGreeted = false
  /// Critical results that were announced already: fact id and value.
  var announced: [String] = []
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

  package struct Focus: Sendable, Codable, Hashable {
    package var topic: String
    package var facet: String
    package var section: String
    /// Sections shown since the topic came into focus, for "tell me more".
    package var shown: [String]
  }

  /// A question that the last reply left open.
  enum Pending: Sendable, Codable, Hashable {
    /// Sections offered by number.
    case sections([String])
    /// A value whose unit is missing.
    case unit(fact: String, value: Double, candidates: [String], asTyped: String)
    /// A medicine or condition to be named: the candidates by number.
    case facts([String])
    /// A statement that contradicts an earlier one.
    case contradiction(StoredFact)
  }

  struct LastAnswer: Sendable, Codable, Hashable {
    var question: String
    var citations: [ReplyCitation]
    var suggestions: [String]
    var sections: [String]
  }
}

/// A fact that the person stated, in canonical units.
package struct StoredFact: Sendable, Codable, Hashable {
  package enum Kind: String, Sendable, Codable {
    case analyte, qualitative, condition, medicine, person
  }

  package var id: String
  package var kind: Kind
  /// In the canonical unit of the analyte.
  package var value: Double?
  package var unit: String?
  /// As the person wrote it: "2.2 mmol/L".
  package var asTyped: String
  /// The unit as typed, for echoing in the person's own system.
  package var typedUnit: String?
  package var comparator: String?
  /// A qualitative result ("positive") or a reading in words ("high").
  package var word: String?
  package var flag: Flag?
  /// The reference interval of the person's own report, in the canonical unit.
  package var ownLow: Double?
  package var ownHigh: Double?
  package var date: Day?
  /// The line in which it was stated.
  package var turn: Int
  package var isNegated: Bool
  /// Whether the unit was inferred and not stated.
  package var isUnitGuessed: Bool

  package init(
    id: String, kind: Kind, value: Double? = nil, unit: String? = nil, asTyped: String = "",
    typedUnit: String? = nil, comparator: String? = nil, word: String? = nil, flag: Flag? = nil,
    ownLow: Double? = nil, ownHigh: Double? = nil, date: Day? = nil, turn: Int,
    isNegated: Bool = false, isUnitGuessed: Bool = false
  ) {
    self.id = id
    self.kind = kind
    self.value = value
    self.unit = unit
    self.asTyped = asTyped
    self.typedUnit = typedUnit
    self.comparator = comparator
    self.word = word
    self.flag = flag
    self.ownLow = ownLow
    self.ownHigh = ownHigh
    self.date = date
    self.turn = turn
    self.isNegated = isNegated
    self.isUnitGuessed = isUnitGuessed
  }
}
