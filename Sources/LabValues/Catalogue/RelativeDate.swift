/// Words for a day or a span of days, counted back from the reference day.
package struct RelativeDate: Sendable, Hashable, Codable {
  /// `nil` for a word that names no day ("recently").
  package var back: Span?
  /// Long ago, without a day.
  package var isLongAgo = false
  package var names: [String]

  /// A length of time in one unit.
  package struct Span: Sendable, Hashable, Codable {
    package enum Unit: String, Sendable, Hashable, CaseIterable, Codable {
      case days, weeks, months, years
    }

    package var unit: Unit
    package var count: Int

    package init(unit: Unit, count: Int) {
      self.unit = unit
      self.count = count
    }
  }

  package init(back: Span?, names: [String]) {
    self.back = back
    self.names = names
  }
}
