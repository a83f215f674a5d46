/// Makes a mention of a result told in a word: "my calcium is high".
struct WordRecorder {
  let line: MarkedLine

  private var scan: LineScan { line.scan }
  private var scopes: Scopes { line.scopes }

  /// Adds the word that was bound to a name, where it states something.
  func add(_ binding: Binding, _ n: Int, to findings: inout Findings) {
    let name = scan.names[n]
    guard let (index, proof) = name.analyte, let word = binding.word, !binding.isTarget,
      index < line.catalogue.analytes.count
    else { return }
    if proof == .unit || binding.isPreposed && findings.isReport { return }
    if proof != nil, !binding.hasConnector, proof == .companion || binding.isPreposed { return }
    guard let status = status(n, binding, findings.decided) else { return }
    let analyte = line.tests[index]
    // A guide that is printed with a result says what high and low mean.
    if line.layout.isLong,
      findings.reading.mentions.contains(where: { $0.fact == analyte.id && $0.value != nil })
    {
      return
    }
    if !binding.isNegated { findings.decided[n] = status }
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
      range: line.origin(start..<end))
    mention.subject = line.whose(name.start, binding.wordEnd)
    mention.wordValue = word
    mention.asTyped = word.rawValue
    mention.isEarlier = false
    mention.isPresumed = scopes.asking[name.start] == .presupposing
    mention.when = line.when(behind: end)
    findings.reading.mentions.append(mention)
  }

  /// Between the word that asks and what it asks of: "is my husband's calcium".
  private static let mostInverted = 5

  /// A worded result needs more than a number does: "high calcium" may be only a topic.
  private func status(
    _ n: Int, _ binding: Binding, _ decided: [Int: Status]
  ) -> Status? {
    let name = scan.names[n]
    let i = name.start
    if line.isAnimal(i) { return .hypothetical }
    if scopes.asking[i] == .no, isAsked(binding.wordEnd) { return .question }
    // "is my husband's calcium high?" asks, whoever he is.
    if scopes.asking[i] == .open, i - scopes.questionStart[i] <= Self.mostInverted,
      !binding.isPreposed
    {
      return .question
    }
    if line.otherPerson(i, binding.wordEnd) != nil { return .stated }
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
      let evidence = Evidence(before: preposedStart(name), scan, decided: decided)
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

  /// Whether a question mark ends the clause: "it means that her calcium is normal?".
  private func isAsked(_ end: Int) -> Bool {
    var j = end
    while j < scan.count, scan.lexemes[j].pause == .none { j += 1 }
    return scan.gap(before: j).contains(0x3F)
  }

  private func speaksInSentence(_ i: Int) -> Bool {
    var j = i
    while j + 1 < scan.count, !scan.isSentenceStart(j + 1) { j += 1 }
    return scopes.speakerAt[j] >= 0
  }

  private func preposedStart(_ name: NameSpan) -> Int {
    var s = max(0, name.start - 4)
    while s < name.start {
      if scan.nameAt[s] < 0, let (_, end) = scan.wordValue(at: s), end == name.start { return s }
      s += 1
    }
    return name.start
  }

  /// Nothing follows that would make the word belong to something else ("calcium low diet").
  private func isFinished(_ j: Int) -> Bool {
    guard j < scan.count, scan.lexemes[j].pause == .none else { return true }
    if scan.lexemes[j].isDigits || line.date(covering: j) != nil { return true }
    // "calcium normal phosphate high": the next name has its own word.
    if let next = scan.name(at: j) {
      return next.analyte != nil
        && (scan.wordValue(at: next.end) != nil || line.numberIndex(at: next.end) != nil)
    }
    let followers = CueSet(
      .opener, .valueFiller, .withWord, .question, .speaker, .earlier, .later, .connector, .having,
      .taking, .hypothetical, .ended, .negation)
    return scan.end(of: followers, at: j) != nil
  }
}
