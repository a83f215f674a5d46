import Knowledge
import LabValues

extension Command {
  /// Whom a command can name, as `/for` takes them.
  package static let persons = ["me"] + Person.allCases.map(\.rawValue)
}

/// `/for`, `/facts`, `/forget` and `/undo`: whose record, what is in it, and what goes.
extension Assistant {
  /// `/for mother`: the next lines are about her.
  func lookTo(_ argument: String, in session: inout Session) -> Reply {
    guard !argument.isEmpty else {
      return info(wording(.nowAbout, ["person": wording.name(of: session.person)]))
    }
    guard let person = knowledge.labs.person(named: argument) else {
      return unknownPerson("for", argument)
    }
    session.focus(on: person)
    let name = wording.name(of: person)
    let held = session.current.map { remembered($0) }
    let facts = held.isEmpty ? "" : " " + wording(.still, ["facts": list(held)])
    return info(wording(.nowAbout, ["person": name]) + facts)
  }

  func unknownPerson(_ command: String, _ argument: String) -> Reply {
    let near = closest(to: argument.lowercased(), among: Command.persons)
    let typed = Line.cleaned(String(argument.prefix(40)))
    let known = Command.persons.joined(separator: ", ")
    return badArgument(
      command,
      "knows nobody named \(typed)"
        + (near.map { "; did you mean \($0)?" } ?? ". It takes one of: \(known)."))
  }

  /// `/facts`: everything that was told, person by person; of one of them where one is named.
  func facts(_ argument: String, in session: Session) -> Reply {
    guard !argument.isEmpty else {
      return composed { listFacts(&$0, in: session) }
    }
    guard let person = knowledge.labs.person(named: argument) else {
      return unknownPerson("facts", argument)
    }
    return composed { composer in
      let record = session.record(of: person)
      if !listFacts(of: record, &composer, in: session) {
        composer.add(.text(wording(.noFactsOf, ["person": wording.name(of: person)])))
      }
    }
  }

  /// Everything that was stated, as a list a person.
  func listFacts(_ composer: inout ReplyComposer, in session: Session) {
    var isAny = false
    for record in session.records {
      if listFacts(of: record, &composer, in: session) { isAny = true }
    }
    if !isAny { composer.add(.text(wording(.noFacts))) }
  }

  /// One person's facts; false where there are none.
  private func listFacts(
    of record: PersonRecord, _ composer: inout ReplyComposer, in session: Session
  ) -> Bool {
    let view = session.focused(on: record.person)
    let facts = view.current
    guard !facts.isEmpty || record.age != nil || record.sex != nil else { return false }
    var lines = facts.map { $0.isNegated ? remembered($0) : described($0, in: view) }
    if let age = record.age { lines.append("\(wording(.age)) \(age)") }
    if let sex = record.sex { lines.append(wording(sex == .female ? .female : .male)) }
    let title =
      record.person == nil
      ? wording(.factsTitle)
      : wording(.factsOf, ["person": wording.name(of: record.person)])
    composer.add(.heading(title))
    composer.add(.list(lines))
    for fact in facts where !composer.reply.refinedBy.contains(fact.id) {
      composer.reply.refinedBy.append(fact.id)
    }
    return true
  }

  func noResults(of person: Person?) -> String {
    person == nil
      ? wording(.noLabs) : wording(.noLabsOf, ["person": wording.name(of: person)])
  }

  func noResult(_ lab: String, of person: Person?) -> String {
    wording(.noLab, ["lab": named(lab, of: person)])
  }

  /// The analyte that a command names: "phos", "calcium_total".
  func analyteNamed(_ text: String) -> String? {
    let reading = reader.read(text)
    let mentioned = reading.mentions.first { $0.kind == .analyte }?.fact
    let named = reading.named.first { knowledge.labs.analyte($0) != nil }
    return mentioned ?? named ?? knowledge.labs.analyte(text.lowercased())?.id
  }

  /// `/forget calcium`, `/forget mother`, `/forget all`.
  func forget(_ argument: String, in session: inout Session) -> Reply {
    var change = SessionChange(of: session)
    let retractions = Retractions(labs: knowledge.labs)
    let typed = argument.lowercased()
    if ["", "all"].contains(typed) {
      retractions.take(back: .everything, &change)
    } else if let person = knowledge.labs.person(named: argument) {
      change.drop(of: person) { _ in true }
      change.session.change(of: person) { $0.forgetEverything() }
    } else {
      let reading = reader.read(argument)
      let ids = [typed] + reading.mentions.map(\.fact) + reading.named + reading.bareFacts
      change.drop(of: session.person) { ids.contains($0.id) }
      guard !change.dropped.isEmpty else {
        let held = session.records.flatMap { record in
          record.current(session.today).map {
            named(knowledge.labs.label(of: $0.id) ?? $0.id, of: record.person)
          }
        }
        let known = held.isEmpty ? "" : " " + wording(.still, ["facts": list(held)])
        return badArgument("forget", wording(.nothingToForget) + known)
      }
    }
    if !change.dropped.isEmpty { change.session.keep(undo: session.snapshot) }
    session = change.session
    var memory = Memory()
    say(dropped: change.dropped, &memory, in: session)
    var reply = info(memory.blocks.first?.text ?? "")
    reply.effect = memory.effect
    return reply
  }

  /// `/undo`: what is known goes back to before the last line that changed it.
  func undo(in session: inout Session) -> Reply {
    guard let gone = session.goBack() else { return info(wording(.nothingToUndo)) }
    let left = session.records.flatMap { record in
      record.current(session.today).map { named(remembered($0), of: record.person) }
    }
    let facts = left.isEmpty ? wording(.nothing) : list(left)
    var reply = info(wording(.undone, ["facts": facts]))
    reply.effect = .forgot(gone.map(\.id))
    return reply
  }
}

extension Session {
  /// The session with a named person in focus; as it is where nobody is named, `nil` where the name is
  /// nobody's.
  func focused(by name: String, _ labs: LabCatalogue) -> Session? {
    if name.isEmpty { return self }
    return labs.person(named: name).map { focused(on: $0) }
  }

  /// The session with the person in focus whom the last words of an argument name: `calcium mother`.
  func focused(byEndOf argument: String, _ labs: LabCatalogue) -> (String, Session) {
    var words = argument.split(separator: " ")
    guard words.count > 1, let last = words.popLast(), let person = labs.person(named: String(last))
    else { return (argument, self) }
    return (words.joined(separator: " "), focused(on: person))
  }
}
