import Knowledge
import Language
import Matching

/// Finds the sections that some words may mean: by themselves, or within the subject in focus.
struct SectionFinder: Sendable {
  let library: SectionLibrary

  private var index: SectionIndex { library.index }

  /// The sections that a query may mean. A subject in focus holds until another is named.
  /// Where the subject is only that of a stated fact (`isTold`: by this line), and nothing was spoken of yet, the line by itself
  /// goes first unless the subject makes it as clear.
  func find(
    _ query: SectionQuery, focus: Session.Focus?, isFirm: Bool = true, isTold: Bool = false
  ) -> Retrieval {
    let found = read(query, focus: focus, isFirm: isFirm, isTold: isTold)
    guard isFirm, let focus, let held = query.held, !query.isVerbatim else { return found }
    if found.isCovered, !found.isHeld, let best = found.best {
      // Another subject that is named, and meant, is left by no likeness to lines on the one in focus.
      let isNamed = query.topics.contains(best.topic) && index.topics[best.topic]?.isGeneral != true
      // Nor is a medicine that no text on the subject in focus names.
      let isOther =
        query.isQuestion && best.score >= Self.told
        && saysWord(of: best.topic, notOf: [focus.topic], query)
      if isNamed && best.score >= Self.surely || isOther { return found }
    }
    let learned = LearnedReading(
      library: library, held: held, isQuestion: query.isQuestion,
      namesAnother: query.topics.contains { $0 != focus.topic })
    return learned.weighed(found, within: focus.topic)
  }

  private func read(
    _ query: SectionQuery, focus: Session.Focus?, isFirm: Bool, isTold: Bool
  ) -> Retrieval {
    // Within a subject a name that says little takes nothing away from its sections.
    let named = query.topics.filter { focus == nil || index.topics[$0]?.isGeneral != true }
    let plain = library.read(query.ranking, topics: named)
    guard let focus, index.topics[focus.topic] != nil, index.hasCells,
      !leaves(focus.topic, isFirm, query, plain)
    else { return unheld(query, plain) }
    // The author of a phrase knew what it means, whatever fact it states in passing.
    if !isFirm, query.isVerbatim, plain.isCovered { return unheld(query, plain) }
    let held = HeldReading(library: library, query: query, plain: plain, focus: focus).retrieval()
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
    let free = unheld(query, library.read(query.ranking, topics: query.topics))
    return free.isCovered || isTold ? free : held
  }

  /// Whether a query names another subject than the one in focus.
  private func leaves(
    _ subject: String, _ isFirm: Bool, _ query: SectionQuery, _ plain: Retrieval
  ) -> Bool {
    // A medicine that belongs to the subject is spoken of within it.
    let named = query.topics.compactMap { index.topics[$0] }.filter { !$0.isGeneral }
    if named.contains(where: {
      ($0.id != subject || !isFirm) && ($0.isKind || !index.belongs($0.id, to: subject))
    }) {
      return true
    }
    let points = library.pointsBack(query)
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
    return saysWord(of: best.topic, notOf: held, query)
  }

  /// Whether a query says a word that the texts on a subject use, and those on others never do.
  private func saysWord(of topic: String, notOf others: [String], _ query: SectionQuery) -> Bool {
    library.telling(query).contains { word in
      word.number == nil && !library.normalizer.isPlain(word) && library.subjects.isSpecific(word)
        && others.allSatisfy { library.subjects.tells(word, of: topic, notOf: $0) }
    }
  }

  /// A reading without a subject in focus.
  private func unheld(_ query: SectionQuery, _ plain: Retrieval) -> Retrieval {
    if let asked = questionReading(query, plain) { return asked }
    guard plain.isCovered else {
      var plain = plain
      // Subject and question are both named, and lead where the words lead.
      if let best = plain.best, query.topics.count == 1, query.facets.count == 1,
        index.hit(index.cell(query.topics[0], query.facets[0]), score: 0)?.number == best.number
      {
        plain.isCovered = true
        return plain
      }
      plain.isStranger = library.isForeign(query)
      plain.isAnchored = library.hasAnchor(query)
      return clauseReading(query) ?? plain
    }
    return library.hasAnchor(query)
      ? plain : Retrieval(hits: plain.hits, isCovered: false, isClose: false)
  }

  /// From this probability on a line leaves a subject that says little, and one that was only told.
  private static let surely = 0.45
  /// From this one on a line tells its own story, whatever "it" means in it.
  private static let story = 0.8
  /// Below this one a word of another subject takes no line away from the one in focus.
  private static let told = 0.6
  /// How much clearer a line must be within the subject of a fact than by itself.
  private static let loose = 0.05

  /// Whether a line as a whole is not on our subjects and resembles one outside: torn from the rest one of
  /// its sentences may sound like ours.
  private func isOutside(_ query: SectionQuery) -> Bool {
    query.ranking.inScope < Self.whole && query.topics.isEmpty
      && (query.findings.resemblance?.outside ?? 0) >= Self.resembling
  }

  /// Found by trial on held-back lines.
  private static let (whole, resembling): (Float, Float) = (0.4, 0.15)

  /// The reading of the one sentence that asks, among others that only tell, weighed with that of the
  /// line as a whole. A subject that the others name goes with it; a sentence that points back to
  /// them ("can it …?") means nothing without them.
  private func questionReading(_ query: SectionQuery, _ plain: Retrieval) -> Retrieval? {
    guard !isOutside(query), query.questions.count == 1, let range = query.questions.first,
      range.count < query.line.words.count, range.count >= 2, !query.isVerbatim
    else { return nil }
    let asked = Array(query.line.words[range])
    let namesNone = library.book.findings(in: asked).topics.isEmpty
    guard
      !namesNone || !asked.contains(where: { library.words.holds($0.text, .pointers) })
    else { return nil }
    var read = asked
    if namesNone {
      for topic in query.topics.prefix(2) { read += library.names[topic] ?? [] }
    }
    let found = library.read(
      library.model.rank(library.normalizer.normalize(read).canonical), topics: query.topics)
    guard found.isCovered else { return nil }
    return plain.isCovered ? plain.weighed(with: found) : found
  }

  /// The reading of the last part of a line that means something alone: "ok thanks, what is it".
  private func clauseReading(_ query: SectionQuery) -> Retrieval? {
    let line = query.line.words
    let clauses = line.clauses
    guard clauses.count > 1, !isOutside(query) else { return nil }
    for clause in clauses.reversed().prefix(4) where clause.count >= 2 {
      let found = library.read(
        library.model.rank(library.normalizer.normalize(Array(line[clause])).canonical),
        topics: query.topics)
      if found.isCovered { return found }
    }
    return nil
  }
}
