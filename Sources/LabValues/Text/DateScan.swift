/// A date of the line, in lexemes.
struct DateSpan {
  var start: Int
  var end: Int
  var when: When
}

extension LineScan {
  /// All dates outside names, in order.
  ///
  ///     date := 2026-03-01 | 2026/03/01 | 1.3.2026 | 13/3/2026 | 03/2026
  ///           | [day] month [day] [year] | opener month | opener year
  ///           | "3 weeks ago" | "last month" | "last Tuesday"
  func dates(today: Day?, vocabulary: Vocabulary) -> [DateSpan] {
    var found: [DateSpan] = []
    var i = 0
    while i < count {
      if nameAt[i] < 0, let date = date(at: i, today, vocabulary) {
        found.append(date)
        i = date.end
      } else {
        i += 1
      }
    }
    return found
  }

  private func date(at i: Int, _ today: Day?, _ words: Vocabulary) -> DateSpan? {
    if lexemes[i].isDigits {
      if let date = numericDate(at: i) { return date }
      if let date = agoDate(at: i, Int(small(i) ?? 0), i + 1, today) { return date }
      return dayThenMonth(at: i, today)
    }
    guard lexemes[i].word >= 0 else { return nil }
    if let (end, index) = longest(at: i, { if case .relativeDate(let n) = $0 { n } else { nil } }) {
      return DateSpan(start: i, end: end, when: relative(words.relativeDates[index], today))
    }
    if let (end, number) = longest(at: i, { if case .number(let n) = $0 { n } else { nil } }),
      let date = agoDate(at: i, number, end, today)
    {
      return date
    }
    if let date = monthFirst(at: i, openedBy: nil, today) { return date }
    if let end = end(of: CueSet(.monthOpener), at: i), end < count {
      if let date = monthFirst(at: end, openedBy: i, today) { return date }
      if let year = year(end), !isUnit(at: end + 1), isPlainNumber(end) {
        return DateSpan(
          start: i, end: end + 1,
          when: When(day: Day(year: year, month: 1, day: 1), precision: .year))
      }
    }
    if let end = end(of: CueSet(.weekdayOpener), at: i),
      let (last, weekday) = longest(at: end, { if case .weekday(let n) = $0 { n } else { nil } })
    {
      return DateSpan(start: i, end: last, when: onWeekday(weekday, today))
    }
    return nil
  }

  private func isUnit(at i: Int) -> Bool {
    guard i < count, lexemes[i].pause == .none else { return false }
    return longest(at: i, { if case .unit = $0 { true } else { nil } }) != nil
  }

  /// No decimals hang on either side of the digits.
  private func isPlainNumber(_ i: Int) -> Bool {
    if i > 0, lexemes[i - 1].isDigits, lexemes[i].gap == .dot || lexemes[i].gap == .none {
      return false
    }
    if i + 1 < count, lexemes[i + 1].isDigits, gap(before: i + 1).count == 1,
      lexemes[i + 1].gap == .dot || lexemes[i + 1].gap == .comma
    {
      return false
    }
    return true
  }

