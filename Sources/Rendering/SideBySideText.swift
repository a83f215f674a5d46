import Conversation

/// Subjects side by side: a table where it fits, else each row as a heading with a line a subject.
///
///               Calciphylaxis          Dystrophic
///     ────────────────────────────────────────────────
///     cause     raised phosphate …     damaged tissue …
struct SideBySideText {
  private let page: TextPage

  init(_ page: TextPage) { self.page = page }

  /// Below this width, and for a screen reader, the table stacks.
  private static let leastWidth = 70
  /// The most columns that the names of the rows take.
  private static let nameWidth = 12

  func lines(of table: SideBySide) -> [TextLine] {
    guard let width = page.width, width >= Self.leastWidth, !page.isAccessible else {
      return stacked(table)
    }
    let gaps = 2 * table.titles.count
    let name = min(Self.nameWidth, table.rows.map { DisplayWidth.of($0.name) }.max() ?? 0)
    let cell = (width - name - gaps) / max(1, table.titles.count)
    var lines = row([""] + table.titles, [name] + table.titles.map { _ in cell }, .heading)
    let rule = String(repeating: page.isASCII ? "-" : "─", count: width)
    for entry in table.rows {
      lines.append(TextLine(rule, .plain))
      lines += row([entry.name] + entry.cells, [name] + entry.cells.map { _ in cell }, .plain)
    }
    return lines
  }

  /// One row, each cell wrapped in its column.
  ///
  /// As high as its highest cell. A column is at least 8 wide, so that a word has room.
  private func row(_ cells: [String], _ widths: [Int], _ role: TextLine.Role) -> [TextLine] {
    let columns = zip(cells, widths).map { text, width in
      Wrapping(width: max(width, 8), indent: 0).lines(of: page.spelled(text))
    }
    let height = columns.map(\.count).max() ?? 0
    return (0..<height).map { line in
      var text = ""
      for (index, column) in columns.enumerated() {
        let part = column.indices.contains(line) ? column[line] : ""
        text += part
        guard index < columns.count - 1 else { continue }
        text += String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(part)) + 2)
      }
      while text.last == " " { text.removeLast() }
      return TextLine(text, role)
    }
  }

  private func stacked(_ table: SideBySide) -> [TextLine] {
    var lines: [TextLine] = []
    for entry in table.rows {
      if !lines.isEmpty { lines.append(TextLine("", .plain)) }
      lines += page.wrapped(entry.name, indent: 0, role: .heading)
      for (title, cell) in zip(table.titles, entry.cells) {
        lines += page.wrapped("- \(title): \(cell)", indent: 2, role: .plain)
      }
    }
    return lines
  }
}
