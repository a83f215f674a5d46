import Knowledge
import LabValues
import Language
import Matching

/// The section that a line means, or the two between which it does not decide.
struct SectionFound: Decider {
  let index: SectionIndex
  let words: LineWords

  func opinion(on situation: Situation) -> Opinion? {
    let (line, found) = (situation.line, situation.line.found)
    guard found.isCovered, let nearest = found.best else { return nil }
    let best = toldFirst(situation) ?? nearest
    if found.isClose, line.isQuestion, situation.session.facts.isEmpty, found.hits.count > 1,
      !line.isVerbatim
    {
      return Opinion(.which(found.hits.prefix(2).map(\.number)), Sureness.close)
    }
    let sureness = sureness(line, best)
    if isSaid(situation, best) {
      return again(situation, best).map { Opinion($0, sureness) }
    }
    let near =
      best.score < Self.sure && !found.isHeld
      ? found.hits.dropFirst().prefix(2).filter { $0.score >= Self.near } : []
    return Opinion(.section(best, near: Array(near)), sureness)
  }

  /// What a kind is, where somebody only tells that it is the matter, and nothing was said of it yet: "they
  /// say tumoral calcinosis". Another section must be clearly meant to go before.
  private func toldFirst(_ situation: Situation) -> Retrieval.Hit? {
    let line = situation.line
    let kinds = line.topics.filter { index.topics[$0]?.isKind == true }
    guard !line.isQuestion, !line.isVerbatim, kinds.count == 1,
      let kind = kinds.first, kind != situation.focus?.topic, let best = line.found.best,
      line.facets.isEmpty
        || best.score < Self.sure
          && !(!line.findings.has(.person) && asks(line.facets, for: best)),
      best.topic == kind, !line.ranking.isClear,
      let what = index.cells(kind, .definition).first,
      !situation.session.said.sections.contains(what.id)
    else { return nil }
    return index.hit(what, score: best.score)
  }

  /// "Signs of low iron": the facet that is named is the one that was found.
  private func asks(_ facets: [String], for hit: Retrieval.Hit) -> Bool {
    guard let section = index.id(hit.number).flatMap({ index.sections[$0] }) else { return false }
    return facets.contains(section.facet)
  }

  /// What to say where the best section was shown already: the next one that is nearly as near, else
  /// the same in short. Nobody is told the same twice who did not ask the same.
  private func again(_ situation: Situation, _ best: Retrieval.Hit) -> Decision.Body? {
    let said = situation.session.said.sections
    let others = situation.line.found.hits.dropFirst().filter { hit in
      index.id(hit.number).map { !said.contains($0) } ?? false
    }
    // Who turns the last answer down does not want it again.
    let isTurnedDown =
      index.id(best.number) == situation.before.last?.sections.last
      && words.rejects(situation.line.normalized.words)
    if let next = others.first, next.score >= (isTurnedDown ? Self.near : best.score * Self.nearly)
    {
      return .section(next, near: [])
    }
    if isTurnedDown { return .decline(near: others.prefix(2).map(\.number)) }
    // Who only tells something did not ask for it again.
    guard situation.line.isQuestion || !situation.line.found.isHeld else { return nil }
    return .again(best, others: others.prefix(2).map(\.number))
  }

  /// Whether a section was shown, and the line is not the question that it was shown to.
  private func isSaid(_ situation: Situation, _ best: Retrieval.Hit) -> Bool {
    guard let id = index.id(best.number) else { return false }
    return situation.session.said.sections.contains(id)
      && situation.before.last?.question != situation.line.text
  }

  /// What part of the best score the next section must have to be shown in its place.
  private static let nearly = 0.8

  private func sureness(_ line: Understanding, _ best: Retrieval.Hit) -> Double {
    if line.isVerbatim { return Sureness.letter }
    if line.ranking.isClear, line.ranking.best?.label == best.number { return Sureness.clear }
    return min(best.score, Sureness.section)
  }

