import ArgumentParser
import Shell

/// How a shell shows what it is answered.
struct ShellLook: ParsableArguments {
  @Flag(help: "Print one JSON object per line of input.")
  var json = false

  @Flag(help: "Sentences instead of boxes and plots, for screen readers.")
  var accessible = false

  @Flag(name: .customLong("private"), help: "Keep nothing in the history file.")
  var isPrivate = false

  @Flag(
    help:
      "Show the lists of /help, /sections and /sources in a pager where they are longer than the screen."
  )
  var pager = false

  /// Called after the terminal was looked at: what was asked for is added to what it wants.
  func apply(to options: inout ShellOptions) {
    options.isJSON = json
    options.isAccessible = accessible || options.terminal.isAccessible
    options.isPrivate = isPrivate
    options.hasPager = pager
  }
}
