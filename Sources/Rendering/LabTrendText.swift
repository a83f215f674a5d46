import Conversation

/// A trend as a plot: both limits stand exactly on a row, values and time run to scale, and every point
/// carries its number and flag. Rounding never moves a point across a limit. Where a value lies so far
/// out that the limits would fall together, the scale is broken there, and `≈` marks the place.
///
///      11.4 ┤              ● 11.4 H
///      10.5 ┤┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ upper limit ┄
///           │ ● 9.2
///       8.5 ┤┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ lower limit ┄
///           └─────────────────────────────
///             26-01          26-06
///
/// At most 78 columns. Below 40, for a screen reader and for a single value, a list takes its
/// place.
struct LabTrendText {
  private let page: TextPage

  init(_ page: TextPage) { self.page = page }

  func lines(of trend: LabTrend) -> [TextLine] {
    let width = min(page.width ?? 78, 78)
    let isPlot = !page.isAccessible && width >= 40 && trend.points.count >= 2
    return heading(trend) + (isPlot ? plot(trend, width) : list(trend))
      + page.wrapped(trend.summary, indent: 0, role: .plain)
  }

  private func heading(_ trend: LabTrend) -> [TextLine] {
    var text = trend.unit.isEmpty ? trend.name : "\(trend.name), \(trend.unit)"
    let limits = [trend.lowLabel, trend.highLabel].filter { !$0.isEmpty }
    if !limits.isEmpty { text += "   reference \(limits.joined(separator: " to "))" }
    return page.wrapped(text, indent: 2, role: .heading)
  }

  private func list(_ trend: LabTrend) -> [TextLine] {
    trend.points.flatMap { point in
      let word = page.isAccessible ? TextPage.markWords[point.mark].map { ", \($0)" } : nil
      let mark = word ?? (point.mark.isEmpty ? "" : "  \(point.mark)")
      let date = point.date.isEmpty ? "" : "\(point.date): "
      return page.wrapped("\(date)\(point.result) \(trend.unit)\(mark)", indent: 2, role: .table)
    }
  }

  private func plot(_ trend: LabTrend, _ width: Int) -> [TextLine] {
    let scale = TrendScale(trend)
    let labels = (0..<scale.rows).map { scale.label(row: $0) }
    let margin = labels.map { DisplayWidth.of($0) }.max() ?? 0
    let area = width - margin - 3
    var canvas = Array(repeating: Array(repeating: Character(" "), count: area), count: scale.rows)
    drawLimit(scale.highRow, "upper limit", area, &canvas)
    drawLimit(scale.lowRow, "lower limit", area, &canvas)
    let columns = places(trend.points, area)
    for (point, column) in zip(trend.points, columns) {
      let row = scale.row(of: point.value)
      let isOut = !point.mark.isEmpty
      let symbol: Character = page.isASCII ? (isOut ? "*" : "o") : "●"
      let text = "\(symbol) \(point.result)\(isOut ? " \(point.mark)" : "")"
      draw(text, row: row, column: column, &canvas)
    }
    var lines: [TextLine] = []
    for row in 0..<scale.rows {
      let label = labels[row]
      let gap = String(repeating: " ", count: margin - DisplayWidth.of(label))
      let edge = edge(isLabelled: !label.isEmpty, isBreak: scale.breaks.contains(row))
      lines.append(TextLine(trimmed("\(gap)\(label) \(edge)" + String(canvas[row])), .table))
    }
    let floor = String(repeating: page.isASCII ? "-" : "─", count: area)
    let corner = page.isASCII ? "+" : "└"
    lines.append(TextLine(String(repeating: " ", count: margin + 1) + corner + floor, .table))
    lines.append(TextLine(axis(trend.points, columns, area, margin), .table))
    return lines
  }

  private func edge(isLabelled: Bool, isBreak: Bool) -> String {
    if isBreak { return page.isASCII ? "~" : "≈" }
    return page.isASCII ? (isLabelled ? "+" : "|") : (isLabelled ? "┤" : "│")
  }

  private func drawLimit(_ row: Int?, _ name: String, _ area: Int, _ canvas: inout [[Character]]) {
    guard let row else { return }
    let dash: Character = page.isASCII ? "." : "┄"
    canvas[row] = Array(repeating: dash, count: area)
    draw(" \(name) ", row: row, column: area - name.count - 3, &canvas)
  }

  /// Writes a text where there is room for it: a point near the right edge writes to its left.
  private func draw(_ text: String, row: Int, column: Int, _ canvas: inout [[Character]]) {
    let characters = Array(text)
    let start = max(0, min(column, canvas[row].count - characters.count))
    for (offset, character) in characters.enumerated() where start + offset < canvas[row].count {
      canvas[row][start + offset] = character
    }
  }

  /// The columns of the points: to scale in time where all dates are known, else evenly.
  ///
  /// Nine columns at the right are kept for the number of the last point.
  private func places(_ points: [LabTrend.Point], _ area: Int) -> [Int] {
    let span = max(1, area - 9)
    let days = points.compactMap(\.day)
    if days.count == points.count, let first = days.min(), let last = days.max(), last > first {
      return days.map { ($0 - first) * span / (last - first) }
    }
    return points.indices.map { $0 * span / max(1, points.count - 1) }
  }

  /// Year and month of a date, where there is room beside the label before.
  private func axis(
    _ points: [LabTrend.Point], _ columns: [Int], _ area: Int, _ margin: Int
  ) -> String {
    var cells = Array(repeating: Character(" "), count: area + margin + 2)
    var free = 0
    for (point, column) in zip(points, columns) where !point.date.isEmpty {
      let label = Array(point.date.dropFirst(2).prefix(5))
      let start = min(column + margin + 2, cells.count - label.count)
      guard start >= free, start >= 0 else { continue }
      for (offset, character) in label.enumerated() { cells[start + offset] = character }
      free = start + label.count + 1
    }
    return trimmed(String(cells))
  }

  private func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
