extension LineReader {
  /// Turns a bound number into a mention, or into a doubt.
  mutating func add(_ entry: Entry, _ n: Int, _ index: Int) {
    guard index < catalogue.analytes.count else {
      addAlarm(entry, n, index)
      return
    }
    let analyte = lexicon.tests[index]
    let number = numbers[entry.number]
    let name = scan.names[n]
    let unitID = entry.tail.unit.map { catalogue.units[$0].id }
    let status = status(of: entry, name, index)
    let subject = whose(entry.anchor ?? name.start, entry.tail.end)
    let first = entry.anchor ?? name.start
    let range = origin(
      min(first, number.start)..<max(entry.anchor ?? name.end, number.end, entry.tail.end))
    let typed = typedText(entry)
    var mention = Mention(fact: analyte.id, kind: .analyte, status: status, range: range)
    mention.subject = subject
    mention.asTyped = typed
    mention.comparator = entry.binding.comparator
    mention.when = entry.when
    mention.isEarlier = entry.isEarlier
    mention.rule = entry.rule.rawValue
    guard status != .dose else {
      reading.mentions.append(mention)
      return
    }
    var measure: Measure
    if entry.tail.isDose {
      let bare = scan.bytes[scan.byteRange(number.end..<max(number.end, units[entry.number].end))]
      measure = .doubt(
        .unitDoesNotFit(typed: String(decoding: bare, as: UTF8.self)),
        analyte.infer.map { Quantity(number.value, $0) }.filter(analyte.isPossible))
    } else {
      measure = self.measure(analyte, number.value, unitID, name.asksForUnit)
      if let other = number.alternative {
        let second = self.measure(analyte, other, unitID, name.asksForUnit)
        if prefers(second, measure, analyte) { measure = second }
      }
    }
    switch measure {
    case .value(let typed, let canonical, let guessed):
      mention.typed = typed
      mention.value = canonical
      mention.unitGuessed = guessed || entry.isGuessed
      setOwn(&mention, entry.tail, analyte, typed.unit)
      reading.mentions.append(mention)
    case .doubt(let reason, let readings):
      guard status == .stated else {
        // A value that is nobody's is kept only to show that it was seen.
        reading.mentions.append(mention)
        return
      }
      let candidates = readings.compactMap { reading -> Doubt.Candidate? in
        guard let canonical = analyte.canonical(reading) else { return nil }
        return Doubt.Candidate(
          typed: reading, canonical: canonical,
          flag: analyte.flag(canonical.value, comparator: entry.binding.comparator))
      }
      reading.doubts.append(
        Doubt(
          fact: analyte.id, reason: reason, range: range, asTyped: typed, number: number.value,
          comparator: entry.binding.comparator, candidates: candidates, when: entry.when))
      reading.doubts[reading.doubts.count - 1].subject = subject
      if reason == .missingUnit {
        reading.doubts[reading.doubts.count - 1].isCalm = analyte.ask.contains {
          $0.contains(number.value)
        }
        if unsettled.count < 96 { unsettled.append((entry, n, index)) }
      }
    }
  }

  /// A watched test: its value counts only where it is dangerous.
  private mutating func addAlarm(_ entry: Entry, _ n: Int, _ index: Int) {
    let watched = catalogue.watched[index - catalogue.analytes.count]
    let name = scan.names[n]
    guard !entry.isEarlier, status(of: entry, name, index) == .stated, !isAnimal(name.start) else {
      return
    }
    let number = numbers[entry.number]
    let unit = entry.tail.unit.map { catalogue.units[$0].id }
    let bare = BareValue(value: number.value, unit: unit, asTyped: typedText(entry))
    reading.watched = watched.test.id
    guard var alarm = catalogue.alarm(of: watched.test.id, bare) else { return }
    alarm.range = origin(
      min(name.start, number.start)..<max(name.end, number.end, entry.tail.end))
    alarm.subject = whose(entry.anchor ?? name.start, entry.tail.end)
    alarm.when = entry.when
    if !isLongAgo(entry.when) { reading.alarms.append(alarm) }
  }

