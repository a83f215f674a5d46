import Knowledge
import LabValues
import Language
import Matching

/// Finds the dangers that a line tells of: by patterns, by likeness, and by what the session adds up to.
struct DangerFinder: Sendable {
  let flags: [RedFlag]
  let book: RuleBook
  let model: DangerModel

  /// What speaks for dangers in a line, and what was told before it.
  func reading(of line: DangerLine, after told: ToldBefore) -> DangerReading {
    let (words, findings) = (line.words, line.findings)
    guard !flags.isEmpty, !words.isEmpty else { return DangerReading() }
    let sentences = SentenceFindings(words, findings, book)
    var evidence = patterns(sentences, of: line)
    // What two lines only add up to needs a line that sounds like a danger, where anybody knows.
    if !told.isEmpty, !line.knowsKinds || line.likeliest(0..<words.count) != nil {
      evidence += session(words, told)
    }
    let windows = DangerWindow.all(of: words).map {
      (range: $0.range, score: score(line.features, $0))
    }
    let likely =
      line.isPhrase
      ? []
      : windows.filter { window in
        window.score >= Self.leastLikeness && !Self.isRow(words[window.range])
          && !line.isBare(window.range)
          && !(line.isReport && !Self.isSentence(words[window.range]))
      }
    let telling = LineTelling(words, sentences, book, frame: told.frame)
    let order = likely.indices.sorted { (-likely[$0].score, $0) < (-likely[$1].score, $1) }
    for window in order.prefix(2).map({ likely[$0] }) {
      guard let like = line.likeliest(window.range) else { continue }
      evidence.append(
        DangerEvidence(
          danger: like.flag, source: .likeness, range: window.range,
          weight: min(
            Self.likeness * (window.score + Self.leadShare * like.lead)
              + (line.inScope >= Self.ours ? Self.readinessInScope : Self.readiness),
            Self.mostLikeness)))
    }
    if !line.isPhrase, !line.isReport, !evidence.contains(where: \.holds) {
      evidence += plainly(line)
    }
    let likeliest = evidence.contains(where: \.isPattern) ? line.likeliest(0..<words.count) : nil
    for index in evidence.indices {
      let isLike =
        likeliest.map { $0.flag == evidence[index].danger && $0.lead >= Self.plain } ?? false
      lower(&evidence[index], of: line, telling, windows, isLike: isLike)
      let one = evidence[index]
      let sentence = sentences.parts.first { $0.range.overlaps(one.range) }?.range
      if one.holds, isCalm(one, windows), sentence.map(line.asks) == true {
        evidence[index].reliefs.append(.asked)
      }
    }
    var reading = sorted(evidence)
    reading.telling = telling
    return reading
  }

  /// Lines and sentences that are likelier one danger than all else that they may want together; and a line
  /// that asks for nothing of ours and may well be one. What cannot be undone is heard sooner.
  private func plainly(_ line: DangerLine) -> [DangerEvidence] {
    let words = line.words
    let whole = 0..<words.count
    let ranges = [whole] + words.sentences.prefix(Self.mostSentences)
    let telling = ranges.filter {
      $0.count >= Self.fewestTelling && !line.isBare($0) && !Self.isRow(words[$0])
    }
    return telling.compactMap { range in
      guard let like = line.likeliest(range) else { return nil }
      let isElse =
        !line.isKnown && range == whole && like.sections < Self.few && like.others <= like.share
      let least = flags[like.flag].isUnconditional && !line.asksApart ? Self.faint : Self.fair
      guard like.share >= (isElse ? least : Self.most) else { return nil }
      return DangerEvidence(
        danger: like.flag, source: .likeness, range: range,
        weight: DangerEvidence.least + like.share)
    }
  }

  /// Found by trial on lines that were not learned from.
  private static let (faint, fair, most): (Float, Float, Float) = (0.12, 0.3, 0.5)
  /// Below this share of all sections a line asks for nothing of ours.
  private static let few: Float = 0.2
  /// Sentences that are looked at one by one, so that time is bounded.
  private static let mostSentences = 6

