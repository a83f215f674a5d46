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
  struct State {
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
  }
}
