/// Whose words they are, and whether they are meant, lexeme by lexeme.
struct Scopes {
  private(set) var subject: [Subject] = []
  /// The person meant by the subject, where it is one.
  private(set) var who: [Person?] = []
  /// Told of the family: "FH: lupus (sister)".
  private(set) var isFamily: [Bool] = []
  /// Whom the line speaks of last: a person, or the speaker.
  private(set) var focus = PersonFocus.unchanged
  /// Who has the same as whoever is spoken of: "my brother had it too".
  private(set) var sharing: Person?
  /// Whether "she" or "he" means nobody who was named.
  private(set) var isPointing = false
  private(set) var asking: [Asking] = []
  private(set) var isHypothetical: [Bool] = []
  /// The first lexeme of the question that a lexeme is part of.
  private(set) var questionStart: [Int] = []
  /// The last "my" of the clause, -1 for none.
  private(set) var owner: [Int] = []
  /// The last word for the speaker in the sentence, -1 for none.
  private(set) var speakerAt: [Int] = []
  /// The first word for a child of the speaker.
  private(set) var childAt: Range<Int>?

  private static let persons = CueSet(
    .personOther, .personPronoun, .personPet, .personPatient, .personChild, .personGeneric)

  /// - Parameter isReport: The line holds the rows of a report, whose head names nobody.
  /// - Parameter others: of whom else was told, the newest first
  init(_ scan: LineScan, focus: Person?, others: [Person] = [], isReport: Bool = false) {
    var state = State()
    state.person = focus
    state.others = others
    state.isReport = isReport
    subject.reserveCapacity(scan.count)
    for i in 0..<scan.count {
      state.enter(i, scan)
      if scan.nameAt[i] < 0 || scan.end(of: CueSet(.personChild), at: i) != nil {
        state.read(i, scan, Self.persons)
        // "Not my child, I have none."
        let isDenied =
          scan.start(of: CueSet(.negation), endingAt: i) != nil
          || i > 0 && scan.has(.owning, at: i - 1)
            && scan.start(of: CueSet(.negation), endingAt: i - 1) != nil
        if case .child = state.subject, childAt == nil, !isDenied, let end = state.personEnd {
          childAt = i..<end
        }
      } else {
        state.sawName = true
      }
      subject.append(state.subject)
      who.append(state.personHere)
      isFamily.append(state.isFamily)
      asking.append(state.asking)
      isHypothetical.append(state.isHypothetical)
      questionStart.append(state.questionStart)
      owner.append(state.owner)
      speakerAt.append(state.speakerAt)
    }
    self.focus = state.focus
    sharing = state.sharing
    isPointing = state.isPointing
  }

  /// The walk from left to right.
  private struct State {
    var isReport = false
    var subject = Subject.implied
    var lastPerson: Subject?
    var asking = Asking.no
    var isHypothetical = false
    var scopeStart = 0
    var questionStart = 0
    var owner = -1
    var speakerAt = -1
    var sawName = false
    /// The person named last, or in focus before the line; those named or told of before.
    var person: Person?
    var others: [Person] = []
    var focus = PersonFocus.unchanged
    var sharing: Person?
    var isPointing = false
    /// The word for the speaker that brought them into focus; -1 for none.
    var ownAt = -1
    var isFamily = false
    /// Of whom was spoken before the family was.
    var beforeFamily = Subject.implied
    var personHere: Person? {
      switch subject {
      case .other(let start, _) where start == strangerAt: .other
      case .other, .child, .patient: person
      case .implied, .speaker, .generic: nil
      }
    }
    /// Where somebody of somebody else was named last; -1 for none.
    var strangerAt = -1
    /// At the start of a clause, also behind "and", "so", "hi".
    var isOpening = true
    /// Where the word for the last person ended; -1 for none.
    var lastPersonEnd = -1
    /// Before this index the speaker only speaks, or acts for somebody.
    var asideUntil = 0
    /// Lexemes before this index are part of a longer phrase already read.
    var skipUntil = 0
    var personEnd: Int?
    /// Where the last word for anybody ended; -1 for none.
    var namedEnd = -1
    var clauseStart = 0

