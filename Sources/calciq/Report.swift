import ArgumentParser
import Checking
import Conversation
import Foundation

/// Groups questions that stayed open.
///
/// Exit status 65 for a file that cannot be read. Nothing is written: the author pastes what is
/// right.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "Group the questions of a file that --unanswered wrote, with lines to paste as phrases.",
    discussion: """
      Questions that are alike stand together, the most asked first, each group with the section that it is nearest to. \
      Where that section answers them, paste the lines under its phrases; where none does, write one.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: ArgumentHelp("The file that serve or the shell wrote.", valueName: "file"),
    completion: .file())
  var file: String

  func run() throws {
    let report = OpenQuestionReport(try NamedFile.text(file))
    if report.unread > 0 {
      Notice.say("\(file): \(report.unread) lines are none that --unanswered wrote; left out")
    }
    let assistant = try Opening.assistant(global)
    try Output.write(report.lines(assistant).map { "\($0)\n" }.joined())
  }
}
