import Knowledge
import LabValues

/// Questions to take to a doctor: what stated facts raise, and those of the subject in focus.
struct DoctorQuestions: Sendable {
  private let knowledge: Knowledge
  private let index: SectionIndex
  private let facts: FactWords
  private let finder: RuleFinder
  private var wording: Wording { facts.wording }

  init(_ knowledge: Knowledge, _ index: SectionIndex, _ facts: FactWords, _ finder: RuleFinder) {
    self.knowledge = knowledge
    self.index = index
    self.facts = facts
    self.finder = finder
  }

  /// At most so many come from the facts of one person, and from the subject in focus.
  private static let most = 3

  /// What the facts of the person in focus raise; the rules that hold take part in the reply.
  func raised(_ draft: inout Draft) -> [String] {
    let view = FactView(
      session: draft.session, labs: knowledge.labs, lineSignals: [],
      topics: draft.session.focus.map { [$0.topic] } ?? [], facet: nil, section: nil)
    let person = draft.session.person
    let asks = wording(
      person == nil ? .doctorRule : .doctorRuleOf, ["person": wording.name(of: person)])
    var questions: [String] = []
    for applied in finder.applied(view)
    where questions.count < Self.most && !applied.facts.isEmpty {
      questions.append("\(facts.capitalized(applied.rule.title)): \(asks)")
      draft.composer.reply.trace.refinements.append(applied.rule.id)
      for id in applied.facts where !draft.composer.reply.refinedBy.contains(id) {
        draft.composer.reply.refinedBy.append(id)
      }
    }
    return questions
  }

  /// Those of the subject in focus.
  func onSubject(_ session: Session) -> [String] {
    let focus = session.focus?.section.flatMap { index.sections[$0] }
    return Array((focus?.more ?? []).compactMap { index.sections[$0]?.question }.prefix(Self.most))
  }

  /// Those that everybody could ask: of the first kinds what comes next.
  var general: [String] {
    knowledge.topics.filter(\.isKind).prefix(Self.most)
      .compactMap { index.cells($0.id, .next).first?.question }
  }

  /// What to bring along, as ours.
  func note(_ draft: inout Draft) {
    let number = draft.composer.number(
      of: Citation(source: ReplyCitation.ownSource, section: wording(.doctorHeading)))
    draft.composer.add(.text("\(wording(.doctorNote)) [\(number)]"))
  }
}
