import Conversation

/// The values of one result over time as a drawing: a band between the limits, a point a value with
/// its number, filled where it lies outside.
///
///     ┌──────────────────────────┐
///     │                 ● 11.4 H │
///     │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄│ 10.5
///     │ ○ 9.2                    │
///     │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄│ 8.5
///     └──────────────────────────┘
///       2026-01-02    2026-06-02
///
/// 640 by 220 units, scaled to the page. Its title is the sentence that a screen reader reads
/// instead.
struct TrendDrawing {
  private let trend: LabTrend
  private let bottom: Double
  private let top: Double

  private static let width = 640.0
  private static let height = 220.0
  /// Of the area in which values lie, from the edges of the drawing.
  private static let (left, right, above, below) = (20.0, 70.0, 24.0, 34.0)

  init(_ trend: LabTrend) {
    self.trend = trend
    let values = trend.points.map(\.value) + [trend.low, trend.high].compactMap { $0 }
    let (least, most) = (values.min() ?? 0, values.max() ?? 1)
    let room = most > least ? (most - least) * 0.12 : max(abs(most) * 0.1, 1)
    bottom = least - room
    top = most + room
  }

  /// The drawing, to stand within a page.
  ///
  /// SVG 1.1 that needs no style sheet and no script.
  var svg: String {
    let columns = columns
    let spots = zip(trend.points, columns).map { point, x in (point, x, y(point.value)) }
    let path = spots.map { "\(number($0.1)),\(number($0.2))" }.joined(separator: " ")
    let parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(Self.width)) \(number(Self.height))\""
        + " role=\"img\" font-family=\"sans-serif\" font-size=\"13\">",
      HTMLPage.element("title", "\(trend.name). \(trend.summary)"), band,
      "<polyline points=\"\(path)\" fill=\"none\" stroke=\"#555\" stroke-width=\"1.5\"/>",
      spots.map { dot($0, $1, $2) }.joined(separator: "\n"), dates(columns), "</svg>",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The span between the limits, and a line with its number for each.
  private var band: String {
    let (start, end) = (Self.left, Self.width - Self.right)
    let upper = trend.high.map(y) ?? Self.above
    let lower = trend.low.map(y) ?? Self.height - Self.below
    guard trend.low != nil || trend.high != nil else { return "" }
    var parts = [
      "<rect x=\"\(number(start))\" y=\"\(number(upper))\" width=\"\(number(end - start))\""
        + " height=\"\(number(max(lower - upper, 0)))\" fill=\"#eee\"/>"
    ]
    for (limit, label) in [(trend.high, trend.highLabel), (trend.low, trend.lowLabel)] {
      guard let limit else { continue }
      let place = y(limit)
      parts.append(
        "<line x1=\"\(number(start))\" y1=\"\(number(place))\" x2=\"\(number(end))\" y2=\"\(number(place))\""
          + " stroke=\"#777\" stroke-dasharray=\"4 3\"/>")
      parts.append(text(label, end + 6, place + 4, anchor: "start"))
    }
    return parts.joined(separator: "\n")
  }

  private func dot(_ point: LabTrend.Point, _ x: Double, _ y: Double) -> String {
    let isOut = !point.mark.isEmpty
    let label = isOut ? "\(point.result) \(point.mark)" : point.result
    return
      "<circle cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"4.5\" fill=\"\(isOut ? "#111" : "#fff")\""
      + " stroke=\"#111\" stroke-width=\"1.5\"/>\n" + text(label, x, y - 10, anchor: anchor(at: x))
  }

  /// The dates under the drawing, where there is room beside the one before.
  private func dates(_ columns: [Double]) -> String {
    var free = -Double.infinity
    var parts: [String] = []
    for (point, x) in zip(trend.points, columns) where !point.date.isEmpty && x >= free {
      parts.append(text(point.date, x, Self.height - 10, anchor: anchor(at: x)))
      free = x + 84
    }
    return parts.joined(separator: "\n")
  }

  /// A text at the edge stays within the drawing.
  private func anchor(at x: Double) -> String {
    if x < Self.left + 40 { return "start" }
    return x > Self.width - Self.right - 40 ? "end" : "middle"
  }

  private func text(_ text: String, _ x: Double, _ y: Double, anchor: String) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">\(HTMLPage.escaped(text))</text>"
  }

  private func y(_ value: Double) -> Double {
    let share = (value - bottom) / (top - bottom)
    return Self.height - Self.below - share * (Self.height - Self.below - Self.above)
  }

  /// To scale in time where all dates are known, else evenly.
  private var columns: [Double] {
    let first = Self.left + 12
    let span = Self.width - Self.right - 12 - first
    let days = trend.points.compactMap(\.day)
    if days.count == trend.points.count, let start = days.min(), let end = days.max(), end > start {
      return days.map { first + Double($0 - start) / Double(end - start) * span }
    }
    let steps = Double(max(1, trend.points.count - 1))
    return trend.points.indices.map { first + Double($0) / steps * span }
  }

  /// A place in the drawing with at most one decimal.
  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
