import Knowledge
import LabValues
import Language
import Matching

/// Makes of a line everything that is known of it.
///
/// A class, since closures hold it while a line is read: a copy of all that it knows would cost more than the line.
final class Listener: Sendable {
  let knowledge: Knowledge
  let normalizer: Normalizer
  let book: RuleBook
  let kinds: LineKinds
  let dangers: DangerFinder
  let reader: LabReader
  let words: LineWords
  let questions: Questions
  let model: RankingModel
  let index: SectionIndex
  private let finder: SectionFinder
  private let partReader: PartReader
  private let completion: LineCompletion

  init(
    _ knowledge: Knowledge, _ learning: Learning, _ reader: LabReader, _ words: LineWords,
    _ index: SectionIndex
  ) {
    self.knowledge = knowledge
    normalizer = learning.normalizer
    book = learning.book
    let library = SectionLibrary(knowledge, learning, index, words)
    kinds = library.kinds
    dangers = DangerFinder(
      flags: knowledge.safety.redFlags, book: learning.book, model: learning.dangers)
    self.reader = reader
    self.words = words
    questions = Questions(words: words)
    model = learning.model
    self.index = index
    finder = SectionFinder(library: library)
    partReader = PartReader(finder: finder, knowledge: knowledge)
    completion = LineCompletion(
      refinements: knowledge.refinements, normalizer: learning.normalizer,
      negation: learning.book.negation, words: words)
  }

  /// What a line says, as it is meant in this session.
  func understand(_ text: String, in session: borrowing Session) -> Understanding {
    let normalized = normalizer.normalize(text)
    let line = normalized.words
    let parts = questions.asked(in: line, text)
    let isQuestion = !parts.isEmpty || questions.asks(line, text)
    let isVerbatim = model.isVerbatim(normalized.canonical)
    let reading = reader.read(text, in: session.readingContext)
    let results = ToldResults(reading, in: line)
    let features = LineFeatures(line, book.negation.denials(in: line), results)
    let shares = LineShares(kinds.model, features, within: session.spokenOf)
    var findings = findings(in: line, shares, asked: parts, isVerbatim: isVerbatim)
    let core = isVerbatim ? nil : findings.sentencesBesideTalk(of: line, parts)
    if core != nil {
      findings.layAside(\.meaning.isTalk)
    }
    let stated = reading.recorded.map(\.range)
    let meant = sharesBeside(stated, of: line, in: session) ?? shares
    let told = stated + reading.watchedResults.map(\.range)
    // Who only tells what they have is told what that is, however the telling sounds.
    let ranking =
      isQuestion || findings.topics.isEmpty
      ? finder.library.rank(normalized, meant, limit: 8, asks: isQuestion)
      : model.rank(normalized.canonical, limit: 8)
    let danger = dangers.reading(
      of: DangerLine(
        words: line, findings: findings, features: features, isPhrase: isVerbatim,
        isReport: results.ends.count >= 2 && line.sentences.count >= Self.manyRows,
        holdsDeadlyResult: !reading.alarms.isEmpty,
        inScope: ranking.inScope, isKnown: !reading.isEmpty || findings.asksOfTalk,
        asksApart: !parts.isEmpty && line.sentences.count > 1,
        isInCare: findings.isInCare
          ?? session.record(of: reading.person(after: session.person)).isInCare,
        knowsKinds: !kinds.model.isEmpty,
        isBare: { self.isBare(line[$0], told) },
        likeliest: { self.kinds.danger(shares($0)) },
        asks: {
          self.kinds.asks(shares($0))
            && (shares.held.isEmpty || self.kinds.asks(shares.held))
        }),
      after: ToldBefore(session, knowledge.refinements))
    var known = Understanding(
      text: text, normalized: normalized, findings: findings,
      reading: reading.settled(in: session),
      topics: findings.topics.map { knowledge.topics[$0.index].id },
      facets: findings.facets.map { knowledge.facets[$0.index].id },
      signals: signals(normalized, findings, danger.telling, in: session), dangers: danger,
      isVerbatim: isVerbatim, ranking: ranking,
      isQuestion: isQuestion, questions: questions.ranges(in: line, of: text),
      asked: parts,
      pick: Self.citation(text) == nil ? pick(in: line) : nil,
      citation: Self.citation(text) ?? words.citation(in: line.map(\.text)))
    let focus = focus(of: known, in: session)
    known.found = finder.find(
      core.map { query($0, within: session.spokenOf, isQuestion: isQuestion) }
        ?? query(known, held: kinds.held(meant.held)), focus: focus,
      isFirm: session.focus.map { $0.section != nil || $0.isDescribed } ?? false,
      isTold: session.focus == nil)
    readParts(of: &known, focus: focus)
    known.besides = besides(known, focus: focus)
    return known
  }

