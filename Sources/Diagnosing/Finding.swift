/// One thing that was looked at, and how it was found.
///
///     ok    knowledge     338 sections in /usr/share/calciq/Intents
///     warn  locale        no UTF-8 (LANG is not set): plots are drawn with ASCII
///     FAIL  certificate   expired on 2026-03-01
package struct Finding: Sendable, Hashable {
  package enum Level: String, Sendable, Hashable {
    case ok, warn
    /// It cannot work so.
    case fail = "FAIL"
  }

  package var level: Level
  package var subject: String
  package var text: String

  package init(_ level: Level, _ subject: String, _ text: String) {
    self.level = level
    self.subject = subject
    self.text = text
  }

  static func ok(_ subject: String, _ text: String) -> Finding { Finding(.ok, subject, text) }
  static func warn(_ subject: String, _ text: String) -> Finding { Finding(.warn, subject, text) }
  static func fail(_ subject: String, _ text: String) -> Finding { Finding(.fail, subject, text) }
}

extension [Finding] {
  /// The findings in columns, a line each.
  ///
  /// Two blanks between columns; a subject of more than 12 letters moves its line.
  package var lines: String {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: Swift.max(0, width - text.count))
    }
    return map { "\(padded($0.level.rawValue, 4))  \(padded($0.subject, 12))  \($0.text)\n" }
      .joined()
  }

  /// Whether something cannot work.
  package var hasFailure: Bool { contains { $0.level == .fail } }
}
