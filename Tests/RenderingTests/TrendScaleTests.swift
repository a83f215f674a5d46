import Conversation
import Testing

@testable import Rendering

/// The rows of a plot: limits on rows, values to scale, and a break where that does not fit.
struct TrendScaleTests {
  private func scale(_ values: [Double], _ low: Double?, _ high: Double?) -> TrendScale {
    let points = values.map {
      LabTrend.Point(day: nil, date: "", value: $0, result: "\($0)", mark: "")
    }
    return TrendScale(
      LabTrend(
        name: "", unit: "", low: low, high: high, lowLabel: "low", highLabel: "high",
        points: points, summary: ""))
  }

  @Test func equalStepsTakeEqualRows() {
    let scale = scale([10.2, 10.8, 11.2], 8.5, 10.5)
    #expect(scale.breaks.isEmpty)
    let (low, high) = (scale.lowRow ?? 0, scale.highRow ?? 0)
    // One step is a sixth of the two units between the limits.
    #expect(low - high == 6 && scale.row(of: 11.17) == high - 2)
  }

  @Test func roundingMovesNoPointAcrossALimit() {
    let scale = scale([8.51, 10.49, 10.51, 8.49], 8.5, 10.5)
    let (low, high) = (scale.lowRow ?? 0, scale.highRow ?? 0)
    #expect(scale.row(of: 10.51) < high && scale.row(of: 10.49) > high)
    #expect(scale.row(of: 8.51) < low && scale.row(of: 8.49) > low)
  }

  @Test func whatLiesFarOutBreaksTheScale() {
    let scale = scale([120, 900], 15, 65)
    #expect(scale.breaks == [2] && scale.rows == 9)
    #expect(scale.row(of: 900) == 0 && scale.row(of: 120) > 0)
  }

  @Test(
    arguments: [
      ([5.0, 9], nil, 5.0), ([2.0, 3], 5.0, nil), ([1.0, 2], nil, nil), ([5.0, 5], 5.0, 5.0),
      ([1e9, -1e9], 1.0, 2.0),
    ] as [([Double], Double?, Double?)])
  func everyRowIsOneOfThePlot(_ values: [Double], _ low: Double?, _ high: Double?) {
    let scale = scale(values, low, high)
    #expect(scale.rows > 0 && scale.rows <= 12)
    for value in values { #expect((0..<scale.rows).contains(scale.row(of: value))) }
  }
}
