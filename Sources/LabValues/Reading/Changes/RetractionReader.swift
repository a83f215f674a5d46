/// Reads what takes something back: "forget my calcium", "that was my husband's".
struct RetractionReader {
  let line: MarkedLine
  private var scan: LineScan { line.scan }

  func read(into reading: inout Reading) {
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
    guard reading.retractions.isEmpty, line.numbers.isEmpty || scan.names.isEmpty else { return }
    // "those were my husband's", "that wasn't mine": a result said before was not theirs.
    if line.numbers.isEmpty, (0..<scan.count).contains(where: { scan.has(.isMine, at: $0) }) {
      reading.handover = Handover(person: nil)
      return
    }
    if let person = meantInstead() {
      reading.handover = Handover(person: person)
      return
    }
    guard isNotMine() else { return }
    if let person = namedPerson() {
      reading.handover = Handover(person: person)
    } else {
      reading.retractions.append(.last)
    }
  }

  /// "It is not my husband who takes it, it is my mother": the one named without "not".
  private func meantInstead() -> Person? {
    var denied: Person?
    var meant: Person?
    for i in 0..<scan.count {
      guard
        let named = scan.longest(at: i, { if case .person(let p) = $0 { p } else { nil } })?.value
      else { continue }
      let start = i > 0 && scan.has(.owning, at: i - 1) ? i - 1 : i
      if scan.start(of: CueSet(.negation), endingAt: start) != nil {
        denied = named
      } else if named != denied {
        meant = named
      }
    }
    return denied == nil || denied == meant ? nil : meant
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
          name.analyte.map { line.tests[$0.index].id },
          name.qualitative.map { line.catalogue.qualitative[$0.index].id },
          (name.context?.index ?? name.whichOf).map { line.catalogue.context[$0].id },
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
}
