import ArgumentParser

/// Options that every command understands.
///
/// They may stand before the command or behind it.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The knowledge folder; CALCIQ_INTENTS does the same.", valueName: "dir"),
    completion: .directory)
  var intents: String?

  @Option(help: "When to use colour: auto, always or never; NO_COLOR turns auto off.")
  var color: ColorChoice = .auto

  @Option(help: ArgumentHelp("Wrap at this many columns.", valueName: "columns"))
  var width: Int?

  @Flag(help: "Read no config file.")
  var noConfig = false

  func validate() throws {
    if let width, !(20...400).contains(width) {
      throw ValidationError("--width takes a number from 20 to 400, not \(width)")
    }
  }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}
