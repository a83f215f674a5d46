import Knowledge
import LabValues
import Language
import Matching

/// Finds what answers a line and writes it into the reply.
extension Assistant {
  /// Decides what a line asks for. What was stated is in `memory` and was echoed already.
  func answer(
    _ line: UnderstoodLine, _ memory: Memory, _ composer: inout ReplyComposer,
    in session: inout Session
  ) {
    if composer.reply.urgency == .now, memory.questions.isEmpty { return }
    let isDeclined = !line.findings.refusals.isEmpty && memory.criticalDoubt == nil
    if let question = memory.questions.first, !isDeclined {
      composer.settle(.clarify)
      composer.add(.text(question))
      return
    }
    if pick(line, &composer, in: &session) { return }
    if memory.isSettled {
      composer.settle(memory.noted.isEmpty ? .info : .noted)
      return
    }
    let asks = line.isQuestion
    if memory.isEmpty, line.findings.has(.danger), line.topics.isEmpty, session.alarm != nil,
      judgeDanger(line, &composer, in: &session)
    {
      return
    }
    if memory.isEmpty, let talk = line.findings.talk, !line.isVerbatim,
      line.topics.isEmpty || !asks
    {
      smallTalk(talk, &composer)
      return
    }
    if refuse(line, &composer, in: &session) { return }
    if !line.isVerbatim {
      if let subject = line.findings.outside.first, !statesResult(line, memory) {
        decline(knowledge.scope.outside[subject], &composer)
        return
      }
      if line.findings.has(.compare) || line.findings.has(.person) || !isSure(line),
        act(line, memory, &composer, in: &session)
      {
        return
      }
    }
    if !memory.isEmpty, !asks, !namesSubject(line, memory) {
      composer.settle(.noted)
      return
    }
    if let section = followUp(line, in: session) {
      show(section, score: 0.9, &composer, in: &session)
      return
    }
    retrieveAndShow(line, memory, &composer, in: &session)
  }

  /// Whether a line tells a fact of the person and asks nothing: "myositis panel: NXP2 positive". That
  /// somebody is a child is told in passing.
  private func statesResult(_ line: UnderstoodLine, _ memory: Memory) -> Bool {
    memory.noted.contains { knowledge.labs.contextFact($0.fact)?.belowAge == nil }
      && !line.isQuestion
      && !line.normalized.words.contains { ["meaning", "mean", "means"].contains($0.text) }
  }

  private func retrieveAndShow(
    _ line: UnderstoodLine, _ memory: Memory, _ composer: inout ReplyComposer,
    in session: inout Session
  ) {
    var whole = retrieve(line, in: session)
    let other = memory.isEmpty ? factReading(line, besides: whole, in: session) : nil
    if let other { whole = other }
    if let both = twoAnswers(line, whole) {
      for hit in both { show(hit.section, score: hit.score, &composer, in: &session) }
      composer.reply.intent = both.first?.section.id
      return
    }
    guard whole.isCovered, let best = whole.hits.first else {
      if composer.reply.kind == .urgent { return }
      if let facet = askedFacet(line), needsTopic(line, in: session) {
        askForTopic(facet, &composer, in: &session)
      } else if memory.isEmpty {
        decline(nearest: whole.hits, &composer, in: &session)
      } else {
        composer.settle(.noted)
      }
      return
    }
    // Who tells of a danger and asks nothing is not told of what else the words may mean.
    if composer.reply.kind == .urgent, !line.isQuestion, best.score < Self.sure { return }
    if other == nil, let facet = askedFacet(line), !line.isVerbatim,
      needsTopic(line, in: session)
    {
      askForTopic(facet, &composer, in: &session)
      return
    }
    if whole.isClose, line.isQuestion, session.facts.isEmpty, whole.hits.count > 1,
      composer.reply.kind != .urgent
    {
      askWhich(whole, &composer, in: &session)
      return
    }
    show(best.section, score: best.score, &composer, in: &session)
    showNear(whole, besides: best, &composer)
  }

  /// Where the best section is not quite sure, the gist of the next ones is offered too.
  private func showNear(
    _ found: Retrieval, besides best: Retrieval.Hit, _ composer: inout ReplyComposer
  ) {
    guard best.score < Self.sure else { return }
    let near = found.hits.dropFirst().prefix(2).filter { $0.score >= Self.near }
    guard !near.isEmpty else { return }
    composer.add(.heading(wording(.also)))
    composer.add(.list(near.map { composer.numbered($0.section.gist) }))
    composer.reply.trace.sections += near.map(\.section.id)
  }

  /// From this score on one section is enough, and from that one on another is worth a line; found
  /// by trial on the practice questions.
  private static let sure = 0.75
  private static let near = 0.12

