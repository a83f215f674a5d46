import ArgumentParser
import Authoring
import Foundation

/// Sections from a document.
///
///     calciq import leaflet.md --to Intents --topic gout --source leaflet-2024
///
/// Exit status 1 where nothing was found or a file could not be written, 2 for a source that is no id, 65 for
/// a document that is no UTF-8.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make drafts of sections from the headings or questions of a document.",
    discussion: """
      Takes Markdown, HTML, plain text, or lines of question TAB answer. Each heading with text below it becomes a \
      section that cites its place; questions and answers likewise. All are marked as drafts, and calciq check names \
      them until the mark is deleted. The source is entered too where the folder has none of that id; what was taken in \
      from it before is left alone.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: ArgumentHelp("The document: .md, .html, .txt or .tsv.", valueName: "file"),
    completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("The knowledge folder; made where there is none.", valueName: "dir"),
    completion: .directory)
  var to: String

  @Option(help: ArgumentHelp("The topic; else the name of the file.", valueName: "name"))
  var topic: String?

  @Option(help: ArgumentHelp("The id of its source; else the name of the file.", valueName: "id"))
  var source: String?

  func run() throws {
    let address = URL(fileURLWithPath: file)
    let ending = address.pathExtension.lowercased()
    guard
      let form = DocumentReader.Form(rawValue: ["htm": "html", "text": "txt"][ending] ?? ending)
    else { throw ValidationError("\(file): give a file that ends in .md, .html, .txt or .tsv") }
    let text = try NamedFile.text(file)
    let name = address.deletingPathExtension().lastPathComponent
    let id = source ?? FolderWriter.slug(name)
    do {
      let made = try FolderWriter(folder: to).add(
        DocumentReader.drafts(in: text, form),
        topic: topic.map(FolderWriter.slug) ?? FolderWriter.slug(name),
        source: id, title: name)
      try Output.write(made.written.map { "\(to)/\($0)\n" }.joined())
      if !made.alreadyThere.isEmpty {
        Notice.say(
          "taken in from '\(id)' before, and left alone: "
            + made.alreadyThere.joined(separator: ", "))
      }
    } catch FolderWriter.Failure.noID(let id) {
      throw ValidationError("--source: \(FolderWriter.Failure.noID(id))")
    } catch let failure as FolderWriter.Failure {
      Notice.say("\(file): \(failure)")
      throw ExitCode.fellShort
    }
  }
}
