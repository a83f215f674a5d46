import Knowledge
import Language
import Matching

/// A line read within the subject in focus: "what happens at the biopsy" after a mammogram recall.
///
/// The subject's own sections come first. What stands near to it may speak only where the line says a word
/// of it, or where it is clear beyond doubt; else it tells which facet is asked for, and the subject's own
/// section on that facet answers. Where it has none, that is what `lacks` says.
struct HeldReading {
  let library: SectionLibrary
  let query: SectionQuery
  let plain: Retrieval
  let focus: Session.Focus

  func retrieval() -> Retrieval {
    if let found = clear() { return found }
    let shares = facetShares()
    let hits = held(shares)
    let isStranger =
      library.isForeign(query) && !query.findings.has(.person)
      && query.ranking.inScope < Self.inScope && (hits.first?.score ?? 0) < Self.low
    var found = Retrieval(
      hits: hits, isCovered: !isStranger && isSure(hits), isClose: false, isStranger: isStranger,
      isHeld: true)
    if !isStranger, let facet = lacking(shares, hits) {
      found.lacks = Retrieval.Lack(
        topic: focus.topic, facet: facet, elsewhere: elsewhere(facet, hits))
      found.isCovered = false
    }
    // Who has to choose is not shown what is on other kinds.
    if !found.isCovered {
      found.hits.removeAll { isGeneral($0.topic) && namesOthers($0.number) }
    }
    return found
  }

  /// The line as it reads by itself, where that is within the subject already.
  private func clear() -> Retrieval? {
    guard plain.isCovered, let own = plain.best, library.index.belongs(own.topic, to: focus.topic),
      own.score >= Self.clear || query.topics.contains(focus.topic),
      own.topic == focus.topic || !isGeneral(own.topic) && speaks(of: own.topic)
    else { return nil }
    var found = plain
    found.isHeld = true
    found.hits.removeAll { !library.index.belongs($0.topic, to: focus.topic) }
    return found.within(focus.topic)
  }

  /// Whether a line says a word of a subject near to that in focus, or is a question on it beyond doubt.
  /// What stands behind a general subject among the near ones has to be named.
  private func speaks(of topic: String) -> Bool {
    if query.topics.contains(topic) { return true }
    if query.ranking.isClear, plain.best?.topic == topic { return true }
    return isClosest(topic)
      && library.telling(query).contains { word in
        word.number == nil && !library.normalizer.isPlain(word) && library.subjects.isSpecific(word)
          && library.subjects.tells(word, of: topic, notOf: focus.topic)
      }
  }

  /// Whether no general subject stands before it among those near to that in focus.
  private func isClosest(_ topic: String) -> Bool {
    library.index.topics[focus.topic]?.near.prefix { !isGeneral($0) }.contains(topic) ?? false
  }

  /// Whether a section of another subject yields to the subject's own on the same facet: that of a far
  /// subject always, and what a general one says on dangers; else not what is finer than its facet, or
  /// what it is itself.
  private func yields(_ hit: Retrieval.Hit) -> Bool {
    guard isGeneral(hit.topic) || isClosest(hit.topic) else { return true }
    let section = library.sections[hit.number]
    if isGeneral(hit.topic), library.index.has(section.facet, .danger) { return true }
    return !library.index.has(section.facet, .definition)
      && library.index.cell(section.topic, section.facet)?.id == section.id
  }

  /// The subject's own section on a facet; of what is to be feared, that on anything of the kind.
  private func own(_ facet: String) -> Section? {
    if let cell = library.index.cell(focus.topic, facet) { return cell }
    guard library.index.has(facet, .danger) else { return nil }
    return library.index.cells(focus.topic, .danger).first
  }

  private func isGeneral(_ topic: String) -> Bool { library.index.topics[topic]?.isGeneral == true }

  /// How much of what the line may mean by itself is on each facet, whatever the subject.
  private func facetShares() -> [String: Double] {
    var shares: [String: Double] = [:]
    for candidate in query.ranking.candidates {
      let facet = library.sections[candidate.label].facet
      shares[facet, default: 0] += Double(candidate.probability)
    }
    return shares
  }

  /// The line by itself, and what it adds to its subject. What is far off keeps its place, so that
  /// somebody who has to choose is shown what is nearest.
  private func held(_ shares: [String: Double]) -> [Retrieval.Hit] {
    let line = query.line.canonical
    let labels = library.index.places(within: focus.topic)
    let byItself = library.model.scores(of: labels, line)
    let together = library.model.scores(of: labels, line + (library.names[focus.topic] ?? []))
    let asked = query.facets.filter { !library.index.has($0, .definition) }
      .compactMap { library.index.cell(focus.topic, $0)?.id }
    var spoken: [String: Bool] = [:]
    var hits: [Retrieval.Hit] = []
    for (place, label) in labels.enumerated() {
      let section = library.sections[label]
      var score = Double(byItself[place])
      if section.topic == focus.topic {
        let added =
          Double(together[place]) - max(library.topicScores.score(of: label, focus.topic) ?? 0, 0)
        score += Self.own + Self.added * added + Self.shared * (shares[section.facet] ?? 0)
        if asked.contains(section.id) { score += Self.facet }
      } else {
        let isSpoken = spoken[section.topic] ?? speaks(of: section.topic)
        spoken[section.topic] = isSpoken
        score -= isSpoken ? 0 : isGeneral(section.topic) ? Self.general : Self.near
      }
      hits.append(
        Retrieval.Hit(
          number: label, topic: section.topic, score: Self.share(score), subject: focus.topic))
    }
    hits = Retrieval.ordered(hits)
    // What another subject says of a facet, the subject itself says better.
    if let best = hits.first, best.topic != focus.topic, !(spoken[best.topic] ?? false),
      yields(best), let cell = own(library.sections[best.number].facet),
      let place = hits.firstIndex(where: { library.sections[$0.number].id == cell.id })
    {
      hits[place].score = best.score
      hits.insert(hits.remove(at: place), at: 0)
    }
    return Array(hits.prefix(8))
  }

