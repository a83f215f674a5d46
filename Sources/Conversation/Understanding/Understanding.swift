import Knowledge
import Language
import Matching

/// What a line asks for, as sections of the knowledge.
struct Retrieval {
  struct Hit {
    /// All sections, and the place of this one: a section itself is costly to hand on.
    private let sections: [Section]
    let number: Int
    var score: Double

    init(_ number: Int, of sections: [Section], score: Double) {
      self.sections = sections
      self.number = number
      self.score = score
    }

    var section: Section { sections[number] }
    var topic: String { sections[number].topic }
  }

  /// The best sections, best first.
  var hits: [Hit]
  /// Whether the matcher is sure enough to answer at all.
  var isCovered: Bool
  /// Whether two sections are about equally near.
  var isClose: Bool

  /// The sections of both readings, each with the middle of its two scores.
  func weighed(with other: Retrieval) -> Retrieval {
    var hits = hits
    for index in hits.indices { hits[index].score /= 2 }
    for hit in other.hits {
      if let index = hits.firstIndex(where: { $0.number == hit.number }) {
        hits[index].score += hit.score / 2
      } else {
        var half = hit
        half.score /= 2
        hits.append(half)
      }
    }
    let order = hits.indices.sorted { (-hits[$0].score, $0) < (-hits[$1].score, $1) }
    return Retrieval(
      hits: order.map { hits[$0] }, isCovered: isCovered, isClose: isClose && other.isClose)
  }
}

extension Assistant {
  /// The sections nearest to normalised words.
  func retrieve(_ words: [Word], topics: [String] = [], limit: Int = 5) -> Retrieval {
    retrieve(model.rank(words, limit: limit), topics: topics)
  }

  /// The sections of a ranking.
  func retrieve(_ ranking: Ranking, topics: [String]) -> Retrieval {
    var hits = ranking.candidates.map {
      Retrieval.Hit($0.label, of: knowledge.sections, score: Double($0.probability))
    }
    if !topics.isEmpty, !ranking.isVerbatim { hits = preferring(topics, hits) }
    return Retrieval(
      hits: hits, isCovered: ranking.decision != .abstain && !hits.isEmpty,
      isClose: ranking.decision == .ask)
  }

  /// Sections of a topic that the line names gain on those of topics that it does not.
  private func preferring(_ topics: [String], _ hits: [Retrieval.Hit]) -> [Retrieval.Hit] {
    var weighed = hits
    for index in weighed.indices where !topics.contains(weighed[index].topic) {
      weighed[index].score *= Self.foreignTopic
    }
    let scores = weighed.map(\.score)
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    return order.elementsEqual(scores.indices) ? weighed : order.map { weighed[$0] }
  }

  /// What a section of another topic than the one named keeps of its score; found by trial on the
  /// practice questions.
  private static let foreignTopic = 0.5

  /// A line's own reading, or its reading with the subject in focus where it leaves that out.
  func retrieve(_ line: UnderstoodLine, in session: Session) -> Retrieval {
    let plain = retrieve(line.ranking.found, topics: line.topics)
    guard let focus = session.focus, line.topics.isEmpty, let topic = index.topics[focus.topic],
      hasCells, leansOnFocus(line)
    else {
      if let asked = questionReading(line, plain) { return asked }
      guard plain.isCovered else { return clauseReading(line) ?? plain }
      return hasAnchor(line) ? plain : Retrieval(hits: plain.hits, isCovered: false, isClose: false)
    }
    if plain.isCovered, let own = plain.hits.first, own.topic == focus.topic,
      own.score >= Self.clear
    {
      return plain
    }
    let pointed = pointsBack(line) ? index.sections[focus.section]?.title : nil
    let subject = normalizer.normalize(pointed ?? topic.name).canonical
    let leaning = retrieve(line.normalized.canonical + subject)
    guard leaning.isCovered, let best = leaning.hits.first, best.topic == focus.topic else {
      return plain
    }
    if plain.isCovered, let other = plain.hits.first, other.score > best.score + 0.15 {
      return plain
    }
    return leaning
  }

  /// A line that reads so clearly on the subject in focus needs nothing added.
  private static let clear = 0.9

  /// A line that names no subject, read with that of the facts stated: "what happens next?" after a
  /// mammogram report. The newest fact counts first; a plain reading that is surer is kept.
  func factReading(
    _ line: UnderstoodLine, besides plain: Retrieval, in session: Session
  ) -> Retrieval? {
    guard session.focus == nil, line.topics.isEmpty, line.normalized.words.count <= 10,
      !plain.isCovered || leansOnFocus(line), !line.isVerbatim
    else { return nil }
    let least = plain.isCovered ? (plain.hits.first?.score ?? 0) - 0.15 : 0.3
    var tried: [String] = []
    for fact in session.current.reversed() where !fact.isNegated {
      guard let id = knowledge.refinements.about[fact.id], !tried.contains(id),
        let topic = index.topics[id]
      else { continue }
      tried.append(id)
      let found = retrieve(
        line.normalized.canonical + normalizer.normalize(topic.name).canonical, topics: [id])
      if found.isCovered, let best = found.hits.first, best.topic == id,
        best.score >= least
      {
        return found
      }
    }
    return nil
  }

