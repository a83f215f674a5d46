import Conversation
import Testing

/// Messages of one row and of several, as every door hands them in.
struct LineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var raw: String
    var line: Line
    var testDescription: String { String(raw.debugDescription.prefix(60)) }
  }

  private static let row = String(repeating: "x", count: Line.rowLimit)

  static let cases = [
    Case(raw: "", line: .empty),
    Case(raw: " \u{2028} ", line: .empty),
    Case(raw: "\u{1}\u{7}", line: .unreadable),
    Case(raw: "a\u{2028}b", line: .said("a\nb")),
    Case(raw: "a\r\nb\u{85}c\u{2029}d", line: .said("a \nb\nc\nd")),
    Case(raw: "a\tb", line: .said("a b")),
    Case(raw: "\ta\tb\nc\t\td\t", line: .said("\ta\tb\nc\t\td")),
    Case(raw: "/paste\n\ta\nb\tc", line: .said("\ta\nb\tc")),
    Case(raw: "\t\n\t", line: .empty),
    Case(raw: "/labs  mother ", line: .command(name: "labs", argument: "mother")),
    Case(raw: "/paste", line: .command(name: "paste", argument: "")),
    Case(raw: "/paste\nCa 9.6\nP 3.1\n.", line: .said("Ca 9.6\nP 3.1")),
    Case(raw: "/paste\u{2028}Ca 9.6", line: .said("Ca 9.6")),
    Case(raw: "/paste\n.", line: .empty),
    Case(raw: row, line: .said(row)),
    Case(raw: row + "x", line: .tooLong(limit: Line.rowLimit)),
    Case(raw: row + "\n" + row, line: .said(row + "\n" + row)),
    Case(raw: row + "\u{2028}" + row + "y", line: .tooLong(limit: Line.rowLimit)),
    Case(
      raw: String(repeating: row + "\n", count: 16), line: .tooLong(limit: Line.limit)),
  ]

  @Test(arguments: cases)
  func sortsRowsAndKeepsTheirLimits(_ example: Case) {
    #expect(Line(example.raw) == example.line)
  }

  @Test func travelsAsOneLine() {
    #expect(Line.wired("a\nb\r\nc") == "a\u{2028}b\u{2028}c")
    #expect(Line(Line.wired("a\nb")) == .said("a\nb"))
  }
}
