import Knowledge
import Language
import Matching

/// Recognises dangers, refusals and small talk by their likeness to example lines.
///
/// Patterns are exact and know only the wordings that somebody wrote down. This knows none to the
/// letter and has learned what such lines have in common, so that a danger in new words is not
/// missed. What it finds is treated as if a pattern had found it: the same guards, the same order.
struct LineKinds: Sendable {
  let model: RankingModel
  /// What each label means; `nil` for lines of no kind.
  private let meanings: [RuleBook.Meaning?]
  private let places: [Place]

  /// What a line tells or asks for; and what it asks of the conversation or of subjects outside: learned
  /// apart, so that an act takes no danger away.
  static let told: [LineExamples.Role] = [.dangers, .refusals, .smallTalk]
  static let acts: [LineExamples.Role] = [.acts, .outside]

  /// The label of lines that show nothing of all this.
  private static let others = "others"

  /// The recognition of the kinds that `model` has as labels, as they stand in the knowledge.
  init(_ model: RankingModel, _ knowledge: Knowledge) {
    self.model = model
    let known = Self.known(knowledge)
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

  /// What the model learns from: the examples, and beside them every line that leads to a section
  /// or lies outside. Texts are normalised by `text`.
  static func trainingSet(
    _ knowledge: Knowledge, _ phrases: PhraseBook, of roles: [LineExamples.Role],
    text: (String) -> String
  ) -> TrainingSet {
    let examples = knowledge.examples
    let kinds = roles.flatMap { examples.kinds(of: $0) }.filter { !$0.lines.isEmpty }
    guard !kinds.isEmpty else { return TrainingSet(labels: [], examples: []) }
    var set = TrainingSet(labels: kinds.map { label($0.role, $0.id) } + [others], examples: [])
    for (number, kind) in kinds.enumerated() {
      set.examples += kind.lines.map { TrainingSet.Example(text: text($0.text), label: number) }
    }
    // What only one line has tells little of what such lines have in common, and is most of all.
    set.fewestExamples = 2
    set.decides = false
    var seen: Set<Place> = []
    let asked = phrases.all.filter { seen.insert($0.place).inserted }.map(\.text)
    let calm = examples.kinds.flatMap(\.calm)
    let foreign = roles == Self.acts ? Self.told.flatMap { examples.kinds(of: $0) } : []
    let outside = roles.contains(.outside) ? knowledge.scope.examples : knowledge.linesOutside
    let others = examples.others + calm + outside + foreign.flatMap(\.lines)
    let lines = others.map(\.text) + asked
    set.examples += lines.map { TrainingSet.Example(text: text($0), label: kinds.count) }
    return set
  }

  /// Words as the model reads them: a number says that there is one, not which, since whether a
  /// result is dangerous is for the rules to say; a denied word is turned round, so that it shares
  /// nothing with the word itself. For each word of the line those that stand for it.
  static func read(_ words: [Word], _ negation: Negation) -> [[Word]] {
    let denials = negation.denials(in: words)
    return words.indices.map { index in
      if words[index].number != nil { return aNumber }
      guard denials[index] else { return [words[index]] }
      return Tokenizer.words(of: String(words[index].text.reversed()))
    }
  }

  private static let aNumber = Tokenizer.words(of: "0")

  /// Where a kind that has examples is written.
  func place(of meaning: RuleBook.Meaning) -> Place? {
    meanings.firstIndex(of: meaning).map { places[$0] }
  }

  // MARK: Recognising

  /// A kind that a line shows, how surely (0 to 1), and in which of its words.
  struct Finding {
    var meaning: RuleBook.Meaning
    var share: Float
    /// What words and characters say for it: around 1 for a clear hit, below 0 for a miss.
    var score: Float
    var range: Range<Int>
  }

  /// What a line is like.
  struct Likeness {
    /// The kinds nearest to the line as a whole, and to each of its sentences.
    var findings: [Finding] = []
  }

  /// The danger that some words are most like, and how far it stands above lines of no kind.
  func danger(in words: [Word], _ negation: Negation) -> (flag: Int, lead: Float)? {
    let read = Self.read(words, negation).flatMap { $0 }
    let candidates = model.nearest(read, limit: 10)
    let others = candidates.first { meanings[$0.label] == nil }?.score
    for candidate in candidates {
      guard case .redFlag(let flag) = meanings[candidate.label] else { continue }
      return (flag, candidate.score - (others ?? candidates.last?.score ?? candidate.score))
    }
    return nil
  }

  /// `nil` where there is nothing to compare, or too little to be sure of.
  func likeness(of words: [Word], _ negation: Negation) -> Likeness? {
    guard !meanings.isEmpty, words.count >= Self.fewestWords else { return nil }
    var likeness = Likeness()
    let read = Self.read(words, negation)
    compare(read, 0..<words.count, &likeness)
    let sentences = words.sentences.filter { $0.count >= 2 }
    if sentences.count > 1 {
      for range in sentences.prefix(Self.mostSentences) {
        compare(read, range, &likeness)
      }
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
      default: break
      }
      return finding.share >= (isWhole ? Self.other.line : Self.other.sentence)
    }
  }

  /// The subject outside that a line is most like, or the one that its surest sentence is.
  func outside(_ likeness: Likeness, in words: [Word]) -> Findings.Resemblance? {
    let found = likeness.findings.compactMap { finding in
      if case .outside(let subject) = finding.meaning {
        Findings.Resemblance(
          subject: subject, share: finding.share, isWhole: finding.range.count == words.count)
      } else {
        nil
      }
    }
    return found.first(where: \.isWhole)
      ?? found.filter { $0.share >= Self.other.sentence }.max { $0.share < $1.share }
  }

  /// The shares from which on a finding counts; found by trial on lines that were not learned from.
  private static let other: (line: Float, sentence: Float) = (0.7, 0.9)

  /// A line of fewer words is left to the patterns.
  private static let fewestWords = 3

  /// Sentences that are looked at one by one, so that time is bounded.
  private static let mostSentences = 6

  /// What some words of a line are like.
  private func compare(_ read: [[Word]], _ range: Range<Int>, _ likeness: inout Likeness) {
    let candidates = model.nearest(Array(read[range].joined()), limit: 10)
    guard let nearest = candidates.first(where: { meanings[$0.label] != nil }),
      let meaning = meanings[nearest.label]
    else { return }
    likeness.findings.append(
      Finding(
        meaning: meaning, share: nearest.probability, score: nearest.score, range: range))
  }
}
