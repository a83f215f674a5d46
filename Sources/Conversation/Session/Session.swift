import Knowledge
package import LabValues

/// What one conversation remembers: a small value that its owner holds.
///
/// One record a person. That of the person in focus is at hand, so that rules, dangers and answers read
/// `session.facts` and mean whoever is spoken of. Everything in it is bounded, so that ten thousand of
/// them cost little.
package struct Session: Sendable, Hashable {
  /// The limits of what one session holds.
  package struct Limits: Sendable, Hashable {
    /// Facts of all kinds and persons, older values of an analyte included.
    package var facts = 128
    /// Older values kept for each analyte of a person.
    package var history = 12
    /// Steps that `/undo` can go back.
    package var undo = 8
    /// Findings remembered of a person.
    package var signals = 24
    /// Rows remembered of a person that could not be read.
    package var unread = 24

    package init() {}
  }

  /// The record of the person in focus.
  package internal(set) var record = PersonRecord()
  /// The records of everybody else of whom something was told.
  private(set) var others: [PersonRecord] = []
  /// The topic, facet and section that the last answer was on.
  package internal(set) var focus: Focus?
  /// What the last reply asked, if it waits for an answer.
  var pending: Pending?
  private(set) var undo: [Records] = []
  /// The analyte that was spoken of last, whosever it was.
  var lastAnalyte: String?
  /// The last answer, for "which source says that?".
  var last: LastAnswer?
  /// What the last reply that stood on documents cited.
  var cited: [ReplyCitation] = []
  /// Why the last reply was given, in one sentence, and the line that it was given to.
  var reason: String?
  /// Ids of the sections that the last reply offered by number.
  var offered: [String] = []
  /// What was said already, so that nothing is said twice.
  var said = Said()
  /// What the last lines told of today, the oldest first: a later line may complete it to a danger.
  var told: [String] = []
  /// What the last line was told as: an exam, a film, an animal.
  var frame: CalmReading?
  /// Whether a clinician is speaking, as they said or showed.
  package internal(set) var isByClinician = false
  /// Whether `/detail` was asked for, or turned off; `nil` where nobody chose.
  package internal(set) var choosesDetail: Bool?
  /// The number of the current line, counted from 1.
  package internal(set) var turn = 0
  /// The day that "last month" refers to; `nil` leaves relative dates unknown.
  package var today: Day?
  package var limits = Limits()

  /// The most lines that are remembered for what they add to a later one.
  static let mostTold = 5

  package init(today: Day? = nil) { self.today = today }

  /// The subject in focus: of the last answer, or of a fact that was stated.
  package struct Focus: Sendable, Hashable {
    package var topic: String
    package var facet: String?
    package var section: String?
    /// Whether a finding that was described set it, and not only a result or a condition.
    var isDescribed = false

    package init(topic: String, facet: String? = nil, section: String? = nil) {
      self.topic = topic
      self.facet = facet
      self.section = section
    }
  }

  /// Whether answers are given as to a clinician: technical terms, a line a fact.
  package var isDetailed: Bool { choosesDetail ?? isByClinician }

  /// Whether a clinician speaks of a patient.
  var isOfPatient: Bool { isDetailed && person == .patient }

  /// The topic that the last answer was on.
  var spokenOf: String? { focus.flatMap { $0.section == nil ? nil : $0.topic } }

  /// What a session was told already, each list with the newest last and bounded.
  struct Said: Sendable, Hashable {
    /// Ids of notes, of refinements, of questions back, and of sections shown whole.
    var notes: [String] = []
    var refinements: [String] = []
    var questions: [String] = []
    var sections: [String] = []
    /// Ids of the refinements that were told once more, since it was asked how serious it is.
    var again: [String] = []
    /// Ids of the sections whose gist was offered where a line was not understood.
    var offers: [String] = []
    /// What was said to somebody who was afraid, sad, in pain or angry.
    var comforts: [String] = []
    /// What was worked out from stated results and told beside a rule.
    var derived: [String] = []
    /// How often a kind sentence was said.
    var kindness = 0

    static let limit = 48

    static func add(_ id: String, to list: inout [String]) {
      list.removeAll { $0 == id }
      list.append(id)
      if list.count > limit { list.removeFirst() }
    }
  }

  /// A question that the last reply left open.
  enum Pending: Sendable, Hashable {
    /// A value whose unit is missing.
    case doubt(Doubt)
  }

  struct LastAnswer: Sendable, Hashable {
    var question: String
    var citations: [ReplyCitation]
    var sections: [String]
    /// What was said last, as a person reads it.
    var blocks: [ReplyBlock] = []
    /// What its question described, for rules that a later fact makes due.
    var signals: [String] = []
  }

  /// What is known of everybody, with the person in focus: what `/undo` goes back to.
  struct Records: Sendable, Hashable {
    fileprivate var record: PersonRecord
    fileprivate var others: [PersonRecord]
  }
}

// MARK: Persons

extension Session {
  /// Whose record is in focus; `nil` for the speaker.
  package var person: Person? { record.person }

  /// Every record that holds something: the speaker's, then the others in the order of `Person`.
  package var records: [PersonRecord] {
    (others + [record]).filter { !$0.isEmpty }.sorted { place($0.person) < place($1.person) }
  }

