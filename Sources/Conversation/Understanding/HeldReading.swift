import Knowledge
import Language
import Matching

/// A line read within the subject in focus: "what happens at the biopsy" after a mammogram recall.
struct HeldReading {
  let finder: SectionFinder
  let query: SectionFinder.Query
  let plain: Retrieval
  let focus: Session.Focus

  /// The sections of the subject in focus and of those near to it, by how well line and subject
  /// together fit them.
  func retrieval() -> Retrieval {
    if plain.isCovered, let own = plain.best,
      own.score >= Self.clear || query.topics.contains(focus.topic),
      finder.index.belongs(own.topic, to: focus.topic),
      own.topic == focus.topic || finder.index.topics[own.topic]?.isGeneral != true
    {
      var found = plain
      found.isHeld = true
      found.hits.removeAll { !finder.index.belongs($0.topic, to: focus.topic) }
      for place in found.hits.indices { found.hits[place].subject = focus.topic }
      return found
    }
    let hits = held()
    let isStranger = finder.isForeign(query)
    return Retrieval(
      hits: hits,
      isCovered: !isStranger && (hits.first?.score ?? 0) >= Self.least,
      isClose: false, isStranger: isStranger, isHeld: true)
  }

  /// The line by itself, and what it adds to its subject. What is far off keeps its place, so that
  /// somebody who has to choose is shown what is nearest.
  private func held() -> [Retrieval.Hit] {
    let names = finder.names[focus.topic] ?? []
    let together = scores(of: query.line.canonical + names)
    let subject = finder.alone[focus.topic] ?? []
    let asked = query.facets.filter { !finder.index.has($0, .definition) }
    let cells = asked.compactMap { finder.index.cell(focus.topic, $0)?.id }
      .compactMap { finder.index.places[$0] }
    var hits: [Retrieval.Hit] = []
    for (label, own) in scores(of: query.line.canonical).sorted(by: { $0.key < $1.key }) {
      guard finder.sections.indices.contains(label) else { continue }
      let topic = finder.sections[label].topic
      guard finder.index.belongs(topic, to: focus.topic) else { continue }
      var score = own
      if topic == focus.topic {
        let alone = subject.first { $0.number == label }?.score ?? 0
        score += Self.own + Self.added * ((together[label] ?? 0) - max(alone, 0))
      } else {
        score -= finder.index.topics[topic]?.isGeneral == true ? Self.general : Self.near
      }
      if cells.contains(label) { score += Self.facet }
      hits.append(
        Retrieval.Hit(number: label, topic: topic, score: score, subject: focus.topic))
    }
    return Retrieval.ordered(hits).prefix(6).map { hit in
      var hit = hit
      hit.score = min(max((hit.score + 1) / 2, 0), 1)
      return hit
    }
  }

  private func scores(of words: [Word]) -> [Int: Double] {
    Dictionary(
      finder.model.nearest(words, limit: Self.looked).map { ($0.label, Double($0.score)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What a section of the subject itself has before those of the topics near to it, what the line
  /// adds to its subject counts, and what a word that asks for a facet of the subject counts.
  private static let own = 0.1
  private static let added = 0.35
  private static let facet = 0.2
  /// What a section of a topic near the subject is behind, and one of a topic that says little.
  private static let near = 0.1
  private static let general = 0.15
  /// Candidates looked at, and the least score at which a section of the subject is meant at all.
  private static let looked = 120
  private static let least = 0.25
  /// From this probability on a line needs nothing added.
  private static let clear = 0.5
}
