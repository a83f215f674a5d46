import Knowledge
import LabValues

/// Tells what a line changed in what is remembered.
struct MemoryWriter: Sendable {
  let words: FactWords

  private var labs: LabCatalogue { words.labs }
  private var wording: Wording { words.wording }

  /// Tells a change: what was noted of whom, corrected, taken back, and what has to be asked.
  func memory(of change: SessionChange) -> Memory {
    var memory = Memory(change)
    let after = change.session
    if change.isRetraction { say(dropped: change.dropped, &memory, in: after) }
    echo(change, &memory)
    let count = memory.blocks.count
    sayPast(change, &memory)
    for entry in change.contradicted {
      memory.blocks.append(plain(.contradiction, ["fact": label(of: entry.fact.id)]))
    }
    for entry in change.corrected {
      let shown = words.described(entry.fact, in: after.focused(on: entry.person))
      let note = words.unitNote([entry.fact])
      let text = wording(.corrected, ["facts": shown])
      memory.blocks.append(CitedText(note.isEmpty ? text : "\(text) \(note)", citations: []))
    }
    if let alarm = change.withdrawn, !change.isRetraction {
      let names = alarm.facts.map { label(of: $0) }
      memory.blocks.append(plain(.withdrawn, ["facts": words.list(names)]))
    }
    sayUnread(change.unread, &memory)
    memory.briefBlocks += memory.blocks[count...]
    for doubt in change.doubts { ask(doubt, &memory) }
    return memory
  }

  private func plain(_ key: Wording.Key, _ values: [String: String]) -> CitedText {
    CitedText(wording(key, values), citations: [])
  }

  private func label(of id: String) -> String { labs.label(of: id) ?? id }

  // MARK: Noted

  /// "Noted: …" for everything that this line recorded, a sentence a person.
  private func echo(_ change: SessionChange, _ memory: inout Memory) {
    let corrected = change.corrected.map(\.fact)
    let entries = change.noted.filter { !corrected.contains($0.fact) }
    var persons: [Person?] = []
    for entry in entries where !persons.contains(entry.person) { persons.append(entry.person) }
    for person in persons {
      let facts = entries.filter { $0.person == person }.map(\.fact)
      echo(facts, of: person, isMoved: !change.moved.isEmpty, &memory, in: change.session)
    }
  }

  private func echo(
    _ facts: [StoredFact], of person: Person?, isMoved: Bool, _ memory: inout Memory,
    in after: Session
  ) {
    let session = after.focused(on: person)
    // A flag may have changed behind it in the line: a child, a pregnancy.
    let kept = facts.map { fact in
      session.facts.last { $0.id == fact.id && $0.turn == fact.turn && $0.value == fact.value }
        ?? fact
    }
    let stated = kept.filter { !$0.isNegated }
    let denied = kept.filter(\.isNegated)
    if !stated.isEmpty {
      let hasResult = stated.contains { $0.mention.kind == .analyte && $0.flag != .unknown }
      let citations =
        hasResult
        ? [Citation(source: ReplyCitation.labSource, section: referenceHeading(stated))] : []
      let shown = words.list(stated.map { words.described($0, in: session) })
      let said = sentence(isMoved ? .moved : .noted, shown, of: person)
      let ranges = words.adultRangeNotes(stated, in: session)
      let report =
        isMoved ? nil : ReportEcho(words: words).text(of: stated, for: person, in: session)
      memory.blocks.append(cited(report ?? said, citations, [words.unitNote(stated), ranges]))
      if report != nil, stated.contains(where: \.flag.isOutside) {
        memory.blocks.append(plain(.reportAsk, [:]))
      }
      let order = stated.filter { $0.flag.isCritical } + stated.filter { !$0.flag.isCritical }
      let brief = sentence(isMoved ? .moved : .noted, briefly(order), of: person)
      let units = words.unitNote(order.filter(\.flag.isCritical))
      memory.briefBlocks.append(cited(brief, citations, [units, ranges]))
    }
    if !denied.isEmpty {
      let shown = words.list(denied.map { words.remembered($0) })
      let text = sentence(isMoved ? .moved : .notedDenied, shown, of: person)
      memory.blocks.append(CitedText(text, citations: []))
      memory.briefBlocks.append(CitedText(text, citations: []))
    }
  }

  /// A sentence with its citation, where it has one, and what is to be said behind it.
  private func cited(_ said: String, _ citations: [Citation], _ notes: [String]) -> CitedText {
    let first = citations.isEmpty ? said : "\(said) [1]"
    let text = ([first] + notes.filter { !$0.isEmpty }).joined(separator: " ")
    return CitedText(text, citations: citations)
  }

  /// The first facts without their intervals, the rest as a count.
  private func briefly(_ facts: [StoredFact]) -> String {
    let shown = facts.prefix(Self.briefFacts).map { words.brief($0) }
    let rest = facts.count - shown.count
    return words.list(shown + (rest > 0 ? [wording(.unreadMore, ["count": "\(rest)"])] : []))
  }

