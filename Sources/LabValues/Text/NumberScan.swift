/// A number of the line, in lexemes and plain bytes.
struct NumberSpan {
  var start: Int
  var end: Int
  var bytes: Range<Int>
  var value: Double
  /// The other reading of `1,234` or `1.234`.
  var alternative: Double?
  var comparator: Comparator = .equal
  /// Part of a fraction, an age, an ordinal or a word such as `b12`.
  var isExcluded = false
  var isTaken = false
}

extension LineScan {
  /// All numbers outside names and dates, in order.
  ///
  ///     number   := digits (sep digits)*      9.1   9,1   1,234   1.234,5   .9   1 234 pg/mL
  ///     sep      := "." | ","
  func numbers(outside dates: [DateSpan]) -> [NumberSpan] {
    var found: [NumberSpan] = []
    var date = 0
    var i = 0
    while i < count {
      while date < dates.count, dates[date].end <= i { date += 1 }
      if date < dates.count, dates[date].start <= i {
        i = dates[date].end
        continue
      }
      guard lexemes[i].isDigits, nameAt[i] < 0 else {
        i += 1
        continue
      }
      let number = number(at: i)
      found.append(number)
      // The digits inside a unit ("1.73m2") are no numbers of their own.
      let unit = longest(at: number.end) { if case .unit = $0 { true } else { nil } }
      i = max(number.end, unit?.end ?? 0)
    }
    return found
  }

  private func number(at i: Int) -> NumberSpan {
    var parts = [i]
    var separators: [UInt8] = []
    var j = i + 1
    while j < count, parts.count < 5, lexemes[j].isDigits, nameAt[j] < 0 {
      let gap = gap(before: j)
      guard gap.count == 1, let sign = gap.first, sign == 0x2E || sign == 0x2C else { break }
      separators.append(sign)
      parts.append(j)
      j += 1
    }
    var (value, alternative, used) = decimal(parts, separators)
    if used == 1, let thousands = spacedThousands(i) { (value, used) = (thousands, 2) }
    var start = Int(lexemes[i].start)
    if used <= 2, start > 0, bytes[start - 1] == 0x2E, lexemes[i].gap != .none,
      start < 2 || !isDigit(bytes[start - 2]) && !isLetter(bytes[start - 2]), used == 1
    {
      value = fraction(i)
      start -= 1
    }
    let end = i + used
    var number = NumberSpan(
      start: i, end: end, bytes: start..<Int(lexemes[end - 1].end), value: value,
      alternative: alternative)
    number.comparator = sign(before: start)
    number.isExcluded = isExcluded(number)
    return number
  }

  /// The value of the digits of lexeme `i`.
  private func integer(_ i: Int) -> Double {
    var value = 0.0
    for byte in bytes[lexemes[i].range].prefix(40) { value = value * 10 + Double(byte - 0x30) }
    return value
  }

  private func fraction(_ i: Int) -> Double { joined(0, i) }

  /// Whole and fraction as one correctly rounded number: both are exact below 2^53.
  private func joined(_ whole: Double, _ fraction: Int) -> Double {
    var scale = 1.0
    var value = whole
    for byte in bytes[lexemes[fraction].range].prefix(9) {
      value = value * 10 + Double(byte - 0x30)
      scale *= 10
    }
    return value / scale
  }

  private func length(_ i: Int) -> Int { lexemes[i].range.count }

  /// Value, other reading, and how many of the parts belong to it.
  private func decimal(
    _ parts: [Int], _ separators: [UInt8]
  ) -> (Double, Double?, Int) {
    let first = parts[0]
    guard separators.count > 0 else { return (integer(first), nil, 1) }
    let grouped = (1...3).contains(length(first)) && bytes[lexemes[first].range].first != 0x30
    if separators.count == 1 {
      let decimal = joined(integer(first), parts[1])
      guard grouped, length(parts[1]) == 3 else { return (decimal, nil, 2) }
      let thousands = integer(first) * 1000 + integer(parts[1])
      return separators[0] == 0x2C ? (thousands, decimal, 2) : (decimal, thousands, 2)
    }
    // 1,234,567 and 1.234,5
    let last = separators.count - 1
    let isOneKind = separators.allSatisfy { $0 == separators[0] }
    let mixed = !isOneKind && separators[..<last].allSatisfy { $0 == separators[0] }
    let groups = parts[1...].prefix(isOneKind ? parts.count - 1 : last)
    if grouped, isOneKind || mixed, groups.allSatisfy({ length($0) == 3 }) {
      var whole = integer(first)
      for part in groups { whole = whole * 1000 + integer(part) }
      return mixed
        ? (joined(whole, parts[parts.count - 1]), nil, parts.count) : (whole, nil, parts.count)
    }
    return (joined(integer(first), parts[1]), nil, 2)
  }

  /// `1 234 pg/mL`, only with a unit behind it.
  private func spacedThousands(_ i: Int) -> Double? {
    guard i + 2 <= count - 1, lexemes[i + 1].isDigits, length(i + 1) == 3, length(i) <= 3,
      gap(before: i + 1).count == 1, lexemes[i + 1].gap == .space,
      bytes[lexemes[i].range].first != 0x30, !lexemes[i + 2].isDigits,
      longest(at: i + 2, { if case .unit = $0 { true } else { nil } }) != nil
    else { return nil }
    return integer(i) * 1000 + integer(i + 1)
  }

  /// A sign of comparison in front of a number.
  private func sign(before start: Int) -> Comparator {
    var k = start - 1
    while k >= 0, bytes[k] == 0x20 { k -= 1 }
    guard k >= 0 else { return .equal }
    switch bytes[k] {
    case 0x3C: return .below
    case 0x3E: return k > 0 && (bytes[k - 1] == 0x3D || bytes[k - 1] == 0x2D) ? .equal : .above
    case 0x7E: return .about
    case 0x3D:
      guard k > 0 else { return .equal }
      return bytes[k - 1] == 0x3C ? .atMost : bytes[k - 1] == 0x3E ? .atLeast : .equal
    default: return .equal
    }
  }

  /// Numbers that can be no result by their neighbours: `120/80`, `b12`, `3rd`, `10:30`.
  private func isExcluded(_ number: NumberSpan) -> Bool {
    let (s, e) = (number.start, number.end)
    if s > 0, lexemes[s].gap == .none, nameAt[s - 1] < 0, lexemes[s - 1].word < 0 { return true }
    if s > 0, lexemes[s - 1].isDigits, nameAt[s - 1] < 0 {
      let gap = gap(before: s)
      if gap.count == 1, gap.first == 0x2F || gap.first == 0x3A { return true }
    }
    if e < count, lexemes[e].isDigits {
      let gap = gap(before: e)
      if gap.count == 1, gap.first == 0x2F || gap.first == 0x3A { return true }
    }
    if e < count, lexemes[e].gap == .none, !lexemes[e].isDigits, lexemes[e].word < 0 { return true }
    if e < count, lexemes[e].gap != .newline, lexemes[e].pause == .none,
      has(.notAUnit, at: e),
      longest(at: e, { if case .unit = $0 { true } else { nil } }) == nil
    {
      return true
    }
    return false
  }
}
