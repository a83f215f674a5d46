import Knowledge
import LabValues

/// Makes a session of a saved one, every value checked as if it were typed: the units by the catalogue,
/// the values by their limits, the flags computed anew, every id looked up.
struct SessionLoading {
  typealias Problem = SavedSession.Problem

  let knowledge: Knowledge
  private var labs: LabCatalogue { knowledge.labs }
  /// The most bytes of a text that came with a value.
  private static let longestText = 96

  init(_ knowledge: Knowledge) { self.knowledge = knowledge }

  /// The session that was saved, with the day and the limits of the one that it takes the place of.
  func session(of saved: SavedSession, after session: Session) throws(Problem) -> Session {
    var fresh = Session(today: session.today)
    fresh.limits = session.limits
    fresh.turn = try number(saved.turn, in: 0...1_000_000_000, "line number")
    var change = SessionChange(of: fresh)
    try restore(saved.people, upTo: saved.turn, &change)
    fresh = change.session
    fresh.turn = saved.turn
    fresh.focus(on: try person(saved.person))
    fresh.focus = try saved.focus.map { focus throws(Problem) in try self.focus(focus) }
    try restore(saved.said, &fresh)
    try restore(saved.last, &fresh)
    fresh.offered = try sections(saved.offered ?? [], most: 9)
    if let analyte = saved.analyte {
      guard labs.analyte(analyte) != nil else { throw .unknown("result") }
      fresh.lastAnalyte = analyte
    }
    if let pending = saved.pending { fresh.pending = try doubt(pending) }
    fresh.choosesDetail = saved.detailed
    fresh.isByClinician = saved.clinician ?? false
    fresh.told = try lines(saved.told ?? [])
    return fresh
  }

  // MARK: People

  private func restore(
    _ people: [SavedSession.Person], upTo turn: Int, _ change: inout SessionChange
  ) throws(Problem) {
    guard Set(people.map(\.person)).count == people.count else { throw .tooMany("records") }
    let count = people.reduce(0) { $0 + $1.facts.count }
    guard count <= change.session.limits.facts else { throw .tooMany("facts") }
    for saved in people {
      let person = try person(saved.person)
      for fact in saved.facts {
        change.session.turn = try number(fact.turn, in: 0...turn, "line number")
        change.record(try mention(fact, of: person), of: person, labs)
      }
      let rest = try rest(of: saved, change.session.limits)
      change.session.change(of: person) { record in
        record.signals = rest.signals
        record.age = rest.age
        record.sex = rest.sex
        record.alarm = rest.alarm
        record.wasUrgent = rest.wasUrgent
        record.unread = rest.unread
        record.flagAnew(knowledge.labs)
      }
    }
  }

  /// What was told of a person besides facts.
  private func rest(
    of saved: SavedSession.Person, _ limits: Session.Limits
  ) throws(Problem) -> PersonRecord {
    var record = PersonRecord()
    record.signals = try findings(saved.findings ?? [], most: limits.signals)
    if let age = saved.age { record.age = try number(age, in: 0...130, "age") }
    if let sex = saved.sex {
      guard let known = Sex(rawValue: sex) else { throw .unknown("sex") }
      record.sex = known
    }
    if let alarm = saved.alarm {
      guard knowledge.safety.messages[alarm.message] != nil else { throw .unknown("message") }
      guard let urgency = Urgency(rawValue: alarm.urgency) else { throw .unknown("urgency") }
      guard alarm.facts.count <= limits.facts else { throw .tooMany("facts") }
      for fact in alarm.facts where labs.label(of: fact) == nil { throw .unknown("fact") }
      record.alarm = StandingAlarm(
        message: alarm.message, urgency: urgency, facts: alarm.facts)
    }
    record.wasUrgent = saved.wasUrgent ?? false
    let rows = saved.unread ?? []
    guard rows.count <= limits.unread else { throw .tooMany("rows") }
    for row in rows {
      if let fact = row.fact, labs.label(of: fact) == nil { throw .unknown("fact") }
      record.keep(unread: UnreadRow(try text(row.typed), fact: row.fact), limit: limits.unread)
    }
    return record
  }

  private func person(_ name: String?) throws(Problem) -> Person? {
    guard let name else { return nil }
    guard let person = Person(rawValue: name) else { throw .unknown("person") }
    return person
  }

  // MARK: Facts