  /// From this score on one section is enough, and from that one on another is worth a line; found
  /// by trial on the practice questions.
  static let sure = 0.75
  private static let near = 0.12
}

extension Decision.Body {
  /// Whether it says only what may have been meant, or that nothing was found.
  var isGuess: Bool {
    switch self {
    case .section(let hit, _): hit.score < SectionFound.sure
    case .which, .unclear, .gap, .decline: true
    default: false
    }
  }
}

/// Several questions in one line, each with an answer of its own, or named as not covered.
struct SeveralAsked: Decider {
  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard line.asksSeveral else { return nil }
    return Opinion(
      .several(line.parts), line.parts.areAllTold ? Sureness.severalWhole : Sureness.several)
  }
}

extension Understanding {
  /// Whether its parts want different things: two sections, or one and what is not answered here.
  var asksSeveral: Bool {
    guard parts.count >= 2, !isVerbatim else { return false }
    let answers = Set(parts.filter(\.isAnswered).compactMap { $0.found.best?.number })
    // One answer for all is an answer to the line; a part that means nothing is no question.
    return answers.count >= 2
      || answers.count == 1 && parts.contains(where: \.isElsewhere) && parts.areAllTold
  }
}

extension [LinePart] {
  /// Whether something is said to each of them.
  fileprivate var areAllTold: Bool { allSatisfy { $0.isAnswered || $0.isElsewhere } }
}

extension LinePart {
  /// Whether a section answers it. Within a topic a share says more than among all sections.
  var isAnswered: Bool {
    found.isCovered && (found.isHeld || (found.best?.score ?? 0) >= 0.35) && !isElsewhere
  }

  /// Whether it asks for what is refused, or for what lies outside.
  var isElsewhere: Bool { outside != nil || refusal != nil }
}

/// "And for tumoral?": the new subject with what was asked of the old one.
struct FollowedUp: Decider {
  let index: SectionIndex

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard let focus = situation.focus, line.normalized.words.count <= 8,
      line.findings.has(DialogueAct.follow), line.facets.isEmpty, let topic = line.topics.first,
      topic != focus.topic
    else { return nil }
    let section =
      focus.facet.flatMap { index.cell(topic, $0) } ?? index.cells(topic, .definition).first
    return index.hit(section, score: 0.9).map { Opinion(.section($0, near: []), Sureness.clear) }
  }
}

/// A line that says what it wants to know and not of what: "how is it treated". The subject in focus
/// is meant; where there is none, it asks.
struct FacetAlone: Decider {
  let index: SectionIndex
  let words: LineWords

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard line.topics.isEmpty, !line.isVerbatim || situation.focus != nil,
      line.normalized.words.count <= 6, isOnlyFacet(line), let facet = asked(line)
    else { return nil }
    guard let focus = situation.session.focus else {
      return line.found.isHeld ? nil : Opinion(.whichTopic(facet: facet), Sureness.section)
    }
    guard facet != focus.facet,
      let hit = index.hit(index.cell(focus.topic, facet), score: 0.9),
      !isFiner(line, focus.topic, facet)
    else { return nil }
    return Opinion(.section(hit, near: []), Sureness.section)
  }

  /// Whether the line found a section of its own within that facet: "what about shock waves", of all
  /// procedures.
  private func isFiner(_ line: Understanding, _ topic: String, _ facet: String) -> Bool {
    guard line.found.isCovered, let best = line.found.best, best.topic == topic else {
      return false
    }
    return index.sections[index.id(best.number) ?? ""]?.facet == facet
  }

  /// The facet that a line asks for: the one with the most words, a definition last of all.
  private func asked(_ line: Understanding) -> String? {
    let named = zip(line.facets, line.findings.facets.map(\.range.count))
    let asked = named.filter { !index.has($0.0, .definition) }
    return (asked.isEmpty ? Array(named) : asked).max { $0.1 < $1.1 }?.0
  }

  private func isOnlyFacet(_ line: Understanding) -> Bool {
    let ranges = line.findings.facets.map(\.range)
    let said = line.normalized.words
    return !ranges.isEmpty
      && said.indices.allSatisfy { place in
        words.holds(said[place].text, .function) || ranges.contains { $0.contains(place) }
      }
  }
}

