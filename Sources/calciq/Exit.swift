import ArgumentParser
import Foundation
import KnowledgeFiles
import Shell
import Startup

/// The exit statuses of the contract.
extension ExitCode {
  /// The work was done and something fell short.
  static let fellShort = ExitCode(1)
  /// Unreadable knowledge or transcript.
  static let badData = ExitCode(65)
  /// No server there.
  static let unreachable = ExitCode(69)
  /// Output that could not be written.
  static let unwritable = ExitCode(74)
}

/// Notices and errors go to standard error; standard output carries answers alone.
enum Notice {
  static func say(_ text: String) {
    write("calciq: \(text)")
  }

  static func write(_ text: String) {
    var errors = StandardOutput(STDERR_FILENO)
    errors.write("\(text)\n")
  }

  /// Tells why there is no assistant, and gives the exit status for it.
  static func explain(_ error: any Error) -> ExitCode {
    switch error {
    case Loading.Failure.noFolder(let tried):
      say("no knowledge folder found; looked for \(tried.joined(separator: ", ")). Use --intents.")
    case Loading.Failure.problems(let problems):
      for problem in problems.prefix(20) { say("\(problem)") }
      if problems.count > 20 { say("and \(problems.count - 20) more; see calciq check") }
    case let failure as OutputFailure:
      if !failure.isReaderGone { say("\(failure)") }
      return .unwritable
    default: say("\(error)")
    }
    return .badData
  }
}
