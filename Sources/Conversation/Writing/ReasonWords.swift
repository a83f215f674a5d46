import Knowledge

/// Why a reply was given, in one sentence: what decided, and on which words.
struct ReasonWords: Sendable {
  let knowledge: Knowledge
  let wording: Wording

  func reason(_ decision: Decision, _ situation: Situation) -> String {
    let line = situation.line
    if let flag = decision.lead.flag {
      return wording(
        .whyDanger,
        [
          "title": knowledge.safety.redFlags[flag].recognizer.title,
          "words": words(of: .redFlag(flag), in: line),
        ])
    }
    if let rule = decision.lead.rule { return wording(.whyRule, ["title": rule.rule.title]) }
    switch decision.body {
    case .refuse(let number, _):
      return wording(
        .whyRefusal,
        [
          "title": knowledge.safety.refusals[number].recognizer.title,
          "words": words(of: .refusal(number), in: line),
        ])
    case .outside(let number, _):
      return wording(
        .whyOutside,
        [
          "title": knowledge.scope.outside[number].recognizer.title,
          "words": words(of: .outside(number), in: line),
        ])
    case .section(let hit, _), .again(let hit, _):
      return wording(
        .whySection,
        [
          "title": knowledge.sections[hit.number].title,
          "share": "\(Int((min(max(hit.score, 0), 1) * 100).rounded()))",
        ])
    case .several: return wording(.whySeveral)
    case .question, .settled, .noted, .unread: return wording(.whyNoted)
    case .decline, .unclear, .gap, .which, .whichTopic, .noChoice: return wording(.whyNothing)
    case .nothing, .talk, .compare, .better, .act, .comfort: return wording(.whyAct)
    }
  }

  /// The words of the line in which something was found, as typed; the whole line where it is only
  /// like examples.
  private func words(of meaning: RuleBook.Meaning, in line: Understanding) -> String {
    let found = line.findings.all.first { $0.meaning == meaning }
    return found.map { line.typed($0.range) } ?? line.text
  }
}
