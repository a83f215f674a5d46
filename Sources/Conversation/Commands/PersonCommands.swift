import Knowledge
import LabValues
import Language

/// `/for`, `/facts`, `/forget` and `/undo`: whose record, what is in it, and what goes.
struct PersonCommands: Sendable {
  let knowledge: Knowledge
  let reader: LabReader
  let words: FactWords
  let memories: MemoryWriter
  let writer: Writer
  let replies: ShortReplies

  private var wording: Wording { words.wording }

  /// `/for mother`: the next lines are about her.
  func lookTo(_ argument: String, in session: inout Session) -> Reply {
    guard !argument.isEmpty else {
      return replies.info(wording(.nowAbout, ["person": wording.name(of: session.person)]))
    }
    guard let person = knowledge.labs.person(named: argument) else {
      return replies.unknownPerson("for", argument)
    }
    session.focus(on: person)
    let name = wording.name(of: person)
    let held = session.current.map { words.remembered($0) }
    let facts = held.isEmpty ? "" : " " + wording(.still, ["facts": words.list(held)])
    return replies.info(wording(.nowAbout, ["person": name]) + facts)
  }

  /// `/facts`: everything that was told, person by person; of one of them where one is named.
  func facts(_ argument: String, in session: Session) -> Reply {
    var draft = Draft(ReplyComposer(.info, knowledge), session)
    guard !argument.isEmpty else {
      writer.results.list(&draft)
      return draft.composer.reply
    }
    guard let person = knowledge.labs.person(named: argument) else {
      return replies.unknownPerson("facts", argument)
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
          ? replies.badArgument("visit", wording(.visitFiles))
          : replies.unknownPerson("visit", argument)
      }
      persons = [person]
    }
    let visit = writer.visit(persons, in: session)
    session = visit.session
    return visit.reply
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
            words.named(knowledge.labs.label(of: $0.id) ?? $0.id, of: record.person)
          }
        }
        let known = held.isEmpty ? "" : " " + wording(.still, ["facts": words.list(held)])
        return replies.badArgument("forget", wording(.nothingToForget) + known)
      }
    }
    if !change.dropped.isEmpty { change.session.keep(undo: session.snapshot) }
    session = change.session
    var memory = Memory()
    memories.say(dropped: change.dropped, &memory, in: session)
    var reply = replies.info(memory.blocks.first?.text ?? "")
    reply.effect = memory.effect
    return reply
  }

  /// `/undo`: what is known goes back to before the last line that changed it.
  func undo(in session: inout Session) -> Reply {
    guard let gone = session.goBack() else { return replies.info(wording(.nothingToUndo)) }
    let left = session.records.flatMap { record in
      record.current(session.today).map { words.named(words.remembered($0), of: record.person) }
    }
    let facts = left.isEmpty ? wording(.nothing) : words.list(left)
    var reply = replies.info(wording(.undone, ["facts": facts]))
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
    guard let last = words.popLast(), let person = labs.person(named: String(last))
    else { return (argument, self) }
    return (words.joined(separator: " "), focused(on: person))
  }
}
