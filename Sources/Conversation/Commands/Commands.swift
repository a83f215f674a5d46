import Knowledge
import LabValues
import Language

/// A command, as `/help` shows it.
package struct Command: Sendable, Hashable {
  package var name: String
  package var argument: String
  package var summary: String
  /// Whether it is about what a person stated; none is offered where nothing is ever noted.
  package var isOnFacts: Bool

  /// The commands that every door understands.
  package static let common = [
    Command("help", "[COMMAND]", "what you can ask and type"),
    Command("labs", "[PERSON]", "the results as a table", isOnFacts: true),
    Command("trend", "LAB", "one result over time; a person may stand behind it", isOnFacts: true),
    Command("facts", "[PERSON]", "everything you told me", isOnFacts: true),
    Command(
      "for", "PERSON", "whose results the next lines are about: me, mother, …", isOnFacts: true),
    Command("forget", "[FACT|all]", "drop a fact, a person, or everything", isOnFacts: true),
    Command(
      "paste", "", "the next lines, up to a line of a single dot, are one message", isOnFacts: true),
    Command("undo", "", "take back the last thing you told me", isOnFacts: true),
    Command("reset", "", "start afresh"),
    Command("sources", "", "the documents, their age and how far to trust them"),
    Command("sections", "[TOPIC]", "what the documents cover"),
    Command("show", "SECTION", "one section by its name"),
    Command("open", "[N]", "what source N of the last answer says, and who stands behind it"),
    Command("compare", "A B", "two kinds side by side"),
    Command("detail", "on|off", "answers in the terms of a clinician, a line a fact"),
    Command(
      "visit", "[PERSON]",
      "what you told me, in order for a doctor; at the shell /visit FILE.md or FILE.html writes it",
      isOnFacts: true),
    Command("why", "[all]", "why the last reply was given"),
    Command("mode", "text|json", "how replies are written"),
    Command("width", "N", "wrap at this many columns"),
    Command(
      "session", "[save|load LINE]",
      "how much this session holds; save gives it as a line, and load takes that line"),
    Command("quit", "", "leave"),
  ]

  package init(
    _ name: String, _ argument: String, _ summary: String, isOnFacts: Bool = false
  ) {
    self.name = name
    self.argument = argument
    self.summary = summary
    self.isOnFacts = isOnFacts
  }

  /// A line of help: `/show SECTION: one section by its name`.
  package var help: String {
    "/\(name)\(argument.isEmpty ? "" : " ")\(argument): \(summary)"
  }

  /// The name that another may have been meant for.
  package static func nearest(to name: String, among names: [String]) -> String? {
    names.first { $0.hasPrefix(name) && !name.isEmpty }
      ?? NearestName.closest(to: name, among: names)
  }
}

/// Carrying out commands.
extension Assistant {
  func command(_ name: String, _ argument: String, in session: inout Session) -> Reply {
    switch name {
    case "help", "?": return help(argument)
    case "labs": return labs(argument, in: session)
    case "trend": return trend(argument, in: session)
    case "facts": return facts(argument, in: session)
    case "for": return lookTo(argument, in: &session)
    case "forget": return forget(argument, in: &session)
    case "undo": return undo(in: &session)
    case Line.paste:
      var reply = info(wording(.pasting))
      reply.effect = .paste
      return reply
    case "reset":
      let today = session.today
      let turn = session.turn
      session = Session(today: today)
      session.turn = turn
      var reply = info(wording(.reset))
      reply.effect = .forgot([])
      return reply
    case "sources": return sources()
    case "sections": return sections(argument)
    case "show": return shown(argument, in: &session)
    case "compare": return compared(argument, in: &session)
    case "detail": return detail(argument, in: &session)
    case "visit": return visit(argument, in: &session)
    case "open": return opened(argument, in: &session)
    case "why": return why(argument, in: session)
    case "mode": return mode(argument)
    case "width": return width(argument)
    case "session": return sessionCommand(argument, in: &session)
    case "quit", "exit":
      var reply = info("bye")
      reply.effect = .quit
      return reply
    case "words": return info(completions.joined(separator: "\n"))
    default: return unknown(name)
    }
  }

  func composed(_ compose: (inout ReplyComposer) -> Void) -> Reply {
    var composer = ReplyComposer(.info, knowledge)
    compose(&composer)
    return composer.reply
  }

  private func unknown(_ name: String) -> Reply {
    let near = Command.nearest(to: name, among: Command.common.map(\.name))
    let shown = "/" + String(Line.cleaned(name).prefix(40))
    var reply = failure(
      near.map { wording(.unknownCommandNear, ["command": shown, "near": "/\($0)"]) }
        ?? wording(.unknownCommand, ["command": shown]))
    reply.intent = "command/unknown"
    return reply
  }

  func badArgument(_ command: String, _ reason: String) -> Reply {
    var reply = failure(wording(.badArgument, ["command": "/\(command)", "reason": reason]))
    reply.intent = "command/argument"
    return reply
  }

  private func help(_ argument: String) -> Reply {
    let wanted = argument.hasPrefix("/") ? String(argument.dropFirst()) : argument
    if !wanted.isEmpty {
      guard let command = Command.common.first(where: { $0.name == wanted.lowercased() }) else {
        return unknown(wanted.lowercased())
      }
      return info(command.help + ".")
    }
    return composed { composer in
      let talk = knowledge.dialogue.smallTalk.first { $0.recognizer.id == "abilities" }
      if let talk { composer.add(.text(talk.text)) }
      let known = Command.common.filter { !$0.isOnFacts || knowledge.notesFacts }
      composer.add(.list(known.map(\.help)))
    }
  }

  private func mode(_ argument: String) -> Reply {
    switch argument.lowercased() {
    case "text", "json":
      var reply = info(argument.lowercased())
      reply.effect = .json(argument.lowercased() == "json")
      return reply
    default: return badArgument("mode", "takes text or json")
    }
  }

  private func width(_ argument: String) -> Reply {
    guard let width = Int(argument), (20...400).contains(width) else {
      return badArgument("width", "takes a number from 20 to 400")
    }
    var reply = info("width \(width)")
    reply.effect = .width(width)
    return reply
  }
}