/// Somebody tells of a relative within the subject in focus: whether it runs in families.
struct RelativeTold: Decider {
  let index: SectionIndex
  let labs: LabCatalogue

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard tellsNoMore(situation), !line.isQuestion, line.topics.isEmpty,
      isOnRelative(line.reading, situation.before.person), let focus = situation.focus,
      let section = index.cells(focus.topic, .family).first,
      let hit = index.hit(section, score: Self.sure)
    else { return nil }
    return Opinion(
      .section(hit, near: []), situation.memory.isEmpty ? Self.sure : Sureness.personal)
  }

  /// Whether it tells no fact but that the relative is a child.
  private func tellsNoMore(_ situation: Situation) -> Bool {
    situation.memory.isEmpty
      || situation.memory.noted.allSatisfy { labs.contextFact($0.fact)?.belowAge != nil }
        && !situation.memory.noted.isEmpty
  }

  private func isOnRelative(_ reading: Reading, _ before: Person?) -> Bool {
    if let sharing = reading.sharing { return sharing.isRelative || sharing == .other }
    guard case .on(let named) = reading.focus, let named else { return false }
    return named.isRelative && named != before
  }

  private static let sure = 0.5
}

/// A question on a facet that the subject in focus has nothing on: that it has none, and what is near.
struct FacetMissing: Decider {
  let index: SectionIndex

  func opinion(on situation: Situation) -> Opinion? {
    let (line, said) = (situation.line, situation.session.said)
    guard line.isQuestion, let lack = line.found.lacks else { return nil }
    let own = line.found.nearest(in: lack.topic, index).filter {
      index.id($0).flatMap { index.sections[$0]?.topic } == lack.topic
    }
    var near: [Int] = []
    for number in [lack.elsewhere].compactMap({ $0 }) + own where !near.contains(number) {
      if let id = index.id(number), !said.sections.contains(id) { near.append(number) }
    }
    return Opinion(
      .gap(topic: lack.topic, facet: lack.facet, Array(near.prefix(2))), Sureness.last * 5)
  }
}

/// A finding that a line tells and of which no section speaks: what its subject is, so that the rules for
/// the finding are told with it.
struct FindingTold: Decider {
  let index: SectionIndex
  /// The subject of each finding that has one.
  let about: [String: String]

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard !line.isImpersonalQuestion, !line.tellsSignalsElsewhere,
      let topic = line.signals.lazy.compactMap({ about[$0] }).first,
      var hit = index.hit(section(on: topic, situation), score: 0.5)
    else { return nil }
    if let focus = situation.focus, index.belongs(topic, to: focus.topic) {
      hit.subject = focus.topic
    }
    return Opinion(.section(hit, near: []), Sureness.last * 3)
  }

  /// What the subject in focus says on dangers, where the finding belongs to it; else what the finding's
  /// own subject is.
  private func section(on topic: String, _ situation: Situation) -> Section? {
    let said = situation.session.said.sections
    if let focus = situation.focus, index.belongs(topic, to: focus.topic) {
      let cells = index.cells(focus.topic, .danger) + index.cells(topic, .danger)
      if let fresh = cells.first(where: { !said.contains($0.id) }) { return fresh }
    }
    return index.cells(topic, .definition).first
  }
}

/// Where nobody else speaks: two numbered choices of the subject in focus, or that it is not covered.
struct NotUnderstood: Decider {
  let index: SectionIndex
  let words: LineWords

