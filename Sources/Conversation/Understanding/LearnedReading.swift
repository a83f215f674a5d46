import Knowledge
import Matching

/// What a line means within the topic that is spoken of, as people were seen to go on: the shares that were
/// learned from such lines, weighed with what the words say.
struct LearnedReading {
  let library: SectionLibrary
  let held: LineKinds.Held
  let isQuestion: Bool
  /// Whether the line names a topic that is not the one spoken of.
  let namesAnother: Bool

  /// The sections of a reading by the words, with what was learned of such lines.
  ///
  ///     score(section) = share · √(score by the words + 0.05), scaled to the sum of all shares
  func weighed(_ found: Retrieval, within subject: String) -> Retrieval {
    let shares = held.sections
    var scores = [Double](repeating: 0, count: shares.count)
    for hit in found.hits { scores[hit.number] = hit.score }
    let likely = shares.indices.filter { shares[$0] >= Self.least || scores[$0] > 0 }
    let weights = Softmax.of(
      likely.map { place in
        LogOdds.logarithm(max(shares[place], Self.least))
          + Self.said * LogOdds.logarithm(Float(scores[place]) + Self.unsaid)
      })
    let sum = shares.reduce(0, +)
    let hits = zip(likely, weights).map { place, weight in
      Retrieval.Hit(
        number: place, topic: library.sections[place].topic, score: Double(weight * sum))
    }
    var learned = found
    learned.hits = Array(Retrieval.ordered(hits).prefix(Self.most))
    guard let best = learned.best else { return found }
    // Where the words ask for what the topic lacks, a section must be surer.
    learned.isCovered = best.score >= (found.lacks == nil ? Self.sure : Self.surer)
    // Who only tells something is not asked what they mean by it, nor who names another subject.
    if !learned.isCovered, found.isCovered, !isQuestion || namesAnother { return found }
    learned.isClose = false
    learned.isStranger =
      !learned.isCovered && (found.isStranger || isQuestion && held.nothing >= Self.nothing)
    if learned.isCovered { learned.lacks = nil }
    guard library.index.belongs(best.topic, to: subject) else {
      learned.isHeld = false
      return learned
    }
    learned.isHeld = true
    return learned.within(subject)
  }

  // Found by trial on lines that were not learned from: 90 % the very section, 81 % by the words alone.
  private static let least: Float = 0.0005
  private static let (said, unsaid): (Float, Float) = (0.5, 0.05)
  /// From these scores on a section is meant: by any line, and by one that asks for what the topic lacks.
  private static let (sure, surer) = (0.25, 0.35)
  /// From this share on a question is on nothing that we have.
  private static let nothing: Float = 0.5
  private static let most = 8
}
