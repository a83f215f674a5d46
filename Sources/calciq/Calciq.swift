import ArgumentParser

/// Runs the command that was asked for; wrong use is exit status 2, as the contract has it.
@main
enum Main {
  static func main() async {
    do {
      var command = try Calciq.parseAsRoot(
        Calciq.reordered(Array(CommandLine.arguments.dropFirst())))
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
    } catch {
      guard Calciq.exitCode(for: error) == .validationFailure else { Calciq.exit(withError: error) }
      Notice.write(Calciq.fullMessage(for: error))
      Calciq.exit(withError: ExitCode(2))
    }
  }
}

/// The command line: loads the knowledge once and opens one door.
///
/// Every command states its name: finding it out from the type takes a millisecond of each start.
struct Calciq: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calciq",
    abstract: "Ask about calcification and calcinosis, answered from four documents.",
    discussion: """
      Without a command it is an interactive shell; with input that is no terminal it answers one line after the other. \
      It explains documents and does not diagnose. In an emergency call your local emergency number.
      """,
    version: "calciq 1.0.0",
    subcommands: [
      ShellCommand.self, Ask.self, Serve.self, Connect.self, Replay.self, Explain.self, Check.self,
      Compile.self,
    ],
    defaultSubcommand: ShellCommand.self)

  /// The arguments with options that stand before a command put behind it, as people who know git
  /// and psql write them: `--width 60 ask why` → `ask --width 60 why`.
  static func reordered(_ arguments: [String]) -> [String] {
    let withValue: Set<String> = ["--intents", "--color", "--width"]
    var place = 0
    while place < arguments.count, arguments[place].hasPrefix("--") {
      place += withValue.contains(arguments[place]) ? 2 : 1
    }
    let commands = configuration.subcommands.map {
      $0.configuration.commandName ?? "\($0)".lowercased()
    }
    guard place > 0, place < arguments.count, commands.contains(arguments[place]) else {
      return arguments
    }
    return [arguments[place]] + arguments[..<place] + arguments[(place + 1)...]
  }
}

/// Options that every command understands.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The knowledge folder; CALCIQ_INTENTS does the same.", valueName: "dir"))
  var intents: String?

  @Option(help: "When to use colour: auto, always or never; NO_COLOR turns auto off.")
  var color: ColorChoice = .auto

  @Option(help: ArgumentHelp("Wrap at this many columns.", valueName: "columns"))
  var width: Int?

  func validate() throws {
    if let width, !(20...400).contains(width) {
      throw ValidationError("--width takes a number from 20 to 400, not \(width)")
    }
  }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}
