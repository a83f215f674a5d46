import Conversation

/// A command as Tab offers it.
struct CommandWord: Sendable, Hashable {
  /// What can stand after it.
  enum Argument: Sendable, Hashable {
    case none, command, section, topic, analyte
    /// These words, or the name of a result.
    case fact([String])
    case choice([String])
  }

  /// With its slash.
  var name: String
  var argument: Argument
  var note: String

  /// Reads the placeholder of the command: `[TOPIC]`, `on|off`, `[FACT|all]`.
  ///
  /// A word in small letters is meant itself, one in capitals stands for something that is listed.
  ///
  ///     LAB → .analyte      on|off → .choice(["on", "off"])      FACT|all → .fact(["all"])
  init(_ command: Command) {
    name = "/" + command.name
    note = (command.argument.isEmpty ? "" : command.argument + "  ") + command.summary
    let names = command.argument.filter { $0 != "[" && $0 != "]" }.split(separator: "|")
    let words = names.filter { $0 == $0.lowercased() }.map(String.init)
    argument =
      switch names.first {
      case "COMMAND": .command
      case "SECTION": .section
      case "TOPIC": .topic
      case "LAB": .analyte
      case "FACT": .fact(words)
      case "PERSON": .choice(Command.persons)
      default: words.isEmpty ? .none : .choice(words)
      }
  }

  /// In the order in which help lists them.
  static let all = (Command.common + ShellCommand.allCases.map(\.command)).map(Self.init)
}
