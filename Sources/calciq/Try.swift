import ArgumentParser
import Conversation
import Foundation

/// What a line leads to: the danger, the section, the terms.
struct Try: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Show what a line leads to: danger, section, and why.",
    discussion: """
      Without a line it reads lines from standard input, each the beginning of a conversation of its own; turns of one \
      conversation stand in one line with a tab between them.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The line, in your own words.")
  var line: [String] = []

  func run() throws {
    let assistant = try Opening.assistant(global)
    if !line.isEmpty {
      print(assistant.trial(of: [line.joined(separator: " ")]))
      print(assistant.explanation(of: line.joined(separator: " ")))
      return
    }
    while let line = readLine() {
      let turns = line.split(separator: "\t").map(String.init)
      if !turns.isEmpty { print("\(line)\n  \(assistant.trial(of: turns))") }
    }
  }
}