  /// The questions of a line, each by itself; one alone only where it ends a story.
  private func readParts(of known: inout Understanding, focus: Session.Focus?) {
    let asked = known.asked
    if asked.count > 1 {
      known.parts = partReader.parts(of: known, focus: focus)
      // Of several questions one is understood: better that than nothing.
      if !known.found.isCovered, !known.asksSeveral,
        let first = known.parts.first(where: \.isAnswered)
      {
        known.found = first.found
      }
    } else if let range = asked.first,
      known.normalized.words.count - range.count >= Self.story,
      known.reading.recorded.isEmpty || !known.found.isCovered,
      let only = partReader.parts(of: known, focus: focus).first, only.goesBefore(known.found)
    {
      known.found = only.found
    }
  }

  /// Whether some words state facts or results and say nothing beside them: "btw I am 10 weeks pregnant".
  private func isBare(_ words: ArraySlice<Word>, _ told: [Range<Int>]) -> Bool {
    let rest = words.beside(told).filter { $0.number == nil }
    return rest.count < words.count && self.words.carrying(rest).count <= Self.bare
  }

  /// What the words mean that state no fact; `nil` where a line states none, or little else: a result says
  /// nothing of what is asked beside it.
  private func sharesBeside(
    _ stated: [Range<Int>], of line: [Word], in session: borrowing Session
  ) -> LineShares? {
    guard !stated.isEmpty else { return nil }
    let rest = line.beside(stated)
    guard rest.count >= Self.telling, rest.count < line.count else { return nil }
    return finder.library.shares(of: normalizer.normalize(rest), within: session.spokenOf)
  }

  /// What a line that states facts, and for which there is a section, means without the facts, where it
  /// describes a finding or tells more.
  private func besides(_ line: Understanding, focus: Session.Focus?) -> Retrieval.Hit? {
    guard !line.isQuestion, line.found.isCovered, !line.reading.recorded.isEmpty else {
      return nil
    }
    let rest = line.besidesFacts
    guard rest.count >= 3, rest.count < line.normalized.words.count,
      !line.signals.isEmpty || self.words.carrying(rest).count >= Self.telling
    else { return nil }
    let words = normalizer.normalize(rest)
    let findings = book.findings(in: words.words)
    let found = finder.find(
      SectionQuery(
        line: words, findings: findings,
        topics: findings.topics.map { knowledge.topics[$0.index].id },
        isVerbatim: false, ranking: model.rank(words.canonical)),
      focus: focus)
    return found.isCovered ? found.best : nil
  }

  /// From so many words beside its one question on a line tells a story.
  private static let story = 6
  /// From so many words on that hold no sentence together a question is one by itself.
  private static let asking = 2
  /// Of so few words one that asks for what is refused is all that is asked.
  private static let fewWords = 4

  /// From so many rows on a message with results is a report.
  private static let manyRows = 4

  /// So few words beside the facts say nothing.
  private static let bare = 1

  /// So many words beside the facts, and those that hold a sentence together, tell something of their own.
  private static let telling = 3

