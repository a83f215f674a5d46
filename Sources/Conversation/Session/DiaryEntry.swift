package import LabValues

/// One line of a lab diary: a fact of a person, as it was told, or their age and sex.
///
///     {"fact":"calcium_total","value":2.6,"unit":"mmol/L","date":"2026-01-09"}
///     {"person":"mother","fact":"dialysis"}
///     {"age":61,"sex":"female"}
package struct DiaryEntry: Sendable, Hashable, Codable {
  /// As `Person` writes it; `nil` for whom the diary is of.
  package var person: String?
  package var fact: String?
  package var value: Double?
  /// The unit that the value was told in.
  package var unit: String?
  package var comparator: String?
  /// A result in words, such as `positive` or `high`.
  package var word: String?
  package var titre: Int?
  package var pattern: String?
  package var zygosity: String?
  /// The laboratory's own interval, in the unit that the value is kept in, and its flag.
  package var low: Double?
  package var high: Double?
  package var flag: String?
  /// `2026-01-09`, `2026-01` or `2026`.
  package var date: String?
  /// Of an earlier time that has no date.
  package var earlier: Bool?
  /// Whether a condition or medicine is not there.
  package var denied: Bool?
  package var age: Int?
  package var sex: String?

  init(of person: Person?) { self.person = person?.rawValue }

  /// What is wrong with an entry, in a word.
  package enum Problem: String, Error, Sendable {
    case person = "no such person"
    case fact = "no such fact"
    case value = "a value that cannot be"
    case unit = "a unit that does not fit"
    case word = "a word that does not fit"
    case date = "a date that cannot be"
    case age = "an age that cannot be"
  }
}

extension Session.Limits {
  /// What a session with a diary may hold: a result a week for twenty years.
  package static var diary: Session.Limits {
    var limits = Session.Limits()
    limits.facts = 8_192
    limits.history = 1_024
    return limits
  }
}

// MARK: Writing

extension Session {
  /// What is known of everybody, as a diary holds it: what has no date was told today.
  package var diary: [DiaryEntry] {
    records.flatMap { record in
      var entries = record.facts.map { DiaryEntry($0, of: record.person, today) }
      if record.age != nil || record.sex != nil {
        var entry = DiaryEntry(of: record.person)
        entry.age = record.age
        entry.sex = record.sex?.rawValue
        entries.append(entry)
      }
      return entries
    }
  }
}

extension DiaryEntry {
  fileprivate init(_ stored: StoredFact, of person: Person?, _ today: Day?) {
    self.init(of: person)
    let mention = stored.mention
    fact = mention.fact
    if mention.status == .denied { denied = true }
    if let typed = mention.typed ?? mention.value {
      value = typed.value
      unit = typed.unit
    }
    if mention.comparator != .equal { comparator = mention.comparator.rawValue }
    word = mention.qualitative?.value ?? mention.wordValue?.rawValue
    titre = mention.qualitative?.titre
    pattern = mention.qualitative?.pattern
    zygosity = mention.qualitative?.zygosity
    low = mention.ownInterval?.low
    high = mention.ownInterval?.high
    flag = mention.ownFlag?.rawValue
    if let when = mention.when, when.day != nil {
      date = "\(when)"
    } else if mention.isOfEarlier {
      earlier = true
    } else if mention.kind != .context {
      date = today.map { "\($0)" }
    }
  }
}

// MARK: Reading

extension Session {
  /// Takes over the entries of a diary, each checked as if it were typed; the place of the first that
  /// cannot be, counted from 0, with what is wrong with it. Nothing is taken over then.
  package mutating func take(
    _ entries: [DiaryEntry], _ labs: LabCatalogue
  ) -> (place: Int, problem: DiaryEntry.Problem)? {
    var filled = self
    for (place, entry) in entries.enumerated() {
      do throws(DiaryEntry.Problem) {
        try filled.take(entry, labs)
      } catch {
        return (place, error)
      }
    }
    for person in filled.records.map(\.person) { filled.withdrawAdultFlags(of: person, labs) }
    self = filled
    return nil
  }

  private mutating func take(
    _ entry: DiaryEntry, _ labs: LabCatalogue
  ) throws(DiaryEntry.Problem) {
    let person = entry.person.flatMap(Person.init)
    guard (person == nil) == (entry.person == nil) else { throw .person }
    if let age = entry.age, !(0...130).contains(age) { throw .age }
    let sex = entry.sex.flatMap(Sex.init)
    guard (sex == nil) == (entry.sex == nil) else { throw .age }
    if entry.age != nil || sex != nil {
      change(of: person) { record in
        record.age = entry.age ?? record.age
        record.sex = sex ?? record.sex
      }
      if entry.fact == nil { return }
    }
    var mention = try entry.mention(labs, today)
    mention.subject = person
    keep(StoredFact(mention, turn: 0), of: person)
  }

  /// The adult intervals do not hold of a child or in a pregnancy.
  private mutating func withdrawAdultFlags(of person: Person?, _ labs: LabCatalogue) {
    let record = record(of: person)
    guard
      labs.context.contains(where: { fact in
        fact.endsAdultRange && record.newest(fact.id, today).map { !$0.isNegated } == true
      })
    else { return }
    change(of: person) { $0.forgetFlags() }
  }
}

extension DiaryEntry {
  fileprivate func mention(
    _ labs: LabCatalogue, _ today: Day?
  ) throws(DiaryEntry.Problem) -> Mention {
    guard let fact else { throw .fact }
    var mention: Mention
    if let analyte = labs.analyte(fact) {
      mention = try result(of: analyte)
    } else if let test = labs.qualitativeTest(fact) {
      guard let word, test.values.contains(word) else { throw .word }
      mention = Mention(fact: fact, kind: .qualitative, status: .stated, range: 0..<0)
      mention.qualitative = Qualitative(
        value: word, titre: titre, pattern: pattern, zygosity: zygosity)
      mention.asTyped = word
    } else if labs.contextFact(fact) != nil {
      mention = Mention(
        fact: fact, kind: .context, status: denied == true ? .denied : .stated, range: 0..<0)
    } else {
      throw .fact
    }
    mention.isEarlier = earlier == true
    guard let date else { return mention }
    guard let when = When(written: date), let day = when.day else { throw .date }
    if let today, day > today { throw .date }
    mention.when = when
    mention.isPast = when.isLongAgo(before: today)
    return mention
  }

  private func result(of analyte: Analyte) throws(DiaryEntry.Problem) -> Mention {
    var mention = Mention(fact: analyte.id, kind: .analyte, status: .stated, range: 0..<0)
    guard let value else {
      guard let reading = word.flatMap(WordValue.init) else { throw .word }
      mention.wordValue = reading
      mention.flag = reading.flag
      mention.asTyped = reading.rawValue
      return mention
    }
    guard value.isFinite else { throw .value }
    let typed = Quantity(value, unit ?? analyte.canonical)
    guard let canonical = analyte.canonical(typed) else { throw .unit }
    guard analyte.hard.contains(canonical.value) else { throw .value }
    let comparator = Comparator(rawValue: comparator ?? "")
    let own = flag.flatMap(Flag.init)
    guard let comparator, (own == nil) == (flag == nil) else { throw .word }
    mention.typed = typed
    mention.value = canonical
    mention.comparator = comparator
    mention.asTyped = comparator.rawValue + analyte.text(typed)
    mention.ownFlag = own
    if low != nil || high != nil {
      mention.ownInterval = ReferenceInterval(low: low, high: high, unit: analyte.canonical)
    }
    mention.flag = mention.flag(by: analyte)
    return mention
  }
}
