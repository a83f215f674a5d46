import Knowledge
import LabValues
import Language
import Matching

/// What the stated results say together: lists, tables, kinds that would fit.
extension Assistant {
  /// "What do my numbers mean": the table, what is computed from it, and the rules that apply.
  func explainNumbers(
    _ line: UnderstoodLine, _ composer: inout ReplyComposer, in session: inout Session
  ) -> Bool {
    let results = session.current.filter { $0.mention.kind != .context }
    guard !results.isEmpty else {
      guard !session.facts.isEmpty || line.topics.isEmpty,
        line.normalized.words.count <= 10
      else { return false }
      composer.settle(.info)
      composer.add(.text(wording(.noLabs)))
      return true
    }
    composer.reply.intent = "labs/numbers"
    let isRead = results.contains { $0.flag != .unknown }
    composer.add(.heading(wording(isRead ? .numbersTitle : .factsTitle)))
    composer.add(
      .list(
        results.map { fact in
          let number = composer.number(
            of: Citation(
              source: ReplyComposer.labSource,
              section: knowledge.labs.analyte(fact.id)?.name ?? display(fact)))
          return "\(described(fact, in: session)) [\(number)]"
        }))
    for text in derived(in: session) + notDerived(line, in: session) { composer.add(text) }
    for fact in results where !composer.reply.refinedBy.contains(fact.id) {
      composer.reply.refinedBy.append(fact.id)
    }
    addRules(line, &composer, in: &session) { _ in true }
    composer.add(.text(rangeNote(results, in: session)))
    return true
  }

  /// What to know of the intervals shown: that the laboratory's own counts, or that none applies.
  private func rangeNote(_ facts: [StoredFact], in session: Session) -> String {
    let note = adultRangeNotes(facts, in: session)
    return note.isEmpty ? wording(.anyResult) : note
  }

  /// "Is my phosphate high?": the stated result that a line asks about, and what it means.
  func aboutOwnResult(
    _ line: UnderstoodLine, _ composer: inout ReplyComposer, in session: inout Session
  ) -> Bool {
    let words = line.normalized.words
    guard line.isQuestion, words.count <= 12, line.topics.isEmpty,
      words.contains(where: { $0.text == "my" })
    else { return false }
    var ids: [String] = []
    for mention in line.reading.mentions where mention.kind == .analyte && mention.value == nil {
      if !ids.contains(mention.fact) { ids.append(mention.fact) }
    }
    if ids.isEmpty, Self.asksOnlyForValue(words.map(\.text), named: line.named.count) {
      ids = line.named.filter { session.holds($0) }
    }
    guard let first = ids.first, let analyte = knowledge.labs.analyte(first) else { return false }
    let held = ids.compactMap { session.newest($0) }.filter { !$0.isNegated }
    guard !held.isEmpty else {
      guard Self.asksForReading(words.map(\.text)) else { return false }
      composer.settle(.info)
      composer.add(.text(wording(.noLab, ["lab": analyte.label])))
      return true
    }
    let lines = held.map { fact in
      let number = composer.number(
        of: Citation(
          source: ReplyComposer.labSource,
          section: knowledge.labs.analyte(fact.id)?.name ?? display(fact)))
      return "\(described(fact, in: session)) [\(number)]"
    }
    composer.add(.text(capitalized(lines.joined(separator: "\n"))))
    for fact in held { composer.reply.refinedBy.append(fact.id) }
    composer.reply.intent = "labs/\(first)"
    for text in derived(about: ids, in: session) + notDerived(line, in: session) {
      composer.add(text)
    }
    addRules(line, &composer, in: &session) { _ in true }
    composer.add(.text(rangeNote(held, in: session)))
    return true
  }

