import Knowledge
import Language
import Matching

/// Why a question reaches its section, in lines for a person.
struct Explanation: Sendable {
  let knowledge: Knowledge
  let index: SectionIndex
  let listener: Listener

  /// The reading of a question: what was corrected, which rules spoke, terms, views, runners-up.
  func lines(of question: String) -> String {
    var lines: [String] = []
    let line = listener.understand(question, in: Session())
    lines.append("read as: \(line.normalized.text)")
    for word in line.normalized.words {
      if let typed = word.correctedFrom { lines.append("corrected: \(typed) → \(word.text)") }
    }
    if !line.normalized.unknown.isEmpty {
      lines.append("unknown: \(line.normalized.unknown.map(\.text).joined(separator: ", "))")
    }
    if !line.topics.isEmpty { lines.append("topics: \(line.topics.joined(separator: ", "))") }
    if !line.facets.isEmpty { lines.append("facets: \(line.facets.joined(separator: ", "))") }
    for finding in line.findings.all where finding.meaning.isRule {
      let denied = finding.isDenied ? " (denied)" : ""
      let place =
        finding.pattern.map { listener.book.places[$0] }
        ?? listener.kinds.place(of: finding.meaning)
      let written = place.map { " at \($0.file):\($0.line)" } ?? ""
      lines.append("rule: \(name(of: finding.meaning))\(denied)\(written)")
    }
    lines += line.findings.outweighed.map { "outweighed: \(name(of: $0.meaning))" }
    let likeness = listener.likeness(of: line)
    for kind in likeness?.findings ?? [] where kind.share >= 0.01 {
      let part = kind.range.count == line.normalized.words.count ? "line" : "sentence"
      lines.append("\(part) like: \(name(of: kind.meaning)) \(percent(kind.share))")
    }
    if let likeness {
      lines.append(
        "line like: sections \(percent(likeness.sections)), one of them \(percent(likeness.section)); "
          + "outside \(percent(likeness.whole[.outside] ?? 0)), nothing here \(percent(likeness.nothing))"
      )
    }
    lines += explained(line.dangers, line)
    lines += line.parts.map { part in
      "part: \(part.text): \(part.isAnswered ? "answered" : "open")"
        + (part.outside == nil ? "" : ", outside") + ", \(hits(part.found))"
    }
    lines += ranked(line.normalized.text)
    return lines.joined(separator: "\n")
  }

  /// What a pattern or a likeness found, by its names in the knowledge: "refusal dose", "act next".
  private func name(of meaning: RuleBook.Meaning) -> String {
    let (safety, dialogue) = (knowledge.safety, knowledge.dialogue)
    return switch meaning {
    case .redFlag(let at): "danger \(safety.redFlags[at].recognizer.id)"
    case .guarding(let role): "guard \(role.rawValue)"
    case .refusal(let at): "refusal \(safety.refusals[at].recognizer.id)"
    case .outside(let at): "outside \(knowledge.scope.outside[at].recognizer.id)"
    case .smallTalk(let at): "talk \(dialogue.smallTalk[at].recognizer.id)"
    case .kindness(let at): "kindness \(dialogue.kindness[at].recognizer.id)"
    case .act(let act): "act \(act.rawValue)"
    case .signal(let at): "finding \(knowledge.refinements.signals[at].id)"
    case .topic(let at): "topic \(knowledge.topics[at].id)"
    case .facet(let at): "facet \(knowledge.facets[at].id)"
    }
  }

  /// What a line led to, in a few lines: the kind of its reply, what speaks for dangers, the section.
  func lines(of reply: Reply, to understood: Understanding?) -> [String] {
    var lines = ["\(reply.urgency) \(reply.kind.rawValue) \(reply.intent ?? "-")"]
    guard let understood else { return lines }
    lines += explained(understood.dangers, understood)
    lines += reply.trace.refinements.map { "rule: \($0)" }
    if !understood.signals.isEmpty {
      lines.append("findings: \(understood.signals.joined(separator: ", "))")
    }
    lines += read(understood.found)
    lines += understood.ranking.candidates.prefix(2).map {
      "section: \(knowledge.sections[$0.label].id) \(percent($0.probability)), score "
        + hundredths($0.score)
    }
    lines.append("in scope \(percent(understood.ranking.inScope))")
    return lines
  }

