import Knowledge
import LabValues
import Language
import Matching

/// What a line did to the session's memory, and what has to be said about it.
struct Memory {
  /// The facts recorded by this line, as programs read them.
  var noted: [SessionFact] = []
  /// What is said about them.
  var blocks: [CitedText] = []
  /// Questions about what could not be recorded.
  var questions: [String] = []
  /// Ids of the facts in doubt, and of those that were dropped.
  var doubted: [String] = []
  var dropped: [String] = []
  /// Said first where a doubtful value would be critical.
  var criticalDoubt: String?
  /// Whether the line was about the memory alone: a correction, "forget my calcium", a unit.
  var isSettled = false
  var effect: ReplyEffect?

  /// Whether a result of today, or without a date, was recorded.
  func hasFreshValue(_ session: Session) -> Bool {
    session.facts.contains { fact in
      guard fact.turn == session.turn, fact.value != nil else { return false }
      guard let day = fact.mention.when?.day else { return !fact.mention.isEarlier }
      guard let today = session.today else { return true }
      return today.ordinal - day.ordinal <= 92
    }
  }

  /// Whether the line stated nothing.
  var isEmpty: Bool { noted.isEmpty && questions.isEmpty && blocks.isEmpty }
}

extension Assistant {
  /// Records what a line states, corrects or takes back.
  func remember(_ line: UnderstoodLine, in session: inout Session) -> Memory {
    var memory = Memory()
    let before = session.facts
    let pending = session.pending
    session.pending = nil
    retract(line, &memory, in: &session)
    if case .doubt(let doubt) = pending { settle(doubt, line, &memory, in: &session) }
    if !memory.isSettled { correct(line.reading, &memory, in: &session) }
    if !memory.isSettled {
      state(elliptical(line, pending, in: session) ?? line.reading, &memory, in: &session)
    }
    let named = line.reading.mentions.last { $0.kind == .analyte }
    session.lastAnalyte = named?.fact ?? session.lastAnalyte
    if session.pending == nil, case .sections = pending, memory.isEmpty {
      session.pending = pending
    }
    if !line.isImpersonalQuestion { session.keep(signals: line.signals) }
    if session.facts != before { session.keep(undo: before) }
    return memory
  }

  /// Records the statements of a line, and asks about its doubts.
  private func state(_ reading: Reading, _ memory: inout Memory, in session: inout Session) {
    session.age = reading.age?.years ?? session.age
    session.sex = reading.sex ?? session.sex
    let recorded = reading.recorded + listed(reading)
    if let mention = childMention(reading, recorded, in: session) {
      record(mention, &memory, in: &session)
    }
    var denials: [String] = []
    for mention in recorded {
      if let held = session.newest(mention.fact), mention.kind == .context,
        held.isNegated != (mention.status == .denied)
      {
        denials.append(mention.fact)
      }
      for id in opposed(to: mention, in: session) where !denials.contains(id) {
        denials.append(id)
        if mention.status == .stated { _ = session.drop { $0.id == id } }
      }
      record(mention, &memory, in: &session)
    }
    echo(&memory, in: session)
    for id in denials {
      let label = knowledge.labs.label(of: id) ?? id
      memory.blocks.append(CitedText(wording(.contradiction, ["fact": label]), citations: []))
    }
    let doubts = reading.doubts.filter { doubt in
      if case .whichOne = doubt.reason { return !session.holds(doubt.fact) }
      return true
    }
    for doubt in doubts.prefix(2) { ask(doubt, &memory, in: &session) }
  }

  /// Facts stated before that a new one does not go with: no kidney disease, then dialysis.
  private func opposed(to mention: Mention, in session: Session) -> [String] {
    guard mention.kind == .context, let fact = knowledge.labs.contextFact(mention.fact) else {
      return []
    }
    if mention.status == .stated {
      return fact.implies.filter { session.newest($0)?.isNegated == true }
    }
    return knowledge.labs.context.filter {
      $0.implies.contains(fact.id) && session.holds($0.id)
    }.map(\.id)
  }

