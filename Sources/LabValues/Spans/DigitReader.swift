/// Reads the digits of one number, however its parts are joined.
struct DigitReader {
  let scan: LineScan
  let layout: Layout

  /// The number that begins at a lexeme, with its value and nothing else.
  func number(at i: Int) -> NumberSpan {
    var number = plain(at: i)
    scale(&number)
    return number
  }

  private func plain(at i: Int) -> NumberSpan {
    var parts = [i]
    var separators: [UInt8] = []
    var j = i + 1
    while j < scan.count, parts.count < 5, scan.lexemes[j].isDigits, scan.nameAt[j] < 0,
      !layout.opensCell[j]
    {
      let gap = scan.gap(before: j)
      guard gap.count == 1, let sign = gap.first, sign == 0x2E || sign == 0x2C || sign == 0x27
      else { break }
      separators.append(sign)
      parts.append(j)
      j += 1
    }
    var (value, alternative, used) = decimal(parts, separators)
    if used == 1, let thousands = spacedThousands(i) { (value, used) = (thousands, 2) }
    if used == 1, let (spokenValue, behind) = spokenDecimal(i) {
      (value, used) = (spokenValue, behind)
    }
    if used == 1, let spaced = spacedDecimal(i) { (value, used) = (spaced, 2) }
    var start = Int(scan.lexemes[i].start)
    if used == 1, start > 0, scan.bytes[start - 1] == 0x2E, scan.lexemes[i].gap != .none,
      start < 2 || !isDigit(scan.bytes[start - 2]) && !isLetter(scan.bytes[start - 2])
    {
      value = joined(0, i)
      start -= 1
    }
    let end = i + used
    var number = NumberSpan(
      start: i, end: end, bytes: start..<Int(scan.lexemes[end - 1].end), value: value,
      alternative: alternative)
    if value != value.rounded() || used > 1 && alternative == nil && separators.first == 0x2E {
      number.decimals = used > 1 || start < Int(scan.lexemes[i].start) ? length(end - 1) : 0
    }
    return number
  }

  /// `1.25e3`, `1.25 x 10^3`, unless that belongs to a unit ("150 x10^9/L").
  private func scale(_ number: inout NumberSpan) {
    let e = number.end
    guard e + 1 < scan.count, scan.unitEnd(at: e) == nil, scan.lexemes[e].range.count == 1 else {
      return
    }
    let letter = scan.bytes[Int(scan.lexemes[e].start)]
    if letter == 0x65, scan.lexemes[e].gap == .none, scan.lexemes[e + 1].isDigits,
      scan.lexemes[e + 1].gap == .none || scan.gap(before: e + 1).elementsEqual([0x2B]),
      length(e + 1) == 1
    {
      grow(&number, by: integer(e + 1), to: e + 2)
    } else if letter == 0x78, scan.lexemes[e + 1].isDigits, e + 2 < scan.count,
      integer(e + 1) == 10, scan.lexemes[e + 2].isDigits,
      scan.gap(before: e + 2).elementsEqual([0x5E]), length(e + 2) == 1
    {
      grow(&number, by: integer(e + 2), to: e + 3)
    } else if letter == 0x78, scan.lexemes[e + 1].isDigits, length(e + 1) == 3,
      scan.isRaised(Int(scan.lexemes[e + 1].end) - 1), Int(integer(e + 1)) / 10 == 10
    {
      grow(&number, by: Double(Int(integer(e + 1)) % 10), to: e + 2)
    }
  }

  private func grow(_ number: inout NumberSpan, by power: Double, to end: Int) {
    for _ in 0..<Int(power) { number.value *= 10 }
    number.alternative = nil
    number.decimals = 0
    number.end = end
    number.bytes = number.bytes.lowerBound..<Int(scan.lexemes[end - 1].end)
  }

  // MARK: - Its digits

  /// The value of the digits of lexeme `i`.
  private func integer(_ i: Int) -> Double {
    var value = 0.0
    for byte in scan.bytes[scan.lexemes[i].range].prefix(40) {
      value = value * 10 + Double(byte - 0x30)
    }
    return value
  }

  /// Whole and fraction as one correctly rounded number: both are exact below 2^53.
  private func joined(_ whole: Double, _ fraction: Int) -> Double {
    var scale = 1.0
    var value = whole
    for byte in scan.bytes[scan.lexemes[fraction].range].prefix(9) {
      value = value * 10 + Double(byte - 0x30)
      scale *= 10
    }
    return value / scale
  }

  private func length(_ i: Int) -> Int { scan.lexemes[i].range.count }

