package import Conversation
import Knowledge

/// A reply as plain text, without escape sequences.
package struct PlainText: Sendable {
  /// The width to wrap at; `nil` leaves paragraphs on one line.
  package var width: Int?
  /// Whether boxes and plots are replaced by sentences, for screen readers.
  package var isAccessible: Bool
  /// Whether only ASCII may be used for rules and plots.
  package var isASCII: Bool

  package init(width: Int?, isAccessible: Bool = false, isASCII: Bool = false) {
    self.width = width
    self.isAccessible = isAccessible
    self.isASCII = isASCII
  }

  /// The whole reply: its blocks, then the sources that its markers stand for.
  package func text(of reply: Reply) -> String {
    lines(of: reply).map(\.text).joined(separator: "\n")
  }

  /// The lines of a reply with the role of each, so that a door can add colour.
  package func lines(of reply: Reply) -> [TextLine] {
    var lines: [TextLine] = []
    for (index, block) in reply.blocks.enumerated() {
      if index > 0, !isTight(after: reply.blocks[index - 1], block) {
        lines.append(TextLine("", .plain))
      }
      lines += self.lines(of: block)
    }
    if !reply.citations.isEmpty {
      lines.append(TextLine("", .plain))
      for (index, entry) in reply.citations.enumerated() {
        let text = "[\(index + 1)] \(entry.label), \(entry.citation.section)"
        lines += wrapped(text, indent: 4, role: .source)
      }
    }
    return lines
  }

  /// A heading stands close to what follows it.
  private func isTight(after block: ReplyBlock, _ next: ReplyBlock) -> Bool {
    if case .heading = block { return true }
    return false
  }

  private func lines(of block: ReplyBlock) -> [TextLine] {
    switch block {
    case .urgent(let text): wrapped("!! " + text, indent: 3, role: .urgent)
    case .noted(let text): wrapped(text, indent: 0, role: .noted)
    case .heading(let text): wrapped(text, indent: 0, role: .heading)
    case .caution(let text): wrapped(text, indent: 0, role: .caution)
    case .text(let text): paragraphs(text)
    case .list(let items): items.flatMap { wrapped("- " + $0, indent: 2, role: .plain) }
    case .choices(let items):
      items.enumerated().flatMap {
        wrapped("\($0.offset + 1). \($0.element)", indent: 3, role: .choice)
      }
    case .table(let table): LabTableText(self).lines(of: table)
    case .trend(let trend): LabTrendText(self).lines(of: trend)
    }
  }

  private func paragraphs(_ text: String) -> [TextLine] {
    // By bytes: looking for characters costs ten times as much, and a line break is one byte.
    let bytes = text.utf8
    var lines: [TextLine] = []
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      lines += wrapped(String(text[start..<end]), indent: 0, role: .plain)
      start = bytes.index(after: end)
    }
    let rest = start == bytes.startIndex ? text : String(text[start...])
    return lines + wrapped(rest, indent: 0, role: .plain)
  }

  /// A text broken into lines of at most the width, later lines indented.
  func wrapped(_ text: String, indent: Int, role: TextLine.Role) -> [TextLine] {
    let lines: [String] =
      if let width { Wrapping(width: width, indent: indent).lines(of: text) } else { [text] }
    return lines.map { TextLine($0, role) }
  }
}

/// One line of a rendered reply.
package struct TextLine: Sendable, Hashable {
  package enum Role: Sendable, Hashable {
    case plain, urgent, noted, heading, caution, choice, source, table
  }

  package var text: String
  package var role: Role

  package init(_ text: String, _ role: Role) {
    self.text = text
    self.role = role
  }
}
