import ArgumentParser
import Checking
import Conversation
import Foundation
import Knowledge
import KnowledgeFiles
import Startup

/// Validates the knowledge: every problem with its file, line and column.
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
      let lines = (report.problems.map(\.description) + report.figures).map { "\($0)\n" }.joined()
      try Output.write(
        "\(lines)\(report.counted)\(errors) errors, \(report.problems.count - errors) warnings\n")
    }
    if report.problems.contains(where: \.isUnreadable) { throw ExitCode.badData }
    if errors > 0 { throw ExitCode.fellShort }
  }

  private struct Report {
    var problems: [Problem]
    var figures: [String] = []
    var counted = ""
  }

  private func report() throws -> Report {
    do {
      let files = try Opening.loading(global).files()
      let knowledge = try Loading.knowledge(from: files)
      let check = try KnowledgeCheck(knowledge, isThorough: thorough)
      var report = Report(
        problems: check.problems, figures: check.figures, counted: check.summary)
      if let questions { report.figures += try asked(questions, knowledge) }
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
  private func asked(_ path: String, _ knowledge: Knowledge) throws -> [String] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      Notice.say("\(path): cannot be read as UTF-8 text")
      throw ExitCode.badData
    }
    return QuestionFile(text, named: path).report(try Assistant.learned(from: knowledge))
  }

  /// A problem as an editor reads it.
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
