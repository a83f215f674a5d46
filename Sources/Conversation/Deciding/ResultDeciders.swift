import Knowledge
import LabValues
import Language

/// "What did I tell you?"
struct FactsAsked: Decider {
  func opinion(on situation: Situation) -> Opinion? {
    let findings = situation.line.findings
    guard findings.has(DialogueAct.facts) else { return nil }
    // "I told you I have scleroderma" tells it.
    guard situation.memory.isEmpty || !findings.isLikenessAlone(.act(.facts)) else { return nil }
    return Opinion(.act(.facts), asked(situation))
  }
}

/// How sure a request is: more so where it speaks of the person.
func asked(_ situation: Situation) -> Double {
  situation.line.findings.has(.person) ? Sureness.personal : Sureness.request
}

/// "Has my calcium gone up?"
struct TrendAsked: Decider {
  let labs: LabCatalogue
  let words: LineWords

  func opinion(on situation: Situation) -> Opinion? {
    let (line, session) = (situation.line, situation.session)
    guard line.findings.has(DialogueAct.trend) else { return nil }
    let named =
      line.reading.named.first { labs.analyte($0) != nil }
      ?? line.reading.mentions.first { $0.kind == .analyte }?.fact
    let several = session.facts.last { session.history(of: $0.id).count > 1 }?.id
    guard let id = named ?? several, labs.analyte(id) != nil else { return nil }
    guard session.history(of: id).isEmpty else {
      return Opinion(.act(.trend(id)), asked(situation))
    }
    guard line.topics.isEmpty, line.normalized.words.contains(where: { words.holds($0.text, .own) })
    else { return nil }
    return Opinion(.act(.noResult(id)), asked(situation))
  }
}

/// "Is my phosphate high?": the stated result that a line asks about.
struct OwnResultAsked: Decider {
  let labs: LabCatalogue
  let words: LineWords

  func opinion(on situation: Situation) -> Opinion? {
    let (line, session) = (situation.line, situation.session)
    let said = line.normalized.words.map(\.text)
    guard line.isQuestion, said.count <= 12, line.topics.isEmpty,
      said.contains(where: { words.holds($0, .own) })
    else { return nil }
    var ids: [String] = []
    for mention in line.reading.mentions where mention.kind == .analyte && mention.value == nil {
      if !ids.contains(mention.fact) { ids.append(mention.fact) }
    }
    if ids.isEmpty, asksOnlyForValue(said, named: line.named.count) {
      ids = line.named.filter { session.holds($0) }
    }
    guard let first = ids.first, labs.analyte(first) != nil else { return nil }
    let held = ids.filter { session.newest($0).map { !$0.isNegated } ?? false }
    if !held.isEmpty { return Opinion(.act(.results(held)), asked(situation)) }
    return asksForReading(said) ? Opinion(.act(.noResult(first)), asked(situation)) : nil
  }

  /// Whether a line asks for the value of a result and nothing more: "what is my phosphate now".
  private func asksOnlyForValue(_ said: [String], named: Int) -> Bool {
    let others = said.filter { !words.holds($0, .valueOnly) }.count
    return named > 0 && others <= 3 * named && said.count - others >= 2
  }

  /// Whether words ask where a result lies, and not for its causes or treatment.
  private func asksForReading(_ said: [String]) -> Bool {
    said.contains { words.holds($0, .readings) } && !said.contains { words.holds($0, .notReadings) }
  }
}

/// "Is a calcium of 15 dangerous?": where a number lies that is nobody's, or somebody else's.
struct SomeResultAsked: Decider {
  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard situation.memory.isEmpty, line.topics.isEmpty else { return nil }
    let named = line.reading.mentions.filter { mention in
      guard mention.kind == .analyte, mention.value != nil else { return false }
      return mention.subject != nil || mention.status == .question
        || mention.status == .hypothetical
    }
    return named.isEmpty ? nil : Opinion(.act(.someResult(named)), asked(situation))
  }
}

/// "What do my numbers mean?"
struct NumbersAsked: Decider {
  func opinion(on situation: Situation) -> Opinion? {
    let (line, session) = (situation.line, situation.session)
    guard line.findings.has(DialogueAct.numbers) else { return nil }
    // A result in words that is only told beside a question is not asked about.
    if line.findings.isLikenessAlone(.act(.numbers)), line.found.isCovered,
      !situation.memory.hasFreshValue(session), !situation.memory.isEmpty
    {
      return nil
    }
    if session.current.contains(where: { $0.mention.kind != .context }) {
      return Opinion(.act(.numbers), asked(situation))
    }
    guard !session.facts.isEmpty || line.topics.isEmpty, situation.focus == nil,
      line.normalized.words.count <= 10
    else { return nil }
    return Opinion(.act(.noNumbers), asked(situation))
  }
}

/// "Which kind would fit?": the rules on kinds whose conditions hold.
struct KindAsked: Decider {
  let rules: RuleFinder
  let index: SectionIndex

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard line.findings.has(DialogueAct.type) else { return nil }
    let section = situation.focus?.section.flatMap { index.sections[$0] }
    let fitting = rules.applied(situation, section: section).filter(\.rule.isOnKind)
    if !fitting.isEmpty {
      return Opinion(.act(.kind(Array(fitting.prefix(2)))), Sureness.personal)
    }
    guard !situation.session.facts.isEmpty, line.topics.isEmpty else { return nil }
    let missing = rules.questions(rules.view(situation, section: nil)).prefix(2)
    return Opinion(.act(.kindUnknown(missing.map(\.question.text))), asked(situation))
  }
}
