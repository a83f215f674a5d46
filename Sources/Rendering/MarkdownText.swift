package import Conversation
import Knowledge

/// A reply as Markdown that any reader shows alike: headings, lists, tables; plots stand as text.
///
/// The first heading is the title. What a person typed is escaped, so that it stays text.
///
/// CommonMark, with the tables of GitHub's dialect. A plot stands in a fenced block, 78 columns
/// wide.
package struct MarkdownText: Sendable {
  package init() {}

  /// The whole document, with the sources that its markers stand for.
  ///
  /// - Returns: paragraphs with an empty line between, and one line break at the end.
  package func text(of reply: Reply) -> String {
    var parts: [String] = []
    var isTitled = false
    for block in reply.blocks {
      if case .heading(let text) = block {
        parts.append("\(isTitled ? "##" : "#") \(Self.escaped(text))")
        isTitled = true
      } else {
        parts += paragraphs(of: block)
      }
    }
    let feet = FootLine.lines(of: reply.citations).map { Self.escaped($0.text) + "  " }
    if !feet.isEmpty { parts.append(feet.joined(separator: "\n")) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func paragraphs(of block: ReplyBlock) -> [String] {
    switch block {
    case .heading(let text), .noted(let text), .text(let text): return [Self.escaped(text)]
    case .urgent(let text): return ["**\(Self.escaped(text))**"]
    case .caution(let text): return ["> " + Self.escaped(text)]
    case .list(let items):
      return [items.map { "- " + Self.escaped($0) }.joined(separator: "\n")]
    case .choices(let items):
      return [
        items.enumerated().map { "\($0.offset + 1). " + Self.escaped($0.element) }
          .joined(separator: "\n")
      ]
    case .table(let table):
      return table.alerts.map { "**\(Self.escaped($0))**" }
        + [grid(TableCells(table)), Self.escaped(table.summaryWithLegend)]
    case .trend(let trend):
      var reply = Reply(.info)
      reply.blocks = [.trend(trend)]
      let plot = PlainText(width: 78).text(of: reply)
      return ["```text\n\(plot)\n```"]
    case .sideBySide(let table):
      return [
        grid(
          TableCells(
            titles: [""] + table.titles, rows: table.rows.map { [$0.name] + $0.cells }))
      ]
    }
  }

  private func grid(_ table: TableCells) -> String {
    func row(_ cells: [String]) -> String {
      "| " + cells.map(Self.escaped).joined(separator: " | ") + " |"
    }
    let rule = "| " + table.titles.map { _ in "---" }.joined(separator: " | ") + " |"
    return ([row(table.titles), rule] + table.rows.map(row)).joined(separator: "\n")
  }

  /// A text that Markdown shows as it is; the marker of a source needs no escape.
  ///
  ///     2*3 [1] <b>   →   2\*3 [1] \<b\>
  static func escaped(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let sign = rest.first {
      if sign == "[", let marker = Self.marker(at: rest) {
        result += marker
        rest = rest.dropFirst(marker.count)
        continue
      }
      if "\\`*_[]<>|#~".contains(sign) { result.append("\\") }
      result.append(sign)
      rest = rest.dropFirst()
    }
    return result
  }

  /// `[12]`, unless something follows that would make it a link.
  private static func marker(at text: Substring) -> Substring? {
    let digits = text.dropFirst().prefix { $0.isASCII && $0.isNumber }
    let end = text.dropFirst(1 + digits.count)
    guard !digits.isEmpty, end.first == "]",
      end.dropFirst().first.map({ !"(:".contains($0) }) ?? true
    else { return nil }
    return text.prefix(digits.count + 2)
  }
}

/// A table as rows of text: the columns that hold something, position bars aside.
///
/// For forms that have no room for a position bar: a mark stands behind its result.
struct TableCells {
  let titles: [String]
  let rows: [[String]]

  init(titles: [String], rows: [[String]]) {
    self.titles = titles
    self.rows = rows
  }

  init(_ table: LabTable) {
    let titles = table.titles + Array(repeating: "", count: max(0, 6 - table.titles.count))
    let columns: [(title: String, cells: [String])] = [
      (titles[0], table.rows.map(\.name)),
      (titles[1], table.rows.map { $0.mark.isEmpty ? $0.result : "\($0.result) \($0.mark)" }),
      (titles[2], table.rows.map(\.unit)), (titles[3], table.rows.map(\.reference)),
      (titles[4], table.rows.map(\.when)),
      (titles[5], table.rows.map { $0.source.map { "[\($0)]" } ?? "" }),
    ]
    let shown = columns.filter { !$0.cells.allSatisfy(\.isEmpty) }
    self.titles = shown.map(\.title)
    rows = table.rows.indices.map { row in shown.map { $0.cells[row] } }
  }
}