  /// Conditions and medicines that a line only lists: "coumadin, also dialysis". Two of them are a
  /// statement; one alone may be a question about it.
  private func listed(_ reading: Reading) -> [Mention] {
    guard reading.mentions.isEmpty || !reading.recorded.isEmpty, reading.bareFacts.count >= 2,
      reading.doubts.isEmpty
    else { return [] }
    return reading.bareFacts.map {
      Mention(fact: $0, kind: .context, status: .stated, range: 0..<0)
    }
  }

  /// A child that is spoken of only by age: the adult intervals must not be applied.
  private func childMention(
    _ reading: Reading, _ recorded: [Mention], in session: Session
  ) -> Mention? {
    guard reading.isChild, !session.holds("child"),
      !recorded.contains(where: { $0.fact == "child" }),
      !recorded.isEmpty, knowledge.labs.contextFact("child") != nil
    else { return nil }
    return Mention(fact: "child", kind: .context, status: .stated, range: 0..<0)
  }

  /// Keeps one fact; where the adult intervals do not apply, its flag is unknown.
  private func record(_ mention: Mention, _ memory: inout Memory, in session: inout Session) {
    var mention = mention
    if mention.kind == .analyte, mention.ownInterval == nil, mention.ownFlag == nil,
      mention.wordValue == nil,
      knowledge.labs.context.contains(where: { $0.endsAdultRange && session.holds($0.id) })
    {
      mention.flag = .unknown
    }
    if mention.isCorrection { session.removeNewest(mention.fact) }
    let fact = StoredFact(mention, turn: session.turn)
    session.keep(fact)
    memory.noted.append(fact.forPrograms)
    if let context = knowledge.labs.contextFact(mention.fact), context.endsAdultRange,
      mention.status == .stated
    {
      session.forgetFlags()
    }
  }

  /// "Noted: …" for everything that this line recorded.
  private func echo(_ memory: inout Memory, in session: Session) {
    let fresh = session.facts.filter { $0.turn == session.turn }
    let stated = fresh.filter { !$0.isNegated }
    let denied = fresh.filter(\.isNegated)
    if !stated.isEmpty {
      let hasResult = stated.contains { $0.mention.kind == .analyte && $0.flag != .unknown }
      let citations =
        hasResult
        ? [Citation(source: ReplyComposer.labSource, section: referenceHeading(stated))] : []
      var text = wording(.noted, ["facts": list(stated.map { described($0, in: session) })])
      if hasResult { text += " [1]" }
      let note = adultRangeNotes(stated, in: session)
      if !note.isEmpty { text += " " + note }
      memory.blocks.append(CitedText(text, citations: citations))
    }
    if !denied.isEmpty {
      memory.blocks.append(
        CitedText(
          wording(.notedDenied, ["facts": list(denied.map { remembered($0) })]), citations: [])
      )
    }
  }

  private func referenceHeading(_ facts: [StoredFact]) -> String {
    let names = facts.filter { $0.mention.kind == .analyte }.compactMap {
      knowledge.labs.analyte($0.id)?.name
    }
    return names.count == 1 ? names[0] : "Adult reference intervals"
  }

  /// Asks about a value that could not be recorded; a critical reading is told first.
  private func ask(_ doubt: Doubt, _ memory: inout Memory, in session: inout Session) {
    let label = knowledge.labs.label(of: doubt.fact) ?? doubt.fact
    let readings = doubt.candidates.map { candidate in
      "\(candidate.typed.unit) (\(flagWords(candidate.flag)))"
    }
    let values = [
      "fact": label, "value": doubt.asTyped,
      "readings": readings.joined(separator: " \(wording(.or)) "),
    ]
    switch doubt.reason {
    case .missingUnit: memory.questions.append(wording(.askUnit, values))
    case .unitDoesNotFit: memory.questions.append(wording(.wrongUnit, values))
    case .unitToConfirm: memory.questions.append(wording(.confirmUnit, values))
    case .implausible: memory.questions.append(wording(.implausible, values))
    case .whichOne(let name):
      memory.questions.append(wording(.askName, ["fact": label, "value": name]))
    case .contradiction: memory.questions.append(wording(.contradictionInLine, values))
    }
    memory.doubted.append(doubt.fact)
    if doubt.mayBeCritical, memory.criticalDoubt == nil {
      memory.criticalDoubt = capitalized(wording(.criticalMaybe, values))
    }
    if session.pending == nil { session.pending = .doubt(doubt) }
  }

