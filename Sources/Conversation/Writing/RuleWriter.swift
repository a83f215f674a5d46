import Knowledge
import LabValues

/// Writes a refinement into a reply, with the facts that led to it and what is computed from them.
struct RuleWriter: Sendable {
  let wording: Wording
  let facts: FactWords
  let derived: DerivedWords

  /// "Because you told me …", and of whom.
  private func because(_ told: [String], _ person: Person?) -> String {
    let list = facts.list(told)
    guard let person else { return wording(.because, ["facts": list]) }
    return wording(.becauseOf, ["facts": list, "person": wording.name(of: person)])
  }

  func write(_ applied: AppliedRule, isUrgent: Bool = false, _ draft: inout Draft) {
    let told = applied.facts.compactMap { id in
      draft.session.newest(id).map { facts.display($0) }
    }
    for text in derived.derived(for: applied.rule.when, in: draft.session)
    where isUrgent || !draft.session.said.derived.contains(text.text) {
      Session.Said.add(text.text, to: &draft.session.said.derived)
      let block = ReplyBlock.text(draft.composer.numbered(text))
      if !draft.composer.reply.blocks.contains(block) { draft.composer.add(block) }
    }
    // Who asks what was told means it, and not what it rests on.
    let isAgain = draft.session.said.refinements.contains(applied.rule.id) && !isUrgent
    let because =
      isAgain
      ? wording(.again) + " " : told.isEmpty ? "" : self.because(told, draft.session.person) + " "
    let body = draft.composer.numbered(applied.rule.body)
    draft.composer.add(.text(because + body))
    if !isUrgent { draft.notes = applied.rule.cautions + draft.notes }
    draft.composer.raise(to: applied.rule.urgency)
    draft.composer.reply.trace.refinements.append(applied.rule.id)
    if isAgain { Session.Said.add(applied.rule.id, to: &draft.session.said.again) }
    Session.Said.add(applied.rule.id, to: &draft.session.said.refinements)
    for id in applied.facts where !draft.composer.reply.refinedBy.contains(id) {
      draft.composer.reply.refinedBy.append(id)
    }
  }
}