    mutating func enter(_ i: Int, _ scan: LineScan) {
      personEnd = nil
      guard i > 0 else { return }
      if scan.lexemes[i].pause != .none { clauseStart = i }
      switch scan.lexemes[i].pause {
      case .none: break
      case .clause:
        isOpening = true
        owner = -1
        // "what does it mean, calcium 12": the question was asked of nothing yet.
        if !sawName, i - scopeStart > 2 || asking != .no { (asking, isHypothetical) = (.no, false) }
      case .sentence:
        (isOpening, owner, speakerAt, sawName) = (true, -1, -1, false)
        if isFamily { (isFamily, subject, lastPerson) = (false, beforeFamily, nil) }
        (asking, isHypothetical) = (.no, false)
        if subject == .generic { subject = lastPerson ?? .implied }
      }
    }

    mutating func read(_ i: Int, _ scan: LineScan, _ persons: CueSet) {
      let wasOpening = isOpening
      isOpening = wasOpening && scan.has(.opener, at: i)
      guard i >= skipUntil else { return }
      readQuestion(i, scan, wasOpening)
      if !isFamily, scan.has(.familyHistory, at: i), asking == .no {
        (isFamily, beforeFamily) = (true, subject)
      }
      if let end = scan.end(of: CueSet(.notHypothetical), at: i) {
        skipUntil = end
      } else if scan.has(.hypothetical, at: i) {
        if !isHypothetical { scopeStart = i }
        isHypothetical = true
      }
      if readPerson(i, scan, persons) || readAged(i, scan, persons) { return }
      if let end = scan.end(of: CueSet(.speaking), at: i) { asideUntil = max(asideUntil, end) }
      // Where somebody else was spoken of, the speaker comes back only with something of their own.
      let isOwn = person == nil || i >= asideUntil && scan.end(of: CueSet(.returning), at: i) != nil
      if focus == .unchanged, scan.has(.firstPerson, at: i), isOwn {
        focus = .on(nil)
        ownAt = i
      }
      if scan.has(.speaker, at: i), !isReport || !isTold(scan, i) {
        subject = .speaker
        speakerAt = i
      }
      if scan.has(.reporting, at: i), !isReport || lastPerson == nil { subject = .implied }
      if subject == .implied, let end = scan.end(of: CueSet(.inGeneral), at: i),
        scan.name(at: end)?.context != nil
      {
        subject = .generic
      }
      if scan.has(.owning, at: i) { owner = i }
    }

    /// "mom's results (she asked me to look)": in a report whoever was named keeps the rows until one of the
    /// speaker's own.
    private func isTold(_ scan: LineScan, _ i: Int) -> Bool {
      // "My mum's, can you tell me": the "you" is nobody of whom is told.
      switch subject == .generic ? lastPerson : subject {
      case .other, .child, .patient: break
      case .implied, .speaker, .generic, nil: return false
      }
      let row = scan.row(of: i)
      guard let test = row.first(where: { scan.name(at: $0)?.analyte != nil }) else { return true }
      // "Calcium 2.71, so I presume it is high": only in front of a test do "my" and "I have" make it one's own.
      return i > test || scan.end(of: CueSet(.returning, .owning), at: i) == nil
        || scan.end(of: CueSet(.speaking), at: i) != nil
    }

    private mutating func readQuestion(_ i: Int, _ scan: LineScan, _ isOpening: Bool) {
      let isJoined = i > 0 && scan.has(.opener, at: i - 1)
      let isTurned = scan.end(of: CueSet(.turnedQuestion), at: i) != nil
      guard isOpening || isJoined || isTurned, asking == .no else { return }
      if let end = scan.end(of: CueSet(.presupposing), at: i), end > i {
        begin(.presupposing, i)
      } else if let end = scan.end(of: CueSet(.question), at: i), !isAnswer(i, end, scan) {
        begin(.open, i)
      }
    }

    private mutating func begin(_ kind: Asking, _ i: Int) {
      asking = kind
      scopeStart = i
      questionStart = i
      sawName = false
    }

    /// "was 3.1 in May", "is high": no question, only a clause without its subject.
    private func isAnswer(_ start: Int, _ end: Int, _ scan: LineScan) -> Bool {
      // "was on warfarin until 2020", "is not on dialysis"
      let said = scan.end(of: CueSet(.taking, .having, .ended, .negation), at: start)
      if let said, said > end { return true }
      guard end < scan.count, scan.lexemes[end].isDigits, scan.nameAt[end] < 0 else { return false }
      return scan.has(.earlier, at: start) || !scan.isSentenceStart(start)
    }

    private mutating func readPerson(_ i: Int, _ scan: LineScan, _ persons: CueSet) -> Bool {
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

    /// "my 8 year old": a child of the speaker, named by its age alone.
    private mutating func readAged(_ i: Int, _ scan: LineScan, _ persons: CueSet) -> Bool {
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
}
