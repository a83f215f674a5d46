import Knowledge
import LabValues
import Language
import Matching

/// A subject that is known to lie outside. Where a section stands high too, it answers its part first.
struct OutsideNamed: Decider {
  let subjects: [OutsideSubject]
  let labs: LabCatalogue
  let words: LineWords

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard !line.isVerbatim, let subject = line.findings.outside.first, !isDenied(subject, line),
      !situation.statesFact(labs, words), !isInPassing(line), !isOutweighed(line)
    else { return nil }
    // What says itself which part is held needs no section before it.
    if subjects[subject].text != nil {
      return Opinion(.outside(subject, held: nil), Sureness.partly)
    }
    guard line.found.isCovered, let best = line.found.best,
      line.ranking.best?.label == best.number, line.ranking.isClear
    else {
      return Opinion(.outside(subject, held: nil), Sureness.section)
    }
    return Opinion(.outside(subject, held: best), Sureness.section)
  }

  /// Whether it is named only to be laid aside for a subject of ours: "I meant thiosulfate, not EDTA".
  private func isDenied(_ subject: Int, _ line: Understanding) -> Bool {
    !line.topics.isEmpty
      && line.findings.all.allSatisfy { $0.meaning != .outside(subject) || $0.isDenied }
  }

  /// Whether the section of a subject that is named too is meant far more likely than all that lies outside.
  private func isOutweighed(_ line: Understanding) -> Bool {
    line.found.isCovered && !line.topics.isEmpty
      && line.ranking.best?.label == line.found.best?.number
      && line.ranking.share >= Self.outweighing
      && (line.findings.resemblance?.outside ?? 0) < Self.faint
  }

  /// Found by trial on held-back lines.
  private static let (outweighing, faint): (Float, Float) = (0.75, 0.05)

  /// Whether a story names the subject, and what it asks is answered by a section.
  private func isInPassing(_ line: Understanding) -> Bool {
    guard line.normalized.words.count >= Self.story, line.found.isCovered,
      let best = line.found.best
    else { return false }
    let places = line.findings.all.filter(\.isOutside).map(\.range)
    let isAsked =
      line.questions.isEmpty
      || places.contains { place in line.questions.contains { $0.overlaps(place) } }
    if line.outsideShare >= OutsideResembled.clearly { return false }
    return best.score >= (isAsked ? Self.sure : Self.likely)
  }

  /// From so many words on a line tells more than it asks.
  private static let story = 24
  /// How probable a section must be that goes before a subject named in the question, and before one
  /// that is named elsewhere.
  private static let (sure, likely) = (0.5, 0.25)
}

/// What lies outside, in words that no pattern knows: it competes with the sections. The subject is named where it
/// is plainly the one.
struct OutsideResembled: Decider {
  let labs: LabCatalogue
  let words: LineWords

  func opinion(on situation: Situation) -> Opinion? {
    let (line, found) = (situation.line, situation.line.found)
    guard !line.isVerbatim, line.findings.all.allSatisfy({ !$0.isOutside || $0.isDenied }),
      let like = line.findings.resemblance,
      !situation.statesFact(labs, words), line.ranking.unknownWords < Self.strange
    else { return nil }
    // "What does my vitamin D mean?": their result is asked about, not the subject.
    if situation.session.facts.contains(where: { line.named.contains($0.id) }) { return nil }
    let (share, isNamed) = (line.outsideShare, like.part >= Self.part)
    guard !isTold(situation, isNamed: isNamed, share) else { return nil }
    guard found.isCovered, let best = found.best else {
      let least = isNamed ? (found.isHeld ? Self.held : Self.open) : 1
      return share >= least
        ? Opinion(.outside(like.subject, held: nil), min(share, Sureness.section)) : nil
    }
    // Within a subject a near answer is better than none.
    guard share >= (found.isHeld ? Self.heldClearly : Self.clearly), like.outside >= Self.least,
      isNamed || !found.isHeld
    else { return nil }
    let body: Decision.Body =
      isNamed
      ? .outside(like.subject, held: nil) : .decline(near: found.hits.prefix(2).map(\.number))
    return Opinion(body, min(max(share, best.score + 0.01), Sureness.section))
  }

  /// Whether what the line tells is answered before what it may be like: a result, a fact, or what somebody has.
  private func isTold(_ situation: Situation, isNamed: Bool, _ share: Double) -> Bool {
    let (line, found) = (situation.line, situation.line.found)
    if situation.memory.hasFreshValue(situation.session) { return true }
    if !situation.memory.isEmpty { return !line.isQuestion || share < Self.told }
    guard !line.isQuestion, line.findings.has(.person) else { return false }
    let isOurs = found.isCovered && (found.best?.score ?? 0) >= SectionFound.sure
    return isOurs || !isNamed || share < Self.told
  }

  // Found by trial on held-back lines.
  /// From these shares on it leads where nothing else is found, where a subject is in focus, and before a section.
  private static let (open, held, heldClearly) = (0.5, 0.6, 0.9)
  static let clearly = 0.8
  /// And where something was told.
  private static let told = 0.9
  /// From this part of all that lies outside on a subject is the one.
  private static let part: Float = 0.4
  /// Below this share of all that a line may want too little is known of it: a story in which nothing is asked.
  private static let least: Float = 0.2
  /// Of a line whose words are unknown from this share on nothing is said.
  private static let strange: Float = 0.5
}

extension Understanding {
  /// How likely the line asks for what lies outside rather than for a section (0 to 1): logistic regression over 1,500
  /// lines of sections and 1,900 of subjects outside that nothing was learned from.
  var outsideShare: Double {
    guard let like = findings.resemblance else { return 0 }
    let isNamed = findings.all.contains { $0.isOutside && !$0.isDenied }
    let odds: Float =
      1.39 * LogOdds.logarithm(max(like.outside, 0.005))
      - 1.03 * LogOdds.logarithm(max(like.sections, 0.005))
      - 0.42 * LogOdds.of(Float(ranking.inScope)) + (topics.isEmpty ? 0 : 1.09)
      + (isNamed ? 1.62 : 0) + 2.34
    return Double(Softmax.of([odds, 0])[0])
  }
}

extension Situation {
  /// Whether the line tells a fact of the person and asks nothing: "myositis panel: NXP2 positive". That
  /// somebody is a child is told in passing.
  func statesFact(_ labs: LabCatalogue, _ words: LineWords) -> Bool {
    memory.noted.contains { labs.contextFact($0.fact)?.belowAge == nil } && !line.isQuestion
      && !line.normalized.words.contains { words.holds($0.text, .meanings) }
  }
}