  /// More than two weeks before the day of the session, by its date or by its words.
  func isLongAgo(_ when: When?) -> Bool {
    when?.isLongAgo(before: today) ?? false
  }

  private func measure(
    _ analyte: Analyte, _ value: Double, _ unit: String?, _ asks: Bool
  ) -> Measure {
    let units = catalogue.units
    return analyte.measure(value, unit: unit, asksForUnit: asks, systems: systems) { id in
      units.first { $0.id == id }?.system ?? .neutral
    }
  }

  /// The other reading of `1,234`, when the first cannot be or is far from usual.
  private func prefers(_ second: Measure, _ first: Measure, _ analyte: Analyte) -> Bool {
    guard case .value(_, let other, _) = second, analyte.soft.contains(other.value) else {
      return false
    }
    if case .value(_, let value, _) = first { return !analyte.soft.contains(value.value) }
    if case .doubt(.missingUnit, _) = first { return false }
    return true
  }

  /// Number and unit as the person wrote them.
  private func typedText(_ entry: Entry) -> String {
    let number = numbers[entry.number]
    let sign = entry.binding.comparator
    let unitEnd =
      units[entry.number].lab != nil || units[entry.number].isDose
      ? units[entry.number].end : number.end
    let end = unitEnd > number.end ? Int(scan.lexemes[unitEnd - 1].end) : number.bytes.upperBound
    var text = scan.text.written(number.bytes.lowerBound..<end)
    if unitEnd == number.end, let unit = entry.tail.unit, !entry.isGuessed {
      text += " " + catalogue.units[unit].id
    }
    return sign == .equal ? text : sign.rawValue + text
  }

  private func setOwn(_ mention: inout Mention, _ tail: Tail, _ analyte: Analyte, _ unit: String) {
    let factor = analyte.factor(of: unit) ?? 1
    if tail.hasInterval {
      mention.ownInterval = ReferenceInterval(
        low: tail.low.map { $0 * factor }, high: tail.high.map { $0 * factor },
        unit: analyte.canonical)
    }
    mention.ownFlag = tail.flag
    guard tail.isAbnormal, tail.flag == nil, let value = mention.value?.value else { return }
    let flag = analyte.flag(value, own: mention.ownInterval)
    if flag != .normal { mention.ownFlag = flag }
  }

  /// Makes a mention of a result told in a word.
  mutating func recordWord(_ n: Int, _ binding: Binding) {
    let name = scan.names[n]
    guard let (index, proof) = name.analyte, let word = binding.word, !binding.isTarget,
      index < catalogue.analytes.count
    else { return }
    if proof != nil, !binding.hasConnector, proof == .companion || binding.isPreposed { return }
    guard let status = wordStatus(n, binding) else { return }
    let analyte = lexicon.tests[index]
    if !binding.isNegated { decided[n] = status }
    let end = max(name.end, binding.wordEnd)
    var start = name.start
    if binding.isPreposed {
      while start > 0,
        scan.end(
          of: CueSet(
            .wordHigh, .wordLow, .wordNormal, .wordCriticalHigh, .wordCriticalLow, .wordBorderline),
          at: start - 1) == name.start
      { start -= 1 }
    }
    var mention = Mention(
      fact: analyte.id, kind: .analyte, status: binding.isNegated ? .denied : status,
      range: origin(start..<end))
    mention.subject = whose(name.start, binding.wordEnd)
    mention.wordValue = word
    mention.asTyped = word.rawValue
    mention.isEarlier = false
    mention.when = wordDate(n, end)
    reading.mentions.append(mention)
  }

  private func wordDate(_ n: Int, _ end: Int) -> When? {
    var j = end
    while j < min(scan.count, end + 4), scan.nameAt[j] < 0, !scan.isSentenceStart(j) {
      if let date = date(covering: j) { return date.when }
      j += 1
    }
    return nil
  }

