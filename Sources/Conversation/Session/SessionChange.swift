import Knowledge
package import LabValues

/// What a line would change in a session: computed before anything is said of it, and written nowhere
/// until the reply is made.
///
///     "sorry, 3.1 not 7.1"  → corrected: phosphate 3.1, dropped: phosphate 7.1
///     "that's my dad's"     → moved: calcium 11.4, from the speaker to father
package struct SessionChange: Sendable, Hashable {
  /// A fact with whom it is about.
  package struct Entry: Sendable, Hashable {
    /// `nil` for the speaker.
    package var person: Person?
    package var fact: StoredFact

    package init(_ person: Person?, _ fact: StoredFact) {
      self.person = person
      self.fact = fact
    }
  }

  /// Facts recorded by this line, in its order, those of a correction included.
  package internal(set) var noted: [Entry] = []
  /// Of the noted facts those that take the place of a wrong value.
  package internal(set) var corrected: [Entry] = []
  /// Facts of which the line says the opposite of what was said before.
  package internal(set) var contradicted: [Entry] = []
  /// Facts that the line takes back.
  package internal(set) var dropped: [Entry] = []
  /// Facts that turned out to be somebody else's, as they are now.
  package internal(set) var moved: [Entry] = []
  /// What was nearly stated and has to be asked about.
  package internal(set) var doubts: [Doubt] = []
  /// Rows and values that could not be read.
  package internal(set) var unread: [Unread] = []
  /// Results outside our table that can kill.
  package internal(set) var alarms: [ValueAlarm] = []
  package internal(set) var pastAlarms: [ValueAlarm] = []
  /// The alarm that ended because the value under it was corrected, moved or taken back.
  package internal(set) var withdrawn: StandingAlarm?
  /// Whether the line was about what is remembered alone: a correction, "forget my calcium", a unit.
  package internal(set) var isSettled = false
  /// Whether the line asked to forget something, be it there or not.
  package internal(set) var isRetraction = false
  /// The session as it would be.
  package internal(set) var session: Session

  package init(of session: Session) { self.session = session }

  /// Whether the line states, corrects and takes back nothing.
  package var isEmpty: Bool {
    noted.isEmpty && doubts.isEmpty && dropped.isEmpty && moved.isEmpty && unread.isEmpty
      && alarms.isEmpty && !isRetraction
  }
}

extension SessionChange {
  /// Keeps one fact of a person; where the adult intervals do not apply, its flag is unknown.
  mutating func record(_ mention: Mention, of person: Person?, _ labs: LabCatalogue) {
    var mention = mention
    let record = session.record(of: person)
    let today = session.today
    // A number that is known says more than what a question takes for granted.
    if mention.isPresumed, record.newest(mention.fact, today)?.value != nil { return }
    if mention.restsOnAdultInterval,
      labs.context.contains(where: { fact in
        fact.endsAdultRange && record.newest(fact.id, today).map { !$0.isNegated } == true
      })
    {
      mention.flag = .unknown
    }
    if let flag = record.flag(of: mention, labs) { mention.flag = flag }
    if mention.isCorrection, let wrong = record.newest(mention.fact, today) {
      remove(wrong, of: person)
    }
    let fact = StoredFact(mention, turn: session.turn)
    session.keep(fact, of: person)
    noted.append(Entry(person, fact))
    if mention.status == .stated, labs.contextFact(mention.fact)?.endsAdultRange == true {
      session.change(of: person) {
        $0.forgetFlags()
        $0.flagAnew(labs)
      }
    }
  }

  /// Takes away a value that was wrong; an alarm over it is over.
  mutating func remove(_ fact: StoredFact, of person: Person?) {
    let ended = session.change(of: person) { record -> StandingAlarm? in
      record.remove(fact)
      return record.endAlarm(over: [fact.id])
    }
    withdrawn = withdrawn ?? ended
  }

  /// Takes facts of a person back.
  @discardableResult
  mutating func drop(of person: Person?, where matches: (StoredFact) -> Bool) -> [StoredFact] {
    let had = session.record(of: person).alarm
    let gone = session.change(of: person) { $0.drop(where: matches) }
    if let had, session.record(of: person).alarm == nil { withdrawn = withdrawn ?? had }
    dropped += gone.map { Entry(person, $0) }
    return gone
  }
}
