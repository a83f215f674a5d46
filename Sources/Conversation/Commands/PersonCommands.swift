import Knowledge
import LabValues
import Language

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
    let near = NearestName.closest(to: argument.lowercased(), among: Command.persons)
    let typed = Line.cleaned(String(argument.prefix(40)))
    let known = Command.persons.joined(separator: ", ")
    return badArgument(
      command,
      "knows nobody named \(typed)"
        + (near.map { "; did you mean \($0)?" } ?? ". It takes one of: \(known)."))
  }

  /// `/facts`: everything that was told, person by person; of one of them where one is named.
  func facts(_ argument: String, in session: Session) -> Reply {
    var draft = Draft(ReplyComposer(.info, knowledge), session)
    guard !argument.isEmpty else {
      writer.results.list(&draft)
      return draft.composer.reply
    }
    guard let person = knowledge.labs.person(named: argument) else {
      return unknownPerson("facts", argument)
    }
    if !writer.results.list(of: session.record(of: person), &draft) {
      draft.composer.add(.text(wording(.noFactsOf, ["person": wording.name(of: person)])))
    }
    return draft.composer.reply
  }

  /// `/visit`: everything told of everybody, or of one person, put in order for a doctor.
  func visit(_ argument: String, in session: inout Session) -> Reply {
    var persons = session.records.map(\.person)
    if !argument.isEmpty {
      guard let person = knowledge.labs.person(named: argument) else {
        return argument.contains(".")
          ? badArgument("visit", wording(.visitFiles)) : unknownPerson("visit", argument)
      }
      persons = [person]
    }
    let visit = writer.visit(persons, in: session)
    session = visit.session
    return visit.reply
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
