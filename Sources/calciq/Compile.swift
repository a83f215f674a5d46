import ArgumentParser
import KnowledgeFiles
import Startup

/// Compiles the knowledge now, so that the next start is quick.
///
/// For packages and images, where nobody wants to wait at the first start. It learns anew even
/// where the cache is good. Exit status 65 for knowledge that cannot be used, 74 for a file that
/// cannot be written.
struct Compile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Compile the knowledge into the cache, as the first start would do by itself.")

  @OptionGroup var global: GlobalOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the compiled file here and not into the cache.", valueName: "file"),
    completion: .file())
  var output: String?

  func run() throws {
    let loading = Opening.loading(global)
    do {
      let compiled = try loading.compiled()
      if let output {
        try Output.file(output, compiled.bytes)
      } else {
        try loading.keep(compiled)
      }
    } catch let code as ExitCode {
      throw code
    } catch {
      throw Notice.explain(error)
    }
  }
}
