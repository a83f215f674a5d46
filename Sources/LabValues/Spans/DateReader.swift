/// Finds the dates of a line outside names, in order; a time of day right behind belongs to its date.
///
///     date := 2026-03-01 | 2026/03/01 | 20260301 | 1.3.2026 | 13/3/2026 | 03/2026 | 05-Jun-2026
///           | [day] month [day] [year] | opener month | opener year
///           | "3 weeks ago" | "last month" | "last Tuesday"
struct DateReader {
  let scan: LineScan
  let today: Day?
  let words: Vocabulary
  /// Whether the day stands before the month in `3/4/2026`, by the other dates of the message.
  private var isDayFirst: Bool?
  var count: Int { scan.count }

  init(_ scan: LineScan, today: Day?, words: Vocabulary) {
    (self.scan, self.today, self.words) = (scan, today, words)
    isDayFirst = order()
  }

  func dates() -> [DateSpan] {
    var found: [DateSpan] = []
    var i = 0
    while i < scan.count {
      if scan.nameAt[i] < 0, var date = date(at: i, today, words) {
        date.end = timeEnd(behind: date.end)
        date.isOther = isOther(date.start)
        found.append(date)
        i = date.end
      } else {
        i += 1
      }
    }
    return found
  }

  /// "born 1961-03-02", "DOB: 2 March 1961"
  private func isOther(_ start: Int) -> Bool {
    var k = start
    while k > 0, scan.lexemes[k].pause < .sentence, scan.nameAt[k - 1] < 0 {
      if scan.start(of: CueSet(.dateOther), endingAt: k) != nil { return true }
      let fillers = CueSet(.connector, .valueFiller, .monthOpener, .weekdayOpener)
      guard let before = scan.start(of: fillers, endingAt: k) else { return false }
      k = before.start
    }
    return false
  }

  private func date(at i: Int, _ today: Day?, _ words: Vocabulary) -> DateSpan? {
    if scan.lexemes[i].isDigits {
      if let date = numericDate(at: i) ?? compactDate(at: i) ?? yearFirst(at: i) {
        return date
      }
      if let date = agoDate(at: i, Int(small(i) ?? 0), i + 1, today) { return date }
      return dayThenMonth(at: i, today)
    }
    guard scan.lexemes[i].word >= 0 else { return nil }
    if let (end, index) = scan.longest(
      at: i, { if case .relativeDate(let n) = $0 { n } else { nil } })
    {
      return DateSpan(start: i, end: end, when: relative(words.relativeDates[index], today))
    }
    if let (end, number) = scan.longest(at: i, { if case .number(let n) = $0 { n } else { nil } }),
      let date = agoDate(at: i, number, end, today)
    {
      return date
    }
    if let date = monthFirst(at: i, openedBy: nil, today) { return date }
    if let end = scan.end(of: CueSet(.monthOpener), at: i), end < scan.count {
      if let date = monthFirst(at: end, openedBy: i, today) { return date }
      if scan.lexemes[end].isDigits, var date = numericDate(at: end) ?? compactDate(at: end) {
        date.start = i
        return date
      }
      if let year = year(end), !isUnit(at: end + 1), isPlainNumber(end) {
        return DateSpan(
          start: i, end: end + 1,
          when: When(day: Day(year: year, month: 1, day: 1), precision: .year))
      }
    }
    if let end = scan.end(of: CueSet(.weekdayOpener), at: i),
      let (last, weekday) = scan.longest(
        at: end, { if case .weekday(let n) = $0 { n } else { nil } })
    {
      if last < count, scan.lexemes[last].pause < .sentence, scan.lexemes[last].isDigits,
        let exact = dayThenMonth(at: last, today) ?? numericDate(at: last)
      {
        // "from Tuesday 9 September 2025"
        var date = exact
        date.start = i
        return date
      }
      var date = DateSpan(start: i, end: last, when: onWeekday(weekday, today))
      date.isWeekday = true
      return date
    }
    return nil
  }

  private func isUnit(at i: Int) -> Bool {
    guard i < count, scan.lexemes[i].pause == .none else { return false }
    return scan.longest(at: i, { if case .unit = $0 { true } else { nil } }) != nil
  }

  /// No decimals hang on either side of the digits.
  private func isPlainNumber(_ i: Int) -> Bool {
    if i > 0, scan.lexemes[i - 1].isDigits,
      scan.lexemes[i].gap == .dot || scan.lexemes[i].gap == .none
    {
      return false
    }
    if i + 1 < count, scan.lexemes[i + 1].isDigits, scan.gap(before: i + 1).count == 1,
      scan.lexemes[i + 1].gap == .dot || scan.lexemes[i + 1].gap == .comma
    {
      return false
    }
    return true
  }

