import Knowledge
import Language
import Matching

/// Recognises dangers, refusals, small talk, acts and subjects outside by their likeness to example lines.
///
/// Patterns are exact and know only the wordings that somebody wrote down. This knows none to the
/// letter and has learned what such lines have in common, so that a danger in new words is not
/// missed. What it finds is treated as if a pattern had found it: the same guards, the same order.
struct LineKinds: Sendable {
  let model: KindModel
  /// What each label means; `nil` for lines of no kind.
  private let meanings: [RuleBook.Meaning?]
  private let places: [Place]
  /// The subjects outside that have a text of their own.
  private let speaking: Set<Int>
  /// Behind the kinds and the lines of none the sections stand as labels, in their order.
  private let firstSection: Int

  /// The kinds that are told apart, all on one scale.
  private static let roles: [LineExamples.Role] = [
    .dangers, .refusals, .smallTalk, .acts, .outside,
  ]

  /// The label of lines that show nothing of all this.
  private static let others = "others"

  /// The recognition of the kinds that `model` has as labels, as they stand in the knowledge.
  init(_ model: KindModel, _ knowledge: Knowledge) {
    self.model = model
    let known = Self.known(knowledge)
    firstSection = model.labels.firstIndex(of: Self.others).map { $0 + 1 } ?? model.labels.count
    meanings = model.labels.map { known[$0]?.meaning }
    speaking = Set(
      knowledge.scope.outside.indices.filter { knowledge.scope.outside[$0].text != nil })
    places = model.labels.map { known[$0]?.place ?? Place(file: "dangers") }
  }

  /// The kinds that a knowledge can have, by label.
  private static func known(
    _ knowledge: Knowledge
  ) -> [String: (meaning: RuleBook.Meaning, place: Place)] {
    var known: [String: (meaning: RuleBook.Meaning, place: Place)] = [:]
    func add(
      _ role: LineExamples.Role, _ recognizers: [Recognizer], _ meaning: (Int) -> RuleBook.Meaning
    ) {
      for (index, recognizer) in recognizers.enumerated() {
        known[label(role, recognizer.id)] = (meaning(index), recognizer.place)
      }
    }
    add(.dangers, knowledge.safety.redFlags.map(\.recognizer)) { .redFlag($0) }
    add(.refusals, knowledge.safety.refusals.map(\.recognizer)) { .refusal($0) }
    add(.smallTalk, knowledge.dialogue.smallTalk.map(\.recognizer)) { .smallTalk($0) }
    // Agreement is known by its words alone, since much hangs on it.
    let acts = knowledge.dialogue.acts.filter { $0.act != .yes }
    add(.acts, acts.map(\.recognizer)) { .act(acts[$0].act) }
    add(.outside, knowledge.scope.outside.map(\.recognizer)) { .outside($0) }
    return known
  }

  private typealias FollowUp = LineExamples.FollowUp

  private static func label(_ role: LineExamples.Role, _ id: String) -> String {
    "\(role.rawValue)/\(id)"
  }

