import Language

/// How each part of a line tells what it tells: as being there now, or as being over, imagined, asked
/// about, read in a book.
///
/// A reading holds for its own clause. Where a sentence as a whole is told so ("years ago …"), its
/// clauses are, except those that tell of today. What stands in an exam or a film goes on over the
/// sentences that follow for as long as nobody is meant in them.
struct LineTelling: Sendable {
  /// A stretch of the line with the readings that hold in it.
  struct Part: Sendable {
    var range: Range<Int>
    var reliefs: [CalmReading]
  }

  private(set) var parts: [Part] = []
  /// Where ways of speaking stand ("killing me").
  private var idioms: [Range<Int>] = []
  /// Whether what was over has come again.
  private(set) var isAgain = false

  /// What all of the line is told as at its end: an exam, a film, an animal.
  private(set) var frame: CalmReading?

  init() {}

  /// - Parameter frame: what the line before was told as
  init(
    _ words: [Word], _ sentences: SentenceFindings, _ book: RuleBook, frame: CalmReading?
  ) {
    isAgain = sentences.whole.has(.again)
    self.frame = frame
    for (sentence, told) in sentences.parts {
      idioms += told.places(of: .idiom).map {
        $0.lowerBound + sentence.lowerBound..<$0.upperBound + sentence.lowerBound
      }
      if let new = Self.frame(told) {
        self.frame = new
      } else if told.has(.person) {
        self.frame = nil
      }
      var reliefs = Self.reliefs(told)
      if let frame = self.frame { reliefs.append(frame) }
      add(sentence, words, told, reliefs, book)
    }
  }

  /// The readings that lower a danger found in these words.
  func reliefs(at range: Range<Int>) -> [CalmReading] {
    var reliefs: [CalmReading] = []
    for part in parts where part.range.overlaps(range) {
      if part.reliefs.isEmpty { return [] }
      for relief in part.reliefs where !reliefs.contains(relief) { reliefs.append(relief) }
    }
    if isAgain { reliefs.removeAll { $0 == .past } }
    return reliefs
  }

  /// Whether these words tell of what is over, imagined, or read somewhere.
  func isElsewhere(_ range: Range<Int>) -> Bool {
    reliefs(at: range).contains { $0 != .question }
  }

  /// Whether a way of speaking stands in these words.
  func isIdiom(_ range: Range<Int>) -> Bool { idioms.contains { $0.overlaps(range) } }

  /// The same where it is at least one part in so many of them.
  func isIdiom(_ range: Range<Int>, least parts: Int) -> Bool {
    idioms.contains { $0.clamped(to: range).count * parts >= range.count }
  }

  /// What all of a text is told as: an exam, a film, an animal.
  private static func frame(_ told: Findings) -> CalmReading? {
    if told.has(.animal) { return .animal }
    return told.has(.fiction) ? .fiction : nil
  }

  private static func reliefs(_ told: Findings) -> [CalmReading] {
    var reliefs: [CalmReading] = []
    if told.has(.past) { reliefs.append(.past) }
    if told.has(.hypothetical) { reliefs.append(.hypothetical) }
    if told.isImpersonalQuestion { reliefs.append(.question) }
    return reliefs
  }

  /// The clauses of a sentence with its readings. One that tells of today has none of them; one that the
  /// next looks back to ("…, that was years ago") is as old as that one.
  private mutating func add(
    _ sentence: Range<Int>, _ words: [Word], _ findings: Findings, _ reliefs: [CalmReading],
    _ book: RuleBook
  ) {
    let openers = Set(findings.places(of: .opener).map { $0.lowerBound + sentence.lowerBound })
    let clauses = Self.clauses(of: sentence, words, openers)
    guard !reliefs.isEmpty, clauses.count > 1 else {
      parts.append(Part(range: sentence, reliefs: reliefs))
      return
    }
    let told = clauses.map { book.findings(in: Array(words[$0])) }
    for index in clauses.indices {
      let isOver = index + 1 < clauses.count && told[index + 1].has(.back)
      var own = Self.reliefs(told[index])
      if told[index].has(.told) || isOver { own = reliefs }
      own += reliefs.filter { ($0 == .fiction || $0 == .animal) && !own.contains($0) }
      parts.append(Part(range: clauses[index], reliefs: own))
    }
  }

  /// The clauses of a sentence: at its commas, and where a word begins a new one ("… but now …").
  private static func clauses(
    of sentence: Range<Int>, _ words: [Word], _ openers: Set<Int>
  ) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    for clause in words[sentence].clauses {
      var start = clause.lowerBound
      for index in clause where index > start && openers.contains(index) {
        clauses.append(start..<index)
        start = index
      }
      clauses.append(start..<clause.upperBound)
    }
    return clauses
  }
}

/// What patterns find in a line as a whole and in each of its sentences alone.
struct SentenceFindings: Sendable {
  let whole: Findings
  let parts: [(range: Range<Int>, findings: Findings)]

  init(_ words: [Word], _ whole: Findings, _ book: RuleBook) {
    self.whole = whole
    let sentences = words.sentences
    parts =
      sentences.count == 1
      ? [(0..<words.count, whole)]
      : sentences.map { ($0, book.findings(in: Array(words[$0]))) }
  }
}

extension Findings {
  /// Where a guard stands.
  func places(of role: RuleBook.Guard) -> [Range<Int>] {
    all.filter { $0.meaning == .guarding(role) }.map(\.range)
  }
}

extension LineTelling {
  /// The places of the signals that a line tells only as over, imagined, or read somewhere.
  func signalsElsewhere(_ findings: Findings) -> [Int] {
    findings.signals.filter { signal in
      findings.all.allSatisfy { one in
        one.meaning != .signal(signal) || one.isDenied || isElsewhere(one.range)
      }
    }
  }
}
