import CEditLineShim
import Glibc

/// Shows an answer that is longer than the screen through `less`, where that is installed.
struct Pager: Sendable {
  private let isWanted: Bool

  init(isWanted: Bool, path: String) {
    self.isWanted =
      isWanted
      && path.split(separator: ":").contains { unsafe access("\($0)/less", X_OK) == 0 }
  }

  /// Whether the text was shown; a short one is left to the caller.
  func show(_ text: String, columns: Int, rows: Int) -> Bool {
    guard isWanted, Self.rows(of: text, columns: columns) >= rows else { return false }
    let bytes = text.utf8.count
    return unsafe ele_pipe_to("LESSCHARSET=utf-8 exec less -FRX", text, bytes) == 0
  }

  /// How many rows a text takes; more than a million are not told apart.
  static func rows(of text: String, columns: Int) -> Int {
    let columns = max(1, columns)
    var rows = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      rows += max(1, (line.unicodeScalars.count + columns - 1) / columns)
    }
    return rows - (text.hasSuffix("\n") ? 1 : 0)
  }
}
