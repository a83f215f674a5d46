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
    func add(_ lines: [String], _ label: Int) {
      examples += lines.map { KindModel.Example(features: read($0).features.places, label: label) }
    }
    for (number, kind) in kinds.enumerated() { add(kind.lines.map(\.text), number) }
    add(
      (known.others + known.kinds.flatMap(\.calm) + knowledge.scope.examples).map(\.text),
      kinds.count)
    for (text, section) in phrases.asked { add([text], kinds.count + 1 + section) }
    return KindModel(
      labels: kinds.map { label($0.role, $0.id) } + [others] + knowledge.sections.map(\.id),
      examples: examples)
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
    /// The share of the likeliest section.
    var rival: Float
    var range: Range<Int>
    var isRefusal: Bool { if case .refusal = meaning { true } else { false } }
  }

  /// What a line is like: the likeliest kind of each role, of the line as a whole and of each sentence.
  struct Likeness {
    var findings: [Finding] = []
  }

  /// The danger that some words are most like, by the shares of all kinds in them, and how far it stands above
  /// lines of no kind, in log odds.
  func danger(_ shares: [Float]) -> (flag: Int, lead: Float)? {
    var best: (flag: Int, share: Float)?
    var sum: Float = 0
    for (index, share) in shares.enumerated() {
      guard case .redFlag(let flag) = meanings[index] else { continue }
      sum += share
      if share > best?.share ?? -1 { best = (flag, share) }
    }
    // Which danger it is must be known, and not only that it sounds like one.
    guard let best, best.share >= Self.named else { return nil }
    return (best.flag, max(-Self.mostLead, min(Self.mostLead, LogOdds.of(sum) * Self.leadScale)))
  }

  /// How likely each section is meant by some words, beside all else that they may want; empty where
  /// nobody knows.
  func sections(_ shares: [Float]) -> [Float] { Array(shares.dropFirst(firstSection)) }

  /// `nil` where there is nothing to compare.
  func likeness(of words: [Word], _ shares: LineShares) -> Likeness? {
    guard !meanings.isEmpty, !words.isEmpty else { return nil }
    var likeness = Likeness()
    compare(shares, 0..<words.count, &likeness)
    let sentences = words.sentences.filter { $0.count >= Self.fewestWords }
    if sentences.count > 1 {
      for range in sentences.prefix(Self.mostSentences) { compare(shares, range, &likeness) }
    }
    return likeness
  }

  /// The kinds that a line shows. A sentence is torn from what the others say and must be surer
  /// than a whole line.
  func findings(_ likeness: Likeness, in words: [Word]) -> [Finding] {
    likeness.findings.filter { finding in
      let isWhole = finding.range.count == words.count
      switch finding.meaning {
      case .redFlag, .outside: return false
      case .smallTalk: return finding.share >= (isWhole ? Self.talk.line : Self.talk.sentence)
      case .refusal: return finding.share >= (isWhole ? Self.refused.line : Self.refused.sentence)
      default: return finding.share >= (isWhole ? Self.least.line : Self.least.sentence)
      }
    }
  }

  /// The subject outside that a line is most like, or the one that its surest sentence is.
  func outside(_ likeness: Likeness, in words: [Word]) -> Findings.Resemblance? {
    let found = likeness.findings.compactMap { finding in
      if case .outside(let subject) = finding.meaning {
        Findings.Resemblance(
          subject: subject, share: finding.share, rival: finding.rival,
          isWhole: finding.range.count == words.count)
      } else {
        nil
      }
    }
    return found.first(where: \.isWhole)
      ?? found.filter { $0.share >= Self.least.sentence }.max { $0.share < $1.share }
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
  private func compare(_ all: LineShares, _ range: Range<Int>, _ likeness: inout Likeness) {
    let shares = all(range)
    let rival = shares.dropFirst(firstSection).max() ?? 0
    var best: [Int: Int] = [:]
    for (index, share) in shares.enumerated() {
      guard let role = meanings[index]?.role else { continue }
      if best[role].map({ shares[$0] < share }) ?? true { best[role] = index }
    }
    for (_, index) in best.sorted(by: { $0.key < $1.key }) {
      guard let meaning = meanings[index] else { continue }
      likeness.findings.append(
        Finding(meaning: meaning, share: shares[index], rival: rival, range: range))
    }
  }
}

extension RuleBook.Meaning {
  /// Which of the roles that are told apart by likeness it has; `nil` for any other.
  fileprivate var role: Int? {
    switch self {
    case .redFlag: 0
    case .refusal: 1
    case .smallTalk: 2
    case .act: 3
    case .outside: 4
    default: nil
    }
  }
}