  private func small(_ i: Int) -> Int? {
    guard i < count, lexemes[i].isDigits, lexemes[i].range.count <= 4 else { return nil }
    return bytes[lexemes[i].range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private func year(_ i: Int) -> Int? {
    guard let number = small(i), lexemes[i].range.count == 4, (1900...2199).contains(number) else {
      return nil
    }
    return number
  }

  private func isJoined(_ i: Int, by signs: [UInt8]) -> Bool {
    guard i < count, lexemes[i].isDigits else { return false }
    let gap = gap(before: i)
    return gap.count == 1 && gap.first.map(signs.contains) == true
  }

  private func numericDate(at i: Int) -> DateSpan? {
    let signs: [UInt8] = [0x2D, 0x2F, 0x2E]
    guard isPlainStart(i), isJoined(i + 1, by: signs) else { return nil }
    let sign = gap(before: i + 1)
    if isJoined(i + 2, by: signs),
      gap(before: i + 2) == sign || sign.elementsEqual(gap(before: i + 2))
    {
      guard let first = small(i), let second = small(i + 1), let third = small(i + 2) else {
        return nil
      }
      if let year = year(i) {
        guard let day = Day(year: year, month: second, day: third) else { return nil }
        return DateSpan(start: i, end: i + 3, when: When(day: day, precision: .day))
      }
      let isDotted = sign.first == 0x2E
      let full = year(i + 2) ?? (isDotted || third > 99 ? nil : 2000 + third)
      guard let year = full, lexemes[i].range.count <= 2, lexemes[i + 1].range.count <= 2,
        (1...31).contains(first), (1...31).contains(second)
      else { return nil }
      let dayFirst = Day(year: year, month: second, day: first)
      let monthFirst = isDotted ? nil : Day(year: year, month: first, day: second)
      // 3/4/2026 is a day in March or in April: a date, but not which.
      let day =
        monthFirst == nil || monthFirst == dayFirst ? dayFirst : dayFirst == nil ? monthFirst : nil
      return DateSpan(start: i, end: i + 3, when: When(day: day, precision: .day))
    }
    if sign.first == 0x2F || sign.first == 0x2D, let year = year(i + 1), let month = small(i),
      lexemes[i].range.count <= 2, let day = Day(year: year, month: month, day: 1)
    {
      return DateSpan(start: i, end: i + 2, when: When(day: day, precision: .month))
    }
    if sign.first == 0x2D, let year = year(i), let month = small(i + 1),
      lexemes[i + 1].range.count == 2,
      let day = Day(year: year, month: month, day: 1), !isJoined(i + 2, by: signs)
    {
      return DateSpan(start: i, end: i + 2, when: When(day: day, precision: .month))
    }
    return nil
  }

  private func isPlainStart(_ i: Int) -> Bool {
    i == 0 || !(lexemes[i - 1].isDigits && lexemes[i].gap != .space) && lexemes[i].gap != .none
  }

  /// `3 weeks ago`
  private func agoDate(at i: Int, _ count: Int, _ unitAt: Int, _ today: Day?) -> DateSpan? {
    guard unitAt < self.count, count > 0 else { return nil }
    let units: [(Cue, RelativeDate.Span.Unit)] = [
      (.spanDays, .days), (.spanWeeks, .weeks), (.spanMonths, .months), (.spanYears, .years),
    ]
    for (cue, unit) in units {
      if let next = end(of: CueSet(cue), at: unitAt), let end = end(of: CueSet(.ago), at: next) {
        let span = RelativeDate.Span(unit: unit, count: count)
        return DateSpan(
          start: i, end: end, when: relative(RelativeDate(back: span, names: []), today))
      }
    }
    return nil
  }

  private func relative(_ date: RelativeDate, _ today: Day?) -> When {
    guard let back = date.back else { return When(day: nil, precision: .year) }
    let precision: When.Precision =
      switch back.unit {
      case .days: .day
      case .weeks: .week
      case .months: .month
      case .years: .year
      }
    return When(day: today?.back(back), precision: precision)
  }

  private func onWeekday(_ weekday: Int, _ today: Day?) -> When {
    guard let today else { return When(day: nil, precision: .day) }
    let back = (today.weekday - weekday + 6) % 7 + 1
    return When(day: today.back(.init(unit: .days, count: back)), precision: .day)
  }

  private func month(at i: Int) -> (end: Int, month: Int)? {
    longest(at: i, { if case .month(let n) = $0 { n } else { nil } })
      .map { (end: $0.end, month: $0.value) }
  }

  /// `3 March [2026]`, `3rd of March`
  private func dayThenMonth(at i: Int, _ today: Day?) -> DateSpan? {
    guard let day = small(i), (1...31).contains(day), isPlainNumber(i) else { return nil }
    // "calcium 11 March 2026": the number right behind a name is its value.
    if i > 0, nameAt[i - 1] >= 0 { return nil }
    var next = i + 1
    if next < count, lexemes[next].gap == .none, has(.notAUnit, at: next) { next += 1 }
    if next < count, month(at: next) == nil, has(.monthOpener, at: next) { next += 1 }
    guard next < count, lexemes[next].pause == .none, let (end, month) = month(at: next) else {
      return nil
    }
    return finish(start: i, end: end, month: month, day: day, today)
  }

  /// `March 3, 2026`, `March 2026`, and with an opener `May`.
  private func monthFirst(at i: Int, openedBy opener: Int?, _ today: Day?) -> DateSpan? {
    guard i < count, lexemes[i].pause == .none || opener == nil, let (end, month) = month(at: i)
    else {
      return nil
    }
    let start = opener ?? i
    if let day = small(end), (1...31).contains(day), isPlainNumber(end),
      lexemes[end].pause == .none,
      lexemes[end].range.count <= 2
    {
      var next = end + 1
      let isOrdinal = next < count && lexemes[next].gap == .none && has(.notAUnit, at: next)
      if isOrdinal { next += 1 }
      if isOrdinal || year(next) != nil {
        return finish(start: start, end: next, month: month, day: day, today)
      }
    }
    if year(end) != nil || opener != nil {
      return finish(start: start, end: end, month: month, day: nil, today)
    }
    return nil
  }

  /// Takes a year behind, or the last such day before the reference day.
  private func finish(start: Int, end: Int, month: Int, day: Int?, _ today: Day?) -> DateSpan? {
    let precision: When.Precision = day == nil ? .month : .day
    if let year = year(end), lexemes[end].pause < .sentence, isPlainNumber(end) {
      return DateSpan(
        start: start, end: end + 1,
        when: When(day: Day(year: year, month: month, day: day ?? 1), precision: precision))
    }
    var found: Day?
    if let today, let thisYear = Day(year: today.year, month: month, day: day ?? 1) {
      found = thisYear <= today ? thisYear : Day(year: today.year - 1, month: month, day: day ?? 1)
    }
    return DateSpan(start: start, end: end, when: When(day: found, precision: precision))
  }
}
