import ArgumentParser
import Foundation
import Shell

/// Runs the command that was asked for; wrong use is exit status 2, as the contract has it.
///
///     words ─► command in front ─► config file in between ─► parsed ─► run ─► exit status
///
/// Everything that ends a command comes through here, so that one place knows what is told where:
/// answers and help on standard output, all else on standard error.
@main
enum Main {
  static func main() async {
    StandardOutput.reserve()
    do {
      let words = try CommandLineWords(
        Array(CommandLine.arguments.dropFirst()), commands: Calciq.commands
      ).resolved()
      var command = try Calciq.parseAsRoot(
        ConfigFile.added(to: words, ProcessInfo.processInfo.environment))
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
    } catch {
      Calciq.exit(withError: status(of: error))
    }
  }

  /// Tells what has to be told of the end of a command: help and versions too end it.
  ///
  /// - Returns: 0 for help and versions; 2 where the parser says 64 (EX_USAGE); else what was
  ///   thrown.
  private static func status(of error: any Error) -> ExitCode {
    if let failure = error as? OutputFailure { return Notice.explain(failure) }
    let status = Calciq.exitCode(for: error)
    let message = Calciq.fullMessage(for: error)
    guard status.isSuccess else {
      if !message.isEmpty { Notice.write(message) }
      return status == .validationFailure ? ExitCode(2) : status
    }
    do {
      if !message.isEmpty { try Output.write(message + "\n") }
      return .success
    } catch {
      return Notice.explain(error)
    }
  }
}

/// The command line: loads the knowledge once and opens one door.
///
/// Every command states its name: finding it out from the type takes a millisecond of each start.
struct Calciq: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calciq",
    abstract: "Ask documents in your own words; each answer says where it stands.",
    discussion: """
      calciq "a question" asks one; without a question it is an interactive shell, and with input that is no terminal \
      it answers one line after the other. It explains documents: --intents names the folder that they are explained in.
      """,
    version: ProgramVersion.line,
    subcommands: [
      Talk.self, Ask.self, Serve.self, Connect.self, Replay.self, Explain.self, Try.self,
      Check.self, Compile.self, New.self, Import.self, Report.self, DoctorCommand.self,
    ],
    defaultSubcommand: Talk.self)

  /// What can stand first on a command line.
  static let commands =
    configuration.subcommands.map { $0.configuration.commandName ?? "" } + ["help"]
}