  /// Answers an open question about a unit or a value: "mmol/L", "2.2 mmol/L", "the first".
  private func settle(
    _ doubt: Doubt, _ line: UnderstoodLine, _ memory: inout Memory, in session: inout Session
  ) {
    let reading = line.reading
    var chosen: Doubt.Candidate?
    let typed = line.text.lowercased()
    if confirms(doubt, line) {
      chosen = doubt.candidates.first
    } else if let corrected = reading.corrections.first(where: {
      $0.value != nil && ($0.fact == nil || $0.fact == doubt.fact)
    })?.value {
      let unit = corrected.unit.map { " \($0)" } ?? ""
      stateAgain(
        doubt, "\(corrected.comparator.rawValue)\(number(corrected.value))\(unit)", &memory,
        in: &session)
      return
    } else if case .unit(let unit) = reading.unitAnswer, let value = doubt.number {
      stateAgain(
        doubt, "\(doubt.comparator.rawValue)\(number(value)) \(unit)", &memory, in: &session)
      return
    } else if case .system(let system) = reading.unitAnswer {
      chosen = doubt.candidates.first { knowledge.labs.unit($0.typed.unit)?.system == system }
    } else if let named = doubt.candidates.first(where: {
      typed.contains($0.typed.unit.lowercased())
    }),
      reading.recorded.isEmpty
    {
      chosen = named
    } else if let number = Choice.number(in: line.normalized.words.map(\.text)),
      reading.bareValue == nil, doubt.candidates.indices.contains(number - 1)
    {
      chosen = doubt.candidates[number - 1]
    } else if let bare = reading.bareValue {
      let unit = bare.unit.map { " \($0)" } ?? ""
      stateAgain(
        doubt, "\(bare.comparator.rawValue)\(number(bare.value))\(unit)", &memory, in: &session)
      return
    }
    guard let chosen else { return }
    var mention = Mention(fact: doubt.fact, kind: .analyte, status: .stated, range: 0..<0)
    mention.value = chosen.canonical
    mention.typed = chosen.typed
    mention.asTyped = knowledge.labs.analyte(doubt.fact)?.text(chosen.typed) ?? doubt.asTyped
    mention.comparator = doubt.comparator
    mention.flag = chosen.flag
    mention.when = doubt.when
    record(mention, &memory, in: &session)
    echo(&memory, in: session)
    memory.isSettled = true
  }

  /// "yes", or the same value and unit again.
  private func confirms(_ doubt: Doubt, _ line: UnderstoodLine) -> Bool {
    guard case .unitToConfirm(let unit) = doubt.reason, doubt.candidates.count == 1 else {
      return false
    }
    if let bare = line.reading.bareValue {
      return bare.value == doubt.number && (bare.unit == nil || bare.unit == unit)
    }
    return line.findings.has(.yes) && line.reading.unitAnswer == nil
  }

  /// Reads a doubtful result once more, now with what the person added to it.
  private func stateAgain(
    _ doubt: Doubt, _ value: String, _ memory: inout Memory, in session: inout Session
  ) {
    let label = knowledge.labs.label(of: doubt.fact) ?? doubt.fact
    state(reader.read("my \(label) is \(value)", today: session.today), &memory, in: &session)
    memory.isSettled = !memory.isEmpty
  }

