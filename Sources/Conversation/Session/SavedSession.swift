import Foundation
import Knowledge
import LabValues

/// A session as one line of JSON, which its client keeps and any server of the same knowledge can go on with.
///
///     {"v":1,"turn":4,"people":[{"facts":[{"fact":"phosphate","number":2.2,"unit":"mmol/L","turn":1}]}],
///      "person":"mother","focus":{"topic":"calciphylaxis"},"said":{"notes":["dialysis"]}}
///
/// It holds facts by person, the subject in focus, and what was said already. Steps of `/undo` and the
/// text of the last answer stay behind. A blank is written `\u0020`, so that no width breaks the line.
struct SavedSession: Codable, Hashable {
  /// The most bytes of the line.
  static let limit = Line.sessionLimit
  static let version = 1

  var v: Int
  var turn: Int
  var people: [Person]
  /// Whose record is in focus; absent for the speaker.
  var person: String?
  var focus: Focus?
  var said: Said?
  var last: Last?
  /// Ids of the sections that the last reply offered by number.
  var offered: [String]?
  var analyte: String?
  /// What is still asked about.
  var pending: Fact?
  /// Whether answers are to be given as to a clinician, where that was chosen.
  var detailed: Bool?
  /// Whether a clinician is speaking.
  var clinician: Bool?
  /// What the last lines told, for a later one that completes it to a danger.
  var told: [String]?

  struct Person: Codable, Hashable {
    var person: String?
    var age: Int?
    var sex: String?
    var findings: [String]?
    var facts: [Fact]
    var alarm: Alarm?
    var wasUrgent: Bool?
    /// Rows that could not be read.
    var unread: [Row]?
  }

  struct Row: Codable, Hashable {
    var typed: String
    var fact: String?
  }

  struct Alarm: Codable, Hashable {
    var message: String
    var urgency: String
    var facts: [String]
  }

  /// A result, a condition or a medicine; the unit is the one that was typed.
  struct Fact: Codable, Hashable {
    var fact: String
    var turn: Int
    var number: Double?
    var unit: String?
    var comparator: String?
    /// The text of number and unit.
    var typed: String?
    /// A result told in a word: `high`, `positive`.
    var word: String?
    var titre: Int?
    var pattern: String?
    var zygosity: String?
    /// The interval and the flag that the laboratory printed, the interval in the canonical unit.
    var low: Double?
    var high: Double?
    var flag: String?
    var when: When?
    var denied: Bool?
    var earlier: Bool?
    var past: Bool?
    /// No unit was typed, and only one made sense.
    var guessed: Bool?
  }

  struct When: Codable, Hashable {
    var day: String?
    var precision: Int
    var longAgo: Bool?
  }

  struct Focus: Codable, Hashable {
    var topic: String
    var facet: String?
    var section: String?
  }

  struct Said: Codable, Hashable {
    var notes: [String]
    var refinements: [String]
    var questions: [String]
    var sections: [String]
    var kindness: Int
    /// Missing in what was saved before they were kept.
    var offers: [String]?
    var again: [String]?
  }

  struct Last: Codable, Hashable {
    var sections: [String]
    var findings: [String]
    var cited: [Cited]
  }

  struct Cited: Codable, Hashable {
    var source: String
    var section: String
  }
}

// MARK: As a line

extension SavedSession {
  /// Why a line is no session that can be gone on with.
  enum Problem: Error, Hashable, CustomStringConvertible {
    case tooLong
    case notReadable
    case otherVersion(Int)
    /// A person, fact, section or other thing that this knowledge does not have.
    case unknown(String)
    /// A value that nobody could have typed so.
    case unlikely(String)
    case tooMany(String)

    var description: String {
      switch self {
      case .tooLong: "cannot load more than \(SavedSession.limit) bytes"
      case .notReadable: "cannot load this: it is not what /session save wrote"
      case .otherVersion(let version):
        "cannot load version \(version), only version \(SavedSession.version)"
      case .unknown(let kind): "cannot load this: there is a \(kind) that is not known here"
      case .unlikely(let kind): "cannot load this: there is a \(kind) that cannot be"
      case .tooMany(let kind): "cannot load this: there are too many \(kind)"
      }
    }
  }

  init(reading line: String) throws(Problem) {
    guard line.utf8.count <= Self.limit else { throw .tooLong }
    guard let saved = try? JSONDecoder().decode(SavedSession.self, from: Data(line.utf8)) else {
      throw .notReadable
    }
    guard saved.v == Self.version else { throw .otherVersion(saved.v) }
    self = saved
  }

