import CEditLineShim
import Glibc

/// What the standard streams can show, from the environment alone and from whether they are terminals.
///
///     NO_COLOR        no colour, plain prompt (https://no-color.org)
///     TERM            "", dumb, emacs, unknown: no escapes, unless colour is forced
///     LC_ALL LC_CTYPE LANG    the first that is set decides about UTF-8
///     ACCESSIBLE      set and not 0: sentences instead of tables
///     CALCIQ_OSC133   1: a program reads this terminal and waits for marks
package struct Terminal: Sendable, Hashable {
  /// Whether a person types and reads here.
  package var isInteractive: Bool
  /// Whether a person reads what is written.
  package var isOutputTerminal: Bool
  package var hasColour: Bool
  /// Whether a name can be a link that the terminal follows (OSC 8): never in a pipe.
  package var hasLinks: Bool
  /// Whether colour was asked for, whatever stands at the other end.
  package var isColourForced: Bool
  /// Whether rules and plots stay with ASCII.
  package var isASCII: Bool
  /// Whether the prompt stays with ASCII.
  package var hasPlainPrompt: Bool
  /// Whether OSC 133 marks stand around prompts and answers.
  package var hasMarks: Bool
  /// Whether marks were asked for by a program that reads this terminal.
  package var isReplayed: Bool
  /// Whether the cursor can be moved and the screen cleared.
  package var canMove: Bool
  /// Whether a screen reader is used.
  package var isAccessible: Bool

  /// It asks nothing of the system, so that a table can test it.
  package init(
    environment: [String: String], colour: ColourChoice, isInputTerminal: Bool,
    isOutputTerminal: Bool
  ) {
    func isSet(_ name: String) -> Bool { environment[name]?.isEmpty == false }
    let term = environment["TERM"] ?? ""
    let isCapable = isOutputTerminal && !["", "dumb", "emacs", "unknown"].contains(term)
    let refusesColour = isSet("NO_COLOR")
    self.isOutputTerminal = isOutputTerminal
    isInteractive = isInputTerminal && isOutputTerminal
    isColourForced = colour == .always
    hasColour =
      switch colour {
      case .always: true
      case .never: false
      case .auto: isCapable && !refusesColour
      }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }?.lowercased()
    isASCII = !["utf-8", "utf8"].contains { locale?.contains($0) == true }
    hasPlainPrompt = isASCII || refusesColour || !isCapable
    isReplayed = environment["CALCIQ_OSC133"] == "1"
    canMove = isCapable && !isReplayed
    // The console of the kernel shows these escapes as letters.
    hasLinks = isCapable && hasColour && !isReplayed && term != "linux"
    hasMarks = isReplayed || (isInteractive && isCapable)
    isAccessible = isSet("ACCESSIBLE") && environment["ACCESSIBLE"] != "0"
  }

  /// The terminal that this program runs in.
  package init(environment: [String: String], colour: ColourChoice) {
    self.init(
      environment: environment, colour: colour, isInputTerminal: isatty(STDIN_FILENO) == 1,
      isOutputTerminal: isatty(STDOUT_FILENO) == 1)
  }

  /// The columns that text is wrapped at in a wider window: longer lines tire the eye.
  package static let widest = 78
  /// The columns of the window at this moment.
  /// 80 where it does not say.
  package static var columns: Int { Int(ele_columns(STDOUT_FILENO)) }
  /// The rows of the window at this moment.
  /// 24 where it does not say.
  static var rows: Int { Int(ele_rows(STDOUT_FILENO)) }
}

/// When a door colours its text.
///
/// `always` wins over `NO_COLOR` and over a pipe: somebody asked for it.
package enum ColourChoice: String, Sendable, CaseIterable {
  case auto, always, never
}

/// OSC 133: terminals jump between answers by these, and a program that drives one waits for them.
enum PromptMark: String {
  case prompt = "A"
  case output = "C"
  case done = "D"

  var text: String { "\u{1B}]133;\(rawValue)\u{7}" }
}
