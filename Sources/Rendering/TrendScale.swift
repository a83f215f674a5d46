import Conversation

/// The rows of a plot, the highest value first: the limits lie exactly on rows, points on their own side of them.
///
/// To scale if that takes at most eleven rows and leaves one between the limits. Else what lies outside is pressed into
/// three rows, and `breaks` names the rows at which the scale changes.
struct TrendScale {
  let rows: Int
  let lowRow: Int?
  let highRow: Int?
  private(set) var breaks: [Int] = []
  private let top: Double
  private let bottom: Double
  private let low: Double?
  private let high: Double?
  private var labels: [Int: String] = [:]

  private static let mostRows = 11
  private static let pressedRows = 3
  private static let rowsBetween = 5

  init(_ trend: LabTrend) {
    let values = trend.points.map(\.value)
    let (least, most) = (values.min() ?? 0, values.max() ?? 1)
    low = trend.low
    high = trend.high
    var top = max(most, trend.high ?? trend.low ?? most)
    var bottom = min(least, trend.low ?? trend.high ?? least)
    // What lies above the upper limit, between the limits, and below the lower one.
    let spans: [Double] = [
      trend.high.map { top - $0 } ?? 0, (trend.high ?? top) - (trend.low ?? bottom),
      trend.low.map { $0 - bottom } ?? 0,
    ]
    var (parts, step) = Self.toScale(spans)
    if parts.isEmpty {
      let pressed = spans.map { $0 > 0 ? Self.pressedRows : 0 }
      parts = [pressed[0], spans[1] > 0 ? Self.rowsBetween : 0, pressed[2]]
      if pressed[0] > 0 { breaks.append(pressed[0] - 1) }
      if pressed[2] > 0 { breaks.append(pressed[0] + Self.rowsBetween + 1) }
    }
    // A row is a step, also where the last value lies between two.
    if let high, step > 0 { top = max(top, high + Double(parts[0]) * step) }
    if let low, step > 0 { bottom = min(bottom, low - Double(parts[2]) * step) }
    self.top = top
    self.bottom = bottom
    rows = 1 + parts[0] + parts[1] + parts[2]
    highRow = trend.high.map { _ in parts[0] }
    lowRow = trend.low.map { _ in parts[0] + parts[1] }
    // What lies between the limits needs no label.
    let isOut = (most > trend.high ?? -.infinity, least < trend.low ?? .infinity)
    for point in trend.points
    where isOut.0 && point.value == most || isOut.1 && point.value == least {
      labels[row(of: point.value)] = point.result
    }
    if let lowRow { labels[lowRow] = trend.lowLabel }
    if let highRow { labels[highRow] = trend.highLabel }
  }

  /// Rows for each span in one scale, as many as there is room for; none where the limits would fall together.
  private static func toScale(_ spans: [Double]) -> (rows: [Int], step: Double) {
    guard let widest = spans.max(), widest > 0 else { return ([0, mostRows / 2, 0], 0) }
    let unit = spans[1] > 0 ? spans[1] : widest
    for count in stride(from: 6, through: 2, by: -1) {
      let step = unit / Double(count)
      let parts = spans.map { $0 > 0 ? max(1, ($0 / step).rounded()) : 0 }
      if parts.reduce(1, +) <= Double(mostRows) { return (parts.map { Int($0) }, step) }
    }
    return ([], 0)
  }

  func label(row: Int) -> String { labels[row] ?? "" }

  func row(of value: Double) -> Int {
    if let high, let highRow, value > high {
      return spread(value, from: high, highRow, to: top, 0, within: 0...max(0, highRow - 1))
    }
    let (last, lowest) = (rows - 1, lowRow ?? rows - 1)
    if let low, let lowRow, value < low {
      return spread(
        value, from: low, lowRow, to: bottom, last, within: min(lowRow + 1, last)...last)
    }
    // What is in range lies on no limit, where there is room.
    let first = highRow.map { $0 + 1 } ?? 0
    let end = lowRow.map { $0 - 1 } ?? last
    let within = first <= end ? first...end : min(first, last)...min(first, last)
    return spread(value, from: high ?? top, highRow ?? 0, to: low ?? bottom, lowest, within: within)
  }

  private func spread(
    _ value: Double, from: Double, _ first: Int, to: Double, _ last: Int, within: ClosedRange<Int>
  ) -> Int {
    let part = to == from ? 0 : min(1, max(0, (value - from) / (to - from)))
    let row = (Double(first) + part * Double(last - first)).rounded()
    return min(max(Int(row), within.lowerBound), within.upperBound)
  }
}