  /// The line: always the same for the same session, and never longer than its limit.
  ///
  /// A session that is larger loses first what was said, then its oldest facts.
  var line: String {
    var saved = self
    while true {
      let line = saved.encoded
      if line.utf8.count <= Self.limit { return line }
      saved.shrink()
    }
  }

  private var encoded: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
      .split(separator: " ", omittingEmptySubsequences: false).joined(separator: "\\u0020")
  }

  private mutating func shrink() {
    if said != nil || last != nil || told != nil {
      (said, last, told, offered) = (nil, nil, nil, nil)
      for index in people.indices { people[index].unread = nil }
      return
    }
    let largest = people.indices.max { people[$0].facts.count < people[$1].facts.count }
    guard let largest, !people[largest].facts.isEmpty else {
      people = []
      return
    }
    people[largest].facts.removeFirst(min(8, people[largest].facts.count))
  }
}

// MARK: From a session

extension SavedSession {
  init(_ session: Session) {
    v = Self.version
    turn = session.turn
    people = session.records.map(Person.init)
    person = session.person?.rawValue
    focus = session.focus.map { Focus(topic: $0.topic, facet: $0.facet, section: $0.section) }
    let said = session.said
    self.said = Said(
      notes: said.notes, refinements: said.refinements, questions: said.questions,
      sections: said.sections, kindness: said.kindness,
      offers: said.offers.isEmpty ? nil : said.offers,
      again: said.again.isEmpty ? nil : said.again)
    last = session.last.map { last in
      Last(
        sections: last.sections, findings: last.signals,
        cited: last.citations.map {
          Cited(source: $0.citation.source, section: $0.citation.section)
        })
    }
    offered = session.offered.isEmpty ? nil : session.offered
    analyte = session.lastAnalyte
    if case .doubt(let doubt) = session.pending { pending = Fact(doubt, turn: session.turn) }
    detailed = session.choosesDetail
    clinician = session.isByClinician ? true : nil
    told = session.told.isEmpty ? nil : session.told
  }
}

extension SavedSession.Person {
  init(_ record: PersonRecord) {
    person = record.person?.rawValue
    age = record.age
    sex = record.sex?.rawValue
    findings = record.signals.isEmpty ? nil : record.signals
    facts = record.facts.map(SavedSession.Fact.init)
    alarm = record.alarm.map {
      SavedSession.Alarm(message: $0.message, urgency: $0.urgency.rawValue, facts: $0.facts)
    }
    wasUrgent = record.wasUrgent ? true : nil
    unread =
      record.unread.isEmpty
      ? nil : record.unread.map { SavedSession.Row(typed: $0.text, fact: $0.fact) }
  }
}

extension SavedSession.Fact {
  init(_ stored: StoredFact) {
    let mention = stored.mention
    fact = mention.fact
    turn = stored.turn
    number = mention.typed?.value
    unit = mention.typed?.unit
    comparator = mention.comparator == .equal ? nil : mention.comparator.rawValue
    typed = mention.asTyped.isEmpty ? nil : mention.asTyped
    word = mention.qualitative?.value ?? mention.wordValue?.rawValue
    titre = mention.qualitative?.titre
    pattern = mention.qualitative?.pattern
    zygosity = mention.qualitative?.zygosity
    low = mention.ownInterval?.low
    high = mention.ownInterval?.high
    flag = mention.ownFlag?.rawValue
    when = mention.when.map(SavedSession.When.init)
    denied = stored.isNegated ? true : nil
    earlier = mention.isEarlier ? true : nil
    past = mention.isPast ? true : nil
    guessed = mention.unitGuessed ? true : nil
  }

  /// A number whose unit is asked for.
  init?(_ doubt: Doubt, turn: Int) {
    guard doubt.reason == .missingUnit, let number = doubt.number else { return nil }
    self.init(fact: doubt.fact, turn: turn, number: number)
    typed = doubt.asTyped
    comparator = doubt.comparator == .equal ? nil : doubt.comparator.rawValue
    when = doubt.when.map(SavedSession.When.init)
  }
}

extension SavedSession.When {
  init(_ when: When) {
    day = when.day.map { "\($0)" }
    precision = when.precision.rawValue
    longAgo = when.isLongAgo ? true : nil
  }
}
