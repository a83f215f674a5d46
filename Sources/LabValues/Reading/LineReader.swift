/// One line on its way from words to a `Reading`.
///
/// The order matters: names and dates are known first, then numbers are bound to names, then
/// statements about conditions are weighed, because a bare "dialysis" counts only beside a result.
struct LineReader {
  let catalogue: LabCatalogue
  let lexicon: Lexicon
  let scan: LineScan
  let scopes: Scopes
  let denials: ListDenials
  let layout: Layout
  let dates: [DateSpan]
  let context: ReadingContext
  var today: Day? { context.today }
  var numbers: [NumberSpan]
  /// What unit stands right behind each number.
  var units: [NumberUnit] = []
  /// The number that starts at a lexeme, and the one that ends before it, -1 for none.
  private var numberAt: [Int32] = []
  private var numberBefore: [Int32] = []
  /// The date that a lexeme is part of, -1 for none.
  private var dateAt: [Int32] = []
  /// Unit families that the line uses.
  var systems: [UnitSystem: Bool] = [:]
  /// Companion words of the line, by the fact that they prove.
  var companions: [Meaning] = []
  /// Context facts whose abbreviations the line forbids.
  var refuted: [Int] = []
  /// A child of the speaker who is of age: somebody else.
  var grownChild = false
  /// The numbers that are ages.
  var ages: [Int] = []
  /// Names that belong to the name before them ("Vitamin D, 25-hydroxy").
  var absorbed: Set<Int> = []
  var reading = Reading()
  /// The values of qualitative names already read, by their index in `scan.names`.
  var preposedValues: [Int: String] = [:]
  /// The status of every context name that was decided, by its index in `scan.names`.
  var decided: [Int: Status] = [:]
  /// Values whose unit was not written and is open so far: the rest of the report may settle it.
  /// The line holds a report: a sentence of it explains, and states nothing of the person.
  var isReport = false
  var unsettled: [(entry: Entry, name: Int, test: Int)] = []

  init(_ scan: LineScan, _ catalogue: LabCatalogue, _ lexicon: Lexicon, in context: ReadingContext)
  {
    self.catalogue = catalogue
    self.lexicon = lexicon
    self.scan = scan
    self.context = context
    scopes = Scopes(scan, focus: context.focus)
    denials = ListDenials(scan)
    layout = Layout(scan.bytes, scan.lexemes)
    dates = DateReader(scan, today: context.today, words: catalogue.vocabulary).dates()
    numbers = NumberReader(scan: scan, layout: layout, words: NumberWords()).numbers(outside: dates)
    if !dates.isEmpty {
      dateAt = [Int32](repeating: -1, count: scan.count)
      for (k, date) in dates.enumerated() {
        for i in date.start..<min(date.end, scan.count) { dateAt[i] = Int32(k) }
      }
    }
    units.reserveCapacity(numbers.count)
    for number in numbers { units.append(scan.unit(behind: number.end)) }
    if !numbers.isEmpty {
      numberAt = [Int32](repeating: -1, count: scan.count + 1)
      numberBefore = numberAt
      for k in numbers.indices {
        numberAt[numbers[k].start] = Int32(k)
        numberBefore[numbers[k].end] = Int32(k)
        numberBefore[units[k].end] = Int32(k)
        // The unit may end in the name itself, and then the number stands before that name.
        if let name = scan.name(at: units[k].end - 1), name.start > numbers[k].end {
          numberBefore[name.start] = Int32(k)
        }
      }
    }
    for hit in scan.hits where scan.table.hasProof[Int(hit.phrase)] {
      for meaning in scan.table.phrases[Int(hit.phrase)].meanings {
        switch meaning {
        case .companion where !companions.contains(meaning): companions.append(meaning)
        case .refutes(let index) where !refuted.contains(index): refuted.append(index)
        default: break
        }
      }
    }
    readSystemWords()
  }

  /// No report has more rows; it bounds the search for contradictions.
  private static let mostMentions = 400

  mutating func read() -> Reading {
    readPerson()
    readRetractions()
    if reading.retractions.isEmpty { readResults() }
    readContext()
    readCorrections()
    settleUnits()
    readBareAnswer()
    readNamed()
    finish()
    return reading
  }

