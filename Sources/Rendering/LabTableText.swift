import Conversation

/// A lab table as lines; columns leave as the width falls, results are never clipped.
struct LabTableText {
  private let page: PlainText

  init(_ page: PlainText) { self.page = page }

  func lines(of table: LabTable) -> [TextLine] {
    table.alerts.flatMap { page.wrapped("!! " + $0, indent: 3, role: .urgent) }
      + table.rows.flatMap {
        page.wrapped("\($0.name): \($0.result) \($0.unit) \($0.mark)", indent: 2, role: .table)
      } + page.wrapped(table.summary, indent: 0, role: .plain)
  }
}

/// A trend as a plot.
struct LabTrendText {
  private let page: PlainText

  init(_ page: PlainText) { self.page = page }

  func lines(of trend: LabTrend) -> [TextLine] {
    trend.points.map { TextLine("\($0.date) \($0.result) \($0.mark)", .table) }
      + page.wrapped(trend.summary, indent: 0, role: .plain)
  }
}