  /// Whether more than a third of the words are numbers: a row of results is for the reader and the rules,
  /// which know what is dangerous in it.
  private static func isRow(_ words: ArraySlice<Word>) -> Bool {
    words.count { $0.text.utf8.first.map { (0x30...0x39).contains($0) } ?? false } * 3 > words.count
  }

  /// Whether words of a report tell something of their own: several, and no number among them.
  private static func isSentence(_ words: ArraySlice<Word>) -> Bool {
    words.count >= fewestTelling && words.allSatisfy { $0.number == nil }
  }

  private static let fewestTelling = 5

  // MARK: What speaks for a danger

  /// What patterns find in the whole line, and in each sentence alone: what keeps a pattern silent in one
  /// sentence does not in another.
  private func patterns(
    _ sentences: SentenceFindings, of line: DangerLine
  ) -> [DangerEvidence] {
    var evidence: [DangerEvidence] = []
    func add(_ findings: Findings, from start: Int) {
      for finding in findings.all {
        guard case .redFlag(let danger) = finding.meaning, let pattern = finding.pattern else {
          continue
        }
        let range = finding.range.lowerBound + start..<finding.range.upperBound + start
        let weight = Self.pattern * model.trust.share(of: pattern) - spread(finding)
        evidence.append(
          DangerEvidence(
            danger: danger, source: .pattern(pattern), range: range, weight: weight,
            reliefs: finding.isDenied ? [.denied] : []))
      }
    }
    if !line.isReport { add(sentences.whole, from: 0) }
    if sentences.parts.count > 1 {
      // What is dangerous in a row of results the reader knows, with its unit, its range and its date.
      for part in sentences.parts
      where !line.isReport || line.holdsDeadlyResult
        || !Self.isRow(line.words[part.range]) && !line.isBare(part.range)
      {
        add(part.findings, from: part.range.lowerBound)
      }
    }
    return evidence
  }

  /// What a pattern loses whose parts stand far from each other: in a long story little things meet.
  private func spread(_ finding: Findings.Finding) -> Float {
    let parts = [finding.range] + finding.others
    let first = parts.reduce(finding.range.lowerBound) { min($0, $1.lowerBound) }
    let last = parts.reduce(finding.range.upperBound) { max($0, $1.upperBound) }
    return min(Self.mostSpread, Self.spread * Float(max(0, last - first - Self.near)))
  }

