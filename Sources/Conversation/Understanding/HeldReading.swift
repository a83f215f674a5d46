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
    if plain.isCovered, let own = plain.best, own.score >= Self.clear,
      finder.index.belongs(own.topic, to: focus.topic)
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

  /// The line by itself and the line with its subject, less what the subject alone would say.
  private func held() -> [Retrieval.Hit] {
    var scores: [Int: Double] = [:]
    for candidate in finder.model.nearest(query.line.canonical, limit: Self.looked) {
      scores[candidate.label, default: 0] += Self.line * Double(candidate.score)
    }
    let names = finder.names[focus.topic] ?? []
    for candidate in finder.model.nearest(query.line.canonical + names, limit: Self.looked) {
      scores[candidate.label, default: 0] += Self.both * Double(candidate.score)
    }
    for hit in finder.alone[focus.topic] ?? [] where scores[hit.number] != nil {
      scores[hit.number, default: 0] -= Self.name * hit.score
    }
    let asked = query.facets.filter { !finder.index.has($0, .definition) }
    for facet in asked {
      if let cell = finder.index.cell(focus.topic, facet), let place = finder.index.places[cell.id]
      {
        scores[place, default: 0] += Self.facet
      }
    }
    var hits: [Retrieval.Hit] = []
    for label in scores.keys.sorted() {
      let topic = finder.sections[label].topic
      guard finder.index.belongs(topic, to: focus.topic), let score = scores[label] else {
        continue
      }
      let isGeneral = finder.index.topics[topic]?.isGeneral == true
      let share = topic == focus.topic ? 1 : isGeneral ? Self.general : Self.near
      hits.append(
        Retrieval.Hit(
          number: label, topic: topic, score: min(max(score, 0), 1) * share,
          subject: focus.topic))
    }
    return Array(Retrieval.ordered(hits).prefix(6))
  }

  /// What the line by itself, line and subject together, and the subject by itself count.
  private static let line = 0.6
  private static let both = 0.5
  private static let name = 0.3
  /// Candidates looked at, and the least score at which a section of the subject is meant at all.
  private static let looked = 60
  private static let least = 0.22
  /// What a word that asks for a facet of the subject counts.
  private static let facet = 0.3
  /// What a section of a topic that is near and says little keeps of its score.
  private static let general = 0.7
  /// What a section of a topic near the subject keeps of its score.
  private static let near = 0.85
  /// From this probability on a line needs nothing added.
  private static let clear = 0.5
}