  /// "Is a calcium of 15 dangerous?": where a number lies that is nobody's, or somebody else's.
  func aboutSomeResult(
    _ line: UnderstoodLine, _ memory: Memory, _ composer: inout ReplyComposer,
    in session: inout Session
  ) -> Bool {
    guard memory.isEmpty, line.topics.isEmpty else { return false }
    let named = line.reading.mentions.filter { mention in
      guard mention.kind == .analyte, mention.value != nil else { return false }
      return mention.subject != nil || mention.status == .question
        || mention.status == .hypothetical
    }
    guard !named.isEmpty else { return false }
    let lines = named.prefix(3).map { mention in
      let fact = StoredFact(mention, turn: 0)
      let number = composer.number(
        of: Citation(
          source: ReplyComposer.labSource,
          section: knowledge.labs.analyte(fact.id)?.name ?? fact.id))
      return "\(capitalized(described(fact, in: session))) [\(number)]."
    }
    composer.add(.text(lines.joined(separator: "\n")))
    if named.contains(where: \.flag.isCritical) {
      if named.contains(where: { $0.subject != nil }) {
        session.alarm = Session.Alarm(message: "emergency", urgency: .now, facts: [])
      }
      let number = composer.number(
        of: Citation(source: ReplyComposer.ownSource, section: "Red flags"))
      composer.add(.caution("\(wording(.notYoursCritical)) [\(number)]"))
    }
    composer.add(.text("\(wording(.anyResult)) \(wording(.notYours))"))
    composer.reply.intent = "labs/\(named[0].fact)"
    return true
  }

  /// Whether a line asks for the value of a result and nothing more: "what is my phosphate now".
  private static func asksOnlyForValue(_ words: [String], named: Int) -> Bool {
    let plain: Set<String> = [
      "what", "whats", "is", "was", "were", "are", "my", "now", "again", "level", "levels", "value",
      "the", "current", "latest", "last", "ok", "okay", "normal", "fine", "good", "bad", "high",
      "low", "too", "still", "currently", "in", "range", "number", "result", "how", "hows", "at",
      "then", "really", "so", "and", "raised", "elevated", "s", "tell", "me", "remind", "of", "or",
      "dangerous", "worrying", "within",
    ]
    let others = words.filter { !plain.contains($0) }.count
    return named > 0 && others <= 3 * named && words.count - others >= 2
  }

  /// Whether words ask where a result lies, and not for its causes or treatment.
  private static func asksForReading(_ words: [String]) -> Bool {
    let readings: Set<String> = [
      "high", "low", "normal", "ok", "okay", "range", "elevated", "raised", "bad", "good", "what",
    ]
    let others: Set<String> = [
      "why", "how", "treat", "treated", "lower", "cause", "causes", "raise",
    ]
    return words.contains { readings.contains($0) } && !words.contains { others.contains($0) }
  }

  /// "Which kind would fit": the rules on kinds whose conditions hold.
  func suggestKind(
    _ line: UnderstoodLine, _ composer: inout ReplyComposer, in session: inout Session
  ) -> Bool {
    let before = composer.reply.trace.refinements.count
    addRules(line, &composer, in: &session) { $0.isOnKind }
    guard composer.reply.trace.refinements.count > before else {
      guard !session.facts.isEmpty, line.topics.isEmpty else { return false }
      composer.add(.text(wording(.typeUnknown)))
      let view = view(line, section: nil, in: session)
      let asks = knowledge.refinements.asks.filter { view.reading(of: $0.when).holds }.prefix(2)
      if !asks.isEmpty {
        composer.add(.heading(wording(.typeNeed)))
        composer.add(.list(asks.map(\.text)))
      }
      composer.settle(.clarify)
      return true
    }
    composer.reply.intent = "labs/kind"
    return true
  }