  private func mention(
    _ saved: SavedSession.Fact, of person: Person?
  ) throws(Problem) -> Mention {
    var mention = try value(saved)
    mention.subject = person
    mention.status = saved.denied == true ? .denied : .stated
    mention.when = try when(saved.when)
    mention.isEarlier = saved.earlier ?? false
    mention.isPast = saved.past ?? false
    guard mention.status == .stated || mention.kind == .context else { throw .unlikely("fact") }
    return mention
  }

  private func value(_ saved: SavedSession.Fact) throws(Problem) -> Mention {
    let typed = try text(saved.typed ?? "")
    if labs.contextFact(saved.fact) != nil {
      var mention = Mention(fact: saved.fact, kind: .context, status: .stated, range: 0..<0)
      mention.asTyped = typed
      return mention
    }
    if let test = labs.qualitativeTest(saved.fact) {
      var mention = Mention(fact: saved.fact, kind: .qualitative, status: .stated, range: 0..<0)
      guard let word = saved.word, test.values.contains(word) else { throw .unlikely("result") }
      mention.qualitative = Qualitative(
        value: word,
        titre: try saved.titre.map { titre throws(Problem) in
          try number(titre, in: 1...1_000_000, "titre")
        }, pattern: try saved.pattern.map { part throws(Problem) in try text(part) },
        zygosity: try saved.zygosity.map { part throws(Problem) in try text(part) })
      mention.asTyped = typed
      return mention
    }
    guard let analyte = labs.analyte(saved.fact) else { throw .unknown("fact") }
    if let number = saved.number { return try result(saved, number, typed, analyte) }
    var mention = Mention(fact: saved.fact, kind: .analyte, status: .stated, range: 0..<0)
    guard let word = saved.word.flatMap(WordValue.init) else { throw .unlikely("result") }
    mention.wordValue = word
    mention.asTyped = typed
    mention.flag = word.flag
    return mention
  }

  /// A number with its unit, read as the reader reads it.
  private func result(
    _ saved: SavedSession.Fact, _ number: Double, _ typed: String, _ analyte: Analyte
  ) throws(Problem) -> Mention {
    let comparator = try comparator(saved.comparator)
    let bare = BareValue(
      value: number, unit: saved.unit, comparator: comparator,
      asTyped: typed.isEmpty ? decimalText(number, decimals: 2) : typed)
    guard let unit = saved.unit, analyte.factor(of: unit) != nil,
      case .mention(var mention)? = labs.mention(of: analyte.id, bare, unit: unit)
    else { throw .unlikely("result") }
    mention.unitGuessed = saved.guessed ?? false
    mention.wordValue = saved.word.flatMap(WordValue.init)
    if saved.low != nil || saved.high != nil {
      mention.ownInterval = try interval(saved, analyte)
    }
    if let flag = saved.flag {
      guard let known = Flag(rawValue: flag) else { throw .unknown("flag") }
      mention.ownFlag = known
    }
    mention.flag = mention.flag(by: analyte)
    return mention
  }

  private func interval(
    _ saved: SavedSession.Fact, _ analyte: Analyte
  ) throws(Problem) -> ReferenceInterval {
    for end in [saved.low, saved.high].compactMap({ $0 }) {
      guard end.isFinite, end >= 0 || analyte.hard.contains(end) else {
        throw .unlikely("interval")
      }
    }
    if let low = saved.low, let high = saved.high, low > high { throw .unlikely("interval") }
    return ReferenceInterval(low: saved.low, high: saved.high, unit: analyte.canonical)
  }

  private func comparator(_ text: String?) throws(Problem) -> Comparator {
    guard let text else { return .equal }
    guard let comparator = Comparator(rawValue: text) else { throw .unknown("comparator") }
    return comparator
  }

  private func when(_ saved: SavedSession.When?) throws(Problem) -> When? {
    guard let saved else { return nil }
    guard let precision = When.Precision(rawValue: saved.precision) else { throw .unlikely("date") }
    var day: Day?
    if let text = saved.day {
      guard let read = Day(iso: text) else { throw .unlikely("date") }
      day = read
    }
    var when = When(day: day, precision: precision)
    when.isLongAgo = saved.longAgo ?? false
    return when
  }

