package import Knowledge
import LabValues
import Language
import Matching

/// All patterns of the knowledge in one set, so that a line is read against them once.
struct RuleBook: Sendable {
  /// What a pattern recognises.
  enum Meaning: Sendable, Hashable {
    case redFlag(Int)
    case guarding(Guard)
    case refusal(Int)
    case outside(Int)
    case smallTalk(Int)
    case kindness(Int)
    case act(DialogueAct)
    case signal(Int)
    case topic(Int)
    case facet(Int)
  }

  /// The roles that a guard can have.
  enum Guard: String, Sendable, Hashable, CaseIterable {
    case knowledge, person, past, hypothetical
    /// What was over is there again; the past tense, or a condition; a look back at what was just said.
    case again, told, back
    /// An exam, a film, the news or a study; a way of speaking; an animal; a word that opens a clause.
    case fiction, idiom, animal, opener
    /// What those who treat somebody want to do; somebody who is in hospital already.
    case planned
    case inCare = "in-care", atHome = "at-home"
  }

  let meanings: [Meaning]
  let places: [Place]
  /// Whether each pattern has a denial of its own in it ("won't heal").
  let speaksOfLack: [Bool]
  let patterns: PatternSet
  let negation: Negation
  /// The literal words of all patterns, which the speller has to know.
  let vocabulary: [String]
  /// The beginnings of words in patterns, which the speller must leave alone.
  let beginnings: [String]

  init(_ knowledge: Knowledge) throws(PatternProblem) {
    var listed: [(meaning: Meaning, written: Written)] = []
    func add(_ recognizer: Recognizer, _ meaning: Meaning) {
      for pattern in recognizer.patterns { listed.append((meaning, pattern)) }
    }
    let safety = knowledge.safety
    for (index, flag) in safety.redFlags.enumerated() { add(flag.recognizer, .redFlag(index)) }
    for entry in safety.guards {
      if let role = Guard(rawValue: entry.id) { add(entry, .guarding(role)) }
    }
    for (index, refusal) in safety.refusals.enumerated() {
      add(refusal.recognizer, .refusal(index))
    }
    for (index, subject) in knowledge.scope.outside.enumerated() {
      add(subject.recognizer, .outside(index))
    }
    for (index, talk) in knowledge.dialogue.smallTalk.enumerated() {
      add(talk.recognizer, .smallTalk(index))
    }
    for (index, kind) in knowledge.dialogue.kindness.enumerated() {
      add(kind.recognizer, .kindness(index))
    }
    for entry in knowledge.dialogue.acts { add(entry.recognizer, .act(entry.act)) }
    for (index, signal) in knowledge.refinements.signals.enumerated() {
      add(signal, .signal(index))
    }
    for (index, topic) in knowledge.topics.enumerated() {
      for name in topic.names { listed.append((.topic(index), Self.literal(name, topic.place))) }
    }
    for (index, facet) in knowledge.facets.enumerated() {
      for name in facet.names { listed.append((.facet(index), Self.literal(name, facet.place))) }
    }
    meanings = listed.map(\.meaning)
    places = listed.map(\.written.place)
    negation = Negation(knowledge.denials)
    speaksOfLack = Self.lacks(listed.map(\.written.text), safety)
    do {
      patterns = try PatternSet(
        patterns: listed.enumerated().map { (id: $0.offset, text: $0.element.written.text) },
        groups: Dictionary(
          safety.groups.map { ($0.name, $0.alternatives.map(\.text)) },
          uniquingKeysWith: { a, _ in a })
      )
    } catch {
      throw PatternProblem(error, places: listed.map(\.written.place), groups: safety.groups)
    }
    vocabulary = patterns.vocabulary
    beginnings = patterns.beginnings
  }

  /// Which patterns hold a word that denies, or a group with one.
  private static func lacks(_ patterns: [String], _ safety: SafetyRules) -> [Bool] {
    let cues = Set(safety.negations.filter { !$0.contains(" ") })
    func words(_ text: String) -> [String] {
      text.split { !($0.isLetter || $0 == "<" || $0 == "-" || $0 == ">") }.map(String.init)
    }
    let groups = safety.groups.filter { group in
      group.alternatives.contains { words($0.text).contains(where: cues.contains) }
    }
    let telling = cues.union(groups.map { "<\($0.name)>" })
    return patterns.map { words($0).contains(where: telling.contains) }
  }

  /// A name as a pattern that matches just its words.
  private static func literal(_ name: String, _ place: Place) -> Written {
    Written(Tokenizer.folded(name), at: place)
  }

