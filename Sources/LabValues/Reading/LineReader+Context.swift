extension LineReader {
  /// Weighs every condition and medicine named in the line.
  mutating func readContext() {
    var bare: [Int] = []
    let fields = FormFields(scan: scan)
    for n in scan.names.indices {
      let name = scan.names[n]
      guard name.context != nil || name.whichOf != nil else { continue }
      if let fact = name.context.map({ catalogue.context[$0.index] }), fact.belowAge != nil {
        continue
      }
      // "vitamin D3 35 ng/mL" is the result, not the tablet.
      if let analyte = name.analyte, isUsedAsResult(name, analyte.index) { continue }
      if let value = fields.value(behind: name.end, name: n), name.context != nil {
        switch value {
        case .yes: decide(n, .stated)
        case .no: decide(n, .denied)
        case .unknown: decided[n] = .question
        }
        continue
      }
      switch judge(n) {
      case .decided(let status): decide(n, status)
      case .bare: bare.append(n)
      case .nothing: break
      }
    }
    for n in bare where isDated(scan.names[n]) { decide(n, .stated) }
    bare.removeAll { decided[$0] != nil }
    if hasCompany {
      for n in bare { decide(n, .stated) }
    } else if scan.count <= 8 {
      for n in bare {
        guard let index = scan.names[n].context?.index else { continue }
        reading.bareFacts.append(catalogue.context[index].id)
      }
    }
  }

  /// "kidney transplant 2019": a day or a year right behind a name states it.
  private func isDated(_ name: NameSpan) -> Bool {
    guard scopes.asking[name.start] == .no else { return false }
    if date(covering: name.end) != nil { return true }
    guard let k = numberIndex(at: name.end), (1950...2100).contains(numbers[k].value),
      numbers[k].end == name.end + 1
    else { return false }
    return numbers[k].end >= scan.count || scan.lexemes[numbers[k].end].pause != .none
  }

  /// Something was stated in this line, so that a bare name beside it is a statement too.
  private var hasCompany: Bool {
    reading.age != nil || reading.sex != nil
      || reading.mentions.contains {
        $0.subject == nil && ($0.status == .stated || $0.status == .denied)
      }
      || reading.doubts.contains { $0.number != nil }
  }

  private func isUsedAsResult(_ name: NameSpan, _ analyte: Int) -> Bool {
    let id = lexicon.tests[analyte].id
    let range = origin(name.lexemes)
    return reading.mentions.contains { mention in
      mention.fact == id && mention.status != .dose && mention.range.overlaps(range)
    } || reading.doubts.contains { $0.fact == id && $0.range.overlaps(range) }
  }

  private enum Judgement {
    case decided(Status)
    /// A name by itself: stated beside a result, a topic otherwise.
    case bare
    case nothing
  }

  private mutating func decide(_ n: Int, _ status: Status) {
    let name = scan.names[n]
    decided[n] = status
    if let index = name.whichOf {
      guard status == .stated else { return }
      whichOne(n, catalogue.context[index])
      return
    }
    guard let (index, _) = name.context else { return }
    var mention = Mention(
      fact: catalogue.context[index].id, kind: .context, status: status, range: origin(name.lexemes)
    )
    mention.asTyped = scan.text.written(scan.byteRange(name.lexemes))
    mention.when = factDate(name)
    mention.subject =
      scopes.isFamily[name.start]
      ? relative(behind: name.end) ?? scopes.who[name.start] ?? .other
      : whose(name.start, name.end)
    reading.mentions.append(mention)
  }

  /// "lupus (sister)", "scleroderma in my mother": whose illness a family history tells.
  private func relative(behind end: Int) -> Person? {
    for i in end..<min(scan.count, end + 5) {
      guard scan.nameAt[i] < 0 else { return nil }
      if i > end, scan.lexemes[i].pause != .none, scan.lexemes[i].gap != .paren { return nil }
      if let person = scan.longest(at: i, { if case .person(let p) = $0 { p } else { nil } }) {
        return person.value
      }
    }
    return nil
  }

  /// "a blood thinner", unless the line also names it.
  private mutating func whichOne(_ n: Int, _ fact: ContextFact) {
    let name = scan.names[n]
    let isNamed = scan.names.contains { other in
      other.context.map {
        catalogue.context[$0.index].kind == .medicine && other.start > name.start
      } ?? false
        && other.start - name.end <= 3
    }
    guard !isNamed else { return }
    let text = scan.text.written(scan.byteRange(name.lexemes))
    reading.doubts.append(
      Doubt(
        fact: fact.id, reason: .whichOne(name: text), range: origin(name.lexemes), asTyped: text))
  }

  private func factDate(_ name: NameSpan) -> When? {
    var j = name.end
    while j < min(scan.count, name.end + 4), scan.nameAt[j] < 0, !scan.isSentenceStart(j) {
      if let date = date(covering: j) { return date.when }
      j += 1
    }
    return nil
  }

  // MARK: - One name

  private func judge(_ n: Int) -> Judgement {
    let name = scan.names[n]
    guard let index = name.context?.index ?? name.whichOf else { return .nothing }
    let fact = catalogue.context[index]
    var evidence = evidence(before: name.start, n)
    let isBearer =
      scan.end(of: CueSet(.bearer), at: name.end) != nil
      && scan.lexemes[min(name.end, scan.count - 1)].pause == .none
    if fact.kind == .medicine, !evidence.isAny, let start = dosedFrom(name) {
      evidence.isMedium = true
      evidence.start = start
    }
    if isSelf(name, index) {
      evidence.isMedium = evidence.isMedium || evidence.opensClause
      if scan.start(of: CueSet(.speaker), endingAt: name.start) != nil { evidence.isStrong = true }
    }
    if denials.isDenied[name.start], !evidence.isAny, !evidence.isEnded { evidence.isDenied = true }
    guard isProven(name, fact, index, evidence, isBearer) else { return .nothing }
    let i = name.start
    let asking = scopes.asking[i]
    let speaks = scopes.speakerAt[i] >= 0
    if isAnimal(i) { return .nothing }
    if scopes.isFamily[i] { return .decided(evidence.isDenied ? .question : .stated) }
    if denials.isDenied[i], !evidence.isAny, !evidence.isEnded { return .decided(.denied) }
    if denials.isUnclear[i], !evidence.isAny, !evidence.isEnded, !isEndedAfter(name) {
      return .decided(.possible)
    }
    if evidence.isPossible { return .decided(asking == .no ? .possible : .question) }
    if otherPerson(i, name.end) != nil {
      guard
        evidence.isAny || evidence.isDenied || evidence.isEnded || isBearer || isNearPerson(i)
      else { return .nothing }
      return .decided(evidence.isDenied || evidence.isEnded ? .denied : .stated)
    }
    if scopes.subject[i] == .generic { return .decided(.question) }
    if evidence.isUnreal { return .decided(asking == .no ? .hypothetical : .question) }
    if scopes.isHypothetical[i], !evidence.isOwn || evidence.isEnded {
      return .decided(.hypothetical)
    }
    if evidence.isOwn, asking == .no, fact.kind == .condition, endsInQuestion(i),
      name.end < scan.count, scan.lexemes[name.end].pause == .none
    {
      // "so my cancer spread?"
      return .decided(.question)
    }
    // "are the specks on my mammogram cancer?", "should I quit diltiazem?"
    let isAsked =
      evidence.isOwn && !evidence.isAdjacent && fact.kind == .condition
      || evidence.isEnded && evidence.start - scopes.questionStart[i] <= 2
    if asking == .open, isAsked { return .decided(.question) }
    if evidence.isOwn, !evidence.isEnded, !isEndedAfter(name) { return .decided(.stated) }
    if asking == .open, !evidence.isStrong, !speaks { return .decided(.question) }
    if evidence.isEnded || isEndedAfter(name) && (evidence.isAny || asking == .no) {
      return .decided(fact.isStoppable ? .denied : .past)
    }
    if isDeniedAfter(name), asking == .no { return .decided(.denied) }
    if evidence.isDenied { return denial(name, fact, index, evidence) }
    return affirmation(n, evidence, isBearer, asking, speaks)
  }

  private func denial(
    _ name: NameSpan, _ fact: ContextFact, _ index: Int, _ evidence: Evidence
  ) -> Judgement {
    let speaks = scopes.speakerAt[name.start] >= 0
    if evidence.isBareNot, !isSelf(name, index) {
      return speaks || fact.kind != .condition ? .decided(.denied) : .nothing
    }
    return .decided(.denied)
  }

  private func affirmation(
    _ n: Int, _ evidence: Evidence, _ isBearer: Bool, _ asking: Asking, _ speaks: Bool
  ) -> Judgement {
    let i = scan.names[n].start
    let subject = scopes.subject[i]
    if evidence.isStrong || evidence.isList { return .decided(.stated) }
    if let status = evidence.inherits {
      switch status {
      case .stated, .denied, .past: return .decided(status)
      default: return .nothing
      }
    }
    if isBearer, asking == .no || speaks { return .decided(.stated) }
    if asking == .open || asking == .presupposing {
      // "am I on dialysis?" asks; "what can I eat on dialysis?" tells.
      let isInverted = asking == .open && evidence.start - scopes.questionStart[i] <= 2
      return speaks && evidence.isMedium && evidence.start > scopes.questionStart[i] && !isInverted
        ? .decided(.stated) : .decided(.question)
    }
    if evidence.isMedium {
      if !subject.isNamed, endsInQuestion(i) { return .decided(.question) }
      // "35 weeks pregnant": only fillers and numbers stand in front of what says it all.
      let index = scan.names[n].context?.index
      let saysAll = evidence.opensClause && index.map { isSelf(scan.names[n], $0) } ?? false
      return subject.isNamed || evidence.start == 0 || startsClause(evidence.start) || saysAll
        ? .decided(.stated) : hasNumbers ? .bare : .nothing
    }
    if evidence.isWeak {
      return subject.isNamed || evidence.start == 0 ? .decided(.stated) : .bare
    }
    return evidence.opensClause && endsItem(scan.names[n].end) ? .bare : .nothing
  }

  /// "on dialysis?"
  private func endsInQuestion(_ i: Int) -> Bool {
    var j = i + 1
    while j < scan.count, !scan.isSentenceStart(j) { j += 1 }
    return scan.gap(before: j).contains(0x3F)
  }

  private var hasNumbers: Bool { !numbers.isEmpty }

  private func startsClause(_ i: Int) -> Bool {
    if i == 0 || scan.lexemes[i].pause != .none || scan.has(.opener, at: i) { return true }
    return scan.end(of: CueSet(.opener), at: i - 1) == i
  }

  /// The name is an item of a list: nothing else follows in its clause but more of the list.
  private func endsItem(_ end: Int) -> Bool {
    guard end < scan.count, scan.lexemes[end].pause == .none else { return true }
    if scan.nameAt[end] >= 0 || scan.lexemes[end].isDigits || date(covering: end) != nil {
      return true
    }
    return scan.end(of: CueSet(.opener, .withWord, .taking, .having, .bearer, .factFiller), at: end)
      != nil
  }

  private func isNearPerson(_ i: Int) -> Bool {
    guard case .other(_, let end) = scopes.subject[i] else { return true }
    return i >= end && i - end <= 4
  }

  /// "warfarin 5 mg": who names the dose takes it.
  private func dosedFrom(_ name: NameSpan) -> Int? {
    if let k = numberIndex(endingAt: name.start), units[k].isDose { return numbers[k].start }
    if let k = numberIndex(at: name.end), units[k].isDose { return name.start }
    if name.end < scan.count, scan.lexemes[name.end].pause == .none,
      scan.has(.doseCue, at: name.end) || date(covering: name.end) != nil
    {
      return name.start
    }
    if name.start > 0, scan.lexemes[name.start].pause == .none,
      scan.start(of: CueSet(.valueFiller), endingAt: name.start) != nil,
      let k = numberIndex(endingAt: name.start - 1), units[k].isDose
    {
      return numbers[k].start
    }
    return nil
  }

  private func isSelf(_ name: NameSpan, _ index: Int) -> Bool {
    scan.table.phrases[name.phrase].meanings.contains(.saysItself(index))
  }

  private func isEndedAfter(_ name: NameSpan) -> Bool {
    if near(.endedAfter, name.end) { return true }
    // "took it for years but stopped in 2020"
    var j = name.end
    while j < min(scan.count, name.end + 9), scan.nameAt[j] < 0, !scan.isSentenceStart(j) {
      if let end = scan.end(of: CueSet(.ended), at: j), scan.has(.opener, at: j - 1) {
        return end >= scan.count || scan.lexemes[end].pause != .none || date(covering: end) != nil
          || scan.has(.retractLast, at: end)
      }
      j += 1
    }
    return false
  }

  private func isDeniedAfter(_ name: NameSpan) -> Bool {
    guard scan.end(of: CueSet(.lookAlike), at: name.end) == nil else { return false }
    return near(.deniedAfter, name.end)
  }

  private func near(_ cue: Cue, _ end: Int) -> Bool {
    var j = end
    while j < min(scan.count, end + 3), scan.nameAt[j] < 0, scan.lexemes[j].pause == .none {
      if scan.has(cue, at: j) { return true }
      j += 1
    }
    return false
  }

  private func isProven(
    _ name: NameSpan, _ fact: ContextFact, _ index: Int, _ evidence: Evidence, _ isBearer: Bool
  ) -> Bool {
    guard let proof = name.context?.proof else { return true }
    let hasCompanion = hasCompanion(.context, index)
    if refuted.contains(index) { return false }
    switch proof {
    case .companion: return hasCompanion
    case .use:
      let isUsed = evidence.isTaking || evidence.isDenied || evidence.isEnded || evidence.isList
      return hasCompanion || isUsed && evidence.isAdjacent || isBearer
    case .statement, .number:
      let isStated =
        evidence.isAny || evidence.isDenied || evidence.isEnded || evidence.inherits != nil
      return hasCompanion || (isStated && evidence.isAdjacent) || isBearer
    }
  }
}