  func small(_ i: Int) -> Int? {
    guard i < count, scan.lexemes[i].isDigits, scan.lexemes[i].range.count <= 4 else { return nil }
    return scan.bytes[scan.lexemes[i].range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  func year(_ i: Int) -> Int? {
    guard let number = small(i), scan.lexemes[i].range.count == 4, (1900...2199).contains(number)
    else {
      return nil
    }
    return number
  }

  func isJoined(_ i: Int, by signs: [UInt8]) -> Bool {
    guard i < count, scan.lexemes[i].isDigits else { return false }
    let gap = scan.gap(before: i)
    return gap.count == 1 && gap.first.map(signs.contains) == true
  }

  private func numericDate(at i: Int) -> DateSpan? {
    let signs: [UInt8] = [0x2D, 0x2F, 0x2E]
    guard isPlainStart(i), isJoined(i + 1, by: signs) else { return nil }
    let sign = scan.gap(before: i + 1)
    if isJoined(i + 2, by: signs),
      scan.gap(before: i + 2) == sign || sign.elementsEqual(scan.gap(before: i + 2))
    {
      guard let first = small(i), let second = small(i + 1), let third = small(i + 2) else {
        return nil
      }
      if let year = year(i) {
        guard let day = Day(year: year, month: second, day: third) else { return nil }
        return DateSpan(start: i, end: i + 3, when: When(day: day, precision: .day))
      }
      let isDotted = sign.first == 0x2E
      let isShort =
        third <= 99 && scan.lexemes[i + 2].range.count == 2
        && (!isDotted || scan.lexemes[i].range.count == 2 && scan.lexemes[i + 1].range.count == 2)
      let full = year(i + 2) ?? (isShort ? 2000 + third : nil)
      guard let year = full, scan.lexemes[i].range.count <= 2, scan.lexemes[i + 1].range.count <= 2,
        (1...31).contains(first), (1...31).contains(second)
      else { return nil }
      let dayFirst = Day(year: year, month: second, day: first)
      let monthFirst = isDotted ? nil : Day(year: year, month: first, day: second)
      let day = settled(dayFirst, monthFirst)
      var date = DateSpan(start: i, end: i + 3, when: When(day: day, precision: .day))
      if day == nil { date.readings = [dayFirst, monthFirst].compactMap(\.self) }
      return date
    }
    if sign.first == 0x2F || sign.first == 0x2D, let year = year(i + 1), let month = small(i),
      scan.lexemes[i].range.count <= 2, let day = Day(year: year, month: month, day: 1)
    {
      return DateSpan(start: i, end: i + 2, when: When(day: day, precision: .month))
    }
    if sign.first == 0x2D, let year = year(i), let month = small(i + 1),
      scan.lexemes[i + 1].range.count == 2,
      let day = Day(year: year, month: month, day: 1), !isJoined(i + 2, by: signs)
    {
      return DateSpan(start: i, end: i + 2, when: When(day: day, precision: .month))
    }
    return nil
  }

  /// `3/4/2026` is a day in March or in April: the other dates of the message decide, or that one of
  /// the days is still to come; else it is a date, but not known which.
  private func settled(_ dayFirst: Day?, _ monthFirst: Day?) -> Day? {
    guard let dayFirst, let monthFirst, dayFirst != monthFirst else {
      return dayFirst ?? monthFirst
    }
    if let isDayFirst { return isDayFirst ? dayFirst : monthFirst }
    guard let today, (dayFirst > today) != (monthFirst > today) else { return nil }
    return dayFirst > today ? monthFirst : dayFirst
  }

  /// `20260301`, also with a time behind it: `202603010814`.
  private func compactDate(at i: Int) -> DateSpan? {
    let digits = scan.bytes[scan.lexemes[i].range]
    guard digits.count == 8 || digits.count == 12 || digits.count == 14,
      i == 0 || scan.lexemes[i].gap != .none
    else { return nil }
    let number = digits.prefix(8).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard (1900...2199).contains(number / 10000),
      let day = Day(year: number / 10000, month: number / 100 % 100, day: number % 100)
    else { return nil }
    return DateSpan(start: i, end: i + 1, when: When(day: day, precision: .day))
  }

  /// No other digits hang in front.
  private func isPlainStart(_ i: Int) -> Bool {
    guard i > 0 else { return true }
    switch scan.lexemes[i].gap {
    case .none: return false
    case .dot, .slash, .hyphen:
      return !scan.lexemes[i - 1].isDigits || scan.gap(before: i).contains(0x20)
    default: return true
    }
  }

  /// `3 weeks ago`
  private func agoDate(at i: Int, _ count: Int, _ unitAt: Int, _ today: Day?) -> DateSpan? {
    guard unitAt < scan.count, count > 0 else { return nil }
    let units: [(Cue, RelativeDate.Span.Unit)] = [
      (.spanDays, .days), (.spanWeeks, .weeks), (.spanMonths, .months), (.spanYears, .years),
    ]
    for (cue, unit) in units {
      if let next = scan.end(of: CueSet(cue), at: unitAt),
        let end = scan.end(of: CueSet(.ago), at: next)
      {
        let span = RelativeDate.Span(unit: unit, count: count)
        return DateSpan(
          start: i, end: end, when: relative(RelativeDate(back: span, names: []), today))
      }
    }
    return nil
  }

  private func relative(_ date: RelativeDate, _ today: Day?) -> When {
    guard let back = date.back else {
      var when = When(day: nil, precision: .year)
      when.isLongAgo = date.isLongAgo
      return when
    }
    let precision: When.Precision =
      switch back.unit {
      case .days: .day
      case .weeks: .week
      case .months: .month
      case .years: .year
      }
    var when = When(day: today?.back(back), precision: precision)
    // A year is no span of days that may end today.
    when.isLongAgo = back.unit == .years && back.count > 0
    return when
  }

  private func onWeekday(_ weekday: Int, _ today: Day?) -> When {
    guard let today else { return When(day: nil, precision: .day) }
    let back = (today.weekday - weekday + 6) % 7 + 1
    return When(day: today.back(.init(unit: .days, count: back)), precision: .day)
  }

  private func month(at i: Int) -> (end: Int, month: Int)? {
    scan.longest(at: i, { if case .month(let n) = $0 { n } else { nil } })
      .map { (end: $0.end, month: $0.value) }
  }

  /// `2025-Sep-22`
  private func yearFirst(at i: Int) -> DateSpan? {
    guard let year = year(i), i + 1 < count, scan.gap(before: i + 1).count == 1,
      let (end, month) = month(at: i + 1), end == i + 2, end < count,
      scan.gap(before: end).elementsEqual(scan.gap(before: i + 1)), let day = small(end),
      scan.lexemes[end].range.count <= 2, let found = Day(year: year, month: month, day: day)
    else { return nil }
    return DateSpan(start: i, end: end + 1, when: When(day: found, precision: .day))
  }

  /// `3 March [2026]`, `3rd of March`
  private func dayThenMonth(at i: Int, _ today: Day?) -> DateSpan? {
    guard let day = small(i), (1...31).contains(day), isPlainNumber(i) else { return nil }
    // "calcium 11 March 2026": the number right behind a name is its value.
    if i > 0, scan.nameAt[i - 1] >= 0, scan.lexemes[i].gap != .newline { return nil }
    var next = i + 1
    if next < count, scan.lexemes[next].gap == .none, scan.has(.notAUnit, at: next) { next += 1 }
    if next < count, month(at: next) == nil, scan.has(.monthOpener, at: next) { next += 1 }
    // "21. März 2026": the point makes an ordinal.
    let isOrdinal =
      next == i + 1 && next < count && scan.gap(before: next).elementsEqual([0x2E, 0x20])
    guard next < count, scan.lexemes[next].pause == .none || isOrdinal,
      let (end, month) = month(at: next), !isOrdinal || year(end) != nil
    else { return nil }
    return finish(start: i, end: end, month: month, day: day, today)
  }

  /// `March 3, 2026`, `March 2026`, and with an opener `May`.
  private func monthFirst(at i: Int, openedBy opener: Int?, _ today: Day?) -> DateSpan? {
    guard i < count, scan.lexemes[i].pause == .none || opener == nil,
      let (end, month) = month(at: i)
    else {
      return nil
    }
    let start = opener ?? i
    if let day = small(end), (1...31).contains(day), isPlainNumber(end),
      scan.lexemes[end].pause == .none,
      scan.lexemes[end].range.count <= 2
    {
      var next = end + 1
      let isOrdinal =
        next < scan.count && scan.lexemes[next].gap == .none && scan.has(.notAUnit, at: next)
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
    // "8 de julio de 2025"
    let isOpened = day != nil && scan.end(of: CueSet(.monthOpener), at: end) == end + 1
    let end = isOpened && year(end + 1) != nil ? end + 1 : end
    if let year = year(end), scan.lexemes[end].pause < .sentence, isPlainNumber(end) {
      return DateSpan(
        start: start, end: end + 1,
        when: When(day: Day(year: year, month: month, day: day ?? 1), precision: precision))
    }
    // "05-Jun-26", "5 Jun '26"
    if day != nil, isJoined(end, by: [0x2D, 0x2F, 0x2E, 0x27]), scan.lexemes[end].range.count == 2,
      let short = small(end), let exact = Day(year: 2000 + short, month: month, day: day ?? 1)
    {
      return DateSpan(start: start, end: end + 1, when: When(day: exact, precision: .day))
    }
    var found: Day?
    if let today, let thisYear = Day(year: today.year, month: month, day: day ?? 1) {
      found = thisYear <= today ? thisYear : Day(year: today.year - 1, month: month, day: day ?? 1)
    }
    return DateSpan(start: start, end: end, when: When(day: found, precision: precision))
  }
}