  /// "sorry, 3.1 not 7.1": replaces the newest value of the fact meant.
  private func correct(_ reading: Reading, _ memory: inout Memory, in session: inout Session) {
    for correction in reading.corrections {
      guard let value = correction.value else { continue }
      let results = session.facts.filter { $0.mention.kind == .analyte && $0.mention.typed != nil }
      let target =
        results.last { fact in correction.fact.map { fact.id == $0 } ?? false }
        ?? results.last { fact in
          correction.old.map { abs((fact.mention.typed?.value ?? .nan) - $0) < 1e-9 } ?? false
        } ?? (correction.fact == nil ? results.last : nil)
      guard let target, let analyte = knowledge.labs.analyte(target.id) else { continue }
      let unit = value.unit ?? target.mention.typed?.unit ?? analyte.canonical
      let again = reader.read(
        "my \(analyte.label) is \(number(value.value)) \(unit)", today: session.today)
      guard var mention = again.recorded.first(where: { $0.fact == target.id }) else {
        for doubt in again.doubts.prefix(1) { ask(doubt, &memory, in: &session) }
        continue
      }
      mention.when = target.mention.when
      session.remove(target)
      record(mention, &memory, in: &session)
      let fact = StoredFact(mention, turn: session.turn)
      memory.blocks.append(
        CitedText(wording(.corrected, ["facts": described(fact, in: session)]), citations: []))
      memory.isSettled = true
    }
  }

  /// "forget my calcium": drops facts and confirms.
  private func retract(
    _ line: UnderstoodLine, _ memory: inout Memory, in session: inout Session
  ) {
    let reading = line.reading
    let retractions = reading.retractions.filter { isMeant($0, line, in: session) }
    guard !retractions.isEmpty else { return }
    var dropped: [StoredFact] = []
    for retraction in retractions {
      let last = session.facts.map(\.turn).max() ?? 0
      dropped += session.drop { fact in
        switch retraction {
        case .fact(let id): fact.id == id
        case .everything: true
        case .labs: fact.mention.kind != .context
        case .conditions: self.contextKind(fact) == .condition
        case .medicines: self.contextKind(fact) == .medicine
        case .last: fact.turn == last
        }
      }
      if retraction == .everything {
        session.signals = []
        session.age = nil
        session.sex = nil
      }
    }
    say(dropped: dropped, &memory, in: session)
    memory.isSettled = true
  }

  /// Whether a line that sounds like "forget it" is about the memory, and not about removing lumps.
  private func isMeant(
    _ retraction: Retraction, _ line: UnderstoodLine, in session: Session
  ) -> Bool {
    if case .fact(let id) = retraction, session.newest(id) != nil, line.findings.refusals.isEmpty {
      return true
    }
    if !line.findings.outside.isEmpty || !line.findings.topics.isEmpty || line.isQuestion
      || !line.findings.refusals.isEmpty
    {
      return false
    }
    let owners: Set<String> = ["my", "all", "the", "that", "it", "everything", "last", "what"]
    if case .fact = retraction {
    } else if !line.normalized.words.contains(where: { owners.contains($0.text) }) {
      return false
    }
    return !session.facts.isEmpty || line.normalized.words.count <= 5
  }

  /// Confirms what was forgotten, and what is still remembered.
  func say(dropped: [StoredFact], _ memory: inout Memory, in session: Session) {
    if dropped.isEmpty {
      memory.blocks.append(CitedText(wording(.nothingToForget), citations: []))
      return
    }
    var ids: [String] = []
    for fact in dropped where !ids.contains(fact.id) { ids.append(fact.id) }
    let names = ids.map { knowledge.labs.label(of: $0) ?? $0 }
    var text = wording(.forgot, ["facts": list(names)])
    if session.facts.isEmpty {
      text += " " + wording(.forgotAll)
    } else {
      text += " " + wording(.still, ["facts": list(session.current.map { remembered($0) })])
    }
    memory.blocks.append(CitedText(text, citations: []))
    memory.effect = .forgot(ids)
    memory.dropped = ids
  }

  func contextKind(_ fact: StoredFact) -> ContextKind? { knowledge.labs.contextFact(fact.id)?.kind }

  /// A number as it is typed again: without a needless fraction.
  func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
  }
}
