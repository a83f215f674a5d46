/// What a line says of one condition or medicine that it names.
enum Judgement {
  case decided(Status)
  /// A name by itself: stated beside a result, a topic otherwise.
  case bare
  case nothing
}

/// Weighs one name of a condition or a medicine.
struct ContextJudge {
  let line: MarkedLine
  private let denials: ListDenials

  init(_ line: MarkedLine) {
    self.line = line
    denials = ListDenials(line.scan)
  }

  private var scan: LineScan { line.scan }
  private var scopes: Scopes { line.scopes }
  private var numbers: [NumberSpan] { line.numbers }
  private var units: [NumberUnit] { line.units }

  /// - Parameter known: the status of the names decided so far
  func judgement(of n: Int, known: [Int: Status]) -> Judgement {
    let name = scan.names[n]
    guard let index = name.context?.index ?? name.whichOf else { return .nothing }
    let fact = line.catalogue.context[index]
    var evidence = Evidence(before: name.start, scan, decided: known)
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
    if line.isAnimal(i) { return .nothing }
    if scopes.isFamily[i] { return .decided(evidence.isDenied ? .question : .stated) }
    if denials.isDenied[i], !evidence.isAny, !evidence.isEnded { return .decided(.denied) }
    if denials.isUnclear[i], !evidence.isAny, !evidence.isEnded, !isEndedAfter(name) {
      return .decided(.possible)
    }
    if evidence.isPossible { return .decided(asking == .no ? .possible : .question) }
    if line.otherPerson(i, name.end) != nil {
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
    if evidence.isOwn, asking == .no, fact.kind == .condition, scan.endsInQuestion(i),
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
      if !subject.isNamed, scan.endsInQuestion(i) { return .decided(.question) }
      // "35 weeks pregnant": only fillers and numbers stand in front of what says it all.
      let index = scan.names[n].context?.index
      let saysAll = evidence.opensClause && index.map { isSelf(scan.names[n], $0) } ?? false
      return subject.isNamed || evidence.start == 0 || startsClause(evidence.start) || saysAll
        ? .decided(.stated) : !numbers.isEmpty ? .bare : .nothing
    }
    if evidence.isWeak {
      return subject.isNamed || evidence.start == 0 ? .decided(.stated) : .bare
    }
    // A long report names conditions to say what values mean; nobody has them by that.
    if line.layout.isLong,
      scan.names[n].context.map({ line.catalogue.context[$0.index].kind == .condition }) ?? false
    {
      return .nothing
    }
    return evidence.opensClause && endsItem(scan.names[n].end) ? .bare : .nothing
  }

  private func startsClause(_ i: Int) -> Bool {
    if i == 0 || scan.lexemes[i].pause != .none || scan.has(.opener, at: i) { return true }
    return scan.end(of: CueSet(.opener), at: i - 1) == i
  }

  /// The name is an item of a list: nothing else follows in its clause but more of the list.
  private func endsItem(_ end: Int) -> Bool {
    guard end < scan.count, scan.lexemes[end].pause == .none else { return true }
    if scan.nameAt[end] >= 0 || scan.lexemes[end].isDigits || line.date(covering: end) != nil {
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
    if let k = line.numberIndex(endingAt: name.start), units[k].isDose { return numbers[k].start }
    if let k = line.numberIndex(at: name.end), units[k].isDose { return name.start }
    if name.end < scan.count, scan.lexemes[name.end].pause == .none,
      scan.has(.doseCue, at: name.end) || line.date(covering: name.end) != nil
    {
      return name.start
    }
    if name.start > 0, scan.lexemes[name.start].pause == .none,
      scan.start(of: CueSet(.valueFiller), endingAt: name.start) != nil,
      let k = line.numberIndex(endingAt: name.start - 1), units[k].isDose
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
        return end >= scan.count || scan.lexemes[end].pause != .none
          || line.date(covering: end) != nil
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
    let hasCompanion = line.hasCompanion(.context, index)
    if line.refuted.contains(index) { return false }
    switch proof {
    case .companion, .unit: return hasCompanion
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