  /// The results named in full; an abbreviation counts only where it was read as one.
  private mutating func readNamed() {
    for name in scan.names {
      var ids: [String] = []
      if let (index, proof) = name.analyte, proof == nil, index < catalogue.analytes.count {
        ids.append(catalogue.analytes[index].id)
      }
      if let (index, proof) = name.qualitative, proof == nil {
        ids.append(catalogue.qualitative[index].id)
      }
      for id in ids where !reading.named.contains(id) { reading.named.append(id) }
    }
  }

  /// "(US units)"
  private mutating func readSystemWords() {
    for (cue, system) in [(Cue.systemConventional, UnitSystem.conventional), (.systemSI, .si)] {
      for i in 0..<scan.count {
        guard let end = scan.end(of: CueSet(cue), at: i), end - i > 1 else { continue }
        systems[system] = true
      }
    }
  }

  /// The adult intervals are off; mentions are put in order; contradictions become doubts.
  private mutating func finish() {
    reading.mentions.truncate(to: Self.mostMentions)
    reading.doubts.truncate(to: Self.mostMentions)
    let exempt = reading.mentions.filter { mention in
      mention.kind == .context && mention.status == .stated
        && catalogue.contextFact(mention.fact)?.endsAdultRange == true
    }.map(\.subject)
    for i in reading.mentions.indices {
      let subject = reading.mentions[i].subject
      let isExempt = reading.isChild && reading.aged == subject || exempt.contains(subject)
      reading.mentions[i].flag = flag(reading.mentions[i], isExempt)
      reading.mentions[i].isPast = isLongAgo(reading.mentions[i].when)
    }
    reading.focus = focus
    reading.sharing = scopes.sharing
    let namesSomebody = if case .on(.some) = scopes.focus { true } else { false }
    reading.isPointing = scopes.isPointing && !namesSomebody
    reading.mentions.sort { ($0.range.lowerBound, $0.fact) < ($1.range.lowerBound, $1.fact) }
    findContradictions()
    reading.doubts.sort { ($0.range.lowerBound, $0.fact) < ($1.range.lowerBound, $1.fact) }
  }

  /// Whom the line leaves in focus: whose fact it told last, else whom it named.
  private var focus: PersonFocus {
    if case .on(let person) = scopes.focus, let person { return .on(person) }
    let told =
      reading.mentions.filter { $0.status == .stated || $0.status == .denied }
      .map { ($0.range.lowerBound, $0.subject) }
      + reading.doubts.map { ($0.range.lowerBound, $0.subject) }
    guard let last = told.max(by: { $0.0 < $1.0 }) else { return scopes.focus }
    return last.1.map { .on($0) } ?? scopes.focus
  }

  /// Gives a number without a unit the family of units that the other results are in.
  private mutating func settleUnits() {
    guard !unsettled.isEmpty else { return }
    var families = systems
    for mention in reading.mentions where mention.status == .stated {
      guard let unit = mention.typed?.unit, catalogue.analyte(mention.fact)?.settlesUnits == true
      else { continue }
      note(unit, &families)
    }
    if families.isEmpty {
      for (fact, unit) in context.units where catalogue.analyte(fact)?.settlesUnits == true {
        note(unit, &families)
      }
    }
    guard families.count == 1, let family = families.first?.key else { return }
    for open in unsettled {
      let analyte = lexicon.tests[open.test]
      let at = scan.names[open.name].start
      guard analyte.settledBy.contains(family),
        let place = reading.doubts.firstIndex(where: { doubt in
          doubt.fact == analyte.id && doubt.reason == .missingUnit && !doubt.isCalm
            && doubt.range.contains(origin(at..<at + 1).lowerBound)
        })
      else { continue }
      let kin = reading.doubts[place].candidates.filter { candidate in
        catalogue.unit(candidate.typed.unit)?.system == family
      }
      guard kin.count == 1,
        let unit = catalogue.units.firstIndex(where: { $0.id == kin[0].typed.unit })
      else { continue }
      reading.doubts.remove(at: place)
      var entry = open.entry
      entry.tail.unit = unit
      entry.isGuessed = true
      add(entry, open.name, open.test)
    }
  }

  private func note(_ unit: String, _ families: inout [UnitSystem: Bool]) {
    guard let system = catalogue.unit(unit)?.system, system != .neutral else { return }
    families[system] = true
  }

  private func flag(_ mention: Mention, _ isExempt: Bool) -> Flag {
    guard mention.kind == .analyte, let analyte = catalogue.analyte(mention.fact) else {
      return .unknown
    }
    guard mention.value != nil else {
      return mention.status == .stated ? mention.wordValue?.flag ?? .unknown : .unknown
    }
    if isExempt {
      guard mention.ownFlag != nil || mention.ownInterval != nil else { return .unknown }
    }
    return mention.flag(by: analyte)
  }