  /// Writes a section into the reply and moves the focus to it.
  func show(
    _ section: Section, score: Double, _ composer: inout ReplyComposer, in session: inout Session
  ) {
    composer.add(section.body)
    composer.reply.intent = section.id
    composer.reply.confidence = (score * 100).rounded() / 100
    composer.reply.trace.sections.append(section.id)
    composer.add(notes: section.cautions, limit: 3, prefix: wording(.ownNote))
    let shown = session.focus?.topic == section.topic ? session.focus?.shown ?? [] : []
    session.focus = Session.Focus(
      topic: section.topic, facet: section.facet, section: section.id,
      shown: Array((shown + [section.id]).suffix(12)))
    composer.reply.suggestions = section.more.prefix(3).compactMap {
      index.sections[$0]?.question
    }
  }

  /// The answers to the two halves of a line, where both halves have one and it is not the same.
  private func twoAnswers(_ line: UnderstoodLine, _ whole: Retrieval) -> [Retrieval.Hit]? {
    let halves = parts(of: line)
    guard halves.count == 2 else { return nil }
    var hits: [Retrieval.Hit] = []
    var subject: [Word] = []
    for half in halves {
      var words = normalizer.normalize(Array(half)).canonical
      let topics = book.findings(in: Array(half)).topics
      if let first = topics.first {
        subject = normalizer.normalize(knowledge.topics[first.index].name).canonical
      } else {
        words += subject
      }
      let found = retrieve(words, limit: 3)
      guard found.isCovered, let best = found.hits.first, best.score >= 0.35 else { return nil }
      hits.append(best)
    }
    guard hits.count == 2, hits[0].number != hits[1].number else { return nil }
    if line.isVerbatim { return nil }
    return hits
  }

  /// Whether a line reads so clearly as a question of ours that no rule may take it away.
  private func isSure(_ line: UnderstoodLine) -> Bool {
    let ranking = line.ranking.found
    guard let best = ranking.best, ranking.decision == .answer else { return false }
    return ranking.inScope >= 0.99 && best.probability >= 0.97 && ranking.margin >= 1.3
  }

  /// Whether a statement is about one of our subjects too, so that it calls for an answer: a known
  /// phrase, or a topic that is not just the condition stated.
  private func namesSubject(_ line: UnderstoodLine, _ memory: Memory) -> Bool {
    if line.isVerbatim { return true }
    let stated = memory.noted.map(\.fact)
    guard line.topics.contains(where: { !stated.contains($0) && index.topics[$0]?.isKind == true })
    else { return false }
    let found = retrieve(line.ranking.found, topics: line.topics)
    return found.isCovered && (found.hits.first?.score ?? 0) >= 0.4
  }

  private func smallTalk(_ number: Int, _ composer: inout ReplyComposer) {
    let talk = knowledge.dialogue.smallTalk[number]
    composer.settle(.info)
    composer.reply.intent = "smalltalk/\(talk.recognizer.id)"
    composer.reply.confidence = 1
    composer.add(.text(talk.text))
  }
}

extension UnderstoodLine {
  /// The sentences that end with a question mark, in words of the line; where nobody typed one, those
  /// that begin with a word that asks.
  var questions: [Range<Int>] {
    let words = normalized.words
    let bytes = text.utf8
    guard bytes.contains(UInt8(ascii: "?")) else {
      return words.sentences.filter { Self.anywhere.contains(words[$0.lowerBound].text) }
    }
    return words.sentences.filter { range in
      let last = words[range.upperBound - 1].range.upperBound
      let end =
        range.upperBound == words.count ? bytes.count : words[range.upperBound].range.lowerBound
      return bytes.dropFirst(last).prefix(max(0, end - last)).contains(UInt8(ascii: "?"))
    }
  }

  /// Whether a line asks something, and does not only state.
  var isQuestion: Bool {
    if text.utf8.contains(UInt8(ascii: "?")) { return true }
    let words = normalized.words
    for (index, word) in words.enumerated() {
      if Self.anywhere.contains(word.text) { return true }
      guard Self.openers.contains(word.text) else { continue }
      if index + 1 < words.count, Self.asked.contains(words[index + 1].text) { return true }
      if index == 0 || words[index - 1].clause != word.clause
        || Self.joints.contains(words[index - 1].text)
      {
        return true
      }
    }
    return false
  }

  /// Words that ask wherever they stand.
  private static let anywhere: Set<String> = [
    "what", "whats", "why", "how", "which", "who", "where", "wheres",
  ]
  /// Words that ask where a clause begins with them, or where one of `asked` follows.
  private static let openers: Set<String> = [
    "is", "are", "can", "does", "do", "should", "could", "will", "did", "would", "am", "may",
    "shall", "must", "tell", "explain", "show", "describe", "compare", "list", "any",
  ]
  private static let asked: Set<String> = ["it", "they", "he", "she", "you", "these", "those"]
  private static let joints: Set<String> = [
    "and", "so", "but", "then", "or", "also", "please", "now",
  ]
}