  /// A worded result needs more than a number does: "high calcium" may be only a topic.
  private func wordStatus(_ n: Int, _ binding: Binding) -> Status? {
    let name = scan.names[n]
    let i = name.start
    if isAnimal(i) { return .hypothetical }
    if otherPerson(i, binding.wordEnd) != nil { return .stated }
    if scopes.subject[i] == .generic { return .question }
    if scopes.isHypothetical[i] { return .hypothetical }
    let isOwned =
      scopes.owner[i] >= 0 || scopes.subject[i] == .child || scopes.subject[i] == .patient
    switch scopes.asking[i] {
    case .presupposing: return isOwned || scopes.speakerAt[i] >= 0 ? .stated : .question
    case .open:
      // "is my calcium high?" asks; "is it bad that my calcium is high?" tells.
      let start = scopes.questionStart[i]
      let isInverted = i - start <= 2 && !binding.isPreposed
      return isOwned && !isInverted ? .stated : .question
    case .no: break
    }
    if binding.isPreposed {
      let evidence = evidence(before: preposedStart(name), n)
      if evidence.isUnreal { return .hypothetical }
      if evidence.isDenied { return .denied }
      if evidence.isOwn || evidence.isStrong || evidence.isList
        || (evidence.isMedium || evidence.isWeak) && scopes.subject[i].isNamed
      {
        return .stated
      }
      // "raised phosphate and I'm on dialysis"
      if evidence.opensClause, isFinished(binding.wordEnd), speaksInSentence(i) { return .stated }
      return evidence.inherits == .stated ? .stated : nil
    }
    return isFinished(binding.wordEnd) ? .stated : nil
  }

  private func speaksInSentence(_ i: Int) -> Bool {
    var j = i
    while j + 1 < scan.count, !scan.isSentenceStart(j + 1) { j += 1 }
    return scopes.speakerAt[j] >= 0
  }

  private func preposedStart(_ name: NameSpan) -> Int {
    var s = max(0, name.start - 4)
    while s < name.start {
      if scan.nameAt[s] < 0, let (_, end) = wordValue(at: s), end == name.start { return s }
      s += 1
    }
    return name.start
  }

  /// Nothing follows that would make the word belong to something else ("calcium low diet").
  private func isFinished(_ j: Int) -> Bool {
    guard j < scan.count, scan.lexemes[j].pause == .none else { return true }
    if scan.lexemes[j].isDigits || date(covering: j) != nil { return true }
    // "calcium normal phosphate high": the next name has its own word.
    if let next = scan.name(at: j) {
      return next.analyte != nil
        && (wordValue(at: next.end) != nil || numberIndex(at: next.end) != nil)
    }
    let followers = CueSet(
      .opener, .valueFiller, .withWord, .question, .speaker, .earlier, .later, .connector, .having,
      .taking, .hypothetical, .ended, .negation)
    return scan.end(of: followers, at: j) != nil
  }

  // MARK: - Whose number it is

  private func status(of entry: Entry, _ name: NameSpan, _ index: Int) -> Status {
    if !entry.isRow || entry.tail.unit == nil, isDose(entry, name, index) { return .dose }
    let i = entry.anchor ?? name.start
    let p = min(i, numbers[entry.number].start)
    if isAnimal(i) { return .hypothetical }
    if otherPerson(i, entry.tail.end) != nil {
      return entry.binding.isNegated ? .denied : .stated
    }
    if scopes.subject[i] == .generic { return .question }
    if scopes.isHypothetical[i] || scopes.isHypothetical[p] { return .hypothetical }
    if entry.binding.isTarget || targetBefore(p) { return .target }
    if scopes.asking[i] != .no, !isOwn(i, entry) { return .question }
    if isReport, !entry.isRow, scopes.owner[i] < 0, scopes.speakerAt[i] < 0 { return .target }
    return entry.binding.isNegated ? .denied : .stated
  }

