import Knowledge
import Language
import Matching

/// What finding a section rests on: the matcher, the words of all subjects, and what belongs together.
struct SectionLibrary: Sendable {
  let model: RankingModel
  let kinds: LineKinds
  let normalizer: Normalizer
  let book: RuleBook
  let index: SectionIndex
  let words: LineWords
  let subjects: SubjectWords
  let namedKinds: NamedKinds
  let sections: [Section]
  /// The names of the topics as the matcher reads them.
  let names: [String: [Word]]
  let topicScores: TopicScores

  init(
    _ knowledge: Knowledge, _ learning: Learning, _ index: SectionIndex, _ words: LineWords
  ) {
    model = learning.model
    kinds = LineKinds(learning.kinds, knowledge)
    normalizer = learning.normalizer
    book = learning.book
    subjects = learning.subjects
    namedKinds = learning.namedKinds
    sections = knowledge.sections
    self.index = index
    self.words = words
    topicScores = learning.topicScores
    names = Dictionary(
      knowledge.topics.map { ($0.id, learning.normalizer.normalize($0.name).canonical) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The sections that a line may mean, by its words one by one and by its meaning as a whole.
  ///
  /// - Parameter shares: what it means as a whole, of all its words or of those that state no fact
  func rank(
    _ line: NormalizedLine, _ shares: LineShares, limit: Int = 5, asks: Bool = true
  ) -> Ranking {
    // A word or two have no meaning beside the words.
    let meant = shares.count >= Self.telling ? kinds.sections(shares(0..<shares.count)) : []
    var ranking = model.rank(line.canonical, limit: limit, meant: meant.map(LogOdds.logarithm))
    guard let best = ranking.best?.label, best < meant.count else { return ranking }
    (ranking.share, ranking.ours) = (meant[best], meant.reduce(0, +))
    // Surely one of ours, and both agree on which: that its words are strange does not count then.
    if asks, line.words.count >= Self.few, ranking.decision == .abstain,
      ranking.share >= Self.agreed, ranking.ours >= Self.ours
    {
      ranking.decision = .answer
      ranking.inScope = max(ranking.inScope, 0.5)
    }
    return ranking
  }

  /// The share of a section, and of all of them, among all that a line may want, from which on it is
  /// meant; found by trial on held-back lines.
  private static let (telling, few) = (3, 4)
  private static let (agreed, ours): (Float, Float) = (0.5, 0.9)

  /// What words torn from a line may want, whose results are known with the line.
  func shares(of line: NormalizedLine, within topic: String?) -> LineShares {
    let features = LineFeatures(
      line.words, book.negation.denials(in: line.words), ToldResults())
    return LineShares(kinds.model, features, within: topic)
  }

  /// The words of a query but those that only say what it wants to know of its subject.
  func telling(_ query: SectionQuery) -> [Word] {
    let asking = query.findings.facets.map(\.range)
    guard !asking.isEmpty else { return query.line.canonical }
    let words = query.line.words
    return words.indices.filter { place in
      !asking.contains { $0.contains(place) }
    }.map { words[$0] }
  }

  /// Whether there is a word of our subjects, and not only words that any line may have.
  func hasAnchor(_ query: SectionQuery) -> Bool {
    // Letters one by one are no words.
    guard query.line.words.contains(where: { $0.text.utf8.count > 1 }) else {
      return query.isVerbatim
    }
    if !normalizer.knowsPlainWords || !query.topics.isEmpty || query.isVerbatim { return true }
    // Plain words alone may be meant for us as a whole.
    if query.ranking.inScope >= Self.ours, query.ranking.ours >= Self.agreed,
      words.carrying(query.line.words).count(where: { $0.text.utf8.count > 2 }) >= Self.telling
    {
      return true
    }
    return query.line.canonical.contains { word in
      word.number == nil && !normalizer.isPlain(word) && normalizer.knows(word)
    }
  }

  /// Whether a query speaks of what was spoken of: "it", "these".
  func pointsBack(_ query: SectionQuery) -> Bool {
    query.line.words.contains { words.holds($0.text, .pointers) }
  }

  /// Whether every word that says something is unknown to the texts of all subjects.
  func isForeign(_ query: SectionQuery) -> Bool {
    guard query.facets.isEmpty, !pointsBack(query) else { return false }
    let telling = query.line.canonical.filter { $0.number == nil && !normalizer.isPlain($0) }
    return !telling.isEmpty && telling.allSatisfy { subjects.topics(of: $0) == 0 }
  }

  /// The sections of a ranking; those of a topic that the line names gain on the others.
  func read(_ ranking: Ranking, topics: [String]) -> Retrieval {
    var hits = ranking.candidates.map { candidate in
      Retrieval.Hit(
        number: candidate.label, topic: sections[candidate.label].topic,
        score: Double(candidate.probability))
    }
    if !topics.isEmpty, !ranking.isVerbatim {
      for place in hits.indices where !topics.contains(hits[place].topic) {
        hits[place].score *= Self.foreignTopic
      }
      hits = Retrieval.ordered(hits)
    }
    return Retrieval(
      hits: hits, isCovered: ranking.decision != .abstain && !hits.isEmpty,
      isClose: ranking.decision == .ask)
  }

  /// What a section of another topic than the one named keeps of its score; found by trial on the
  /// practice questions.
  private static let foreignTopic = 0.5
}
