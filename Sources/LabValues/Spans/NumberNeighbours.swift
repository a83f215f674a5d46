/// What the words and signs around a number say of it: a comparison, a footnote, a code, a time.
struct NumberNeighbours {
  let scan: LineScan
  let layout: Layout

  func judge(_ number: inout NumberSpan) {
    number.comparator = sign(before: number.bytes.lowerBound)
    if isBracketedCode(number) {
      (number.isExcluded, number.isUnclear) = (true, false)
      return
    }
    number.isExcluded = number.isExcluded || isExcluded(number)
    number.isUnclear = number.isUnclear || isUnclear(number)
    number.isWeak = isWeak(number)
  }

  /// A sign of comparison in front of a number: `<`, `<=`, `> or =`, `~`.
  private func sign(before start: Int) -> Comparator {
    var k = start - 1
    while k >= 0, scan.bytes[k] == 0x20 || scan.bytes[k] == 0x5E && isCompared(before: start) {
      k -= 1
    }
    guard k >= 0 else { return .equal }
    switch scan.bytes[k] {
    case 0x3C: return .below
    case 0x3E:
      if isTagEnd(k) { return .equal }
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

  /// The end of a mark of a web page: "</b> 9.6".
  private func isTagEnd(_ k: Int) -> Bool {
    var start = k - 1
    while start > 0, k - start < 8, isLetter(scan.bytes[start]) || scan.bytes[start] == 0x2F {
      start -= 1
    }
    return start < k - 1 && start >= 0 && scan.bytes[start] == 0x3C
  }

  /// "<^3.0": sign and number are the parts of one field of a message.
  private func isCompared(before start: Int) -> Bool {
    guard start > 1, scan.bytes[start - 1] == 0x5E else { return false }
    return scan.bytes[start - 2] == 0x3C || scan.bytes[start - 2] == 0x3E
      || scan.bytes[start - 2] == 0x3D
  }

  /// Numbers that can be no result by their neighbours: `120/80`, `b12`, `3rd`, `10:30`, `17861-6`.
  private func isExcluded(_ number: NumberSpan) -> Bool {
    let (s, e) = (number.start, number.end)
    if s > 0, scan.lexemes[s].gap == .none, scan.nameAt[s - 1] < 0, scan.lexemes[s - 1].word < 0 {
      return true
    }
    let isLeft = s > 0 && scan.lexemes[s - 1].isDigits && isPair(scan.gap(before: s))
    let isRight = e < scan.count && scan.lexemes[e].isDigits && isPair(scan.gap(before: e))
    if isLeft || isRight, !isOfNames(number) { return true }
    if isCode(number) || isFootnote(number) { return true }
    guard e < scan.count, scan.lexemes[e].gap != .newline, scan.lexemes[e].pause == .none,
      scan.unitEnd(at: e) == nil
    else { return false }
    if scan.has(.notAUnit, at: e) { return true }
    return isClock(e) && number.value <= 48 && number.end - number.start == 1
  }

  /// "calcium/phosphate 9.8/5.2": as many names as numbers, joined by slashes as they are.
  private func isOfNames(_ number: NumberSpan) -> Bool {
    func isSlash(_ i: Int) -> Bool { scan.gap(before: i).elementsEqual([0x2F]) }
    func isPoint(_ i: Int) -> Bool { scan.gap(before: i).elementsEqual([0x2E]) }
    var start = number.start
    while start > 0, scan.lexemes[start - 1].isDigits, isSlash(start) || isPoint(start) {
      start -= 1
    }
    var end = number.end
    while end < scan.count, scan.lexemes[end].isDigits, isSlash(end) || isPoint(end) { end += 1 }
    let count = (start..<end).count { $0 > start && isSlash($0) } + 1
    while start > 0, scan.nameAt[start - 1] < 0, scan.lexemes[start].pause < .sentence,
      let before = scan.start(of: CueSet(.connector, .valueFiller), endingAt: start)
    {
      start = before.start
    }
    guard start > 0, scan.nameAt[start - 1] >= 0 else { return false }
    let last = Int(scan.nameAt[start - 1])
    let first = last - count + 1
    guard first >= 0,
      first == 0 || scan.names[first - 1].end != scan.names[first].start
        || !isSlash(scan.names[first].start)
    else { return false }
    return (first...last).allSatisfy { n in
      scan.names[n].analyte != nil
        && (n == first
          || scan.names[n - 1].end == scan.names[n].start
            && isSlash(scan.names[n].start))
    }
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
      || s > 0 && scan.gap(before: s).last == 0x5E && !isCompared(before: number.bytes.lowerBound)
  }

  /// A code of the laboratory or the practice, alone in brackets, digits and letters in one run: `(44J3.)`,
  /// `[2B14]`, `(XE2q3)`.
  private func isBracketedCode(_ number: NumberSpan) -> Bool {
    var start = number.start
    while start > 0, scan.lexemes[start].gap == .none, scan.nameAt[start - 1] < 0 { start -= 1 }
    let opening = scan.gap(before: start).last
    guard opening == 0x28 || opening == 0x5B, scan.lexemes[start].start > 0 else { return false }
    var end = number.end
    while end < scan.count, scan.lexemes[end].gap == .none { end += 1 }
    guard start < number.start || isCodeTail(number.end..<end) else { return false }
    let closing = scan.gap(before: end).drop { $0 == 0x2E }.first
    return closing == (opening == 0x28 ? 0x29 : 0x5D)
  }

  /// Letters and digits behind a number that are no unit and no flag of it.
  private func isCodeTail(_ tail: Range<Int>) -> Bool {
    !tail.isEmpty && tail.count <= 3 && scan.unitEnd(at: tail.lowerBound) == nil
      && (scan.end(of: Self.attached, at: tail.lowerBound) == nil || isMixedToken(tail.lowerBound))
  }

  /// A site code or a footnote: `01`, a raised digit.
  private func isFootnote(_ number: NumberSpan) -> Bool {
    guard number.end == number.start + 1, number.decimals == 0, scan.unitEnd(at: number.end) == nil
    else {
      return false
    }
    let lexeme = scan.lexemes[number.start]
    return lexeme.range.count > 1 && scan.bytes[Int(lexeme.start)] == 0x30
      || scan.isRaised(Int(lexeme.start))
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
        && !layout.opensCell[e] && scan.unitEnd(at: e + 1) != nil
        && scan.lexemes.indices.contains(e + 1)
    }
    // "2.X mg/dL": a point, and a letter in the place of a digit.
    if gap.elementsEqual([0x2E]), length(e) == 1, scan.unitEnd(at: e) == nil { return true }
    if scan.unitEnd(at: e) != nil || scan.has(.notAUnit, at: e) || isClock(e) {
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
    guard number.end == number.start + 1, number.decimals == 0, scan.unitEnd(at: number.end) == nil
    else {
      return false
    }
    let lexeme = scan.lexemes[number.start]
    let digits = scan.bytes[lexeme.range]
    if lexeme.gap == .none, number.start > 0 { return true }
    let before = scan.gap(before: number.start)
    let after = scan.gap(before: number.end)
    // "*1" is a footnote, "*203" a result that is marked.
    if before.last == 0x2A || before.last == 0x23 { return digits.count == 1 }
    if before.last == 0x28 || before.last == 0x5B {
      return after.first == 0x29 || after.first == 0x5D
    }
    if number.value >= 1900, number.value <= 2100, digits.count == 4 { return true }
    let isFirst = layout.rows[Int(layout.rowAt[number.start])].lexemes.lowerBound == number.start
    return isFirst && (after.first == 0x29 || after.elementsEqual([0x2E, 0x20]))
  }

  private func length(_ i: Int) -> Int { scan.lexemes[i].range.count }
}
