import Knowledge
import Language
import Matching

/// Reads the parts of a line that ask for different things, each within the subject of those before, or
/// within what the line tells beside them.
struct PartReader: Sendable {
  let finder: SectionFinder
  let knowledge: Knowledge

  private var library: SectionLibrary { finder.library }

  func parts(of line: Understanding, focus: Session.Focus?) -> [LinePart] {
    guard !line.isVerbatim else { return [] }
    let words = line.normalized.words
    let ranges = Array(line.asked.prefix(Self.most))
    guard !ranges.isEmpty else { return [] }
    let story = words.indices.filter { place in !ranges.contains { $0.contains(place) } }
    var focus = self.focus(of: line, beside: story, focus)
    var isOutside = false
    return ranges.enumerated().compactMap { place, range in
      var part = part(Array(words[range]), focus)
      // "What is heart failure and how is it treated": it is still that.
      if isOutside, part.topics.isEmpty, part.outside == nil, pointsBack(words[range]) {
        return nil
      }
      isOutside = part.outside != nil && part.topics.isEmpty
      if let told = told(part, range, beside: story, of: words, isFirst: place == 0) {
        part.found = told
      }
      let topic = part.topics.first ?? (part.found.isCovered ? part.found.best?.topic : nil)
      if let topic, focus?.topic != topic { focus = Session.Focus(topic: topic) }
      return part.part(as: line.typed(range))
    }
  }

  /// What a question means with what is told in its sentence, and the first one with what is told before it,
  /// where it points back at that: "they drew anti-centromere. why that test".
  private func told(
    _ part: Reading, _ range: Range<Int>, beside story: [Int], of words: [Word], isFirst: Bool
  ) -> Retrieval? {
    // What stands in the same sentence is meant rather than what stands before it.
    let near = story.filter { words[$0].sentence == words[range.lowerBound].sentence }
    let story = near.count >= Self.fewest ? near : isFirst ? story : []
    guard story.count >= Self.fewest, part.topics.isEmpty, pointsBack(words[range]) else {
      return nil
    }
    let whole = self.part((story + range).sorted().map { words[$0] }, nil).found
    guard whole.isCovered, let best = whole.best, best.score >= Self.surely else { return nil }
    return whole
  }

  private func pointsBack(_ words: ArraySlice<Word>) -> Bool {
    words.contains { library.words.holds($0.text, .pointers) }
  }

  /// The subject that is named beside the questions, else the one in focus, else what the rest of the line is
  /// plainly about.
  private func focus(
    of line: Understanding, beside story: [Int], _ focus: Session.Focus?
  ) -> Session.Focus? {
    guard !story.isEmpty else { return focus }
    let said = story.map { line.normalized.words[$0] }
    let topics = library.book.findings(in: library.normalizer.normalize(said).words).topics
      .map { knowledge.topics[$0.index].id }
    let named = topics.first { library.index.topics[$0]?.isGeneral != true }
    if let named { return focus?.topic == named ? focus : Session.Focus(topic: named) }
    if focus != nil || story.count < Self.fewest { return focus }
    let told = part(said, nil)
    // What all of it is plainly about goes before what the story alone sounds like.
    for found in [line.found, told.found] {
      guard let best = found.best else { continue }
      let share = found.hits.filter { $0.topic == best.topic }.reduce(0) { $0 + $1.score }
      if found.isCovered, share >= Self.plainly { return Session.Focus(topic: best.topic) }
    }
    return topics.first.map { Session.Focus(topic: $0) }
  }

  /// Some words of a line, read by themselves.
  private struct Reading {
    var found: Retrieval
    var topics: [String]
    var outside: Int?
    var refusal: Int?

    func part(as text: String) -> LinePart {
      LinePart(text: text, found: found, outside: outside, refusal: refusal)
    }
  }

  private func part(_ words: [Word], _ focus: Session.Focus?) -> Reading {
    let line = library.normalizer.normalize(words)
    let shares = library.shares(of: line, within: focus?.topic)
    var findings = library.book.findings(in: line.words)
    if let likeness = library.kinds.likeness(of: line.words, shares) {
      findings.layAside { library.kinds.isOutweighed($0, by: likeness) }
    }
    let query = query(line, findings, shares, isVerbatim: library.model.isVerbatim(line.canonical))
    let like = library.kinds.elsewhere(shares.held.isEmpty ? shares(0..<shares.count) : shares.held)
    return Reading(
      found: finder.find(query, focus: focus), topics: query.topics,
      outside: findings.outside.first ?? like.outside,
      refusal: findings.refusals.first ?? like.refusal)
  }

  /// What some words ask for, by themselves.
  ///
  /// - Parameter questions: the stretches of them that ask
  func query(
    _ line: NormalizedLine, _ findings: Findings, _ shares: LineShares, isVerbatim: Bool = false,
    questions: [Range<Int>] = [], isQuestion: Bool = true
  ) -> SectionQuery {
    SectionQuery(
      line: line, findings: findings,
      topics: findings.topics.map { knowledge.topics[$0.index].id },
      facets: findings.facets.map { knowledge.facets[$0.index].id }, isVerbatim: isVerbatim,
      ranking: library.rank(line, shares, asks: isQuestion), questions: questions,
      isQuestion: isQuestion, held: library.kinds.held(shares.held))
  }

  /// So many parts are read.
  private static let most = 4
  /// So few words beside the questions tell nothing.
  private static let fewest = 3
  /// From this share of the sections of one subject on a line is plainly about it.
  private static let plainly = 0.6
  /// From this score on the first question means what it does with what is told before it.
  private static let surely = 0.6
}
