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
  private static let most = 4

  /// What the facts of the person in focus raise; the rules that hold take part in the reply.
  func raised(_ draft: inout Draft) -> [String] {
    let view = FactView(
      session: draft.session, labs: knowledge.labs, lineSignals: [],
      topics: draft.session.focus.map { [$0.topic] } ?? [], facet: nil, section: nil)
    let person = draft.session.person
    let asks = wording(
      person == nil ? .doctorRule : .doctorRuleOf, ["person": wording.name(of: person)])
    var questions: [String] = []
    var used: Set<String> = []
    for applied in finder.applied(view)
    where questions.count < Self.most && !applied.facts.isEmpty {
      questions.append("\(facts.capitalized(applied.rule.title)): \(asks)")
      draft.composer.reply.trace.refinements.append(applied.rule.id)
      used.formUnion(applied.facts)
      for id in applied.facts where !draft.composer.reply.refinedBy.contains(id) {
        draft.composer.reply.refinedBy.append(id)
      }
    }
    let strange = draft.session.current.filter {
      $0.mention.kind != .context && !used.contains($0.id) && $0.flag.isOutside
    }
    questions += strange.map { fact in
      wording(
        .doctorResult,
        ["fact": facts.capitalized(facts.display(fact)), "flag": facts.flagWords(fact.flag)])
    }
    return Array(questions.prefix(Self.most))
  }

  /// What the subject in focus is asked about in general: what is done, and what comes next.
  func onSubject(_ session: Session) -> [String] {
    guard let topic = session.focus?.topic else { return [] }
    let cells = index.cells(topic, .next)
    var questions: [String] = []
    for cell in cells where !questions.contains(cell.question) { questions.append(cell.question) }
    return Array(questions.prefix(Self.most - 1))
  }

  /// Those that everybody could ask: of the first kinds what comes next.
  var general: [String] {
    knowledge.topics.filter(\.isKind).prefix(Self.most - 1)
      .compactMap { index.cells($0.id, .next).first?.question }
  }

  /// What to bring along, as ours.
  func note(_ draft: inout Draft) {
    let number = draft.composer.number(
      of: Citation(source: ReplyCitation.ownSource, section: wording(.doctorHeading)))
    draft.composer.add(.text("\(wording(.doctorNote)) [\(number)]"))
  }
}
