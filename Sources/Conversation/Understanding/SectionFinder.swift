import Knowledge
import Language
import Matching

/// Finds the sections that some words may mean: by themselves, or within the subject in focus.
struct SectionFinder: Sendable {
  let model: RankingModel
  let normalizer: Normalizer
  let book: RuleBook
  let index: SectionIndex
  let words: LineWords
  let subjects: SubjectWords
  let namedKinds: NamedKinds
  let sections: [Section]
  let topics: [Topic]
  /// The names of the topics as the matcher reads them.
  let names: [String: [Word]]
  /// What the name of a topic alone would be answered with.
  let alone: [String: [Int: Double]]

  init(
    _ knowledge: Knowledge, _ learning: Learning, _ index: SectionIndex, _ words: LineWords
  ) {
    model = learning.model
    normalizer = learning.normalizer
    book = learning.book
    subjects = learning.subjects
    namedKinds = learning.namedKinds
    sections = knowledge.sections
    topics = knowledge.topics
    self.index = index
    self.words = words
    let names = Dictionary(
      knowledge.topics.map { ($0.id, learning.normalizer.normalize($0.name).canonical) },
      uniquingKeysWith: { first, _ in first })
    self.names = names
    alone = names.mapValues { name in
      Dictionary(
        learning.model.nearest(name, limit: 40).map { ($0.label, Double($0.score)) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// Words that ask for something, with what is known of them.
  struct Query {
    var line: NormalizedLine
    var findings: Findings
    var topics: [String]
    var facets: [String] = []
    var isVerbatim: Bool
    var ranking: Ranking
    /// The stretches that ask, of all that is said.
    var questions: [Range<Int>] = []
    var isQuestion = true
  }

  /// The sections that a query may mean. A subject in focus holds until another is named.
  /// Where the subject is only that of a stated fact (`isTold`: by this line), and nothing was spoken of yet, the line by itself
  /// goes first unless the subject makes it as clear.
  func find(
    _ query: Query, focus: Session.Focus?, isFirm: Bool = true, isTold: Bool = false
  ) -> Retrieval {
    // Within a subject a name that says little takes nothing away from its sections.
    let named = query.topics.filter { focus == nil || index.topics[$0]?.isGeneral != true }
    let plain = read(query.ranking, topics: named)
    guard let focus, index.topics[focus.topic] != nil, index.hasCells,
      !leaves(focus.topic, isFirm, query, plain)
    else { return unheld(query, plain) }
    // The author of a phrase knew what it means, whatever fact it states in passing.
    if !isFirm, query.isVerbatim, plain.isCovered { return unheld(query, plain) }
    let held = HeldReading(finder: self, query: query, plain: plain, focus: focus).retrieval()
    guard !isFirm, plain.isCovered, let own = plain.best else { return held }
    // What is said of all kinds is said of the one in focus too.
    if query.topics.isEmpty, index.topics[own.topic]?.isGeneral == true,
      index.belongs(own.topic, to: focus.topic)
    {
      if held.isCovered { return held }
      let free = unheld(query, plain)
      let isSure = free.isCovered && (free.best?.score ?? 0) >= Self.surely
      return isSure ? free.within(focus.topic) : held
    }
    // A result that was told is not left for a kind that nobody named.
    if !isTold, index.topics[own.topic]?.isKind == true, !query.topics.contains(own.topic),
      own.topic != focus.topic, !query.ranking.isClear
    {
      return held
    }
    let isAsClear = held.isCovered && (held.best?.score ?? 0) >= own.score + Self.loose
    if isAsClear { return held }
    let free = unheld(query, read(query.ranking, topics: query.topics))
    return free.isCovered || isTold ? free : held
  }

  /// Whether a query names another subject than the one in focus.
  private func leaves(
    _ subject: String, _ isFirm: Bool, _ query: Query, _ plain: Retrieval
  ) -> Bool {
    // A medicine that belongs to the subject is spoken of within it.
    let named = query.topics.compactMap { index.topics[$0] }.filter { !$0.isGeneral }
    if named.contains(where: {
      ($0.id != subject || !isFirm) && ($0.isKind || !index.belongs($0.id, to: subject))
    }) {
      return true
    }
    let points = pointsBack(query)
    if query.isVerbatim, !query.topics.isEmpty, !points, named.isEmpty { return true }
    guard plain.isCovered, let best = plain.best, !index.belongs(best.topic, to: subject),
      !points || best.score >= Self.story
    else { return false }
    // A subject that says little holds only what says nothing by itself.
    if index.topics[subject]?.isGeneral == true { return best.score >= Self.surely }
    // Who only tells something more does not ask for another subject.
    guard query.isQuestion || query.ranking.isClear, best.score >= Self.told else { return false }
    // A word that the texts on this subject and those near to it never use, and those on another do.
    let near = (index.topics[subject]?.near ?? []).filter { index.topics[$0]?.isGeneral != true }
    let held = query.ranking.isClear ? [subject] : [subject] + near
    return telling(query).contains { word in
      word.number == nil && !normalizer.isPlain(word) && subjects.isSpecific(word)
        && held.allSatisfy { subjects.tells(word, of: best.topic, notOf: $0) }
    }
  }

  /// The words of a query but those that only say what it wants to know of its subject.
  func telling(_ query: Query) -> [Word] {
    let asking = query.findings.facets.map(\.range)
    guard !asking.isEmpty else { return query.line.canonical }
    let words = query.line.words
    return words.indices.filter { place in
      !asking.contains { $0.contains(place) }
    }.map { words[$0] }
  }

  /// A reading without a subject in focus.
  private func unheld(_ query: Query, _ plain: Retrieval) -> Retrieval {
    if let asked = questionReading(query, plain) { return asked }
    guard plain.isCovered else {
      var plain = plain
      plain.isStranger = isForeign(query)
      plain.isAnchored = hasAnchor(query)
      return clauseReading(query) ?? plain
    }
    return hasAnchor(query)
      ? plain : Retrieval(hits: plain.hits, isCovered: false, isClose: false)
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

  /// From this probability on a line leaves a subject that says little, and one that was only told.
  private static let surely = 0.45
  /// From this one on a line tells its own story, whatever "it" means in it.
  private static let story = 0.8
  /// Below this one a word of another subject takes no line away from the one in focus.
  private static let told = 0.6
  /// How much clearer a line must be within the subject of a fact than by itself.
  private static let loose = 0.05
  /// What a section of another topic than the one named keeps of its score; found by trial on the
  /// practice questions.
  private static let foreignTopic = 0.5

  /// Whether there is a word of our subjects, and not only words that any line may have.
  func hasAnchor(_ query: Query) -> Bool {
    if !normalizer.knowsPlainWords || !query.topics.isEmpty || query.isVerbatim { return true }
    return query.line.canonical.contains { word in
      word.number == nil && !normalizer.isPlain(word) && normalizer.knows(word)
    }
  }

  /// Whether a query speaks of what was spoken of: "it", "these".
  private func pointsBack(_ query: Query) -> Bool {
    query.line.words.contains { words.holds($0.text, .pointers) }
  }

  /// Whether every word that says something is unknown to the texts of all subjects.
  func isForeign(_ query: Query) -> Bool {
    guard query.facets.isEmpty, !pointsBack(query) else { return false }
    let telling = query.line.canonical.filter { $0.number == nil && !normalizer.isPlain($0) }
    return !telling.isEmpty && telling.allSatisfy { subjects.topics(of: $0) == 0 }
  }

  /// The reading of the one sentence that asks, among others that only tell, weighed with that of the
  /// line as a whole. A subject that the others name goes with it; a sentence that points back to
  /// them ("can it …?") means nothing without them.
  private func questionReading(_ query: Query, _ plain: Retrieval) -> Retrieval? {
    guard query.questions.count == 1, let range = query.questions.first,
      range.count < query.line.words.count, range.count >= 2, !query.isVerbatim
    else { return nil }
    let asked = Array(query.line.words[range])
    guard !asked.contains(where: { words.holds($0.text, .pointers) }) else { return nil }
    var read = normalizer.normalize(asked).canonical
    if book.findings(in: asked).topics.isEmpty {
      for topic in query.topics.prefix(2) { read += names[topic] ?? [] }
    }
    let found = self.read(model.rank(read), topics: query.topics)
    guard found.isCovered else { return nil }
    return plain.isCovered ? plain.weighed(with: found) : found
  }

  /// The reading of the last part of a line that means something alone: "ok thanks, what is it".
  private func clauseReading(_ query: Query) -> Retrieval? {
    let line = query.line.words
    let clauses = line.clauses
    guard clauses.count > 1 else { return nil }
    for clause in clauses.reversed().prefix(4) where clause.count >= 2 {
      let found = read(
        model.rank(normalizer.normalize(Array(line[clause])).canonical), topics: query.topics)
      if found.isCovered { return found }
    }
    return nil
  }
}
