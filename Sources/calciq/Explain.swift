import ArgumentParser
import Conversation

/// Why a question reaches its section: terms, weights, runners-up.
///
/// For authors and for whoever doubts an answer: the scores as they were computed, with their
/// terms.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show why a question reaches its section.")

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The question, in your own words.")
  var question: [String]

  func run() throws {
    let assistant = try Opening.assistant(global)
    let text = assistant.explanation(of: question.joined(separator: " "))
    try Output.write(text + "\n")
  }
}
