import Knowledge
import Language

/// Replies of one sentence: what a command says, and what is wrong with a line.
struct ShortReplies: Sendable {
  let wording: Wording

  func info(_ text: String) -> Reply { reply(.info, text) }

  func failure(_ text: String) -> Reply { reply(.error, text) }

  private func reply(_ kind: Reply.Kind, _ text: String) -> Reply {
    var reply = Reply(kind)
    reply.blocks = [.text(text)]
    return reply
  }

  func badArgument(_ command: String, _ reason: String) -> Reply {
    var reply = failure(wording(.badArgument, ["command": "/\(command)", "reason": reason]))
    reply.intent = "command/argument"
    return reply
  }

  /// Nobody of that name is known to a command that takes a person.
  func unknownPerson(_ command: String, _ argument: String) -> Reply {
    let near = NearestName.closest(to: argument.lowercased(), among: Command.persons)
    let typed = Line.cleaned(String(argument.prefix(40)))
    let known = Command.persons.joined(separator: ", ")
    return badArgument(
      command,
      "knows nobody named \(typed)"
        + (near.map { "; did you mean \($0)?" } ?? ". It takes one of: \(known)."))
  }
}
