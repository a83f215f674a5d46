import ArgumentParser
import Foundation
import KnowledgeFiles
import Shell
import Startup

/// The exit statuses of the contract.
///
///     0 done   1 fell short   2 wrong use   65 bad data   69 unreachable   74 unwritable   130 ^C
///
/// From 64 on the numbers are those of sysexits.h.
extension ExitCode {
  /// The work was done and something fell short.
  static let fellShort = ExitCode(1)
  /// A transcript that is not well written counts as wrong use.
  static let badTranscript = ExitCode(2)
  /// Unreadable knowledge or transcript.
  static let badData = ExitCode(65)
  /// No server there.
  static let unreachable = ExitCode(69)
  /// Output that could not be written.
  static let unwritable = ExitCode(74)
}

/// Files that somebody names on the command line.
enum NamedFile {
  /// The text of a file; what is wrong with it is told.
  ///
  /// - Throws: `badData` where there is no such file, or where it is no UTF-8
  static func text(_ path: String) throws -> String {
    guard FileManager.default.fileExists(atPath: path) else {
      Notice.say("\(path): there is no such file")
      throw ExitCode.badData
    }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      Notice.say("\(path): cannot be read as UTF-8 text; save it as UTF-8")
      throw ExitCode.badData
    }
    return text
  }
}

/// Notices and errors go to standard error; standard output carries answers alone.
///
/// A notice is one line behind the program's name, as other programs tell theirs.
enum Notice {
  static func say(_ text: String) {
    write("calciq: \(text)")
  }

  static func write(_ text: String) {
    var errors = StandardOutput(STDERR_FILENO)
    errors.write("\(text)\n")
  }

  /// Tells why there is no assistant, and gives the exit status for it.
  ///
  /// At most 20 problems are told; `calciq check` has all of them.
  static func explain(_ error: any Error) -> ExitCode {
    if let failure = error as? OutputFailure {
      if !failure.isReaderGone { say("\(failure)") }
      return .unwritable
    }
    let words = words(for: error)
    for line in words.prefix(20) { say(line) }
    if words.count > 20 { say("and \(words.count - 20) more; see calciq check") }
    return .badData
  }

  /// Why there is no assistant, a line for each reason.
  static func words(for error: any Error) -> [String] {
    switch error {
    case Loading.Failure.noFolder(let tried):
      [
        "no knowledge folder found; looked for \(tried.joined(separator: ", ")). Use --intents."
      ]
    case Loading.Failure.problems(let problems): problems.map { "\($0)" }
    default: ["\(error)"]
    }
  }
}
