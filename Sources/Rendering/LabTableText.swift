import Conversation

/// A lab table as lines. As the width falls, the position bar leaves first, then the date, then the
/// source; below about 56 columns each result is a sentence. A result is never clipped.
///
///     Result         Value       Unit    Usual range
///     ──────────────────────────────────────────────────────────
///     Phosphate        6.8  H    mg/dL   2.5–4.5    ┄┄┄┄╞════╡┄●┄┄
struct LabTableText {
  private let page: TextPage

  init(_ page: TextPage) { self.page = page }

  /// Alerts come first, the summary last.
  func lines(of table: LabTable) -> [TextLine] {
    var lines = table.alerts.flatMap { page.wrapped("!! " + $0, indent: 3, role: .urgent) }
    if !lines.isEmpty { lines.append(TextLine("", .plain)) }
    lines += page.isAccessible ? sentences(table) : grid(table)
    lines.append(TextLine("", .plain))
    let summary = page.isAccessible ? table.summary : table.summaryWithLegend
    return lines + page.wrapped(summary, indent: 0, role: .plain)
  }

  private struct Column {
    var title: String
    var cells: [String]
    var isRight = false
    /// The narrowest page on which the column stays.
    var fromWidth = 0

    var width: Int { (cells + [title]).map { DisplayWidth.of($0) }.max() ?? 0 }
  }

  private func grid(_ table: LabTable) -> [TextLine] {
    let titles = table.titles + Array(repeating: "", count: max(0, 6 - table.titles.count))
    let available = page.width ?? 80
    let rows = table.rows.map { row in
      var row = row
      (row.name, row.unit) = (page.spelled(row.name), page.spelled(row.unit))
      row.reference = page.spelled(row.reference)
      return row
    }
    var columns = [
      Column(title: titles[0], cells: rows.map(\.name)),
      Column(title: titles[1], cells: rows.map(\.result), isRight: true),
      Column(title: "", cells: rows.map(\.mark)),
      Column(title: titles[2], cells: rows.map(\.unit)),
      Column(title: titles[3], cells: rows.map(\.reference)),
      Column(title: "", cells: rows.map { bar($0.position) }, fromWidth: 100),
      Column(title: titles[4], cells: rows.map(\.when), fromWidth: 68),
      Column(
        title: titles[5], cells: rows.map { $0.source.map { "[\($0)]" } ?? "" }, fromWidth: 60),
    ]
    columns.removeAll { column in
      column.fromWidth > available || column.cells.allSatisfy(\.isEmpty)
    }
    func total() -> Int { columns.reduce(2 * (columns.count - 1)) { $0 + $1.width } }
    // Columns that may leave go from the right until the rest fits.
    while total() > available, let last = columns.lastIndex(where: { $0.fromWidth > 0 }) {
      columns.remove(at: last)
    }
    guard total() <= available else { return sentences(table) }
    let rule = String(repeating: page.isASCII ? "-" : "─", count: total())
    var lines = [TextLine(line(columns.map(\.title), columns), .heading), TextLine(rule, .table)]
    for row in rows.indices {
      lines.append(TextLine(line(columns.map { $0.cells[row] }, columns), .table))
    }
    return lines
  }

  private func line(_ cells: [String], _ columns: [Column]) -> String {
    var text = ""
    for (cell, column) in zip(cells, columns) {
      if !text.isEmpty { text += "  " }
      let gap = String(repeating: " ", count: max(0, column.width - DisplayWidth.of(cell)))
      text += column.isRight ? gap + cell : cell + gap
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Where a result lies: the reference interval is drawn in the middle third.
  ///
  /// 14 columns: four below, the interval in the middle, four above. See `LabTable` for what a
  /// position is.
  private func bar(_ position: Double?) -> String {
    guard let position, position.isFinite else { return "" }
    let clamped = min(max(position, -1), 2)
    let mark = min(13, max(0, Int(((clamped + 1) / 3 * 13).rounded())))
    var cells: [String] =
      page.isASCII
      ? "....[====]....".map(String.init) : "┄┄┄┄╞════╡┄┄┄┄".map(String.init)
    // Rounding must not move a result across a limit.
    let isInside = (0...1).contains(position)
    let place = isInside ? min(8, max(5, mark)) : (position < 0 ? min(3, mark) : max(10, mark))
    cells[place] = page.isASCII ? "o" : "●"
    return cells.joined()
  }

  private func sentences(_ table: LabTable) -> [TextLine] {
    let title = table.titles.count > 3 ? table.titles[3] : ""
    return table.rows.flatMap { row in
      var text = "\(row.name): \(row.result)"
      if !row.unit.isEmpty { text += " \(row.unit)" }
      if let word = TextPage.markWords[row.mark] { text += ", \(word)" }
      text += "."
      if !row.reference.isEmpty { text += " \(title) \(row.reference)." }
      if !row.when.isEmpty { text += " \(row.when)." }
      if let source = row.source { text += " [\(source)]" }
      return page.wrapped(text, indent: 2, role: .table)
    }
  }
}
