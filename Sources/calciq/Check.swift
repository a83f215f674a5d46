import ArgumentParser
import Checking
import Conversation
import Foundation
import KnowledgeFiles
import Startup

/// Validates the knowledge: every problem with its file, line and column.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the knowledge: every problem with file:line:column.")

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Also list phrases that are near another section when they are held out.")
  var thorough = false

  func run() throws {
    let problems: [Problem]
    var counted = ""
    do {
      let files = try Opening.loading(global).files()
      let knowledge = try Loading.knowledge(from: files)
      let report = try KnowledgeCheck(knowledge, isThorough: thorough)
      problems = report.problems
      counted = report.summary
    } catch Loading.Failure.problems(let found) {
      problems = found
    } catch let error as PatternProblem {
      problems = [Problem(.badPattern(reason: error.reason), at: error.place)]
    } catch {
      throw Notice.explain(error)
    }
    let errors = problems.count { !$0.isWarning }
    let lines = problems.map { "\($0)\n" }.joined()
    try Output.write("\(lines)\(counted)\(errors) errors, \(problems.count - errors) warnings\n")
    if problems.contains(where: \.isUnreadable) { throw ExitCode.badData }
    if errors > 0 { throw ExitCode.fellShort }
  }
}
