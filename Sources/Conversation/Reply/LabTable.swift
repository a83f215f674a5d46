/// The results of a session as rows, for a door to lay out.
package struct LabTable: Sendable, Hashable, Codable {
  package struct Row: Sendable, Hashable, Codable {
    package var name: String
    /// The result with its comparator and decimals, "> 90".
    package var result: String
    /// `H`, `L`, `HH`, `LL` or nothing.
    package var mark: String
    package var unit: String
    /// "8.5 to 10.5", or empty where none applies.
    package var reference: String
    /// Where the result lies in its reference interval: 0 at the lower limit, 1 at the upper.
    package var position: Double?
    /// A date, "computed", or empty.
    package var when: String
    /// The number of the citation, where there is one.
    package var source: Int?

    package init(
      name: String, result: String, mark: String, unit: String, reference: String,
      position: Double?, when: String, source: Int?
    ) {
      self.name = name
      self.result = result
      self.mark = mark
      self.unit = unit
      self.reference = reference
      self.position = position
      self.when = when
      self.source = source
    }
  }

  /// The column titles: test, result, unit, reference, when, source.
  package var titles: [String]
  package var rows: [Row]
  /// Sentences before the table: critical results.
  package var alerts: [String]
  /// The sentence under the table.
  package var summary: String
  /// What its marks mean; nobody needs that where they are words.
  package var legend: String

  package init(
    titles: [String], rows: [Row], alerts: [String], summary: String, legend: String = ""
  ) {
    self.titles = titles
    self.rows = rows
    self.alerts = alerts
    self.summary = summary
    self.legend = legend
  }

  package var summaryWithLegend: String { legend.isEmpty ? summary : summary + " " + legend }
}

/// The results of one analyte over time, for a door to plot.
package struct LabTrend: Sendable, Hashable, Codable {
  package struct Point: Sendable, Hashable, Codable {
    /// Days since 1970-01-01, where a date is known.
    package var day: Int?
    /// The date as shown, "2026-03-01", or empty.
    package var date: String
    package var value: Double
    /// The value with its decimals.
    package var result: String
    /// `H`, `L`, `HH`, `LL` or nothing.
    package var mark: String

    package init(day: Int?, date: String, value: Double, result: String, mark: String) {
      self.day = day
      self.date = date
      self.value = value
      self.result = result
      self.mark = mark
    }
  }

  package var name: String
  package var unit: String
  package var low: Double?
  package var high: Double?
  /// The limits with their decimals.
  package var lowLabel: String
  package var highLabel: String
  /// In order of time.
  package var points: [Point]
  /// The closing sentence: "Rising 1.4 over 7 months."
  package var summary: String

  package init(
    name: String, unit: String, low: Double?, high: Double?, lowLabel: String,
    highLabel: String, points: [Point], summary: String
  ) {
    self.name = name
    self.unit = unit
    self.low = low
    self.high = high
    self.lowLabel = lowLabel
    self.highLabel = highLabel
    self.points = points
    self.summary = summary
  }
}
