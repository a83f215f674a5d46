import Knowledge
import LabValues

/// A refinement that applies, with the stated facts on which that rests.
struct AppliedRule: Sendable {
  var rule: Refinement
  var facts: [String]
  /// Whether this very line brought one of its facts or findings.
  var isFresh: Bool
}

/// Finds the refinements whose conditions hold.
struct RuleFinder: Sendable {
  let refinements: Refinements
  let labs: LabCatalogue
  let index: SectionIndex

  /// What the rules are read against: the facts of a session, a line, and the answer found for it.
  func view(_ situation: Situation, section: Section?) -> FactView {
    let line = situation.line
    return FactView(
      session: situation.session, labs: labs, lineSignals: line.signals,
      topics: line.topics + (section.map { [$0.topic] } ?? []), facet: section?.facet,
      section: section?.id)
  }

  /// The refinements whose conditions hold, the first to be shown first.
  func applied(_ view: FactView, noted: [SessionFact] = [], signals: [String] = []) -> [AppliedRule]
  {
    var applied: [AppliedRule] = []
    let rules = refinements.rules
    // Few of them hold: the others are not copied.
    for place in view.isBare ? index.bareRules : Array(rules.indices) {
      let (holds, facts) = view.reading(of: rules[place].when)
      guard holds else { continue }
      let isNew = facts.contains { id in noted.contains { $0.fact == id } }
      applied.append(
        AppliedRule(
          rule: rules[place], facts: facts, isFresh: isNew || rules[place].when.needs(signals)))
    }
    return applied.enumerated().sorted {
      ($0.element.rule.priority, $0.offset) < ($1.element.rule.priority, $1.offset)
    }.map(\.element)
  }

  /// The rules that apply to a line and the section that answers it. Who lies in hospital is seen today: what is
  /// urgent today waits for the next round.
  func applied(_ situation: Situation, section: Section?) -> [AppliedRule] {
    let rules = applied(
      view(situation, section: section), noted: situation.memory.noted,
      signals: situation.line.signals)
    guard situation.session.record.isInCare else { return rules }
    return rules.map { applied in
      var applied = applied
      if applied.rule.urgency == .today { applied.rule.urgency = .soon }
      return applied
    }
  }

  /// The questions back whose conditions hold, in the order of the file.
  func questions(_ view: FactView) -> [(question: BackQuestion, facts: [String])] {
    refinements.asks.compactMap { ask in
      let (holds, facts) = view.reading(of: ask.when)
      return holds ? (ask, facts) : nil
    }
  }
}

extension Condition {
  /// Whether it names one of these findings of the line at hand.
  func needs(_ signals: [String]) -> Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.contains { $0.needs(signals) }
    case .signal(let ids), .line(let ids): ids.contains { signals.contains($0) }
    default: false
    }
  }
}
