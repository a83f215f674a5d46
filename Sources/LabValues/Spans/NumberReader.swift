/// Finds the numbers of a line outside names and dates, each whole or not at all.
///
///     9.1   9,1   1,234   1'250   1 234 pg/mL   .9   2 .45 mmol/L   1.25e3   1.25 x 10^3   1O.4
struct NumberReader {
  let scan: LineScan
  let layout: Layout
  let words: NumberWords

  func numbers(outside dates: [DateSpan]) -> [NumberSpan] {
    var found: [NumberSpan] = []
    var date = 0
    var i = 0
    while i < scan.count {
      while date < dates.count, dates[date].end <= i { date += 1 }
      if date < dates.count, dates[date].start <= i {
        i = dates[date].end
        continue
      }
      guard scan.nameAt[i] < 0 else {
        i += 1
        continue
      }
      guard scan.lexemes[i].isDigits else {
        if scan.lexemes[i].word >= 0, let spoken = spoken(at: i) {
          found.append(spoken)
          i = spoken.end
        } else {
          i += 1
        }
        continue
      }
      let number = number(at: i)
      found.append(number)
      // The digits inside a unit ("1.73m2") are no numbers of their own.
      i = max(number.end, unitEnd(at: number.end) ?? 0)
    }
    markFractions(&found)
    return found
  }

  // MARK: - One number

