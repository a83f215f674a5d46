import ArgumentParser
import Authoring

/// A small folder to begin with.
///
/// Exit status 1 where the folder is there and not empty: nothing is ever written into somebody's
/// files.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a small knowledge folder: one source, one section, one transcript.")

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: ArgumentHelp("The folder; new or empty.", valueName: "dir"), completion: .directory)
  var folder: String

  /// The folder as a shell takes it.
  private var quoted: String {
    let isPlain = folder.allSatisfy { $0.isLetter || $0.isNumber || "-_./~".contains($0) }
    return isPlain ? folder : "'" + folder.replacing("'", with: "'\\''") + "'"
  }

  func run() throws {
    do {
      let written = try FolderWriter(folder: folder).start()
      try Output.write(
        """
        \(written.map { "\(folder)/\($0)\n" }.joined())
        Ask it:       calciq ask --intents \(quoted) what does yeast do
        Check it:     calciq check --intents \(quoted)
        Try phrases:  calciq try --intents \(quoted)
        Its tests:    calciq replay --intents \(quoted)

        """)
    } catch let failure as FolderWriter.Failure {
      Notice.say("\(failure)")
      throw ExitCode.fellShort
    }
  }
}