  /// A number that still waits for its unit.
  private func doubt(_ saved: SavedSession.Fact) throws(Problem) -> Session.Pending? {
    guard let number = saved.number, labs.analyte(saved.fact) != nil else {
      throw .unlikely("result")
    }
    var bare = BareValue(
      value: number, unit: nil, comparator: try comparator(saved.comparator),
      asTyped: try text(saved.typed ?? ""))
    bare.when = try when(saved.when)
    // The same number may be no doubt any more where another result told the units.
    guard case .doubt(let doubt)? = labs.mention(of: saved.fact, bare, unit: nil) else {
      return nil
    }
    return .doubt(doubt)
  }
}

// MARK: What was spoken of

extension SessionLoading {
  private func focus(_ saved: SavedSession.Focus) throws(Problem) -> Session.Focus {
    guard knowledge.topics.contains(where: { $0.id == saved.topic }) else {
      throw .unknown("topic")
    }
    if let facet = saved.facet, !knowledge.sections.contains(where: { $0.facet == facet }) {
      throw .unknown("facet")
    }
    if let section = saved.section { _ = try sections([section], most: 1) }
    return Session.Focus(topic: saved.topic, facet: saved.facet, section: saved.section)
  }

  private func restore(_ saved: SavedSession.Said?, _ session: inout Session) throws(Problem) {
    guard let saved else { return }
    session.said.notes = try ids(saved.notes, "note") { id in
      knowledge.notes.contains { $0.id == id }
    }
    session.said.refinements = try ids(saved.refinements, "rule") { id in
      knowledge.refinements.rules.contains { $0.id == id }
    }
    session.said.questions = try ids(saved.questions, "question") { id in
      knowledge.refinements.asks.contains { $0.id == id }
    }
    session.said.sections = try sections(saved.sections, most: Session.Said.limit)
    session.said.offers = try sections(saved.offers ?? [], most: Session.Said.limit)
    session.said.again = try ids(saved.again ?? [], "rule") { id in
      knowledge.refinements.rules.contains { $0.id == id }
    }
    session.said.kindness = try number(saved.kindness, in: 0...1_000_000_000, "count")
  }

  private func restore(_ saved: SavedSession.Last?, _ session: inout Session) throws(Problem) {
    guard let saved else { return }
    guard saved.cited.count <= 64 else { throw .tooMany("citations") }
    var citations: [ReplyCitation] = []
    for cited in saved.cited {
      let source = knowledge.sources.first { $0.id == cited.source }
      let isOurs = [ReplyCitation.labSource, ReplyCitation.ownSource].contains(cited.source)
      guard source != nil || isOurs else { throw .unknown("source") }
      citations.append(
        ReplyCitation(
          Citation(source: cited.source, section: try text(cited.section)),
          label: source?.label ?? cited.source))
    }
    session.last = Session.LastAnswer(
      question: "", citations: citations, sections: try sections(saved.sections, most: 64),
      signals: try findings(saved.findings, most: 64))
  }

  private func sections(_ ids: [String], most: Int) throws(Problem) -> [String] {
    guard ids.count <= most else { throw .tooMany("sections") }
    return try self.ids(ids, "section") { id in knowledge.sections.contains { $0.id == id } }
  }

  private func findings(_ ids: [String], most: Int) throws(Problem) -> [String] {
    guard ids.count <= most else { throw .tooMany("findings") }
    return try self.ids(ids, "finding") { id in
      knowledge.refinements.signals.contains { $0.id == id }
    }
  }

  private func ids(
    _ ids: [String], _ kind: String, isKnown: (String) -> Bool
  ) throws(Problem) -> [String] {
    guard ids.count <= 64 else { throw .tooMany("\(kind)s") }
    for id in ids where !isKnown(id) { throw .unknown(kind) }
    return ids
  }

  private func lines(_ told: [String]) throws(Problem) -> [String] {
    guard told.count <= Session.mostTold else { throw .tooMany("lines") }
    for line in told {
      guard line.utf8.count <= 1024, line == Line.cleaned(line) else { throw .unlikely("line") }
    }
    return told
  }

  private func text(_ text: String) throws(Problem) -> String {
    guard text.utf8.count <= Self.longestText, text == Line.cleaned(text) else {
      throw .unlikely("text")
    }
    return text
  }

  private func number(
    _ number: Int, in range: ClosedRange<Int>, _ kind: String
  ) throws(Problem) -> Int {
    guard range.contains(number) else { throw .unlikely(kind) }
    return number
  }
}
