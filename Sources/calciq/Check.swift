import ArgumentParser
import Checking
import Conversation
import Foundation
import Knowledge
import KnowledgeFiles
import ReplayDoors
import Startup
import Transcripts

/// Validates the knowledge: every problem with its file, line and column.
///
///     gout/treatment.yaml:12:5: error: unknown key 'phrase'; did you mean 'phrases'?
///     338 sections, 9120 phrases: 1 error, 0 warnings
///
/// Exit status 0 where there are only warnings, 1 for errors, 65 where a file cannot be read at
/// all.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the knowledge: every problem with file:line:column.")

  @OptionGroup var global: GlobalOptions

  @Flag(
    help: "Also hide each phrase in turn: how many are found, and which sections take from others.")
  var thorough = false

  @Option(
    help: ArgumentHelp(
      "Also ask the questions of a file: lines of question TAB section, or none.",
      valueName: "file"), completion: .file())
  var questions: String?

  @Flag(help: "Print one JSON object a problem, for editors.")
  var json = false

  func run() throws {
    let report = try report()
    let errors = report.problems.count { !$0.isWarning }
    if json {
      try Output.write(report.problems.map { "\(Self.object($0))\n" }.joined())
    } else {
      // The worst sections come first, the single phrases behind them.
      let told = report.problems.map(\.description)
      let lines = (thorough ? report.figures + told : told + report.figures)
        .map { "\($0)\n" }.joined()
      try Output.write(
        "\(lines)\(report.counted)\(Amount.of(errors, "error")), "
          + "\(Amount.of(report.problems.count - errors, "warning"))\n")
    }
    if report.problems.contains(where: \.isUnreadable) { throw ExitCode.badData }
    if errors > 0 { throw ExitCode.fellShort }
  }

  private struct Report {
    var problems: [Problem]
    var figures: [String] = []
    var counted = ""
  }

  /// Where the files themselves are wrong, nothing else is asked: what follows would only be
  /// consequences.
  private func report() throws -> Report {
    do {
      let assistant = try Opening.loading(global).assistantOfFiles()
      let knowledge = assistant.knowledge
      let check = try KnowledgeCheck(knowledge, assistant, isThorough: thorough)
      var report = Report(
        problems: check.problems, figures: check.figures, counted: check.summary)
      report.problems += try transcriptProblems(knowledge) + strays()
      report.problems.sort()
      if let questions {
        let asked = try asked(questions, assistant)
        report.problems += asked.problems
        report.figures += asked.figures
      }
      return report
    } catch Loading.Failure.problems(let found) {
      return Report(problems: found)
    } catch let error as PatternProblem {
      return Report(problems: [Problem(.badPattern(reason: error.reason), at: error.place)])
    } catch let code as ExitCode {
      throw code
    } catch {
      throw Notice.explain(error)
    }
  }

  /// How many questions of a file reach their section, and which do not.
  private func asked(_ path: String, _ assistant: Assistant) throws -> Report {
    var file = QuestionFile(try NamedFile.text(path), named: path)
    let problems = file.problems(sections: assistant.knowledge.sections.map(\.id))
    return Report(problems: problems, figures: file.report(assistant))
  }

  /// Files that are not read, though their names look so.
  private func strays() throws -> [Problem] {
    let listing = try? FolderListing(folder: try Opening.loading(global).folder())
    return (listing?.strays ?? []).map { path in
      Problem(
        .other("this file is not read; its name has to end in .yaml or .txt, in small letters"),
        at: Place(file: path, line: 1, column: 1), isWarning: true)
    }
  }

  /// What is wrong with the transcripts of the folder itself: names that are gone, above all.
  private func transcriptProblems(_ knowledge: Knowledge) throws -> [Problem] {
    let folder = try Opening.loading(global).folder()
    guard let paths = try? TranscriptFiles.paths(at: [folder + "/transcripts"]) else { return [] }
    let names = KnowledgeNames(knowledge)
    return paths.flatMap { path in
      let (transcript, problems) = TranscriptFiles.read(path)
      return (problems + names.problems(in: transcript)).map { problem in
        let file = String(path.dropFirst(folder.count + 1))
        return Problem(
          .other(problem.message), at: Place(file: file, line: problem.line, column: 1))
      }
    }
  }

  /// A problem as an editor reads it.
  ///
  ///     {"column":5,"file":"a/b.yaml","line":12,"message":"…","severity":"error"}
  private static func object(_ problem: Problem) -> String {
    struct Entry: Encodable {
      var file: String
      var line: Int
      var column: Int
      var severity: String
      var message: String
    }
    let entry = Entry(
      file: problem.place.file, line: problem.place.line, column: problem.place.column,
      severity: problem.isWarning ? "warning" : "error", message: problem.message)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(entry) else { return "{}" }
    return String(decoding: bytes, as: UTF8.self)
  }
}