  private func place(_ person: Person?) -> Int {
    person.flatMap { Person.allCases.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
  }

  /// Brings somebody's record into focus; it begins empty where nothing was told of them.
  mutating func focus(on person: Person?) {
    guard person != record.person else { return }
    let left = record
    if let index = others.firstIndex(where: { $0.person == person }) {
      record = others.remove(at: index)
    } else {
      record = PersonRecord(of: person)
    }
    if !left.isEmpty { others.append(left) }
  }

  /// What a reader has to know of the session: whom "she" means, and in which units results came.
  package var readingContext: ReadingContext {
    var units: [String: String] = [:]
    for fact in (others + [record]).flatMap(\.facts) {
      if let unit = fact.mention.typed?.unit { units[fact.id] = unit }
    }
    let told = others.filter { $0.person != nil }.sorted { a, b in
      let (x, y) = (a.facts.map(\.turn).max() ?? 0, b.facts.map(\.turn).max() ?? 0)
      return (y, place(a.person)) < (x, place(b.person))
    }
    return ReadingContext(
      today: today, focus: person, others: told.compactMap(\.person), units: units)
  }

  /// The record of a person, empty where nothing was told of them.
  package func record(of person: Person?) -> PersonRecord {
    if person == record.person { return record }
    return others.first { $0.person == person } ?? PersonRecord(of: person)
  }

  /// Changes the record of a person, in focus or not.
  mutating func change<Result>(
    of person: Person?, _ body: (inout PersonRecord) -> Result
  ) -> Result {
    if person == record.person { return body(&record) }
    guard let index = others.firstIndex(where: { $0.person == person }) else {
      var fresh = PersonRecord(of: person)
      let result = body(&fresh)
      if !fresh.isEmpty { others.append(fresh) }
      return result
    }
    let result = body(&others[index])
    if others[index].isEmpty { others.remove(at: index) }
    return result
  }

  /// Keeps a fact of a person, and no more facts than the limit: the oldest go first.
  mutating func keep(_ fact: StoredFact, of person: Person?) {
    let history = limits.history
    change(of: person) { $0.keep(fact, history: history) }
    var count = others.reduce(record.facts.count) { $0 + $1.facts.count }
    while count > limits.facts, let oldest = oldestFact {
      change(of: oldest) { _ = $0.facts.removeFirst() }
      count -= 1
    }
  }

  /// Of whom the oldest fact was told; of two as old the one not in focus.
  private var oldestFact: Person?? {
    let first = (others + [record]).filter { !$0.facts.isEmpty }
      .min { ($0.facts.first?.turn ?? 0) < ($1.facts.first?.turn ?? 0) }
    return first.map(\.person)
  }

  /// Begins the record of a patient anew, and what was spoken of with it.
  mutating func turnToAnother() {
    if record.person == .patient { record = PersonRecord(of: .patient) }
    others.removeAll { $0.person == .patient }
    (told, focus, pending) = ([], nil, nil)
  }

  /// Forgets everybody, and looks to the speaker again.
  mutating func forgetEverybody() {
    told = []
    record = PersonRecord()
    others = []
  }
}

// MARK: Going back

extension Session {
  /// What is known now, for `/undo` to come back to.
  var snapshot: Records { Records(record: record, others: others) }

  mutating func keep(undo before: Records) {
    undo.append(before)
    if undo.count > limits.undo { undo.removeFirst(undo.count - limits.undo) }
  }

  /// Goes back one step; the facts that this took away, `nil` where there is no step.
  mutating func goBack() -> [StoredFact]? {
    guard let before = undo.popLast() else { return nil }
    let held = (before.others + [before.record]).flatMap(\.facts)
    let gone = records.flatMap(\.facts).filter { !held.contains($0) }
    record = before.record
    others = before.others
    return gone
  }
}

// MARK: The person in focus

extension Session {
  /// The facts stated of the person in focus, oldest first; the newest of an analyte counts.
  package var facts: [StoredFact] { record.facts }

  /// The newest statement of every fact of the person in focus.
  package var current: [StoredFact] { record.current(today) }

  /// The newest fact with this id, denied or not.
  package func newest(_ id: String) -> StoredFact? { record.newest(id, today) }

  /// Whether a condition or medicine, or any result, was stated and not denied.
  package func holds(_ id: String) -> Bool {
    guard let place = record.newestPlace(of: id, today) else { return false }
    return !record.facts[place].isNegated
  }

  /// The values of one result, oldest first.
  func history(of id: String) -> [StoredFact] { record.history(of: id, today) }

  package internal(set) var signals: [String] {
    get { record.signals }
    set { record.signals = newValue }
  }

  var age: Int? {
    get { record.age }
    set { record.age = newValue }
  }

  var sex: Sex? {
    get { record.sex }
    set { record.sex = newValue }
  }

  var alarm: StandingAlarm? {
    get { record.alarm }
    set { record.alarm = newValue }
  }

  var wasUrgent: Bool {
    get { record.wasUrgent }
    set { record.wasUrgent = newValue }
  }

  /// The session with somebody else in focus, to tell something of them.
  func focused(on person: Person?) -> Session {
    guard person != self.person else { return self }
    var session = self
    session.focus(on: person)
    return session
  }

  mutating func keep(signals new: [String]) { record.keep(signals: new, limit: limits.signals) }
}