  /// What the line completes of what was told before.
  private func session(
    _ words: [Word], _ told: ToldBefore
  ) -> [DangerEvidence] {
    let (before, facts) = told.words(before: words)
    let start = before.count
    var evidence: [DangerEvidence] = []
    for finding in book.findings(in: before + words).all {
      guard case .redFlag(let danger) = finding.meaning, let pattern = finding.pattern,
        !finding.isDenied, flags[danger].language == nil
      else { continue }
      let parts = [finding.range] + finding.others
      let now = parts.filter { $0.lowerBound >= start }
      guard let first = now.first, now.count < parts.count else { continue }
      let range = now.dropFirst().reduce(first) {
        min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound)
      }
      let needed = facts.filter { fact in parts.contains { $0.overlaps(fact.range) } }.map(\.id)
      evidence.append(
        DangerEvidence(
          danger: danger, source: .session(pattern: pattern, facts: needed),
          range: range.lowerBound - start..<range.upperBound - start, weight: Self.together))
    }
    return evidence
  }

  private func score(_ features: LineFeatures, _ window: DangerWindow) -> Float {
    guard window.range.count >= DangerWindow.fewestWords else { return -3 }
    return model.score(features, window.range) - window.price
  }

  // MARK: What lowers it

  /// Whether a pattern of ours stands where nothing around is like a danger.
  private func isCalm(
    _ one: DangerEvidence, _ windows: [(range: Range<Int>, score: Float)]
  ) -> Bool {
    one.isPattern && flags[one.danger].language == nil
      && Self.highest(of: windows, around: one.range) ?? Self.calm <= Self.calm
  }

  /// How like a danger the likest window around some words is.
  private static func highest(
    of windows: [(range: Range<Int>, score: Float)], around range: Range<Int>
  ) -> Float? {
    windows.filter { $0.range.overlaps(range) }.map(\.score).max()
  }

  /// - Parameter isLike: whether the line as a whole is likelier this danger than none: calm words around
  ///   a pattern take nothing from it then
  private func lower(
    _ one: inout DangerEvidence, of line: DangerLine, _ telling: LineTelling,
    _ windows: [(range: Range<Int>, score: Float)], isLike: Bool
  ) {
    let flag = flags[one.danger]
    // Our cues and our lists are English.
    guard flag.language == nil else {
      one.reliefs = []
      return
    }
    var reliefs = telling.reliefs(at: one.range)
    if flag.isUnconditional {
      reliefs.removeAll { $0 == .question || $0 == .hypothetical || $0 == .animal }
    }
    // What is only like a danger is an idiom where little else is said.
    if one.isPattern ? telling.isIdiom(one.range) : telling.isIdiom(one.range, least: 3) {
      reliefs.append(.idiom)
    }
    if line.isInCare, flag.urgency < .now { reliefs.append(.inCare) }
    one.reliefs += reliefs
    guard one.isPattern, !model.isEmpty else { return }
    let around = Self.highest(of: windows, around: one.range) ?? 0
    // What has come again is told in the calm words of the past.
    let most = telling.isAgain || isLike ? 0 : Self.mostDoubt
    let moved = max(-most, min(Self.mostSupport, around * Self.likeness))
    let isFirm = if case .pattern = one.source { one.weight >= Self.firm } else { false }
    let least = isFirm ? DangerEvidence.least : -.infinity
    one.weight = max(one.weight + moved, least)
    if moved < -1 { one.reliefs.append(.calm) }
    // What is told of an exam or a film must be likelier this danger than none.
    if one.holds, one.reliefs.contains(.fiction), !isLike { one.weight -= Self.told }
  }

  /// The most urgent first, then what leads by rank; a pattern goes before likeness.
  private func sorted(_ evidence: [DangerEvidence]) -> DangerReading {
    let ordered = evidence.enumerated().sorted { a, b in
      let (x, y) = (flags[a.element.danger].urgency, flags[b.element.danger].urgency)
      if x != y { return x > y }
      if a.element.isPattern != b.element.isPattern { return a.element.isPattern }
      return (a.element.danger, -a.element.sureness, a.offset)
        < (b.element.danger, -b.element.sureness, b.offset)
    }.map(\.element)
    var reading = DangerReading()
    reading.found = ordered.filter(\.holds)
    let held = Set(reading.found.map(\.danger))
    reading.withheld = ordered.filter { !$0.holds && !held.contains($0.danger) }
    return reading
  }

  /// The lead of a danger, that a pattern knows too, from which on a line is plainly it: about one in four.
  private static let plain: Float = -0.25

  // Found by trial on lines that were not learned from.
  private static let pattern: Float = 3
  private static let near = 16
  private static let calm: Float = -0.5
  private static let spread: Float = 0.06
  private static let mostSpread: Float = 1.2
  /// A pattern that only two lines together complete is a little less sure.
  private static let together: Float = 2.9
  private static let leadShare: Float = 0.8
  private static let likeness: Float = 2
  private static let readiness: Float = 1.1
  /// In a line that is surely a question of ours likeness must be plainer.
  private static let (ours, readinessInScope): (Float, Float) = (0.9, 0.6)
  private static let mostLikeness: Float = 4
  private static let leastLikeness: Float = -0.6
  /// Less than lies between a pattern and the least that counts: calm surroundings alone silence none.
  private static let mostDoubt: Float = 2.4
  /// From this weight on a pattern is silenced by no calm words: one that ordinary lines hardly have, and
  /// whose parts stand together.
  private static let firm: Float = 2.4
  private static let mostSupport: Float = 2
  private static let told: Float = 1
}