  /// Inside a question a value still counts when it is the speaker's own.
  private func isOwn(_ i: Int, _ entry: Entry) -> Bool {
    let start = scopes.questionStart[i]
    if scopes.subject[i] == .child || scopes.subject[i] == .patient { return true }
    if scopes.owner[i] >= 0 {
      // "is my calcium 12?" asks for the value; "is my calcium of 12 dangerous?" gives it.
      let isBare =
        scopes.asking[i] == .open && scopes.owner[i] == start + 1
        && scopes.owner[i] + 1 == i && entry.binding.number != nil
      guard isBare else { return true }
      let next = entry.tail.end
      return hasConnector(i, entry) || next < scan.count && scan.lexemes[next].pause == .none
    }
    return scopes.speakerAt[i] >= start && scopes.speakerAt[i] >= 0
  }

  private func hasConnector(_ i: Int, _ entry: Entry) -> Bool {
    guard let name = scan.name(at: i) else { return false }
    return numbers[entry.number].start > name.end
  }

  private func targetBefore(_ p: Int) -> Bool {
    var j = p
    var steps = 0
    while j > 0, steps < 6, scan.lexemes[j].pause == .none, !layout.opensCell[j] {
      j -= 1
      steps += 1
      if scan.nameAt[j] >= 0 || scan.lexemes[j].isDigits { return false }
      if scan.end(of: CueSet(.target), at: j) != nil { return true }
    }
    return false
  }

  /// Whether the place speaks of a pet: its values are nobody's.
  func isAnimal(_ i: Int) -> Bool {
    guard case .other(let start, let stop) = scopes.subject[i] else { return false }
    return (start..<stop).contains { scan.has(.personPet, at: $0) }
  }

  /// The person that the place speaks of, if it is not one of the session.
  func otherPerson(_ i: Int, _ end: Int) -> Person? {
    if case .other = scopes.subject[i] { return scopes.who[i] ?? .other }
    // "calcium of 12 in my mother"
    guard scopes.subject[i] == .implied else { return nil }
    var j = end
    var steps = 0
    while j < scan.count, steps < 8 {
      if scan.isSentenceStart(j), j > end { return nil }
      if scan.nameAt[j] >= 0 { return nil }
      if case .other(let start, _) = scopes.subject[j],
        scan.has(.forPerson, at: start - 1)
          || (start > 1 && scan.has(.forPerson, at: start - 2)) || scan.lexemes[start].gap == .paren
      {
        return scopes.who[j] ?? .other
      }
      j += 1
      steps += 1
    }
    return nil
  }

  /// "take", "on" in front, with nothing between but fillers.
  private func isSwallowed(_ first: Int) -> Bool {
    var k = first
    for _ in 0..<4 {
      guard k > 0, scan.lexemes[k].pause == .none || k == scan.count else { return false }
      if scan.start(of: CueSet(.intake), endingAt: k) != nil { return true }
      guard
        scan.lexemes[k - 1].isDigits || scan.end(of: CueSet(.valueFiller, .owning), at: k - 1) == k
      else {
        return false
      }
      k -= 1
    }
    return false
  }

  /// Whose a fact at a place is: a person named before it or behind it, else the one in focus.
  func whose(_ i: Int, _ end: Int) -> Person? {
    if let other = otherPerson(i, end) { return other }
    switch scopes.subject[i] {
    case .child, .patient: return scopes.who[i] ?? .patient
    case .implied: return context.focus
    default: return nil
    }
  }

  private func isDose(_ entry: Entry, _ name: NameSpan, _ index: Int) -> Bool {
    let number = numbers[entry.number]
    if let unit = entry.tail.unit, fits(unit, index) { return false }
    let after = max(units[entry.number].end, number.end)
    let hasCue = (after..<min(scan.count, after + 2)).contains {
      scan.lexemes[$0].pause == .none && scan.has(.doseCue, at: $0)
    }
    if hasCue { return true }
    let first = min(name.start, number.start)
    let isTaken = isSwallowed(first)
    if entry.tail.isDose {
      let analyte = lexicon.tests[index]
      return isTaken
        || !analyte.infer.contains { unit in
          analyte.canonical(Quantity(number.value, unit)).map { analyte.soft.contains($0.value) }
            ?? false
        } || name.start > number.start
    }
    return isTaken && entry.tail.unit == nil
  }
}
