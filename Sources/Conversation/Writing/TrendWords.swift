import LabValues

/// What became of a result over time, in words.
struct TrendWords: Sendable {
  let labs: LabCatalogue
  let facts: FactWords
  private var wording: Wording { facts.wording }

  init(_ facts: FactWords) {
    labs = facts.labs
    self.facts = facts
  }

  /// "Calcium: 9.2 mg/dL → 10.1 mg/dL. Rising 0.9 over 2 values."
  func sentence(of id: String, in session: Session) -> (text: String, count: Int)? {
    let values = session.history(of: id)
    guard let analyte = labs.analyte(id), let last = values.last else { return nil }
    let unit = last.mention.typed?.unit ?? analyte.canonical
    let points = points(values, analyte, unit)
    let shown = points.map { $0.date.isEmpty ? $0.result : "\($0.result) (\($0.date))" }
    let told = shown.joined(separator: " → ")
    return (
      "\(facts.capitalized(analyte.label)): \(told). \(summary(points, last, analyte, unit))",
      points.count
    )
  }

  private func points(
    _ values: [StoredFact], _ analyte: Analyte, _ unit: String
  ) -> [LabTrend.Point] {
    values.compactMap { fact in
      guard let quantity = fact.mention.value.flatMap({ analyte.convert($0, to: unit) }) else {
        return nil
      }
      let day = fact.mention.when?.day
      return LabTrend.Point(
        day: day?.ordinal, date: day.map { "\($0)" } ?? "", value: quantity.value,
        result: analyte.text(quantity), mark: facts.mark(fact.flag))
    }
  }

  /// "Rising 1.4 over 7 months. The last value is above the interval."
  func summary(
    _ points: [LabTrend.Point], _ last: StoredFact, _ analyte: Analyte, _ unit: String
  ) -> String {
    guard let first = points.first, let end = points.last, points.count > 1 else {
      return wording(.oneValue)
    }
    let change = end.value - first.value
    var span = wording(.spanValues, ["count": "\(points.count)"])
    if let start = first.day, let stop = end.day, stop > start {
      let days = stop - start
      span =
        days < 60
        ? wording(.spanDays, ["count": "\(days)"])
        : wording(.spanMonths, ["count": "\((days + 15) / 30)"])
    }
    let amount = analyte.text(Quantity(abs(change), unit))
    let isFlat = analyte.numberText(Quantity(abs(change), unit)).allSatisfy { "0.".contains($0) }
    let key: Wording.Key = isFlat ? .steady : change > 0 ? .rising : .falling
    var text = wording(key, ["change": amount, "span": span])
    switch last.flag {
    case .high, .criticalHigh: text += " " + wording(.trendAbove)
    case .low, .criticalLow: text += " " + wording(.trendBelow)
    default: break
    }
    return text
  }
}