  /// Two results of one analyte that are neither dated nor ordered, or a fact both stated and
  /// denied.
  private mutating func findContradictions() {
    var drop: Set<Int> = []
    for (i, one) in reading.mentions.enumerated() where one.status == .stated && !drop.contains(i) {
      for k in (i + 1)..<max(i + 1, reading.mentions.count) where !drop.contains(k) {
        let two = reading.mentions[k]
        guard two.fact == one.fact, two.subject == one.subject else { continue }
        if one.kind == .context, two.status == .denied, two.when == nil, one.when == nil {
          note(contradiction: [one, two])
          drop.formUnion([i, k])
        } else if one.kind == .context, two.status == .stated {
          drop.insert(k)
        } else if one.kind == .analyte, two.status == .stated {
          switch relation(one, two) {
          case .same: drop.insert(k)
          case .ordered: break
          case .opposed:
            note(contradiction: [one, two])
            drop.formUnion([i, k])
          }
        } else if one.kind == .qualitative, two.status == .stated,
          one.qualitative == two.qualitative
        {
          drop.insert(k)
        }
      }
    }
    for (i, one) in reading.mentions.enumerated()
    where one.kind == .context && one.status == .denied {
      for k in (i + 1)..<max(i + 1, reading.mentions.count)
      where reading.mentions[k].fact == one.fact && reading.mentions[k].subject == one.subject
        && !drop.contains(k) && !drop.contains(i)
      {
        let two = reading.mentions[k]
        if two.status == .denied { drop.insert(k) }
        if two.status == .stated, one.when == nil, two.when == nil {
          note(contradiction: [one, two])
          drop.formUnion([i, k])
        }
      }
    }
    guard !drop.isEmpty else { return }
    reading.mentions = reading.mentions.enumerated().filter { !drop.contains($0.offset) }.map(
      \.element)
  }

  private enum Relation { case same, ordered, opposed }

  private func relation(_ one: Mention, _ two: Mention) -> Relation {
    guard let a = one.value, let b = two.value else {
      if one.wordValue != nil, two.wordValue != nil, one.wordValue != two.wordValue {
        return one.when == two.when && !one.isEarlier && !two.isEarlier ? .opposed : .ordered
      }
      return one.value == nil && two.value == nil ? .same : .ordered
    }
    if one.isEarlier || two.isEarlier || one.isCorrection != two.isCorrection { return .ordered }
    if let first = one.when?.day, let second = two.when?.day, first != second { return .ordered }
    if one.when != nil, two.when != nil, one.when != two.when { return .ordered }
    if (a.value - b.value).magnitude <= 0.03 * max(a.value.magnitude, b.value.magnitude) {
      return .same
    }
    return one.when == nil && two.when == nil ? .opposed : .ordered
  }

  private mutating func note(contradiction mentions: [Mention]) {
    guard let first = mentions.first, let last = mentions.last else { return }
    let candidates = mentions.compactMap { mention -> Doubt.Candidate? in
      guard let typed = mention.typed, let value = mention.value else { return nil }
      return Doubt.Candidate(typed: typed, canonical: value, flag: mention.flag)
    }
    reading.doubts.append(
      Doubt(
        fact: first.fact, reason: .contradiction,
        range: first.range.lowerBound..<max(first.range.upperBound, last.range.upperBound),
        asTyped: mentions.map(\.asTyped).joined(separator: ", "), candidates: candidates))
  }
}

extension LineReader {
  func date(covering i: Int) -> DateSpan? {
    i >= 0 && i < dateAt.count && dateAt[i] >= 0 ? dates[Int(dateAt[i])] : nil
  }

  func numberIndex(at i: Int) -> Int? {
    i < numberAt.count && numberAt[i] >= 0 ? Int(numberAt[i]) : nil
  }

  /// The number that ends, with or without its unit, in front of lexeme `i`.
  func numberIndex(endingAt i: Int) -> Int? {
    i < numberBefore.count && numberBefore[i] >= 0 ? Int(numberBefore[i]) : nil
  }

  /// The range of the line behind a range of lexemes.
  func origin(_ lexemes: Range<Int>) -> Range<Int> { scan.text.origin(scan.byteRange(lexemes)) }
}

extension Array {
  fileprivate mutating func truncate(to count: Int) {
    if self.count > count { removeLast(self.count - count) }
  }
}