  /// What the patterns find in a line.
  func findings(in words: [Word]) -> Findings {
    var findings = Findings()
    for match in patterns.matches(in: words) {
      let meaning = meanings[match.id]
      // A danger must not be talked away: there only the first part counts.
      var isDenied = negation.denies(match.range, in: words)
      if !isDenied, case .signal = meaning {
        isDenied = match.others.contains { negation.denies($0, in: words) }
        // "a lump on my elbow, no redness": what a pattern ends with may be denied too.
        if !isDenied, !speaksOfLack[match.id], let last = match.range.last {
          isDenied = negation.denies(last..<last + 1, in: words)
        }
      }
      findings.add(
        meaning, match.range, others: match.others, isDenied: isDenied, pattern: match.id)
    }
    return findings
  }
}

/// What the patterns found in one line.
struct Findings: Sendable {
  struct Finding: Sendable {
    var meaning: RuleBook.Meaning
    /// The words that matched: those of the first sequence, and those of the others.
    var range: Range<Int>
    var others: [Range<Int>] = []
    var isDenied: Bool
    /// The number of the pattern in the rule book; `nil` for what is only like examples.
    var pattern: Int?
    var isLikeness: Bool { pattern == nil }
    var isOutside: Bool { if case .outside = meaning { true } else { false } }
  }

  private(set) var all: [Finding] = []

  /// A subject outside that a line is like, and how surely (0 to 1).
  struct Resemblance: Sendable {
    var subject: Int
    /// How much of all that lies outside it is (0 to 1).
    var part: Float
    /// The shares of all that lies outside, and of all sections, in the line as a whole.
    var outside: Float
    var sections: Float
  }

  var resemblance: Resemblance?

  /// Whether something says that what alarmed is over, or was never meant; "no" in front of it denies nothing. A
  /// likeness too faint to count elsewhere does not count here: "no it is worse now" has one.
  var tellsOver: Bool { all.contains { $0.meaning == .act(.over) } }

  /// What a line may ask of the conversation, or say in passing, by a likeness too faint to count where
  /// anything else is found; and how surely (0 to 1).
  var faint: (meaning: RuleBook.Meaning, share: Float)?

  mutating func add(
    _ meaning: RuleBook.Meaning, _ range: Range<Int>, others: [Range<Int>] = [], isDenied: Bool,
    pattern: Int?
  ) {
    all.append(
      Finding(
        meaning: meaning, range: range, others: others, isDenied: isDenied, pattern: pattern))
  }

  /// What a pattern found, or one sentence alone, and the line as a whole does not bear out.
  private(set) var outweighed: [Finding] = []

  /// Lays aside each finding that is not borne out.
  mutating func layAside(_ isOutweighed: (Finding) -> Bool) {
    outweighed += all.filter(isOutweighed)
    all.removeAll(where: isOutweighed)
  }

  /// The words of the sentences in which nothing is small talk, where one of them asks and all small talk
  /// stands in others that do not: "thanks a lot. | Which test will they do?".
  func sentencesBesideTalk(of line: [Word], _ asked: [Range<Int>]) -> [Word]? {
    let talk = all.filter(\.meaning.isTalk)
    let told = talk.filter { finding in
      finding.range.count < line.count && !asked.contains { $0.overlaps(finding.range) }
    }
    // What the line is like as a whole is what one of its sentences is.
    guard !told.isEmpty,
      talk.allSatisfy({ finding in told.contains { $0.meaning == finding.meaning } })
    else { return nil }
    var rest = line.sentences.filter { sentence in
      !told.contains { $0.range.overlaps(sentence) }
    }
    // In one sentence with a question what is said in passing ends with its clause.
    if !rest.contains(where: { sentence in asked.contains { $0.overlaps(sentence) } }) {
      rest = line.clauses.filter { clause in !told.contains { $0.range.overlaps(clause) } }
    }
    guard rest.contains(where: { sentence in asked.contains { $0.overlaps(sentence) } }) else {
      return nil
    }
    return rest.flatMap { line[$0] }
  }

  func has(_ role: RuleBook.Guard) -> Bool { all.contains { $0.meaning == .guarding(role) } }

  /// Whether it tells that whoever is spoken of is in hospital already, or home again; `nil` where it tells
  /// neither.
  var isInCare: Bool? { has(.atHome) ? false : has(.inCare) ? true : nil }

  /// Whether it tells of what is over, or of what might be.
  var isElsewhere: Bool { has(.past) || has(.hypothetical) }

  /// Whether knowledge is asked for and nobody is meant.
  var isImpersonalQuestion: Bool { has(.knowledge) && !has(.person) }

  /// Whether a pattern found that something is asked of the conversation.
  var asksOfTalk: Bool {
    all.contains { finding in
      if case .act = finding.meaning { !finding.isLikeness } else { false }
    }
  }