  /// What a line shows: what patterns find in it, and what is like the examples. A phrase that leads
  /// to a section is no longer compared with them: its author knew what it means.
  func findings(
    in words: [Word], _ shares: LineShares, asked: [Range<Int>] = [], isVerbatim: Bool = false
  ) -> Findings {
    var findings = book.findings(in: words)
    // "I did not ask the dose": what somebody says that they do not want is not wanted.
    let unasked = self.words.unasked(in: words)
    findings.layAside { finding in
      finding.meaning.isWish && unasked.contains { $0.overlaps(finding.range) }
    }
    guard !isVerbatim, let likeness = kinds.likeness(of: words, shares) else { return findings }
    // What is named outside, or refused, is no talk and no request by likeness alone.
    let isElsewhere = !findings.outside.isEmpty || !findings.refusals.isEmpty
    for kind in kinds.findings(likeness, in: words, isElsewhere: isElsewhere)
    where !isElsewhere || kind.isRefusal {
      findings.add(kind.meaning, kind.range, isDenied: false, pattern: nil)
    }
    let asks = asked.contains { self.words.carrying(Array(words[$0])).count >= Self.asking }
    findings.layAside { finding in
      // A few words that ask for a dose ask for nothing else.
      if finding.meaning.isRefusal, words.count <= Self.fewWords { return false }
      if kinds.isOutweighed(finding, by: likeness) { return true }
      // What is refused is asked for, and not told beside what is asked; and who asks something else as well
      // has said in passing that they did not understand.
      let isAside = finding.meaning.isRefusal && kinds.hardlyRefuses(likeness)
      return asks && (isAside || finding.meaning.isOnWording)
        && !asked.contains { $0.overlaps(finding.range) }
    }
    findings.resemblance = kinds.outside(likeness, in: words)
    findings.faint = kinds.faint(likeness, in: words)
    return findings
  }

  /// What a line as a whole and each of its sentences is most like; `nil` where nothing was learned.
  func likeness(of line: Understanding) -> LineKinds.Likeness? {
    let words = line.normalized.words
    let features = LineFeatures(
      words, book.negation.denials(in: words), ToldResults(line.reading, in: words))
    return kinds.likeness(of: words, LineShares(kinds.model, features))
  }

  /// The findings that a line describes, by itself or with what it leaves out.
  private func signals(
    _ line: NormalizedLine, _ findings: Findings, _ telling: LineTelling,
    in session: borrowing Session
  ) -> [String] {
    var signals = completion.described(findings, in: line.words)
    // "No, she does not have that" points back only to take it away.
    if !findings.tellsOver, let whole = completion.completed(line, findings, in: session) {
      let found = book.findings(in: whole.words)
      for index in completion.described(found, in: whole.words) where !signals.contains(index) {
        signals.append(index)
      }
    }
    let elsewhere = telling.signalsElsewhere(findings)
    return signals.sorted().filter { !elsewhere.contains($0) }
      .map { knowledge.refinements.signals[$0].id }
  }

  /// The subject within which a line is read: the one in focus, else that of a fact it states, else
  /// that of the newest fact stated before.
  private func focus(of line: Understanding, in session: borrowing Session) -> Session.Focus? {
    if let focus = session.focus { return focus }
    let stated = line.reading.recorded.reversed().map { ($0.fact, $0.flag) }
    let told = session.current.reversed().filter { !$0.isNegated }.map { ($0.id, $0.flag) }
    let topics = (stated + told).compactMap { knowledge.refinements.topic(about: $0, $1) }
    return index.telling(topics).map { Session.Focus(topic: $0) }
  }

  /// The number that a line picks, or its beginning up to a comma or point: "ok 2. please tell me the truth",
  /// "yes, number 2, that is what I asked".
  private func pick(in line: [Word]) -> Int? {
    let texts = line.map(\.text)
    if let picked = words.pick(in: texts) { return picked }
    let ends = line.clauses.map(\.upperBound).dropLast()
    return ends.lazy.compactMap { end in
      let beginning = Array(texts[..<end])
      // "First, is it cancer?" picks nothing.
      return beginning.contains { Int($0) != nil } ? self.words.pick(in: beginning) : nil
    }.first
  }

  /// The number of a line that is a marker and nothing else: "[2]".
  private static func citation(_ text: String) -> Int? {
    guard text.utf8.first == UInt8(ascii: "["), text.utf8.last == UInt8(ascii: "]") else {
      return nil
    }
    return Int(text.dropFirst().dropLast())
  }

  /// What some words of a line ask for, by themselves.
  private func query(
    _ words: [Word], within topic: String?, isQuestion: Bool
  ) -> SectionQuery {
    let line = normalizer.normalize(words)
    return partReader.query(
      line, book.findings(in: line.words), finder.library.shares(of: line, within: topic),
      questions: questions.ranges(in: line.words, of: line.text), isQuestion: isQuestion)
  }

  private func query(_ line: Understanding, held: LineKinds.Held?) -> SectionQuery {
    SectionQuery(
      line: line.normalized, findings: line.findings, topics: line.topics,
      facets: line.facets, isVerbatim: line.isVerbatim, ranking: line.ranking,
      questions: line.questions, isQuestion: line.isQuestion, held: held)
  }
}
