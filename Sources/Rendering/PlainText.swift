package import Conversation
import Knowledge

/// A reply as plain text, without escape sequences.
///
/// The same reply and settings give the same text: no locale, no clock, no width of a window is
/// asked here.
package struct PlainText: Sendable {
  private var page: TextPage

  /// - Parameters:
  ///   - width: columns; `nil` leaves each paragraph on one line, as JSON wants it
  ///   - isAccessible: sentences instead of boxes, plots and markers
  ///   - isASCII: for rules, plots and the commonest signs; letters of words stay
  package init(width: Int?, isAccessible: Bool = false, isASCII: Bool = false) {
    page = TextPage(width: width, isAccessible: isAccessible, isASCII: isASCII)
  }

  /// The whole reply: its blocks, then the sources that its markers stand for. What could be asked next
  /// is data of its own there.
  ///
  /// - Returns: lines with LF between them, none at the end.
  package func text(of reply: Reply) -> String {
    named(reply).body(of: reply).map(\.text).joined(separator: "\n")
  }

  /// The lines of a reply with the role of each, so that a door can add colour; the last of them offer
  /// by number what could be asked next.
  package func lines(of reply: Reply) -> [TextLine] {
    var lines = named(reply).body(of: reply)
    guard let next = reply.next, !reply.suggestions.isEmpty else { return lines }
    if !lines.isEmpty { lines.append(TextLine("", .plain)) }
    append(reply.suggestions, under: next, to: &lines)
    return lines
  }

  /// The same on a page that knows what the reply calls its sources.
  private func named(_ reply: Reply) -> PlainText {
    var text = self
    text.page.sourceName = reply.sourceName
    return text
  }

  private func body(of reply: Reply) -> [TextLine] {
    var lines: [TextLine] = []
    for (index, block) in reply.blocks.enumerated() {
      if index > 0, !isTight(after: reply.blocks[index - 1], block) {
        lines.append(TextLine("", .plain))
      }
      append(block, to: &lines)
    }
    if !reply.citations.isEmpty {
      lines.append(TextLine("", .plain))
      for foot in FootLine.lines(of: reply.citations) {
        let start = lines.count
        page.wrap(foot.text, indent: 4, role: .source, into: &lines)
        lines[start].link = foot.link
      }
    }
    return lines
  }

  /// "Next: 1 … 2 … 3 …" on one line where it fits, else a line each.
  private func append(_ questions: [String], under title: String, to lines: inout [TextLine]) {
    let numbered = questions.enumerated().map { page.spelled("\($0 + 1) \($1)") }
    let whole = ([title] + numbered).joined(separator: " ")
    guard let width = page.width, DisplayWidth.of(whole) > width else {
      return lines.append(TextLine(whole, .choice))
    }
    let margin = DisplayWidth.of(title) + 1
    for (index, question) in numbered.enumerated() {
      let lead = index == 0 ? title + " " : String(repeating: " ", count: margin)
      let wrapping = Wrapping(width: max(width - margin, 12), indent: 2)
      for (row, line) in wrapping.lines(of: question).enumerated() {
        lines.append(
          TextLine((row == 0 ? lead : String(repeating: " ", count: margin)) + line, .choice))
      }
    }
  }

  /// A heading stands close to what follows it.
  private func isTight(after block: ReplyBlock, _ next: ReplyBlock) -> Bool {
    if case .heading = block { return true }
    return false
  }

  private func append(_ block: ReplyBlock, to lines: inout [TextLine]) {
    switch block {
    case .urgent(let text): page.wrap("!! " + text, indent: 3, role: .urgent, into: &lines)
    case .noted(let text): wrapParagraphs(text, role: .noted, into: &lines)
    case .heading(let text): page.wrap(text, indent: 0, role: .heading, into: &lines)
    case .caution(let text): page.wrap(text, indent: 0, role: .caution, into: &lines)
    case .text(let text): wrapParagraphs(text, into: &lines)
    case .list(let items):
      for item in items { page.wrap("- " + item, indent: 2, role: .plain, into: &lines) }
    case .choices(let items):
      for (index, item) in items.enumerated() {
        page.wrap("\(index + 1). \(item)", indent: 3, role: .choice, into: &lines)
      }
    case .table(let table): lines += LabTableText(page).lines(of: table)
    case .trend(let trend): lines += LabTrendText(page).lines(of: trend)
    case .sideBySide(let table): lines += SideBySideText(page).lines(of: table)
    }
  }

  private func wrapParagraphs(
    _ text: String, role: TextLine.Role = .plain, into lines: inout [TextLine]
  ) {
    // By bytes: looking for characters costs ten times as much, and a line break is one byte.
    let bytes = text.utf8Span.span
    var start = 0
    for place in 0..<bytes.count where bytes[place] == UInt8(ascii: "\n") {
      wrapLine(Self.part(of: text, start..<place), role, into: &lines)
      start = place + 1
    }
    let rest = start == 0 ? text : Self.part(of: text, start..<bytes.count)
    wrapLine(rest, role, into: &lines)
  }

  /// The item of a list hangs behind its dash.
  private func wrapLine(_ line: String, _ role: TextLine.Role, into lines: inout [TextLine]) {
    let isItem = line.utf8.starts(with: "- ".utf8)
    page.wrap(line, indent: isItem ? 2 : 0, role: role, into: &lines)
  }

  /// A part of a text between two places in its UTF-8, neither of which lies within a letter.
  private static func part(of text: String, _ range: Range<Int>) -> String {
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    return String(text[start..<text.utf8.index(start, offsetBy: range.count)])
  }
}