  func opinion(on situation: Situation) -> Opinion? {
    let found = situation.line.found
    if !situation.memory.isEmpty, let told = situation.toldKind(index) {
      return Opinion(.section(told, near: []), Sureness.last)
    }
    // What a value means is told with it; beside a condition or a medicine a question stays open.
    let isAnswered = !asks(situation.line) || situation.memory.noted.contains { $0.value != nil }
    if !situation.memory.isEmpty, isAnswered { return Opinion(.noted, Sureness.last) }
    if tellsPersonAlone(situation) { return Opinion(.noted, Sureness.last) }
    // A word or two in the shorthand of a trade are about the subject.
    let isShort = situation.line.normalized.words.count <= Self.short
    if found.isHeld, let focus = situation.focus, !found.isStranger || isShort {
      let choices = choices(situation)
      if !choices.isEmpty {
        return Opinion(.unclear(topic: focus.topic, choices), Sureness.last)
      }
    }
    // Somebody tells what they have, and all but one subject is far off.
    if !situation.line.isQuestion, !situation.line.asksNothingOfOurs,
      index.sections.count >= Self.several, found.isAnchored,
      let best = found.best,
      best.score >= Self.sure
        || best.score >= Self.likely && share(of: best.topic, found) >= Self.whole
    {
      return Opinion(.section(best, near: []), Sureness.last)
    }
    let near = found.hits.filter { $0.score >= 0.05 && !found.isStranger }
    return Opinion(.decline(near: near.prefix(2).map(\.number)), Sureness.last)
  }

  /// Whether a short line tells age or sex, and asks nothing: that much is kept.
  private func tellsPersonAlone(_ situation: Situation) -> Bool {
    let (line, reading) = (situation.line, situation.line.reading)
    return situation.memory.isEmpty && !line.isQuestion
      && (reading.age != nil || reading.sex != nil)
      && line.normalized.words.count <= Self.shortStatement
  }

  /// How much of what a line may mean is on one subject.
  private func share(of topic: String, _ found: Retrieval) -> Double {
    found.hits.filter { $0.topic == topic }.reduce(0) { $0 + $1.score }
  }

  /// Whether the words ask, and not only a mark at the end: who asks is told that nothing is known.
  private func asks(_ line: Understanding) -> Bool {
    let said = line.normalized.words.map(\.text)
    guard line.isQuestion, let first = said.first else { return false }
    return words.holds(first, .asksFirst) || said.contains { words.holds($0, .asksAnywhere) }
  }

  /// The two sections nearest to the line of which nothing was told yet; where all that are near were
  /// told, the next ones of the subject.
  private func choices(_ situation: Situation) -> [Int] {
    let said = situation.session.said
    func isFresh(_ number: Int) -> Bool {
      guard let id = index.id(number) else { return false }
      return !said.sections.contains(id) && !said.offers.contains(id)
    }
    let found = situation.line.found
    let near = found.nearest(in: situation.focus?.topic ?? "", index)
    let others = found.hits.map(\.number)
    var fresh: [Int] = []
    for number in near + others where isFresh(number) && !fresh.contains(number) {
      fresh.append(number)
    }
    return Array(fresh.prefix(2))
  }

  private static let short = 3
  private static let shortStatement = 8
  /// Of fewer sections one always has a large share, whatever is said.
  private static let several = 5
  /// From this share on a statement that is not quite a question of ours is taken for one.
  private static let sure = 0.75
  /// From this share on it is where nearly all that is near is on the same subject.
  private static let likely = 0.4
  private static let whole = 0.85
}

extension Retrieval {
  /// The sections of a subject to choose from: those that are near to the line; then what to do, what to
  /// fear, what it is, and whatever else there is.
  fileprivate func nearest(in topic: String, _ index: SectionIndex) -> [Int] {
    let near = hits.filter { $0.topic == topic && $0.score > Self.far || $0.score >= Self.beside }
    let roles: [Facet.Role] = [.next, .danger, .definition]
    let others = roles.flatMap { index.cells(topic, $0) } + index.sections(of: topic)
    return near.map(\.number) + others.compactMap { index.places[$0.id] }
  }

  /// From this score on a section of another subject is offered too; down to that one a section of the
  /// subject's own says more than any other of it.
  private static let beside = 0.25
  private static let far = 0.1
}
