/// Whether the day stands before the month, and the time of day behind a date.
extension DateReader {
  /// A date whose order of day and month is open.
  private struct Pair {
    var row: Int
    var dayFirst: Day
    var monthFirst: Day
  }

  /// The order of day and month that some date of the message can only have, or a row of dates in a line.
  func order() -> Bool? {
    var pairs: [Pair] = []
    var row = 0
    for i in 0..<scan.count {
      if scan.lexemes[i].gap == .newline { row += 1 }
      guard scan.lexemes[i].isDigits, scan.lexemes[i].range.count <= 2,
        isJoined(i + 1, by: [0x2F, 0x2D]), isJoined(i + 2, by: [0x2F, 0x2D]),
        let first = small(i), let second = small(i + 1), let third = small(i + 2),
        scan.lexemes[i + 1].range.count <= 2, third > 31 || scan.lexemes[i + 2].range.count == 2
      else { continue }
      if first > 12, first <= 31, second <= 12 { return true }
      if second > 12, second <= 31, first <= 12 { return false }
      let year = third < 100 ? 2000 + third : third
      if let dayFirst = Day(year: year, month: second, day: first),
        let monthFirst = Day(year: year, month: first, day: second)
      {
        pairs.append(Pair(row: row, dayFirst: dayFirst, monthFirst: monthFirst))
      }
    }
    return order(of: pairs) ?? (pairs.isEmpty ? nil : writtenOrder)
  }

  /// Where a message writes 2,4 for 2.4, or its results in SI units alone, the day stands first.
  private var writtenOrder: Bool? {
    let text = scan.bytes
    let isSI = Self.holds(text, Self.si) && !Self.holds(text, Self.conventional)
    return isSI || hasDecimalComma ? true : nil
  }

  private var hasDecimalComma: Bool {
    (1..<max(1, count)).contains { i in
      scan.lexemes[i].isDigits && scan.lexemes[i - 1].isDigits && scan.lexemes[i].range.count < 3
        && scan.gap(before: i).elementsEqual([0x2C])
    }
  }

  private static let si = Array("mmol/l".utf8)
  private static let conventional = Array("mg/dl".utf8)

  private static func holds(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
    guard bytes.count >= word.count else { return false }
    return (0...bytes.count - word.count).contains { start in
      bytes[start] == word[0] && bytes[start..<start + word.count].elementsEqual(word)
    }
  }

  /// The columns of a table run in one direction: the order in which three dates of a row or more do. Where both
  /// do, days of one week are likelier than the same day of as many months.
  private func order(of pairs: [Pair]) -> Bool? {
    for row in Set(pairs.map(\.row)).sorted() {
      let here = pairs.filter { $0.row == row }
      guard here.count > 2 else { continue }
      let dayFirst = here.map(\.dayFirst.ordinal)
      let monthFirst = here.map(\.monthFirst.ordinal)
      switch (Self.isDirected(dayFirst), Self.isDirected(monthFirst)) {
      case (true, false): return true
      case (false, true): return false
      case (true, true):
        let areWeeks = (Self.isWeekly(dayFirst), Self.isWeekly(monthFirst))
        if areWeeks.0 != areWeeks.1 { return areWeeks.0 }
        let spans = (Self.span(dayFirst), Self.span(monthFirst))
        if spans.0 <= 7, spans.1 > 21 { return true }
        if spans.1 <= 7, spans.0 > 21 { return false }
      default: break
      }
    }
    return nil
  }

  private static func isDirected(_ days: [Int]) -> Bool {
    let pairs = zip(days, days.dropFirst())
    return pairs.allSatisfy { $0 < $1 } || pairs.allSatisfy { $0 > $1 }
  }

  /// One weekday, whole weeks apart.
  private static func isWeekly(_ days: [Int]) -> Bool {
    zip(days, days.dropFirst()).allSatisfy { ($0 - $1) % 7 == 0 }
  }

  private static func span(_ days: [Int]) -> Int { (days.max() ?? 0) - (days.min() ?? 0) }

  /// `T08:14:00Z`, ` 08:14`, `, 8:14 am` behind a date.
  func timeEnd(behind end: Int) -> Int {
    var j = end
    if j < scan.count, scan.lexemes[j].range.count == 1, scan.lexemes[j].gap == .none,
      scan.bytes[Int(scan.lexemes[j].start)] == 0x74
    {
      j += 1
    }
    if isBareTime(j) { return j + 1 }
    guard j + 1 < scan.count, scan.lexemes[j].isDigits, scan.lexemes[j].range.count <= 2,
      scan.lexemes[j].gap != .newline, isJoined(j + 1, by: [0x3A])
    else { return end }
    j += 2
    while isJoined(j, by: [0x3A, 0x2E]), scan.lexemes[j].range.count <= 3 { j += 1 }
    guard j < scan.count, scan.lexemes[j].gap == .none || scan.lexemes[j].gap == .space else {
      return j
    }
    let isZone = scan.lexemes[j].range.count == 1 && scan.lexemes[j].gap == .none
    return isZone ? j + 1 : scan.end(of: CueSet(.clock), at: j) ?? j
  }

  /// `0522` behind a date in a row that names no test: the heading of a column.
  private func isBareTime(_ i: Int) -> Bool {
    guard i < count, scan.lexemes[i].isDigits, scan.lexemes[i].range.count == 4,
      scan.gap(before: i).elementsEqual([0x20]), let time = small(i), time < 2400, time % 100 < 60
    else { return false }
    return !scan.namesTest(in: scan.row(of: i))
  }

}
