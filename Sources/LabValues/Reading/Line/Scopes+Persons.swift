/// Whom a word of a line speaks of: a person, the speaker, nobody in particular.
extension Scopes.State {
  mutating func readPerson(_ i: Int, _ scan: LineScan, _ persons: CueSet) -> Bool {
    guard let end = scan.end(of: persons, at: i) else { return false }
    func names(_ cue: Cue) -> Bool { scan.end(of: CueSet(cue), at: i) == end }
    if isOfSomebody(i, end, scan) {
      if let lastPerson { subject = lastPerson }
      return true
    }
    defer { namedEnd = end }
    if isTheirs(i, end, scan) {
      subject = .other(start: i, end: end)
      strangerAt = i
      (owner, personEnd, skipUntil) = (-1, end, max(skipUntil, end))
      return true
    }
    if names(.personChild) {
      // "my neighbour's daughter" is the neighbour's.
      if case .other(_, let before) = subject, before == i { return true }
      subject = .child
      name(i, end, scan)
    } else if names(.personPet) {
      subject = .other(start: i, end: end)
      person = nil
    } else if names(.personPatient) {
      guard !isSelf(i, end, scan) else { return false }
      subject = .patient
      name(i, end, scan)
    } else if names(.personGeneric) {
      return readGeneric(i, end, scan)
    } else if names(.personPronoun) {
      turn(
        to: scan.has(.pronounFemale, at: i)
          ? .female : scan.has(.pronounMale, at: i) ? .male : nil)
      if lastPerson == nil, person == nil { isPointing = true }
      subject = lastPerson ?? .other(start: i, end: end)
      if let person { focus = .on(person) }
    } else {
      guard !isFirm(i, end, scan) else { return false }
      // "my mother" names her with the "my".
      let start = i > 0 && scan.has(.owning, at: i - 1) ? i - 1 : i
      subject = .other(start: start, end: end)
      name(i, end, scan)
    }
    lastPerson = subject
    (owner, personEnd, skipUntil) = (-1, end, max(skipUntil, end))
    return true
  }

  /// "Her sister", "mum's cousin", and "daughter on the phone" of whoever a clinician treats: not the speaker's, so
  /// whoever was spoken of stays the one who is meant.
  private func isTheirs(_ i: Int, _ end: Int, _ scan: LineScan) -> Bool {
    let known = CueSet(.personPronoun, .personGeneric, .personPet, .personPatient)
    guard !isReport, person != nil || isPointing, scan.end(of: known, at: i) != end else {
      return false
    }
    guard i > 0, !scan.has(.owning, at: i - 1) else { return i == 0 && person == .patient }
    if scan.has(.personPronoun, at: i - 1),
      person == nil || person?.sex != nil || person == .patient
    {
      return true
    }
    let isNamed = namedEnd == i && scan.bytes[scan.lexemes[i - 1].range].last == UInt8(ascii: "s")
    return isNamed || person == .patient
  }

  /// Whether a word for a person only says whose somebody is, calls the program, or names nobody: "the
  /// grandmother of my father", "her daughter keeps asking", "neither of them, son", "I have no son".
  private mutating func isOfSomebody(_ i: Int, _ end: Int, _ scan: LineScan) -> Bool {
    guard !isReport, scan.end(of: CueSet(.personOther, .personChild), at: i) == end else {
      return false
    }
    let isOwned = i > 0 && scan.has(.owning, at: i - 1)
    let start = isOwned ? i - 1 : i
    if scan.start(of: CueSet(.lacking), endingAt: start) != nil { return true }
    defer { lastPersonEnd = end }
    if lastPersonEnd >= 0, start == lastPersonEnd + 1, scan.has(.ofPerson, at: start - 1) {
      return true
    }
    let isChild = scan.end(of: CueSet(.personChild), at: i) == end
    if isChild, i > 0, scan.end(of: CueSet(.personPronoun), at: i - 1) == i,
      person != nil || isPointing
    {
      return true
    }
    let isLast = end == scan.count || scan.lexemes[end].pause != .none
    return isChild && isLast && i > 0 && end == i + 1 && scan.has(.calling, at: i)
      && scan.start(of: CueSet(.owning, .forPerson, .inGeneral, .notAValue), endingAt: i) == nil
      && !scan.lexemes[i - 1].isDigits && scan.end(of: CueSet(.ageYears), at: i - 1) == nil
  }

  /// "She" is no husband: whoever was told of last and can be meant is.
  private mutating func turn(to sex: Sex?) {
    guard let sex else { return }
    let meant = others.first { $0 != person && ($0.sex ?? sex) == sex }
    guard let person else {
      // The speaker was spoken of, and somebody else before.
      if lastPerson == nil { person = meant }
      return
    }
    guard let own = person.sex, own != sex else { return }
    // "Her urea is 5.1 and he was happy with that": in a report a stranger owns no results.
    if isReport, meant == nil { return }
    others.removeAll { $0 == person || $0 == meant }
    others.insert(person, at: 0)
    (self.person, lastPerson) = (meant, nil)
  }

