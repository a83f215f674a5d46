/// A day of the Gregorian calendar, without a time and without a clock.
package struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let year: Int
  package let month: Int
  package let day: Int

  /// `nil` for a day that does not exist: 30 February.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, in: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2026-03-01`.
  package init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[2].utf8.count == 2, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `2026-03-01`
  package var description: String {
    Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
  }

  package static func < (one: Day, two: Day) -> Bool {
    (one.year, one.month, one.day) < (two.year, two.month, two.day)
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Day {
  /// Days since 1 March of year 0 of the proleptic calendar.
  package var ordinal: Int {
    let y = month <= 2 ? year - 1 : year
    let m = (month + 9) % 12
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1
  }

  private init?(ordinal: Int) {
    let century = 146_097
    let era = ordinal / century
    let rest = ordinal % century
    let y = (rest - rest / 1460 + rest / 36524 - rest / 146_096) / 365
    let dayOfYear = rest - (365 * y + y / 4 - y / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    self.init(
      year: era * 400 + y + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * m + 2) / 5 + 1)
  }

  /// The ordinal of the last day of its year.
  var yearEnd: Int {
    (month...12).reduce(ordinal - day) { $0 + Self.length(ofMonth: $1, in: year) }
  }

  /// Monday is 1, Sunday 7.
  package var weekday: Int { (ordinal + 2) % 7 + 1 }

  /// The day so long before this one; the end of a shorter month where needed.
  package func back(_ span: RelativeDate.Span) -> Day? {
    let count = min(max(span.count, 0), 100_000)
    switch span.unit {
    case .days: return earlier(days: count)
    case .weeks: return earlier(days: count * 7)
    case .months: return earlier(months: count)
    case .years: return earlier(months: count * 12)
    }
  }

  private func earlier(days: Int) -> Day? {
    ordinal - days > 366 ? Day(ordinal: ordinal - days) : nil
  }

  private func earlier(months: Int) -> Day? {
    let index = year * 12 + month - 1 - months
    guard index >= 12 else { return nil }
    let (y, m) = (index / 12, index % 12 + 1)
    return Day(year: y, month: m, day: min(day, Self.length(ofMonth: m, in: y)))
  }
}
