package import Conversation

/// A command that the shell itself carries out; it never reaches whoever answers.
///
/// They act on this machine's files and screen, so that no server can have them.
package enum ShellCommand: String, Sendable, CaseIterable {
  case save, record, keep, `private`, accessible, timing, clear

  /// As `/help` shows it.
  package var command: Command {
    switch self {
    case .save: Command(rawValue, "FILE", "write the conversation so far to a file")
    case .record: Command(rawValue, "FILE", "record from here on as a transcript")
    case .keep:
      Command(rawValue, "FILE", "keep what you tell in a file of your own, for calciq --with FILE")
    case .private: Command(rawValue, "on|off", "keep nothing in the history file")
    case .accessible: Command(rawValue, "on|off", "sentences instead of boxes and plots")
    case .timing: Command(rawValue, "", "show how long each reply took")
    case .clear: Command(rawValue, "", "clear the screen; nothing is forgotten")
    }
  }

  /// The command of the shell that a name may have been meant for; `nil` where another is nearer.
  ///
  /// Compared are all commands: `/sav` is `save`, but `/lab` is for whoever answers.
  static func near(_ name: String) -> ShellCommand? {
    let names = Command.common.map(\.name) + allCases.map(\.rawValue)
    guard !names.contains(name) else { return nil }
    return Command.nearest(to: name, among: names).flatMap(ShellCommand.init)
  }
}

/// What the keys of the shell do.
package enum ShellKeys {
  /// The keys, and what they do.
  package static let all: [(keys: String, does: String)] = [
    ("Tab", "completes commands, sections, results, units and earlier questions"),
    ("Up, Down", "earlier lines; ^R searches them"),
    ("Right, End", "take the dim suggestion"),
    ("Alt-Enter", "begins another row of the same message; a paste keeps its rows"),
    ("^C", "drops the line; ^D on an empty line leaves"),
    ("a digit", "asks the suggestion with that number"),
  ]
}
