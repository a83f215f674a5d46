extension LineReader {
  // MARK: - "forget my calcium"

  mutating func readRetractions() {
    for i in 0..<scan.count where scan.nameAt[i] < 0 {
      guard let end = scan.end(of: CueSet(.retraction), at: i), isCommand(i) else { continue }
      var found = objects(from: end)
      if found.isEmpty,
        end >= scan.count || scan.isSentenceStart(end) || scan.lexemes[end].pause != .none
      {
        found = [.last]
      }
      for retraction in found where !reading.retractions.contains(retraction) {
        reading.retractions.append(retraction)
      }
    }
    guard reading.retractions.isEmpty, numbers.isEmpty || scan.names.isEmpty else { return }
    // "those were my husband's", "that wasn't mine": a result said before was not theirs.
    if numbers.isEmpty, (0..<scan.count).contains(where: { scan.has(.isMine, at: $0) }) {
      reading.handover = Handover(person: nil)
      return
    }
    guard isNotMine() else { return }
    if let person = namedPerson() {
      reading.handover = Handover(person: person)
    } else {
      reading.retractions.append(.last)
    }
  }

  /// The first person that the line names.
  private func namedPerson() -> Person? {
    for i in 0..<scan.count {
      if let person = scan.longest(at: i, { if case .person(let p) = $0 { p } else { nil } }) {
        return person.value
      }
    }
    return nil
  }

  /// An order, not a story: "please forget …" but not "I forget", "don't forget".
  private func isCommand(_ i: Int) -> Bool {
    if i == 0 || scan.lexemes[i].pause != .none { return true }
    if scan.start(of: CueSet(.negation), endingAt: i) != nil { return false }
    if scan.start(of: CueSet(.opener), endingAt: i) != nil { return true }
    // "can you forget …", "I want you to forget …"
    guard let (s, _) = scan.start(of: CueSet(.personGeneric, .connector), endingAt: i) else {
      return false
    }
    return s == 0 || scan.lexemes[s].pause != .none
      || scan.start(of: CueSet(.question, .opener, .personGeneric), endingAt: s) != nil
  }

  private func objects(from start: Int) -> [Retraction] {
    var found: [Retraction] = []
    var j = start
    var unknown = 0
    let lists: [(Cue, Retraction)] = [
      (.retractLabs, .labs), (.retractConditions, .conditions), (.retractMedicines, .medicines),
      (.retractAll, .everything), (.retractLast, .last),
    ]
    while j < scan.count, !(scan.isSentenceStart(j) && j > start), unknown <= 3 {
      if let name = scan.name(at: j) {
        let ids = [
          name.analyte.map { lexicon.tests[$0.index].id },
          name.qualitative.map { catalogue.qualitative[$0.index].id },
          (name.context?.index ?? name.whichOf).map { catalogue.context[$0].id },
        ]
        for id in ids.compactMap({ $0 }) { found.append(.fact(id)) }
        j = name.end
        continue
      }
      var best: (end: Int, retraction: Retraction)?
      for (cue, retraction) in lists {
        if let end = scan.end(of: CueSet(cue), at: j), end > best?.end ?? 0 {
          best = (end, retraction)
        }
      }
      if let best {
        if !(best.retraction == .last && !found.isEmpty) { found.append(best.retraction) }
        j = best.end
        continue
      }
      if scan.end(
        of: CueSet(.owning, .valueFiller, .opener, .factFiller, .forPerson, .withWord), at: j)
        == nil
      {
        unknown += 1
      }
      j += 1
    }
    // "forget it, my calcium is 9": "it" only when nothing else is named.
    let facts = found.filter { if case .fact = $0 { true } else { false } }
    let named = facts.isEmpty ? found.filter { $0 != .last } : facts
    return named.isEmpty ? Array(found.prefix(1)) : named
  }

  private func isNotMine() -> Bool {
    for i in 0..<scan.count {
      guard let end = scan.end(of: CueSet(.notMine), at: i) else { continue }
      // "that was my" needs the person behind it.
      if scan.has(.owning, at: end - 1), !scan.has(.ownPronoun, at: end - 1) {
        guard let next = scan.end(of: CueSet(.personOther), at: end) else { continue }
        let ends = next >= scan.count || scan.lexemes[next].pause != .none
        guard ends || scan.end(of: CueSet(.retractLabs, .valueFiller), at: next) != nil else {
          continue
        }
      }
      return true
    }
    return false
  }

  // MARK: - "sorry, 3.1 not 7.1"

  mutating func readCorrections() {
    guard let cue = correctionCue() else { return }
    let range = 0..<scan.count
    if correctWithinLine(cue.at) { return }
    if let named = reading.mentions.indices.first(where: {
      reading.mentions[$0].kind != .context && reading.mentions[$0].status == .stated
    }) {
      // Everything stated in a correcting line replaces.
      for i in reading.mentions.indices
      where reading.mentions[i].status == .stated && reading.mentions[i].kind != .context
        && !reading.mentions[i].isEarlier
      {
        reading.mentions[i].isCorrection = true
      }
      reading.corrections.append(
        Correction(
          fact: reading.mentions[named].fact, value: nil, old: oldNumber(), range: origin(range)))
      return
    }
    if let doubt = reading.doubts.first(where: { $0.number != nil }), cue.isStrong {
      let value = doubt.number.map {
        BareValue(value: $0, unit: nil, comparator: doubt.comparator, asTyped: doubt.asTyped)
      }
      reading.corrections.append(
        Correction(fact: doubt.fact, value: value, old: oldNumber(), range: origin(range)))
      return
    }
    let free = numbers.indices.filter {
      !numbers[$0].isTaken && !numbers[$0].isExcluded && !isOld($0) && !units[$0].isDose
    }
    guard let new = free.first, free.count <= 2, cue.isStrong || oldNumber() != nil else { return }
    let fact = scan.names.first { $0.analyte != nil }.flatMap {
      $0.analyte.map { lexicon.tests[$0.index].id }
    }
    reading.corrections.append(
      Correction(fact: fact, value: bare(new), old: oldNumber(), range: origin(range)))
  }

  /// "phosphate 3.1 mmol/l sorry 1.3 mmol/l": the second number replaces the first at once.
  private mutating func correctWithinLine(_ at: Int) -> Bool {
    guard let n = scan.names.lastIndex(where: { $0.analyte != nil && $0.end <= at }),
      let index = scan.names[n].analyte?.index,
      let k = numbers.indices.first(where: {
        numbers[$0].start > at && !numbers[$0].isTaken && !numbers[$0].isExcluded && !isOld($0)
      }), !scan.names.contains(where: { $0.start > at && $0.end <= numbers[k].start })
    else { return false }
    let id = lexicon.tests[index].id
    let place = origin(scan.names[n].lexemes)
    reading.mentions.removeAll { $0.fact == id && $0.range.overlaps(place) }
    reading.doubts.removeAll { $0.fact == id && $0.range.overlaps(place) }
    var entry = Entry(number: k, tail: tail(behind: k, index), binding: Binding())
    entry.binding.comparator = numbers[k].comparator
    take(k)
    add(entry, n, index)
    return true
  }

  /// A line of more words says something besides.
  private static let shortLine = 10

  private func correctionCue() -> (isStrong: Bool, at: Int)? {
    if opening != nil { return (true, 0) }
    var weak: (isStrong: Bool, at: Int)?
    for i in 0..<scan.count where scan.nameAt[i] < 0 {
      guard let end = scan.end(of: CueSet(.correction), at: i) else { continue }
      // A bare "not" corrects only between two numbers.
      if end == i + 1, scan.has(.negation, at: i) {
        if numbers.count > 1, numberIndex(at: end) != nil { weak = (false, i) }
        continue
      }
      if end == i + 1, scan.has(.forPerson, at: i) { continue }
      return (true, i)
    }
    return weak
  }

  /// The number that a short line opens with to put another right: "no 15.4".
  private var opening: Int? {
    guard let end = scan.end(of: CueSet(.openingCorrection), at: 0), let k = numberIndex(at: end),
      scan.count <= Self.shortLine, !units[k].isOther
    else { return nil }
    let next = max(numbers[k].end, units[k].end)
    return next >= scan.count || scan.lexemes[next].pause != .none ? k : nil
  }

  /// "not 7.1", "instead of 7.1"
  private func isOld(_ k: Int) -> Bool {
    guard k != opening else { return false }
    let s = numbers[k].start
    guard let (_, cues) = scan.start(of: CueSet(.negation, .unreal), endingAt: s) else {
      return false
    }
    return cues.contains(.negation) || cues.contains(.correction)
  }

  private func oldNumber() -> Double? {
    numbers.indices.first { isOld($0) }.map { numbers[$0].value }
  }

  private func bare(_ k: Int) -> BareValue {
    let number = numbers[k]
    let unitID = units[k].lab.map { catalogue.units[$0].id }
    let end =
      units[k].lab == nil ? number.bytes.upperBound : Int(scan.lexemes[units[k].end - 1].end)
    var comparator = number.comparator
    if comparator == .equal,
      let (start, _) = scan.start(
        of: CueSet(.comparatorAbove, .comparatorBelow, .comparatorAbout), endingAt: number.start)
    {
      comparator = self.comparator(at: start)?.0 ?? .equal
    }
    let text = scan.text.written(number.bytes.lowerBound..<end)
    return BareValue(
      value: number.value, unit: unitID, comparator: comparator,
      asTyped: comparator == .equal ? text : comparator.rawValue + text)
  }

  // MARK: - "mmol/L"

  /// A line that is only a unit, or only a number with or without one.
  mutating func readBareAnswer() {
    guard scan.count <= 12, scan.names.isEmpty, reading.corrections.isEmpty,
      reading.retractions.isEmpty
    else { return }
    var unit: UnitAnswer?
    var number: Int?
    var unknown = 0
    var person: Int?
    var j = 0
    while j < scan.count {
      if let k = numberIndex(at: j), number == nil, !numbers[k].isExcluded, !units[k].isDose,
        !units[k].isOther
      {
        number = k
        j = max(numbers[k].end, units[k].end)
        continue
      }
      if let (end, index) = scan.longest(at: j, { if case .unit(let u) = $0 { u } else { nil } }),
        unit == nil
      {
        unit = .unit(catalogue.units[index].id)
        j = end
        continue
      }
      let persons = CueSet(.personOther, .personChild, .personPatient, .personPronoun)
      if let end = scan.end(of: persons, at: j) {
        person = j
        j = end
        continue
      }
      if let end = scan.end(of: CueSet(.systemConventional), at: j) {
        unit = unit ?? .system(.conventional)
        j = end
        continue
      }
      if let end = scan.end(of: CueSet(.systemSI), at: j) {
        unit = unit ?? .system(.si)
        j = end
        continue
      }
      if let date = date(covering: j) {
        j = date.end
        continue
      }
      let fillers = CueSet(.answerFiller, .comparatorAbove, .comparatorBelow, .comparatorAbout)
      if let end = scan.end(of: fillers, at: j) {
        j = end
      } else {
        unknown += 1
        j += 1
      }
    }
    // "the hospital here prints mmol/L" answers with the unit; a number must stand alone.
    guard unknown == 0 || number == nil && unit != nil && unknown <= 4 else { return }
    if let number {
      guard reading.age == nil else { return }
      var value = bare(number)
      if let person { value.subject = whose(person, person + 1) }
      value.when = dates.first?.when
      reading.bareValue = value
    } else {
      reading.unitAnswer = unit
    }
  }
}
