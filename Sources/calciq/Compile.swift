import ArgumentParser
import Conversation
import Foundation
import KnowledgeFiles

/// Compiles the knowledge now, so that the next start is quick.
struct Compile: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compile the knowledge into the cache, as the first start would do by itself.")

  @OptionGroup var global: GlobalOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the compiled file here and not into the cache.", valueName: "file"))
  var output: String?

  func run() throws {
    let loading = Opening.loading(global)
    do {
      let files = try loading.files()
      let (knowledge, learning) = try loading.learn(from: files)
      let compiled = try Loading.compile(knowledge, learning, files.contentHash)
      if let output {
        try Data(compiled.bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
      } else {
        loading.write(compiled)
      }
    } catch let error as CocoaError {
      Notice.say("cannot write: \(error.localizedDescription)")
      throw ExitCode.fellShort
    } catch {
      throw Notice.explain(error)
    }
  }
}