  /// Whether the first is meant: it stands high, or clearly before the second. What is not on the
  /// subject itself must be surer.
  private func isSure(_ hits: [Retrieval.Hit]) -> Bool {
    guard let best = hits.first else { return false }
    guard best.topic == focus.topic || speaks(of: best.topic) else {
      // What holds for all kinds holds for this one.
      if isGeneral(best.topic) { return query.isQuestion && best.score >= Self.foreign }
      return isClosest(best.topic) && best.score >= Self.clear
    }
    let second = hits.dropFirst().first?.score ?? 0
    return best.score >= Self.least
      || best.score >= Self.low && best.score >= second * Self.ahead && !saysForeign(to: best.topic)
  }

  /// Whether all its words that say something are of other subjects, and none is of this one.
  private func saysForeign(to topic: String) -> Bool {
    let telling = query.line.canonical.filter {
      $0.number == nil && !library.normalizer.isPlain($0) && library.subjects.topics(of: $0) != 0
    }
    return !telling.isEmpty
      && telling.allSatisfy { library.subjects.isElsewhere($0, than: topic) }
  }

  /// The facet that the line asks for, where the subject in focus has no section on it and no other
  /// section of it is clearly meant.
  private func lacking(_ shares: [String: Double], _ hits: [Retrieval.Hit]) -> String? {
    let named = query.facets.filter { !library.index.has($0, .definition) }
    let most = shares.max { ($0.value, $1.key) < ($1.value, $0.key) }
    var asked = named.count == 1 ? named.first : nil
    if asked == nil, let most, most.value >= Self.most,
      query.ranking.inScope >= Self.inScope, let best = query.ranking.best, best.score >= Self.hit
    {
      asked = most.key
    }
    guard let asked, library.index.facets[asked]?.isRefined == true,
      own(asked) == nil
    else { return nil }
    guard let best = hits.first else { return asked }
    // What is said without a word on other kinds holds for this one.
    if isGeneral(best.topic), best.score >= Self.foreign, !namesOthers(best.number) { return nil }
    guard best.score >= Self.clear else { return asked }
    let isOwn = best.topic == focus.topic || isClosest(best.topic)
    return isOwn || speaks(of: best.topic) ? nil : asked
  }

  /// Whether the text of a general section speaks of other kinds than the one in focus.
  private func namesOthers(_ number: Int) -> Bool {
    library.namedKinds.body(of: number, namesOthersThan: focus.topic)
  }

  /// What a general subject says on a facet that the one in focus lacks.
  private func elsewhere(_ facet: String, _ hits: [Retrieval.Hit]) -> Int? {
    func isFit(_ number: Int) -> Bool {
      !library.namedKinds.gist(of: number, namesOthersThan: focus.topic)
    }
    let found = hits.first { hit in
      let section = library.sections[hit.number]
      return isGeneral(hit.topic) && (section.facet == facet || hit.score >= Self.foreign)
        && isFit(hit.number)
    }
    if let found { return found.number }
    let near = library.index.topics[focus.topic]?.near ?? []
    return near.filter(isGeneral).lazy.compactMap { library.index.cell($0, facet) }
      .compactMap { library.index.places[$0.id] }.first(where: isFit)
  }

  /// A score as a share from 0 to 1: what lies far off goes towards 0 and keeps its order.
  private static func share(_ score: Double) -> Double {
    let half = (score + 1) / 2
    guard half < floor else { return min(half, 1) }
    return floor / (1 + (floor - half) * 20)
  }

  /// What a section of the subject itself has before those of the topics near to it, what the line
  /// adds to its subject counts, what the share of its facet counts, and what a word that asks for a facet
  /// of the subject counts.
  private static let own = 0.1
  private static let added = 0.35
  private static let shared = 0.3
  private static let facet = 0.2
  /// What a section of a topic near the subject is behind, and one of a topic that says little.
  private static let near = 0.35
  private static let general = 0.4
  /// From here down shares are only an order.
  private static let floor = 0.06
  /// The least share at which a section is meant at all; the least at which one is that stands so many
  /// times before the second.
  private static let least = 0.25
  private static let foreign = 0.4
  private static let low = 0.2
  private static let ahead = 2.0
  /// From this probability on a line needs nothing added.
  private static let clear = 0.5
  /// From these shares on a line asks for one facet, and for anything at all; from this score on it is
  /// near to a known phrase.
  private static let most = 0.5
  private static let inScope: Float = 0.5
  private static let hit: Float = 0.1
}