  func has(_ act: DialogueAct) -> Bool { all.contains { $0.meaning == .act(act) } }

  /// Indices of the red flags that are described and not denied, in the order of the file.
  var redFlags: [Int] {
    indices { if case .redFlag(let index) = $0 { index } else { nil } }
  }

  var refusals: [Int] {
    indices(isDeniedToo: true) { if case .refusal(let index) = $0 { index } else { nil } }
  }

  /// Whether a line that is only like a refusal asks something of the conversation, in words that a
  /// pattern knows: "what would fit?".
  func asksOfConversation(_ refusal: Int) -> Bool {
    Self.questions.contains(where: has) && isLikenessAlone(.refusal(refusal))
  }

  /// Whether no pattern, but only likeness, found this.
  func isLikenessAlone(_ meaning: RuleBook.Meaning) -> Bool {
    !all.contains { $0.meaning == meaning && !$0.isLikeness }
  }

  var outside: [Int] {
    indices(isDeniedToo: true) { if case .outside(let index) = $0 { index } else { nil } }
  }

  var smallTalk: [Int] {
    indices(isDeniedToo: true) { if case .smallTalk(let index) = $0 { index } else { nil } }
  }

  /// The fear, pain, grief or anger that a line shows.
  var kindness: [Int] {
    indices { if case .kindness(let index) = $0 { index } else { nil } }
  }

  /// The small talk that a line is. What is only like it is none where a pattern hears a question to
  /// the conversation: "what do you know about me?".
  var talk: Int? {
    smallTalk.first { index in
      !isLikenessAlone(.smallTalk(index)) || !Self.questions.contains(where: has)
    }
  }

  /// What a line can ask of the conversation and its memory.
  private static let questions: [DialogueAct] = [
    .type, .numbers, .danger, .doctor, .sources, .facts, .compare, .trend,
  ]

  var signals: [Int] {
    indices { if case .signal(let index) = $0 { index } else { nil } }
  }

  /// The topics named, in the order of the line, each with the words that name it; a name inside
  /// a longer name does not count.
  var topics: [(index: Int, range: Range<Int>)] {
    named { if case .topic(let index) = $0 { index } else { nil } }
  }

  var facets: [(index: Int, range: Range<Int>)] {
    named { if case .facet(let index) = $0 { index } else { nil } }
  }

  private func indices(
    isDeniedToo: Bool = false, _ pick: (RuleBook.Meaning) -> Int?
  ) -> [Int] {
    var picked: [Int] = []
    for finding in all where isDeniedToo || !finding.isDenied {
      if let index = pick(finding.meaning), !picked.contains(index) { picked.append(index) }
    }
    return picked.sorted()
  }

  private func named(_ pick: (RuleBook.Meaning) -> Int?) -> [(index: Int, range: Range<Int>)] {
    let names = all.compactMap { finding in
      pick(finding.meaning).map { (index: $0, range: finding.range) }
    }
    var kept: [(index: Int, range: Range<Int>)] = []
    for name in names.sorted(by: {
      ($0.range.lowerBound, -$0.range.count, $0.index) < (
        $1.range.lowerBound, -$1.range.count, $1.index
      )
    }) {
      let isInside = names.contains {
        $0.range.count > name.range.count && $0.range.lowerBound <= name.range.lowerBound
          && $0.range.upperBound >= name.range.upperBound
      }
      if !isInside, !kept.contains(where: { $0.index == name.index }) { kept.append(name) }
    }
    return kept
  }
}

/// A pattern in the knowledge that could not be read, with its place.
package struct PatternProblem: Error, Sendable {
  package var place: Place
  package var reason: String

  init(at place: Place, offset: Int, reason: String) {
    self.place = place
    self.place.column += offset
    self.reason = reason
  }

  init(_ error: PatternError, places: [Place], groups: [PatternGroup]) {
    var start = Place(file: "safety.yaml")
    switch error.place {
    case .pattern(let id): if places.indices.contains(id) { start = places[id] }
    case .group(let name, let alternative):
      let written = groups.first { $0.name == name }?.alternatives ?? []
      if written.indices.contains(alternative) { start = written[alternative].place }
    }
    self.init(
      at: start, offset: error.offset,
      reason: "in this pattern expected \(error.expected), found \(error.found)")
  }
}

extension Knowledge {
  /// The words by which a denial starts, goes on and ends.
  var denials: NegationWords {
    let lists = labs.vocabulary.lists
    return NegationWords(
      cues: safety.negations, breaks: lists[.denialBreak] ?? [],
      subjects: lists[.denialSubject] ?? [], verbs: lists[.denialVerb] ?? [],
      links: lists[.denialLink] ?? [])
  }
}
