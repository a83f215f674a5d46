import ArgumentParser
import Conversation
import Foundation
import Knowledge
import KnowledgeFiles
import Language
import Startup
import Storage

/// What a line leads to: the danger, the section, the terms.
struct Try: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Show what a line leads to: danger, section, and why.",
    discussion: """
      Without a line it reads lines from standard input, each the beginning of a conversation of its own; turns of one \
      conversation stand in one line with a tab between them. When a file of the folder has changed, it is read again \
      before the next line. A line "+ SECTION" adds the line before to the phrases of that section.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The line, in your own words.")
  var line: [String] = []

  func run() throws {
    let assistant = try Opening.assistant(global)
    if !line.isEmpty {
      let line = line.joined(separator: " ")
      try Output.line(assistant.trial(of: [line]))
      return try Output.line(assistant.explanation(of: line))
    }
    var bench = TrialBench(assistant, Opening.loading(global))
    while let line = readLine() { try bench.take(line) }
  }
}

/// Tries line after line on a folder that its author changes meanwhile.
private struct TrialBench {
  private var assistant: Assistant
  private let loading: Loading
  private var stamp: UInt64?
  /// The last line that was tried.
  private var last: String?

  init(_ assistant: Assistant, _ loading: Loading) {
    self.assistant = assistant
    self.loading = loading
    stamp = currentStamp()
  }

  private func currentStamp() -> UInt64? {
    guard let folder = try? loading.folder() else { return nil }
    return try? FolderListing(folder: folder).stamp
  }

  mutating func take(_ line: String) throws {
    if line.hasPrefix("+ ") { return try add(to: String(line.dropFirst(2))) }
    reloadIfChanged()
    let turns = line.split(separator: "\t").map(String.init)
    guard !turns.isEmpty else { return }
    try Output.line("\(line)\n  \(assistant.trial(of: turns))")
    last = turns.last
  }

  /// Reads the folder again where anything in it has changed; what is wrong with it is told.
  private mutating func reloadIfChanged() {
    let now = currentStamp()
    guard now != stamp else { return }
    stamp = now
    do {
      assistant = try loading.assistant()
    } catch {
      _ = Notice.explain(error)
      Notice.say("the folder as it was before still answers")
    }
  }

  /// Adds the last line to the list of phrases of a section.
  private mutating func add(to section: String) throws {
    guard let last, let folder = try? loading.folder() else { return }
    guard assistant.knowledge.sections.contains(where: { $0.id == section }) else {
      let near = NearestName.closest(to: section, among: assistant.knowledge.sections.map(\.id))
      return try Output.line(
        "no section '\(section)'\(near.map { "; did you mean '\($0)'?" } ?? "")")
    }
    let path = "\(folder)/\(section).txt"
    var bytes = DiskFile.read(path, limit: 16 << 20)?.bytes ?? []
    if let end = bytes.last, end != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    bytes += Array("\(last)\n".utf8)
    do throws(DiskFile.Failure) {
      try DiskFile.replace(path, with: bytes, keepsMode: true)
    } catch {
      return Notice.say("cannot write \(path): \(error)")
    }
    try Output.line("'\(last)' stands in \(section).txt now")
  }
}