  private func number(at i: Int) -> NumberSpan {
    var number = repaired(i) ?? plain(at: i)
    scale(&number)
    number.comparator = sign(before: number.bytes.lowerBound)
    number.isExcluded = number.isExcluded || isExcluded(number)
    number.isUnclear = number.isUnclear || isUnclear(number)
    number.isWeak = isWeak(number)
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

  /// `1O.4`, `3I2`: a letter among digits that can only be a digit.
  private func repaired(_ i: Int) -> NumberSpan? {
    guard i + 1 < scan.count, isLookAlike(i + 1), i + 2 < scan.count, scan.lexemes[i + 2].isDigits,
      scan.lexemes[i + 2].gap == .none || scan.gap(before: i + 2).elementsEqual([0x2E])
    else { return nil }
    var end = i + 2
    while end < scan.count,
      scan.lexemes[end].isDigits
        && (scan.lexemes[end].gap == .none || scan.gap(before: end).elementsEqual([0x2E]))
        || isLookAlike(end)
    {
      end += 1
    }
    let bytes = Int(scan.lexemes[i].start)..<Int(scan.lexemes[end - 1].end)
    let text = scan.bytes[bytes].map { byte -> UInt8 in
      byte == 0x6F ? 0x30 : byte == 0x69 || byte == 0x6C ? 0x31 : byte
    }
    guard text.count <= 12, let value = Double(String(decoding: text, as: UTF8.self)) else {
      return nil
    }
    return NumberSpan(start: i, end: end, bytes: bytes, value: value)
  }

  /// A lone o, i or l glued to the digits in front of it.
  private func isLookAlike(_ i: Int) -> Bool {
    guard scan.lexemes[i].gap == .none, scan.lexemes[i].range.count == 1 else { return false }
    let byte = scan.bytes[Int(scan.lexemes[i].start)]
    return byte == 0x6F || byte == 0x69 || byte == 0x6C
  }

  /// `1.25e3`, `1.25 x 10^3`, unless that belongs to a unit ("150 x10^9/L").
  private func scale(_ number: inout NumberSpan) {
    let e = number.end
    guard e + 1 < scan.count, unitEnd(at: e) == nil, scan.lexemes[e].range.count == 1 else {
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
      isRaised(Int(scan.lexemes[e + 1].end) - 1), Int(integer(e + 1)) / 10 == 10
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
      scan.bytes[scan.lexemes[i].range].first != 0x30, unitEnd(at: i + 2) != nil
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
    guard i + 2 < scan.count, scan.lexemes[i + 1].isDigits, length(i) <= 3, length(i + 1) <= 3,
      unitEnd(at: i + 2) != nil
    else { return nil }
    let gap = scan.gap(before: i + 1)
    guard gap.count <= 3, gap.filter({ $0 == 0x2E }).count == 1,
      gap.allSatisfy({ $0 == 0x2E || $0 == 0x20 })
    else { return nil }
    return joined(integer(i), i + 1)
  }

  /// Behind the unit that begins at lexeme `i`.
  private func unitEnd(at i: Int) -> Int? {
    guard i < scan.count, !scan.lexemes[i].isDigits || scan.lexemes[i].gap != .none else {
      return nil
    }
    return scan.longest(at: i) {
      switch $0 {
      case .unit, .otherUnit: true
      default: nil
      }
    }?.end
  }

  // MARK: - Its neighbours

  /// A sign of comparison in front of a number: `<`, `<=`, `> or =`, `~`.
  private func sign(before start: Int) -> Comparator {
    var k = start - 1
    while k >= 0, scan.bytes[k] == 0x20 { k -= 1 }
    guard k >= 0 else { return .equal }
    switch scan.bytes[k] {
    case 0x3C: return .below
    case 0x3E:
      return k > 0 && (scan.bytes[k - 1] == 0x3D || scan.bytes[k - 1] == 0x2D) ? .equal : .above
    case 0x7E: return .about
    case 0x3D:
      k -= 1
      while k >= 0, scan.bytes[k] == 0x20 || isLetter(scan.bytes[k]), start - k < 8 { k -= 1 }
      guard k >= 0 else { return .equal }
      return scan.bytes[k] == 0x3C ? .atMost : scan.bytes[k] == 0x3E ? .atLeast : .equal
    default: return .equal
    }
  }

  /// Numbers that can be no result by their neighbours: `120/80`, `b12`, `3rd`, `10:30`, `17861-6`.
  private func isExcluded(_ number: NumberSpan) -> Bool {
    let (s, e) = (number.start, number.end)
    if s > 0, scan.lexemes[s].gap == .none, scan.nameAt[s - 1] < 0, scan.lexemes[s - 1].word < 0 {
      return true
    }
    if s > 0, scan.lexemes[s - 1].isDigits, isPair(scan.gap(before: s)) { return true }
    if e < scan.count, scan.lexemes[e].isDigits, isPair(scan.gap(before: e)) { return true }
    if isCode(number) || isFootnote(number) { return true }
    guard e < scan.count, scan.lexemes[e].gap != .newline, scan.lexemes[e].pause == .none,
      unitEnd(at: e) == nil
    else { return false }
    if scan.has(.notAUnit, at: e) { return true }
    return isClock(e) && number.value <= 48 && number.end - number.start == 1
  }

  /// A fraction, a ratio, a clock time or a version: `120/80`, `10:30`.
  private func isPair(_ gap: ArraySlice<UInt8>) -> Bool {
    gap.count == 1 && (gap.first == 0x2F || gap.first == 0x3A || gap.first == 0x5E)
  }

  /// "8 am", "12 h"; a capital H behind a number is a flag.
  private func isClock(_ e: Int) -> Bool {
    guard scan.has(.clock, at: e) else { return false }
    let at = scan.text.origin(Int(scan.lexemes[e].start))
    return scan.lexemes[e].range.count > 1 || at >= scan.text.source.count
      || scan.text.source[at] >= 0x61
  }

  /// Raised, or behind a star or a hash: a footnote, no digits of a longer number.
  private func isMarked(_ i: Int) -> Bool {
    let last = scan.gap(before: i).last
    return last == 0x2A || last == 0x23 || isRaised(Int(scan.lexemes[i].start))
  }

  /// A LOINC code or part of one: digits, a hyphen, one digit.
  private func isCode(_ number: NumberSpan) -> Bool {
    let (s, e) = (number.start, number.end)
    func joins(_ i: Int) -> Bool {
      i > 0 && i < scan.count && scan.lexemes[i].isDigits && scan.lexemes[i - 1].isDigits
        && scan.gap(before: i).elementsEqual([0x2D])
    }
    if e == s + 1, joins(e), length(s) >= 4, length(e) == 1 { return true }
    if e == s + 1, joins(s), length(s) == 1, length(s - 1) >= 4 { return true }
    return e < scan.count && scan.gap(before: e).first == 0x5E
      || s > 0 && scan.gap(before: s).last == 0x5E
  }

  /// A site code or a footnote: `01`, a raised digit.
  private func isFootnote(_ number: NumberSpan) -> Bool {
    guard number.end == number.start + 1, number.decimals == 0, unitEnd(at: number.end) == nil
    else {
      return false
    }
    let lexeme = scan.lexemes[number.start]
    return lexeme.range.count > 1 && scan.bytes[Int(lexeme.start)] == 0x30
      || isRaised(Int(lexeme.start))
  }

  /// Letters or marks hang on the digits that are no part of any number.
  private func isUnclear(_ number: NumberSpan) -> Bool {
    let (s, e) = (number.start, number.end)
    let before = number.bytes.lowerBound - 1
    if before >= 0,
      scan.bytes[before] == 0x3F || scan.bytes[before] == 0x5F || scan.bytes[before] == 0x23,
      before == 0 || !isLetter(scan.bytes[before - 1])
    {
      return true
    }
    guard e < scan.count else { return false }
    let gap = scan.gap(before: e)
    if scan.lexemes[e].isDigits {
      if gap.elementsEqual([0x5F]) { return true }
      // "1, 250 pg/mL"
      return gap.elementsEqual([0x2C, 0x20]) && length(e) == 3 && length(s) <= 2 && e == s + 1
        && !layout.opensCell[e] && unitEnd(at: e + 1) != nil
        && scan.lexemes.indices.contains(e + 1)
    }
    if unitEnd(at: e) != nil || scan.has(.notAUnit, at: e) || isClock(e) {
      return false
    }
    if gap.isEmpty { return scan.end(of: Self.attached, at: e) == nil || isMixedToken(e) }
    // "3.B mg/dL": a point, and then a letter or two that are no word.
    return gap.elementsEqual([0x2E]) && scan.lexemes[e].range.count <= 2
      && (scan.lexemes[e].word < 0 || scan.lexemes[e].range.count == 1)
  }

  /// What may be glued to a number: a flag, a dose, an age, a sex.
  private static let attached = CueSet(
    .doseUnit, .flagHigh, .flagLow, .flagCriticalHigh, .flagCriticalLow, .flagNormal, .flagAbnormal,
    .female, .male, .ageYears, .ageMonths, .ageWeeks, .ageDays, .spanDays, .spanWeeks, .spanMonths,
    .spanYears)

  /// More digits follow the letters: `9B4`.
  private func isMixedToken(_ i: Int) -> Bool {
    i + 1 < scan.count && scan.lexemes[i + 1].isDigits && scan.lexemes[i + 1].gap == .none
  }

  /// Site codes, footnotes and indices: `01`, `(1)`, `*1`, a raised digit, a year.
  private func isWeak(_ number: NumberSpan) -> Bool {
    guard number.end == number.start + 1, number.decimals == 0, unitEnd(at: number.end) == nil
    else {
      return false
    }
    let lexeme = scan.lexemes[number.start]
    let digits = scan.bytes[lexeme.range]
    if lexeme.gap == .none, number.start > 0 { return true }
    let before = scan.gap(before: number.start)
    let after = scan.gap(before: number.end)
    if before.last == 0x2A || before.last == 0x23 { return true }
    if before.last == 0x28 || before.last == 0x5B {
      return after.first == 0x29 || after.first == 0x5D
    }
    if number.value >= 1900, number.value <= 2100, digits.count == 4 { return true }
    let isFirst = layout.rows[Int(layout.rowAt[number.start])].lexemes.lowerBound == number.start
    return isFirst && (after.first == 0x29 || after.elementsEqual([0x2E, 0x20]))
  }

  /// Written small and high in the line as typed.
  private func isRaised(_ byte: Int) -> Bool {
    let at = scan.text.origin(byte)
    return at < scan.text.source.count && scan.text.source[at] >= 0x80
  }

  /// `9 1/2`: the number in front of a fraction is no whole value.
  private func markFractions(_ numbers: inout [NumberSpan]) {
    for k in numbers.indices.dropFirst(2) {
      let (a, b) = (numbers[k - 1], numbers[k])
      guard b.start == a.end, scan.gap(before: b.start).elementsEqual([0x2F]), a.value < b.value,
        b.value <= 8, a.start == numbers[k - 2].end, scan.gap(before: a.start).elementsEqual([0x20])
      else { continue }
      numbers[k - 2].isUnclear = true
    }
  }

  // MARK: - Number words

  /// "nine point eight", "three hundred and forty": with a point, or in front of a unit.
  private func spoken(at i: Int) -> NumberSpan? {
    guard let read = words.number(at: i, in: scan) else { return nil }
    guard read.hasPoint || unitEnd(at: read.end) != nil else { return nil }
    var number = NumberSpan(
      start: i, end: read.end, bytes: scan.byteRange(i..<read.end), value: read.value)
    number.decimals = read.decimals
    return number
  }
}
