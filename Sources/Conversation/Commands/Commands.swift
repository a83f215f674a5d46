import Knowledge
import LabValues
import Language

/// Carries out commands.
struct Commands: Sendable {
  let knowledge: Knowledge
  let browsing: BrowseCommands
  let persons: PersonCommands
  let results: LabCommands
  let sessions: SessionCommands
  let completions: Completions
  let replies: ShortReplies

  private var wording: Wording { replies.wording }

  init(_ listener: Listener, _ memories: MemoryWriter, _ writer: Writer, _ words: FactWords) {
    let (knowledge, index) = (listener.knowledge, listener.index)
    self.knowledge = knowledge
    replies = ShortReplies(wording: words.wording)
    completions = Completions(knowledge: knowledge, index: index)
    browsing = BrowseCommands(
      knowledge: knowledge, index: index, listener: listener, writer: writer,
      explanation: Explanation(knowledge: knowledge, index: index, listener: listener),
      replies: replies)
    persons = PersonCommands(
      knowledge: knowledge, reader: listener.reader, words: words, memories: memories,
      writer: writer, replies: replies)
    results = LabCommands(
      knowledge: knowledge, reader: listener.reader, words: words, replies: replies)
    sessions = SessionCommands(knowledge: knowledge, replies: replies)
  }

  func reply(to name: String, _ argument: String, in session: inout Session) -> Reply {
    switch name {
    case "help", "?": return help(argument)
    case "labs": return results.labs(argument, in: session)
    case "trend": return results.trend(argument, in: session)
    case "facts": return persons.facts(argument, in: session)
    case "for": return persons.lookTo(argument, in: &session)
    case "forget": return persons.forget(argument, in: &session)
    case "undo": return persons.undo(in: &session)
    case Line.paste:
      var reply = replies.info(wording(.pasting))
      reply.effect = .paste
      return reply
    case "reset":
      let today = session.today
      let turn = session.turn
      session = Session(today: today)
      session.turn = turn
      var reply = replies.info(wording(.reset))
      reply.effect = .forgot([])
      return reply
    case "sources": return browsing.sources()
    case "sections": return browsing.sections(argument)
    case "show": return browsing.shown(argument, in: &session)
    case "compare": return browsing.compared(argument, in: &session)
    case "detail": return browsing.detail(argument, in: &session)
    case "visit": return persons.visit(argument, in: &session)
    case "open": return browsing.opened(argument, in: &session)
    case "why": return browsing.why(argument, in: session)
    case "mode": return mode(argument)
    case "width": return width(argument)
    case "session": return sessions.session(argument, in: &session)
    case "quit", "exit":
      var reply = replies.info("bye")
      reply.effect = .quit
      return reply
    case "words": return replies.info(completions.all.joined(separator: "\n"))
    default: return unknown(name)
    }
  }

  private func unknown(_ name: String) -> Reply {
    let near = Command.nearest(to: name, among: Command.common.map(\.name))
    let shown = "/" + String(Line.cleaned(name).prefix(40))
    var reply = replies.failure(
      near.map { wording(.unknownCommandNear, ["command": shown, "near": "/\($0)"]) }
        ?? wording(.unknownCommand, ["command": shown]))
    reply.intent = "command/unknown"
    return reply
  }

  private func help(_ argument: String) -> Reply {
    let wanted = argument.hasPrefix("/") ? String(argument.dropFirst()) : argument
    if !wanted.isEmpty {
      guard let command = Command.common.first(where: { $0.name == wanted.lowercased() }) else {
        return unknown(wanted.lowercased())
      }
      return replies.info(command.help + ".")
    }
    var composer = ReplyComposer(.info, knowledge)
    let talk = knowledge.dialogue.smallTalk.first { $0.recognizer.id == "abilities" }
    if let talk { composer.add(.text(talk.text)) }
    let known = Command.common.filter { !$0.isOnFacts || knowledge.notesFacts }
    composer.add(.list(known.map(\.help)))
    return composer.reply
  }

  private func mode(_ argument: String) -> Reply {
    switch argument.lowercased() {
    case "text", "json":
      var reply = replies.info(argument.lowercased())
      reply.effect = .json(argument.lowercased() == "json")
      return reply
    default: return replies.badArgument("mode", "takes text or json")
    }
  }

  private func width(_ argument: String) -> Reply {
    guard let width = Int(argument), (20...400).contains(width) else {
      return replies.badArgument("width", "takes a number from 20 to 400")
    }
    var reply = replies.info("width \(width)")
    reply.effect = .width(width)
    return reply
  }
}