  /// Facts that a reply which cannot wait repeats.
  private static let briefFacts = 4

  /// "Noted: …", "Noted for your mother: …".
  private func sentence(_ key: Wording.Key, _ facts: String, of person: Person?) -> String {
    guard key == .moved || person != nil else { return wording(key, ["facts": facts]) }
    let name = wording.name(of: person)
    return wording(key == .moved ? .moved : .notedFor, ["facts": facts, "person": name])
  }

  private func referenceHeading(_ facts: [StoredFact]) -> String {
    let names = facts.filter { $0.mention.kind == .analyte }.compactMap {
      labs.analyte($0.id)?.name
    }
    return names.count == 1 ? names[0] : wording(.headingIntervals)
  }

  // MARK: Taken back, not read, asked

  /// Confirms what was forgotten, and what is still remembered of anybody.
  func say(
    dropped: [SessionChange.Entry], _ memory: inout Memory, in session: Session
  ) {
    if dropped.isEmpty {
      memory.blocks.append(plain(.nothingToForget, [:]))
      return
    }
    var names: [String] = []
    for entry in dropped {
      let name = words.named(label(of: entry.fact.id), of: entry.person)
      if !names.contains(name) { names.append(name) }
    }
    let left = session.records.flatMap { record in
      record.current(session.today).map { words.named(words.remembered($0), of: record.person) }
    }
    var text = wording(.forgot, ["facts": words.list(names)])
    text += " "
    text += left.isEmpty ? wording(.forgotAll) : wording(.still, ["facts": words.list(left)])
    memory.blocks.append(CitedText(text, citations: []))
    var ids: [String] = []
    for id in dropped.map(\.fact.id) where !ids.contains(id) { ids.append(id) }
    memory.effect = .forgot(ids)
    memory.dropped = ids
  }

  /// A critical result of long ago alarms nobody; that it was one is told all the same.
  private func sayPast(_ change: SessionChange, _ memory: inout Memory) {
    let today = change.session.today
    let own = change.noted.filter { entry in
      entry.fact.flag.isCritical && !entry.fact.isFreshValue(today) && !entry.fact.mention.isEarlier
        && change.session.record(of: entry.person).newest(entry.fact.id, today) == entry.fact
    }.map { entry in
      (words.display(entry.fact), entry.person, entry.fact.mention.when)
    }
    let others = change.pastAlarms.map { alarm in
      ("\(alarm.name) \(alarm.asTyped)", alarm.subject, alarm.when)
    }
    let told = (own + others).prefix(Self.briefFacts).map { text, person, when in
      let date = when.flatMap { $0.day == nil ? nil : ", \($0)" } ?? ""
      return words.named(text + date, of: person)
    }
    guard !told.isEmpty else { return }
    memory.blocks.append(plain(.criticalPast, ["facts": words.capitalized(words.list(told))]))
  }

  private func sayUnread(_ unread: [Unread], _ memory: inout Memory) {
    for (key, isKnown) in [(Wording.Key.unread, true), (.unreadTests, false)] {
      let rows = unread.filter { ($0.reason != .unknownTest) == isKnown }.map(\.asTyped)
      guard !rows.isEmpty else { continue }
      let shown = rows.prefix(Self.shownRows).map { "“\($0)”" }
      let rest = rows.count - shown.count
      let more = rest > 0 ? " " + wording(.unreadMore, ["count": "\(rest)"]) : ""
      memory.blocks.append(plain(key, ["rows": shown.joined(separator: ", ") + more]))
    }
  }

  /// Rows that are quoted; the JSON names all.
  private static let shownRows = 12

  /// Asks about a value that could not be recorded; a critical reading is told first.
  private func ask(_ doubt: Doubt, _ memory: inout Memory) {
    let readings = doubt.candidates.map { candidate in
      "\(candidate.typed.unit) (\(words.flagWords(candidate.flag)))"
    }
    let values = [
      "fact": label(of: doubt.fact), "value": doubt.asTyped,
      "readings": readings.joined(separator: " \(wording(.or)) "),
    ]
    switch doubt.reason {
    case .missingUnit: memory.questions.append(wording(.askUnit, values))
    case .unitDoesNotFit: memory.questions.append(wording(.wrongUnit, values))
    case .unitToConfirm: memory.questions.append(wording(.confirmUnit, values))
    case .implausible: memory.questions.append(wording(.implausible, values))
    case .whichOne(let name):
      memory.questions.append(
        wording(.askName, ["fact": label(of: doubt.fact), "value": name]))
    case .contradiction: memory.questions.append(wording(.contradictionInLine, values))
    }
    if doubt.mayBeCritical, memory.criticalDoubt == nil {
      memory.criticalDoubt = words.capitalized(wording(.criticalMaybe, values))
    }
  }
}