  /// How a line was read within the subject in focus, nearest first.
  private func read(_ found: Retrieval) -> [String] {
    guard found.isHeld else { return [] }
    let hits = hits(found)
    let kind = found.isCovered ? "sure" : found.isStranger ? "strange" : "unsure"
    let lacks = found.lacks.map { ", nothing on \($0.facet)" } ?? ""
    return ["within \(found.best?.subject ?? "-"), \(kind)\(lacks): \(hits)"]
  }

  /// The sections that some words may mean, nearest first.
  private func hits(_ found: Retrieval) -> String {
    found.hits.prefix(5).compactMap { hit in
      index.id(hit.number).map { "\($0) \(hundredths(Float(hit.score)))" }
    }.joined(separator: ", ")
  }

  /// What speaks for dangers, what is withheld, and why.
  private func explained(_ dangers: DangerReading, _ line: Understanding) -> [String] {
    (dangers.found + dangers.withheld).map { one in
      let reasons = one.reliefs.map(\.rawValue).joined(separator: ", ")
      let flag = knowledge.safety.redFlags[one.danger]
      let words = line.normalized.words[one.range].map(\.text).joined(separator: " ")
      return "danger \(one.holds ? "found" : "withheld"): \(flag.recognizer.id) (\(flag.urgency)) "
        + "by \(described(one.source)), sureness \(hundredths(one.sureness))"
        + (reasons.isEmpty ? "" : ", lowered: \(reasons)") + ", in: \(words)"
    }
  }

  private func described(_ source: DangerEvidence.Source) -> String {
    func written(_ number: Int) -> String {
      let place = listener.book.places[number]
      return "a pattern at \(place.file):\(place.line)"
    }
    switch source {
    case .pattern(let number): return written(number)
    case .likeness: return "likeness"
    case .session(let number, let facts):
      let told = facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"
      return "what was told before\(told), with \(written(number))"
    }
  }

  private func ranked(_ text: String) -> [String] {
    let explained = listener.model.explanation(of: text)
    let ranking = explained.ranking
    var lines = [
      "decision: \(ranking.decision)"
        + ", in scope \(percent(ranking.inScope)), margin \(hundredths(ranking.margin))"
        + (ranking.isVerbatim ? ", a known phrase" : "")
    ]
    for candidate in explained.candidates {
      lines.append("\(candidate.name): \(percent(candidate.ranked.probability))")
      let views = candidate.views.map {
        "\($0.name.rawValue) \(hundredths($0.score)) (z \(hundredths($0.zScore)))"
      }
      if !views.isEmpty { lines.append("  views: \(views.joined(separator: ", "))") }
      let terms = candidate.terms.map { "\($0.text) \(hundredths($0.weight))" }
      if !terms.isEmpty { lines.append("  terms: \(terms.joined(separator: ", "))") }
      if let nearest = candidate.nearest {
        lines.append("  nearest phrase: likeness \(percent(nearest.likeness))")
      }
    }
    for reason in explained.reasons {
      lines.append(
        "  \(reason.feature): \(hundredths(reason.value)) adds \(hundredths(reason.adds))")
    }
    return lines
  }

  private func percent(_ share: Float) -> String {
    guard share.isFinite else { return "–" }
    return "\(Int((min(max(share, 0), 1) * 100).rounded())) %"
  }

  /// Two decimals, without a formatter.
  private func hundredths(_ value: Float) -> String {
    guard value.isFinite, abs(value) < 1e6 else { return "–" }
    let scaled = Int((value * 100).rounded())
    let digits = "\(abs(scaled) % 100)"
    let sign = scaled < 0 ? "-" : ""
    return "\(sign)\(abs(scaled) / 100).\(digits.count == 1 ? "0" : "")\(digits)"
  }
}

extension RuleBook.Meaning {
  /// Whether it is a rule that can decide a reply, and not only a name.
  fileprivate var isRule: Bool {
    switch self {
    case .topic, .facet: false
    default: true
    }
  }
}