  /// The model of all kinds that have lines: learned from those lines, and beside them from every line
  /// that leads to a section or shows nothing of all this.
  static func learned(
    from knowledge: Knowledge, _ phrases: PhraseBook, _ read: ReadLines
  ) -> KindModel {
    let known = knowledge.examples
    let kinds = roles.flatMap { known.kinds(of: $0) }.filter { !$0.lines.isEmpty }
    guard !kinds.isEmpty else { return .none }
    var examples: [KindModel.Example] = []
    func add(_ lines: [String], _ label: Int, weight: Float = 1) {
      examples += lines.map {
        KindModel.Example(features: read($0).features.places, label: label, weight: weight)
      }
    }
    for (number, kind) in kinds.enumerated() {
      add(
        kind.lines.map(\.text), number, weight: kind.role == .outside ? Self.outsideWeight : 1)
    }
    add(
      (known.others + known.kinds.flatMap(\.calm) + knowledge.scope.examples).map(\.text),
      kinds.count)
    for (text, section) in phrases.asked { add([text], kinds.count + 1 + section) }
    let labels =
      kinds.map { label($0.role, $0.id) } + [others] + knowledge.sections.map(\.id)
    let places = Dictionary(
      labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for line in known.followUps {
      guard let label = places[line.target == FollowUp.elsewhere ? others : line.target] else {
        continue
      }
      let features = read(line.line.text).features.places
      examples.append(
        KindModel.Example(
          features: features + LineFeatures.places(within: line.topic), label: label))
    }
    return KindModel(
      labels: labels, topics: Set(known.followUps.map(\.topic)).sorted(), examples: examples)
  }

  /// Where a kind that has examples is written.
  func place(of meaning: RuleBook.Meaning) -> Place? {
    meanings.firstIndex(of: meaning).map { places[$0] }
  }

  // MARK: Recognising

  /// A kind that a line shows, how surely (0 to 1), and in which of its words.
  struct Finding {
    var meaning: RuleBook.Meaning
    var share: Float
    var range: Range<Int>
    var isRefusal: Bool { if case .refusal = meaning { true } else { false } }
  }

  /// What a line is like: the likeliest kind of each role, of the line as a whole and of each sentence.
  struct Likeness {
    var findings: [Finding] = []
    /// Of the line as a whole: the shares of each role, added up, and that of the likeliest section.
    var whole: [LineExamples.Role: Float] = [:]
    var section: Float = 0
    /// Of the line as a whole: what all sections have together.
    var sections: Float = 0
    /// Of the line as a whole: the share of what leads to nothing here.
    var nothing: Float = 0
    /// Whether it was read within a topic.
    var isHeld = false
  }

  /// The danger that some words are most like.
  struct Danger {
    var flag: Int
    /// How likely it is, of all that the words may want.
    var share: Float
    /// How likely all sections together are, and the likeliest of all other roles.
    var sections: Float
    var others: Float
    /// How far dangers stand above lines of no kind, in log odds.
    var lead: Float
  }

  /// The danger that some words are most like, by the shares of all kinds in them.
  func danger(_ shares: [Float]) -> Danger? {
    var best: (flag: Int, share: Float)?
    for (index, share) in shares.enumerated() {
      guard case .redFlag(let flag) = meanings[index] else { continue }
      if share > best?.share ?? -1 { best = (flag, share) }
    }
    // Which danger it is must be known, and not only that it sounds like one.
    guard let best, best.share >= Self.named else { return nil }
    var roles = sums(shares)
    let dangers = roles.removeValue(forKey: .dangers) ?? 0
    return Danger(
      flag: best.flag, share: best.share, sections: sections(shares).reduce(0, +),
      others: roles.values.max() ?? 0,
      lead: max(-Self.mostLead, min(Self.mostLead, LogOdds.of(dangers) * Self.leadScale)))
  }

  /// Whether some words rather ask for a section than for all else, and are like no danger, by the shares of all kinds in them.
  func asks(_ shares: [Float]) -> Bool {
    guard let section = sections(shares).max(), section >= Self.rather else { return false }
    return sums(shares)[.dangers, default: 0] < Self.none
  }

  /// How likely each section is meant by some words, beside all else that they may want; empty where
  /// nobody knows.
  func sections(_ shares: [Float]) -> [Float] { Array(shares.dropFirst(firstSection)) }

  /// What a line means within the topic that is spoken of.
  struct Held {
    /// The share of each section.
    var sections: [Float]
    /// The share of what leads to nothing here.
    var nothing: Float
  }

  /// The same from the shares of a line within a topic; `nil` where there are none.
  func held(_ shares: [Float]) -> Held? {
    guard firstSection > 0, shares.count > firstSection else { return nil }
    return Held(sections: sections(shares), nothing: shares[firstSection - 1])
  }

  /// The refusal, and the subject outside, that some words ask for rather than for any section.
  func elsewhere(_ shares: [Float]) -> (refusal: Int?, outside: Int?) {
    let (roles, asked) = (sums(shares), sections(shares).reduce(0, +))
    func likeliest(_ pick: (RuleBook.Meaning) -> Int?) -> Int? {
      let known = meanings.indices.compactMap { place in
        meanings[place].flatMap(pick).map { (number: $0, share: shares[place]) }
      }
      return known.max { ($0.share, $1.number) < ($1.share, $0.number) }?.number
    }
    func isMeant(_ role: LineExamples.Role) -> Bool {
      let share = roles[role, default: 0]
      return share >= Self.rather && share >= asked
    }
    return (
      isMeant(.refusals) ? likeliest { if case .refusal(let it) = $0 { it } else { nil } } : nil,
      isMeant(.outside) ? likeliest { if case .outside(let it) = $0 { it } else { nil } } : nil
    )
  }

  /// `nil` where there is nothing to compare: single letters are like nothing.
  func likeness(of words: [Word], _ shares: LineShares) -> Likeness? {
    guard !meanings.isEmpty, words.contains(where: { $0.text.utf8.count > 1 }) else { return nil }
    var likeness = Likeness()
    // Said within a topic, a line as a whole means what it means there.
    let (plain, held) = (shares(0..<words.count), shares.held)
    let whole = held.isEmpty ? plain : held
    compare(held.isEmpty ? plain : compared(plain, held), 0..<words.count, &likeness)
    likeness.whole = sums(whole)
    likeness.isHeld = !held.isEmpty
    let asked = sections(whole)
    (likeness.section, likeness.sections) = (asked.max() ?? 0, asked.reduce(0, +))
    if firstSection > 0, firstSection <= whole.count { likeness.nothing = whole[firstSection - 1] }
    let sentences = words.sentences.filter { $0.count >= Self.fewestWords }
    if sentences.count > 1 {
      for range in sentences.prefix(Self.mostSentences) { compare(shares(range), range, &likeness) }
    }
    return likeness
  }

  /// The shares of a line within a topic; what lies outside, and the sections that it competes with, are read
  /// with and without it.
  private func compared(_ plain: [Float], _ held: [Float]) -> [Float] {
    held.indices.map { place in
      let isBoth = place >= firstSection || meanings[place]?.role == .outside
      return isBoth ? (plain[place] + held[place]) / 2 : held[place]
    }
  }

  /// What the kinds of each role have together.
  private func sums(_ shares: [Float]) -> [LineExamples.Role: Float] {
    var sums: [LineExamples.Role: Float] = [:]
    for (meaning, share) in zip(meanings, shares) {
      if let role = meaning?.role { sums[role, default: 0] += share }
    }
    return sums
  }

  /// The kinds that a line shows. A sentence is torn from what the others say and must be surer
  /// than a whole line.
  ///
  /// - Parameter isElsewhere: whether a subject outside, or a refusal, is named in plain words
  func findings(
    _ likeness: Likeness, in words: [Word], isElsewhere: Bool = false
  ) -> [Finding] {
    likeness.findings.filter { finding in
      let isWhole = finding.range.count == words.count
      switch finding.meaning {
      case .redFlag, .outside: return false
      case .smallTalk: return finding.share >= (isWhole ? Self.talk.line : Self.talk.sentence)
      case .refusal:
        if isWhole, words.count(where: { $0.number == nil }) > Self.fewestWords,
          isRefused(likeness, isElsewhere: isElsewhere)
        {
          return true
        }
        return finding.share >= (isWhole ? Self.refused.line : Self.refused.sentence)
      default: return finding.share >= (isWhole ? Self.least.line : Self.least.sentence)
      }
    }
  }

  /// Whether a line is rather refused than answered, whichever refusal it is.
  private func isRefused(_ likeness: Likeness, isElsewhere: Bool) -> Bool {
    let refused = likeness.whole[.refusals, default: 0]
    return refused >= (isElsewhere ? Self.rather : Self.faintly) && refused >= likeness.sections
  }

  /// Whether a line as a whole is hardly like any refusal.
  func hardlyRefuses(_ likeness: Likeness) -> Bool {
    likeness.whole[.refusals, default: 0] < Self.faintly
  }

  /// Whether what was found in a line is not borne out by the line as a whole, which surely asks for a
  /// section: a pattern is one voice among those that are heard.
  func isOutweighed(_ finding: Findings.Finding, by likeness: Likeness) -> Bool {
    // What was never learned (agreement, "and for …?") is known by its words alone.
    guard let role = finding.meaning.role, let whole = likeness.whole[role],
      meanings.contains(finding.meaning)
    else { return false }
    let (section, sections) = (likeness.section, likeness.sections)
    switch role {
    // What is refused is refused for a reason: both the one section and the whole must speak against it.
    case .refusals: return section >= Self.plainly && sections >= Self.surely && whole < Self.hardly
    case .smallTalk, .acts:
      // One sentence of several, and the line as a whole asks for something else.
      if finding.isLikeness, section >= Self.rather, whole < Self.faintly { return true }
      return section >= Self.clearly && whole < Self.hardly
        || likeness.isHeld && section >= Self.likely && section >= whole * Self.farOdds
    // Within a topic the words of a pattern are there for many reasons.
    case .outside:
      guard likeness.isHeld, case .outside(let subject) = finding.meaning else { return false }
      // One that tells what is held of it and what not is closer to the line than most sections.
      let odds = speaking.contains(subject) ? Self.farOdds : Self.odds
      return section >= Self.likely && section >= whole * odds
    default: return false
    }
  }

  /// From this share of all sections together on a line surely asks for one of them.
  private static let surely: Float = 0.9
  /// From these shares on it clearly asks for one section, or plainly, or rather than all else, or may within a
  /// topic.
  private static let (clearly, plainly): (Float, Float) = (0.85, 0.7)
  private static let (rather, likely): (Float, Float) = (0.5, 0.3)
  /// Below these shares all kinds of a role are faint in a line, or hardly in it, or no danger at all.
  private static let (faintly, hardly, none): (Float, Float, Float) = (0.2, 0.03, 0.02)
  /// How many times the share of a role a section must have within a topic.
  private static let (odds, farOdds): (Float, Float) = (2, 20)

  /// How much more a line of a subject outside counts when it is learned, since each has few; found by trial on
  /// held-back lines.
  private static let outsideWeight: Float = 1.4

  /// The subject outside that a line is most like as a whole.
  func outside(_ likeness: Likeness, in words: [Word]) -> Findings.Resemblance? {
    let whole = likeness.findings.first { finding in
      if case .outside = finding.meaning { finding.range.count == words.count } else { false }
    }
    guard let whole, case .outside(let subject) = whole.meaning else { return nil }
    let all = likeness.whole[.outside, default: 0]
    return Findings.Resemblance(
      subject: subject, part: all > 0 ? min(1, whole.share / all) : 0, outside: all,
      sections: likeness.sections)
  }

  /// The likeliest small talk or act of conversation of the line as a whole, where it does not count yet.
  func faint(
    _ likeness: Likeness, in words: [Word]
  ) -> (meaning: RuleBook.Meaning, share: Float)? {
    guard words.count(where: { $0.number == nil }) >= Self.fewestWords else { return nil }
    let found = likeness.findings.filter { finding in
      switch finding.meaning {
      case .smallTalk, .act:
        finding.range.count == words.count && finding.share < Self.least.line
          && finding.share >= Self.faintest
      default: false
      }
    }
    return found.max { $0.share < $1.share }.map { ($0.meaning, $0.share) }
  }

  private static let faintest: Float = 0.06

  /// The shares from which on a finding counts; found by trial on lines that were not learned from.
  private static let least: (line: Float, sentence: Float) = (0.3, 0.6)
  private static let talk: (line: Float, sentence: Float) = (0.3, 0.6)
  private static let refused: (line: Float, sentence: Float) = (0.4, 0.75)

  /// The least share of a danger that is named.
  private static let named: Float = 0.02

  /// Log odds on the scale of the scores of the model of dangers.
  private static let (leadScale, mostLead): (Float, Float) = (0.25, 1.5)

  /// A sentence of fewer words is not looked at by itself.
  private static let fewestWords = 2

  /// Sentences that are looked at one by one, so that time is bounded.
  private static let mostSentences = 6

  /// The likeliest kind of each role.
  private func compare(_ shares: [Float], _ range: Range<Int>, _ likeness: inout Likeness) {
    var best: [LineExamples.Role: Int] = [:]
    for (index, share) in shares.enumerated() {
      guard let role = meanings[index]?.role else { continue }
      if best[role].map({ shares[$0] < share }) ?? true { best[role] = index }
    }
    for index in Self.roles.compactMap({ best[$0] }) {
      guard let meaning = meanings[index] else { continue }
      likeness.findings.append(
        Finding(meaning: meaning, share: shares[index], range: range))
    }
  }
}
