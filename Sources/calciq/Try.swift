import ArgumentParser
import Authoring
import Conversation
import Knowledge
import KnowledgeFiles
import Shell
import Startup

/// What a line leads to: the danger, the section, how sure.
///
///     is calciphylaxis painful
///       calciphylaxis/symptoms …
///     + calciphylaxis/pain
///     'is calciphylaxis painful' stands in calciphylaxis/pain.txt now
struct Try: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Show what a line leads to: danger, section, and how sure.",
    discussion: """
      Without a line it reads lines from standard input, each the beginning of a conversation of its own; turns of one \
      conversation stand in one line with a tab between them. When a file of the folder has changed, it is read again \
      before the next line. A line "+ SECTION" adds the line before to the phrases of that section; "help" tells the \
      commands, "quit" ends. 'calciq explain' tells why a line leads there.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: ArgumentHelp("The line, in your own words.", valueName: "word"))
  var line: [String] = []

  func run() throws {
    var bench = TrialBench(try Opening.assistant(global), Opening.loading(global))
    if !line.isEmpty {
      try bench.ask(line.joined(separator: " "))
      return
    }
    if Opening.terminal(global).isInteractive { Notice.say(TrialBench.help) }
    while let line = readLine() {
      guard try bench.take(line) else { return }
    }
  }
}

/// Tries line after line on a folder that its author changes meanwhile.
///
/// It asks before each line whether a file has changed, by sizes and times: cheap enough to do
/// always.
private struct TrialBench {
  private var assistant: Assistant
  private let loading: Loading
  private var stamp: UInt64?
  /// The last line that was tried.
  private var last: String?

  static let help =
    "type a question; + SECTION makes the line before a phrase of that section; quit ends"

  init(_ assistant: Assistant, _ loading: Loading) {
    self.assistant = assistant
    self.loading = loading
    stamp = currentStamp()
  }

  private func currentStamp() -> UInt64? {
    guard let folder = try? loading.folder() else { return nil }
    return try? FolderListing(folder: folder).stamp
  }

  /// Takes in a line; returns whether another one is read.
  mutating func take(_ line: String) throws -> Bool {
    let words = line.split(whereSeparator: \.isWhitespace)
    if line.hasPrefix("+") {
      try add(to: line.dropFirst().split(whereSeparator: \.isWhitespace).joined(separator: " "))
      return true
    }
    switch words.count == 1 ? words[0].drop(while: { $0 == "/" }).lowercased() : "" {
    case "quit", "exit": return false
    case "help", "?": try Output.line(Self.help)
    default: try ask(line)
    }
    return true
  }

  /// Shows what a line leads to.
  ///
  /// - Parameter line: turns with tabs between; the last of them is what `+` adds
  mutating func ask(_ line: String) throws {
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
  private func add(to section: String) throws {
    guard !section.isEmpty else {
      return try Output.line("name a section behind the +, as in: + \(example)")
    }
    guard let last else {
      return try Output.line("type the question first; then + \(section) adds it")
    }
    let outcome: PhraseWriter.Outcome
    do {
      let knowledge = try Loading.knowledge(from: try loading.files())
      outcome = PhraseWriter(folder: try loading.folder()).add(
        last, to: section, of: knowledge, normalized: assistant.normalizedText)
    } catch {
      _ = Notice.explain(error)
      return Notice.say("nothing is added before this is mended")
    }
    try Output.line(told(outcome, of: last, section))
  }

  private var example: String { assistant.knowledge.sections.first?.id ?? "topic/section" }

  private func told(_ outcome: PhraseWriter.Outcome, of line: String, _ section: String) -> String {
    switch outcome {
    case .added(let path, nil): "'\(line)' stands in \(path) now"
    case .added(let path, let old?): "'\(line)' stands in \(path) now, no longer in \(old).txt"
    case .alreadyThere(let place):
      "'\(line)' stands at \(place.file):\(place.line) already; that it leads elsewhere is for"
        + " other phrases to mend"
    case .taken(let other, let place):
      "'\(line)' is a phrase of \(other); delete it at \(place.file):\(place.line) first"
    case .unknownSection(let near):
      "no section '\(section)'\(near.map { "; did you mean '\($0)'?" } ?? "")"
    case .unwritable(let path): "cannot write \(path)"
    }
  }
}