  private mutating func name(_ i: Int, _ end: Int, _ scan: LineScan) {
    if let person {
      others.removeAll { $0 == person }
      others.insert(person, at: 0)
    }
    person =
      scan.longest(at: i) { if case .person(let person) = $0 { person } else { nil } }?.value
    let isShared = shares(end, scan)
    if isShared { sharing = person ?? .other }
    if !isShared {
      focus = .on(person ?? .other)
    } else if ownAt == i - 1, focus == .on(nil) {
      // The "my" of "my cousin has them too" is no word about the speaker.
      (focus, ownAt) = (.unchanged, -1)
    }
  }

  /// "My cousin has them too" stays with whom they were told of.
  private func shares(_ end: Int, _ scan: LineScan) -> Bool {
    var next = end
    while next < scan.count, scan.lexemes[next].pause == .none {
      if scan.end(of: CueSet(.likewise), at: next) != nil { return true }
      next += 1
    }
    return false
  }

  /// "I'm an ESRD patient", "dialysis patient here", "Patient: …" of a report: nobody else.
  private func isSelf(_ i: Int, _ end: Int, _ scan: LineScan) -> Bool {
    if isReport, end == i + 1 { return true }
    if (scan.end(of: CueSet(.rowWord), at: i) ?? 0) > end { return true }
    if scan.gap(before: end).first == 0x3A { return true }
    guard end == i + 1 else { return false }
    if i > 0, scan.nameAt[i - 1] >= 0, scan.lexemes[i].pause == .none { return true }
    return subject == .speaker && speakerAt >= clauseStart
  }

  /// "Dr. Wessel & Partner", "Partner clinic: North": in a report a word for a person in a row that names no test
  /// speaks of one only at the top, or with a word that brings the person in.
  private func isFirm(_ i: Int, _ end: Int, _ scan: LineScan) -> Bool {
    guard isReport else { return false }
    // "Dad's blood tests (he was at my cousin's)": whose they are is said before.
    if lastPerson != nil, isInBrackets(i, scan), !scan.namesTest(in: scan.row(of: i)) {
      return true
    }
    if scan.gap(before: i).contains(0x26) || scan.gap(before: i).contains(0x2B) { return true }
    let row = scan.row(of: i)
    guard row.lowerBound > 0, !scan.namesTest(in: row), end == i + 1 else { return false }
    // "MUM - blood test of Thursday"
    let gap = scan.gap(before: end)
    let isKin = scan.longest(at: i) {
      if case .person(let person) = $0 { person != .other && person != .partner } else { nil }
    }
    if i == row.lowerBound, isKin?.value == true,
      gap.contains(0x2D) || gap.contains(0x3A) || end == row.upperBound
    {
      return false
    }
    let isIntroduced = i > 0 && (scan.has(.owning, at: i - 1) || scan.has(.forPerson, at: i - 1))
    return !isIntroduced && !scan.bytes[scan.lexemes[i].range].contains(0x27)
  }

  /// Whether a bracket is open at a word of its row.
  private func isInBrackets(_ i: Int, _ scan: LineScan) -> Bool {
    var depth = 0
    for k in scan.row(of: i).lowerBound..<i + 1 {
      for byte in scan.gap(before: k) {
        if byte == 0x28 { depth += 1 }
        if byte == 0x29 { depth -= 1 }
      }
    }
    return depth > 0
  }

  /// "my 8 year old": a child of the speaker, named by its age alone.
  mutating func readAged(_ i: Int, _ scan: LineScan, _ persons: CueSet) -> Bool {
    guard scan.has(.owning, at: i), i + 2 < scan.count, scan.lexemes[i + 1].isDigits,
      scan.lexemes[i + 1].range.count <= 2,
      let end = scan.end(of: CueSet(.ageYears, .ageMonths, .ageWeeks), at: i + 2),
      scan.end(of: persons, at: end) == nil
    else { return false }
    let digits = scan.bytes[scan.lexemes[i + 1].range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard digits < 18 else { return false }
    (subject, person, focus) = (.child, .child, .on(.child))
    lastPerson = subject
    (owner, personEnd, skipUntil) = (-1, end, max(skipUntil, end))
    return true
  }

  /// "people on dialysis"; but "I have two kids and calcium 12" is about the speaker.
  private mutating func readGeneric(_ i: Int, _ end: Int, _ scan: LineScan) -> Bool {
    // "Your calcium was 2.71": a letter speaks to whoever got it.
    if isReport, asking == .no, scan.namesTest(in: scan.row(of: i)) { return false }
    if asking == .no, !isHypothetical, scan.has(.personPatient, at: end - 1) {
      subject = .patient
      name(end - 1, end, scan)
      lastPerson = subject
      (owner, personEnd, skipUntil) = (-1, end, end)
      return true
    }
    let holds = CueSet(.withWord, .taking, .having)
    // "I am a man and my calcium is 12" speaks of one man.
    if scan.start(of: CueSet(.selfDescription), endingAt: i + 1) != nil {
      skipUntil = end
      subject = .speaker
      speakerAt = i
      return true
    }
    let isGeneral =
      asking != .no || isHypothetical || scan.end(of: holds, at: end) != nil
      || scan.name(at: end) != nil
    guard isGeneral else { return false }
    subject = .generic
    (owner, personEnd, skipUntil) = (-1, end, end)
    return true
  }
}