  /// Whether topics and facets are told apart. Without them (no `topics.yaml`) a folder's name is
  /// nothing that people say, and a line means what it says by itself.
  private var hasCells: Bool { !knowledge.facets.isEmpty }

  /// Whether a line has a word of our subjects, and not only words that any line may have.
  private func hasAnchor(_ line: UnderstoodLine) -> Bool {
    if !normalizer.knowsPlainWords || !line.topics.isEmpty { return true }
    return line.normalized.canonical.contains { word in
      word.number == nil && !normalizer.isPlain(word) && normalizer.knows(word)
    } || line.isVerbatim
  }

  /// The reading of the one sentence that asks, among others that only tell, weighed with that of the
  /// line as a whole. A subject that the others name goes with it; a sentence that points back to
  /// them ("can it …?") means nothing without them.
  private func questionReading(_ line: UnderstoodLine, _ plain: Retrieval) -> Retrieval? {
    let asking = line.questions
    guard asking.count == 1, let range = asking.first,
      range.count < line.normalized.words.count, range.count >= 2, !line.isVerbatim
    else { return nil }
    let words = Array(line.normalized.words[range])
    guard !words.contains(where: { Self.pointers.contains($0.text) }) else { return nil }
    var read = normalizer.normalize(words).canonical
    if book.findings(in: words).topics.isEmpty {
      for topic in line.topics.prefix(2) {
        if let topic = index.topics[topic] { read += normalizer.normalize(topic.name).canonical }
      }
    }
    let found = retrieve(read, topics: line.topics)
    guard found.isCovered else { return nil }
    return plain.isCovered ? plain.weighed(with: found) : found
  }

  /// The reading of the last part of a line that means something alone: "ok thanks, what is it".
  private func clauseReading(_ line: UnderstoodLine) -> Retrieval? {
    let words = line.normalized.words
    let clauses = words.clauses
    guard clauses.count > 1 else { return nil }
    for clause in clauses.reversed().prefix(4) where clause.count >= 2 {
      let found = retrieve(
        normalizer.normalize(Array(words[clause])).canonical, topics: line.topics)
      if found.isCovered { return found }
    }
    return nil
  }

  /// Whether a line leaves its subject to the conversation: it is short, or points back.
  private func leansOnFocus(_ line: UnderstoodLine) -> Bool {
    if line.findings.has(.follow) { return true }
    return (1...5).contains(line.normalized.words.count) || pointsBack(line)
  }

  /// Whether a short line says "it" or "that" of what was spoken of last.
  private func pointsBack(_ line: UnderstoodLine) -> Bool {
    let words = line.normalized.words
    return words.count <= 12 && words.contains { Self.pointers.contains($0.text) }
  }

  private static let pointers: Set<String> = [
    "it", "its", "this", "that", "they", "them", "these", "those",
  ]

  /// The section that a follow-up such as "and for tumoral?" asks for: the new topic, the old facet;
  /// or the old topic, the new facet.
  func followUp(_ line: UnderstoodLine, in session: Session) -> Section? {
    guard let focus = session.focus, line.normalized.words.count <= 8,
      line.findings.has(.follow) || pointsBack(line)
    else { return nil }
    if line.topics.isEmpty, isOnlyFacet(line), let facet = askedFacet(line), facet != focus.facet,
      let section = index.cell(focus.topic, facet, in: knowledge)
    {
      let found = retrieve(line, in: session)
      if let best = found.hits.first, found.isCovered, best.score >= 0.5,
        best.topic == focus.topic
      {
        return nil
      }
      return section
    }
    if line.findings.has(.follow), line.facets.isEmpty, let topic = line.topics.first,
      topic != focus.topic
    {
      let section = index.cell(topic, focus.facet, in: knowledge)
      return section ?? index.cell(topic, "definition", in: knowledge)
    }
    return nil
  }

  /// The facet that a line asks for: the one with the most words, a definition last of all.
  func askedFacet(_ line: UnderstoodLine) -> String? {
    let named = line.findings.facets.map { (knowledge.facets[$0.index].id, $0.range.count) }
    let asked = named.filter { $0.0 != "definition" }
    return (asked.isEmpty ? named : asked).max { $0.1 < $1.1 }?.0
  }

  /// The parts of a line that ask for different things: "what is X and how is it treated?".
  func parts(of line: UnderstoodLine) -> [ArraySlice<Word>] {
    let words = line.normalized.words
    guard let first = words.first, Self.halfOpeners.contains(first.text) else { return [] }
    var cuts: [Int] = [0]
    for index in words.indices.dropFirst() {
      guard Self.halfOpeners.contains(words[index].text) else { continue }
      let afterAnd = words[index - 1].text == "and" && index >= 2
      let afterSentence = words[index].sentence != words[index - 1].sentence
      if (afterAnd || afterSentence) && index - (cuts.last ?? 0) >= 2 { cuts.append(index) }
    }
    guard cuts.count == 2 else { return [] }
    return [words[0..<cuts[1]], words[cuts[1]...]]
  }

  /// Words that a half of a line begins with.
  private static let halfOpeners: Set<String> = [
    "what", "whats", "how", "why", "is", "are", "can", "does", "do", "should", "which", "who",
    "when", "where", "will", "could",
  ]
}
