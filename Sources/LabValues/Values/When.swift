/// When something was measured or began, as exactly as it was said.
package struct When: Sendable, Hashable, CustomStringConvertible {
  package enum Precision: Int, Sendable, Hashable, Comparable {
    case year, month, week, day

    package static func < (one: Precision, two: Precision) -> Bool { one.rawValue < two.rawValue }
  }

  /// The first or only day meant; `nil` when the words cannot be placed ("last month" without a
  /// reference day, "recently").
  package var day: Day?
  package var precision: Precision
  /// Long ago by its words: "last summer", "years ago", "last year".
  package var isLongAgo = false

  package init(day: Day?, precision: Precision) {
    self.day = day
    self.precision = precision
  }

  /// `2026-03-01`, `2026-03`, `2026`, or `undated`.
  package var description: String {
    guard let day else { return "undated" }
    return switch precision {
    case .day, .week: day.description
    case .month: String(day.description.prefix(7))
    case .year: String(day.description.prefix(4))
    }
  }
}

extension When {
  /// Reads what `description` writes: `2026-03-01`, `2026-03` or `2026`.
  package init?(written text: String) {
    let (rest, precision): (String, Precision) =
      switch text.utf8.count {
      case 10: ("", .day)
      case 7: ("-01", .month)
      case 4: ("-01-01", .year)
      default: ("?", .day)
      }
    guard let day = Day(iso: text + rest) else { return nil }
    self.init(day: day, precision: precision)
  }

  /// Whether it lies more than two weeks before a day, by its date or by its words.
  package func isLongAgo(before today: Day?) -> Bool {
    guard !isLongAgo, let day, let today else { return isLongAgo }
    let end =
      switch precision {
      case .day, .week: day.ordinal
      case .month: day.ordinal - day.day + Day.length(ofMonth: day.month, in: day.year)
      case .year: day.yearEnd
      }
    return today.ordinal - min(end, today.ordinal) > 14
  }
}