  /// Value, other reading, and how many of the parts belong to it.
  private func decimal(
    _ parts: [Int], _ separators: [UInt8]
  ) -> (Double, Double?, Int) {
    let first = parts[0]
    guard let sign = separators.first else { return (integer(first), nil, 1) }
    let isGrouped =
      (1...3).contains(length(first)) && scan.bytes[scan.lexemes[first].range].first != 0x30
    if sign == 0x27 {
      let groups = parts.dropFirst().prefix { length($0) == 3 }
      guard isGrouped, !groups.isEmpty, separators.prefix(groups.count).allSatisfy({ $0 == 0x27 })
      else { return (integer(first), nil, 1) }
      return (groups.reduce(integer(first)) { $0 * 1000 + integer($1) }, nil, groups.count + 1)
    }
    if separators.count == 1 {
      let decimal = joined(integer(first), parts[1])
      guard isGrouped, length(parts[1]) == 3 else { return (decimal, nil, 2) }
      let thousands = integer(first) * 1000 + integer(parts[1])
      return sign == 0x2C ? (thousands, decimal, 2) : (decimal, thousands, 2)
    }
    // 1,234,567 and 1.234,5
    let last = separators.count - 1
    let isOneKind = separators.allSatisfy { $0 == sign }
    let isMixed = !isOneKind && separators[..<last].allSatisfy { $0 == sign }
    let groups = parts[1...].prefix(isOneKind ? parts.count - 1 : last)
    if isGrouped, isOneKind || isMixed, groups.allSatisfy({ length($0) == 3 }) {
      let whole = groups.reduce(integer(first)) { $0 * 1000 + integer($1) }
      return isMixed
        ? (joined(whole, parts[parts.count - 1]), nil, parts.count) : (whole, nil, parts.count)
    }
    return (joined(integer(first), parts[1]), nil, 2)
  }

  /// `1 234 pg/mL`, only with a unit behind it.
  private func spacedThousands(_ i: Int) -> Double? {
    guard !isMarked(i) else { return nil }
    guard i + 2 < scan.count, scan.lexemes[i + 1].isDigits, length(i + 1) == 3, length(i) <= 2,
      scan.gap(before: i + 1).elementsEqual([0x20]),
      scan.bytes[scan.lexemes[i].range].first != 0x30, scan.unitEnd(at: i + 2) != nil
    else { return nil }
    return integer(i) * 1000 + integer(i + 1)
  }

  /// "6 point 2": the point said in a word.
  private func spokenDecimal(_ i: Int) -> (Double, Int)? {
    guard let j = scan.end(of: CueSet(.numberPoint), at: i + 1), j < scan.count,
      scan.lexemes[j].isDigits, scan.lexemes[j].pause == .none
    else { return nil }
    return (joined(integer(i), j), j + 1 - i)
  }

  /// `2 .45 mmol/L`, `9. 8 mg/dL`, `1 . 62 mmol/L`: a space beside the point, and a unit behind.
  private func spacedDecimal(_ i: Int) -> Double? {
    guard i + 1 < scan.count, scan.lexemes[i + 1].isDigits, length(i) <= 3, length(i + 1) <= 3,
      scan.unitEnd(at: i + 2) != nil || endsItem(i)
    else { return nil }
    let gap = scan.gap(before: i + 1)
    // "11, 4 g/dL" as a scanner writes it.
    let isComma = gap.elementsEqual([0x2C, 0x20]) && length(i + 1) <= 2 && !layout.opensCell[i + 1]
    guard
      isComma
        || gap.count <= 3 && gap.filter({ $0 == 0x2E }).count == 1
          && gap.allSatisfy({ $0 == 0x2E || $0 == 0x20 })
    else { return nil }
    return joined(integer(i), i + 1)
  }

  /// "K 5.3, Ca 9. 4, P 6.1": two runs of digits right behind a name, and behind them the next of a list.
  private func endsItem(_ i: Int) -> Bool {
    guard i > 0, scan.nameAt[i - 1] >= 0, length(i + 1) <= 2, scan.nameAt[i + 1] < 0 else {
      return false
    }
    let behind = scan.gap(before: i + 2)
    guard let next = behind.first(where: { $0 != 0x20 }) else { return i + 2 >= scan.count }
    return next == 0x2C || next == 0x3B || next == 0x0A
  }

  /// Raised, or behind a star or a hash: a footnote, no digits of a longer number.
  private func isMarked(_ i: Int) -> Bool {
    let last = scan.gap(before: i).last
    return last == 0x2A || last == 0x23 || scan.isRaised(Int(scan.lexemes[i].start))
  }
}
