import Conversation
import Foundation
import Shell

extension Opening {
  /// What the standard streams of this process can show.
  static func terminal(_ global: GlobalOptions) -> Terminal {
    Terminal(
      environment: ProcessInfo.processInfo.environment,
      colour: ColourChoice(rawValue: global.color.rawValue) ?? .auto)
  }

  /// The options of a shell at this terminal.
  static func shellOptions(_ global: GlobalOptions, banner: String = "") -> ShellOptions {
    let colour = ColourChoice(rawValue: global.color.rawValue) ?? .auto
    var options = ShellOptions(
      environment: ProcessInfo.processInfo.environment, colour: colour, banner: banner)
    options.width = global.width
    return options
  }

  /// The same for a shell that an assistant in this program answers: banner, words to complete.
  static func shellOptions(_ global: GlobalOptions, _ assistant: Assistant) -> ShellOptions {
    var options = shellOptions(global, banner: assistant.greeting)
    options.words = CompletionWords(lines: assistant.completions)
    return options
  }
}