  /// "Is that dangerous": the most urgent rules that apply, or the urgency section in focus.
  func judgeDanger(
    _ line: UnderstoodLine, _ composer: inout ReplyComposer, in session: inout Session
  ) -> Bool {
    let before = composer.reply.trace.refinements.count
    if !session.facts.isEmpty {
      let held = applied(view(line, section: nil, in: session), Memory(), line)
      if let worst = held.max(by: { $0.rule.urgency < $1.rule.urgency }),
        worst.rule.urgency >= .today
      {
        alarm(worst, &composer, in: &session)
      } else {
        repeatAlarm(&composer, in: session)
      }
      addRules(line, &composer, in: &session) { $0.urgency >= .soon }
      if composer.reply.trace.refinements.count == before, session.focus == nil,
        let first = held.first(where: { $0.rule.urgency == .routine })
      {
        add(first, &composer, in: &session)
      }
      if composer.reply.trace.refinements.count > before {
        composer.reply.intent = "labs/danger"
        if composer.reply.urgency >= .today { composer.reply.kind = .urgent }
        return true
      }
    }
    if session.facts.isEmpty { repeatAlarm(&composer, in: session) }
    if composer.reply.kind == .urgent { return true }
    if let focus = session.focus,
      let section = index.cell(focus.topic, "urgency", in: knowledge)
        ?? index.cell(focus.topic, "complications", in: knowledge)
    {
      show(section, score: 0.8, &composer, in: &session)
      return true
    }
    guard !session.facts.isEmpty else { return false }
    composer.add(.text(wording(.dangerUnknown)))
    let number = composer.number(
      of: Citation(source: ReplyComposer.ownSource, section: "Red flags"))
    composer.reply.blocks.removeLast()
    composer.add(.text("\(wording(.dangerUnknown)) [\(number)]"))
    composer.reply.intent = "labs/danger"
    for fact in session.current where fact.mention.kind != .context {
      composer.reply.refinedBy.append(fact.id)
    }
    return true
  }

  /// The message of a danger described earlier, once more.
  private func repeatAlarm(_ composer: inout ReplyComposer, in session: Session) {
    guard let alarm = session.alarm, let message = knowledge.safety.messages[alarm.message] else {
      return
    }
    composer.add(.urgent(message))
    composer.reply.kind = .urgent
    composer.reply.intent = "labs/danger"
    composer.raise(to: alarm.urgency)
  }

  /// "What should I ask my doctor": questions back, and the questions of the subject in focus.
  func doctorQuestions(_ composer: inout ReplyComposer, in session: Session) {
    var questions: [String] = []
    let view = FactView(
      session: session, labs: knowledge.labs, lineSignals: [],
      topics: session.focus.map { [$0.topic] } ?? [], facet: nil, section: nil)
    for rule in knowledge.refinements.rules where questions.count < 4 {
      let (holds, facts) = view.reading(of: rule.when)
      guard holds, !facts.isEmpty else { continue }
      questions.append("\(capitalized(rule.title)): \(wording(.doctorRule))")
      composer.reply.trace.refinements.append(rule.id)
      for id in facts where !composer.reply.refinedBy.contains(id) {
        composer.reply.refinedBy.append(id)
      }
    }
    let focus = session.focus.flatMap { index.sections[$0.section] }
    let more = (focus?.more ?? []).compactMap { index.sections[$0]?.question }
    questions += more.prefix(3)
    if questions.isEmpty {
      let kinds = knowledge.topics.filter(\.isKind).prefix(3)
      questions = kinds.compactMap { index.cell($0.id, "treatment", in: knowledge)?.question }
    }
    composer.settle(.answer)
    composer.reply.intent = "labs/doctor"
    composer.add(.heading(wording(.doctorTitle)))
    composer.add(.list(Array(questions.prefix(6))))
    let number = composer.number(
      of: Citation(source: ReplyComposer.ownSource, section: "Questions"))
    composer.add(.text("\(wording(.doctorNote)) [\(number)]"))
  }

  /// Adds the rules that hold and that are wanted, at most three.
  private func addRules(
    _ line: UnderstoodLine, _ composer: inout ReplyComposer, in session: inout Session,
    where isWanted: (Refinement) -> Bool
  ) {
    let focus = session.focus.flatMap { index.sections[$0.section] }
    let view = view(line, section: focus, in: session)
    let rules = applied(view, Memory(), line).filter {
      isWanted($0.rule) && !composer.reply.trace.refinements.contains($0.rule.id)
        && (!$0.facts.isEmpty || $0.rule.isOnKind)
    }
    for rule in rules.prefix(3) { add(rule, &composer, in: &session) }
  }
}
