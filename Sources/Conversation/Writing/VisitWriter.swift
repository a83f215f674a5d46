import Knowledge
import LabValues

/// Puts what was told in order for a doctor: by person what was said, the results and what became of
/// them, and what could not be read; then questions, what was read, and where that comes from.
struct VisitWriter: Sendable {
  let knowledge: Knowledge
  let index: SectionIndex
  let facts: FactWords
  let derived: DerivedWords
  let asking: DoctorQuestions
  private var wording: Wording { facts.wording }

  /// At most so many of the sections that were shown are named.
  private static let mostRead = 8
  /// At most so many questions.
  private static let mostQuestions = 6

  func write(_ persons: [Person?], _ draft: inout Draft) {
    let session = draft.session
    let told = persons.filter { !session.record(of: $0).isEmpty }
    let read = session.said.sections.suffix(Self.mostRead).compactMap { index.sections[$0] }
    guard !told.isEmpty || !read.isEmpty else {
      let alone = persons.count == 1 ? persons[0] : nil
      let nothing =
        alone.map { wording(.noFactsOf, ["person": wording.name(of: $0)]) } ?? wording(.noFacts)
      return draft.composer.add(.text(nothing))
    }
    draft.composer.add(.heading(wording(.visitTitle)))
    let date = session.today.map { wording(.visitDate, ["date": "\($0)"]) + " " } ?? ""
    draft.composer.add(.caution(date + wording(.visitLimits)))
    let urgent = told.map { session.record(of: $0) }.filter(\.wasUrgent)
    if !urgent.isEmpty {
      let crisis = knowledge.safety.crisisMessages
      let isCrisis = urgent.contains { $0.isInCrisis(crisis) }
      draft.composer.add(.caution(wording(isCrisis ? .crisisReminder : .reminder)))
    }
    var questions: [String] = []
    for person in told {
      draft.of(person) { draft in
        write(draft.session.record, &draft)
        questions += asking.raised(&draft)
      }
    }
    write(questions: questions, &draft)
    write(read: read, &draft)
    sources(&draft)
  }

  // MARK: A person

  private func write(_ record: PersonRecord, _ draft: inout Draft) {
    let session = draft.session
    let lines = statements(record, session)
    let values: [String: String] =
      record.person == nil ? [:] : ["person": wording.name(of: record.person)]
    if !lines.isEmpty {
      draft.composer.add(
        .heading(wording(record.person == nil ? .visitTold : .visitToldOf, values)))
      draft.composer.add(.list(lines))
    }
    if let table = ResultTables(facts).table(of: session, &draft.composer) {
      let title: Wording.Key = record.person == nil ? .numbersTitle : .resultsOf
      draft.composer.add(.heading(wording(title, values)))
      draft.composer.add(.table(table))
      for text in derived.derived(in: session) { draft.composer.add(text) }
      if !table.alerts.isEmpty { draft.composer.raise(to: .now) }
    }
    trends(&draft)
    let unread = record.unread.map { "“\($0.text)”" } + waiting(session)
    if !unread.isEmpty {
      draft.composer.add(.heading(wording(.visitUnread)))
      draft.composer.add(.list(unread))
    }
    for fact in session.current where !draft.composer.reply.refinedBy.contains(fact.id) {
      draft.composer.reply.refinedBy.append(fact.id)
    }
  }

  /// Age, sex, conditions, medicines, what is not there, and what was described.
  private func statements(_ record: PersonRecord, _ session: Session) -> [String] {
    var lines: [String] = []
    if let age = record.age { lines.append("\(wording(.age)) \(age)") }
    if let sex = record.sex { lines.append(wording(sex == .female ? .female : .male)) }
    let context = session.current.filter { $0.mention.kind == .context }
    lines += context.filter { !$0.isNegated }.map { facts.described($0, in: session) }
    lines += context.filter(\.isNegated).map(facts.remembered)
    let rules = knowledge.refinements
    lines += record.signals.filter { !rules.asked.contains($0) }
      .compactMap { id in rules.signals.first { $0.id == id }?.title }
    return lines.map(facts.capitalized)
  }

  /// Every result of which more than one value was told.
  private func trends(_ draft: inout Draft) {
    let trends = ResultTables(facts).trends(in: draft.session, &draft.composer)
    guard !trends.isEmpty else { return }
    draft.composer.add(.heading(wording(.visitTrends)))
    for trend in trends { draft.composer.add(.trend(trend)) }
  }

  /// A value that still waits for its unit.
  private func waiting(_ session: Session) -> [String] {
    guard case .doubt(let doubt) = session.pending, doubt.reason == .missingUnit,
      doubt.subject == session.person
    else { return [] }
    let name = facts.capitalized(facts.labs.label(of: doubt.fact) ?? doubt.fact)
    return [wording(.visitUnit, ["fact": name, "value": doubt.asTyped])]
  }

  // MARK: For everybody

  private func write(questions raised: [String], _ draft: inout Draft) {
    var questions: [String] = []
    for question in raised + asking.onSubject(draft.session) where !questions.contains(question) {
      questions.append(question)
    }
    if questions.isEmpty { questions = asking.general }
    guard !questions.isEmpty else { return }
    draft.composer.add(.heading(wording(.doctorTitle)))
    draft.composer.add(.list(Array(questions.prefix(Self.mostQuestions))))
    asking.note(&draft)
  }

  /// What was shown in this session, each in one sentence with its sources.
  private func write(read: [Section], _ draft: inout Draft) {
    guard !read.isEmpty else { return }
    draft.composer.add(.heading(wording(.visitRead)))
    draft.composer.add(
      .list(read.map { "\($0.title): \(draft.composer.numbered($0.gist))" }))
    draft.composer.reply.trace.sections += read.map(\.id)
  }

  /// The documents and tables that the summary stands on, with what to know of each.
  private func sources(_ draft: inout Draft) {
    let cited = draft.composer.reply.citations.map(\.citation.source)
    let named = knowledge.sources.filter { cited.contains($0.id) }
    guard !named.isEmpty else { return }
    draft.composer.add(.heading(wording(.visitSources)))
    draft.composer.add(
      .list(
        named.map { source in
          let author = source.author.map { ", \($0)" } ?? ""
          let trust = source.trust.isEmpty ? "" : " \(source.trust)"
          return "\(source.label)\(author), “\(source.title)”.\(trust)"
        }))
  }
}
