import CEditLineShim
import Conversation
import Glibc

/// Shows a list that is longer than the screen through `less`, where somebody asked for it.
///
/// Never an answer: what is typed next would be taken for commands of the pager, an emergency among
/// it. `LESSSECURE` keeps it from running programs and writing files.
struct Pager: Sendable {
  private let isWanted: Bool

  /// - Parameter path: folders with colons between them; where none holds `less`, nothing is paged
  init(isWanted: Bool, path: String) {
    self.isWanted =
      isWanted
      && path.split(separator: ":").contains { unsafe access("\($0)/less", X_OK) == 0 }
  }

  /// Whether the reply to a line was shown; a short one, and whatever is no list, is left to the caller.
  ///
  /// - Returns: `false` also where `less` failed, so that the caller writes the text itself.
  func show(_ text: String, to line: String, columns: Int, rows: Int) -> Bool {
    guard isWanted, Self.isList(line), Self.rows(of: text, columns: columns) >= rows else {
      return false
    }
    return unsafe ele_pipe_to(Self.command, text, text.utf8.count) == 0
  }

  private static let command =
    "LESSSECURE=1 LESSCHARSET=utf-8 exec less -FRX '-Pspace\\: more, b\\: back, q\\: back to calciq'"

  /// Whether a line asks for one of the long lists.
  static func isList(_ line: String) -> Bool {
    guard case .command(let name, _) = Line(line) else { return false }
    return ["help", "sections", "sources"].contains(name)
  }

  /// How many rows a text takes; more than a million are not told apart.
  ///
  /// Wide characters count once, so that a list of them may be paged a little too late.
  static func rows(of text: String, columns: Int) -> Int {
    let columns = max(1, columns)
    var rows = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      rows += max(1, (line.unicodeScalars.count + columns - 1) / columns)
    }
    return rows - (text.hasSuffix("\n") ? 1 : 0)
  }
}
