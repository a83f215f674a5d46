/// What a laboratory prints behind a value.
///
///     11.2  H  8.6-10.3  mg/dL      5.9 mg/dL (2.5-4.5) High      410 pg/mL, upper limit 65
struct Tail {
  var unit: Int?
  var flag: Flag?
  var isAbnormal = false
  var low: Double?
  var high: Double?
  /// The same value in another unit: "2.2 mmol/L (6.8 mg/dL)".
  var twin: Int?
  var isDose = false
  var isOther = false
  /// The lexeme behind everything.
  var end: Int

  var hasInterval: Bool { low != nil || high != nil }

  mutating func take(_ unit: NumberUnit) {
    self.unit = unit.lab
    isOther = unit.isOther
    isDose = unit.isDose && unit.lab == nil
    end = max(end, unit.end)
  }
}

extension MarkedLine {
  /// What is printed behind a number that stands for a test.
  func tail(behind k: Int, _ analyte: Int) -> Tail {
    var tail = Tail(end: numbers[k].end)
    tail.take(units[k])
    var limit: Cue?
    var j = tail.end
    for _ in 0..<16 {
      guard j < scan.count, scan.lexemes[j].pause < .sentence, date(covering: j) == nil
      else { break }
      if let (cue, end) = limitCue(at: j) {
        limit = cue
        j = end
        continue
      }
      if scan.nameAt[j] >= 0, !scan.lexemes[j].isDigits { break }
      if let n = numberIndex(at: j) {
        guard let next = takeLimit(n, limit, &tail, analyte, k) else { break }
        j = next
        tail.end = next
        continue
      }
      if limit != nil, let end = scan.end(of: CueSet(.connector, .valueFiller), at: j) {
        j = end
        continue
      }
      let unit = scan.unit(behind: j)
      if tail.unit == nil, !tail.isDose, unit.lab != nil || unit.isOther,
        scan.lexemes[j].pause == .none
      {
        tail.take(unit)
        j = unit.end
        continue
      }
      if let (flag, end) = reportFlag(at: j, k) {
        if let flag { tail.flag = flag } else { tail.isAbnormal = true }
        j = end
        tail.end = end
        continue
      }
      if limit == nil, scan.lexemes[j].gap == .paren || scan.lexemes[j].gap == .comma,
        let end = scan.end(of: CueSet(.valueFiller), at: j), limitCue(at: end) != nil
      {
        j = end
        continue
      }
      break
    }
    if starFollows(k, tail) { tail.isAbnormal = true }
    return tail
  }

  private func limitCue(at j: Int) -> (Cue, Int)? {
    var best: (Cue, Int)?
    for cue in [Cue.ownRange, .upperLimit, .lowerLimit] {
      if let end = scan.end(of: CueSet(cue), at: j), end > best?.1 ?? 0 { best = (cue, end) }
    }
    // "normal" alone is a flag, unless a number follows.
    guard let (cue, end) = best else { return nil }
    var next = end
    while next < scan.count, next < end + 3, !scan.lexemes[next].isDigits,
      let skip = scan.end(of: CueSet(.connector, .valueFiller), at: next)
    {
      next = skip
    }
    return numberIndex(at: next) == nil ? nil : (cue, end)
  }

  /// Reads a number behind the value as the end of an interval, or as the value in other words.
  private func takeLimit(
    _ n: Int, _ limit: Cue?, _ tail: inout Tail, _ analyte: Int, _ value: Int
  ) -> Int? {
    let number = numbers[n]
    guard !number.isExcluded || rangeEnd(n) != nil else { return nil }
    let inParens = scan.lexemes[number.start].gap == .paren
    if let high = rangeEnd(n) {
      guard
        limit != nil || inParens || tail.unit != nil || tail.flag != nil || isCell(number.start)
          || scan.unit(behind: numbers[high].end).lab != nil, !tail.hasInterval,
        number.value < numbers[high].value, limit != nil || scan.lexemes[number.start].gap != .comma
      else { return nil }
      tail.low = number.value
      tail.high = numbers[high].value
      let unit = units[high]
      if tail.unit == nil, unit.lab != nil { tail.unit = unit.lab }
      return unit.lab == nil ? numbers[high].end : unit.end
    }
    switch limit {
    case .upperLimit: tail.high = number.value
    case .lowerLimit: tail.low = number.value
    case .ownRange:
      let comparator = limitComparator(n)
      if comparator == .below || comparator == .atMost { tail.high = number.value }
      if comparator == .above || comparator == .atLeast { tail.low = number.value }
      guard tail.hasInterval else { return nil }
    default:
      guard inParens || isCell(number.start) else { return nil }
      switch number.comparator {
      case .below, .atMost: tail.high = number.value
      case .above, .atLeast: tail.low = number.value
      default:
        guard inParens, let unit = units[n].lab, unit != tail.unit, fits(unit, analyte) else {
          return nil
        }
        tail.twin = n
      }
    }
    return units[n].lab == nil ? number.end : units[n].end
  }

  private func limitComparator(_ n: Int) -> Comparator {
    if numbers[n].comparator != .equal { return numbers[n].comparator }
    guard
      let (start, _) = scan.start(
        of: CueSet(.comparatorAbove, .comparatorBelow), endingAt: numbers[n].start)
    else { return .equal }
    return scan.comparator(at: start)?.0 ?? .equal
  }

  /// The other end of `8.5-10.5` or `8.5 to 10.5`.
  func rangeEnd(_ n: Int) -> Int? {
    var j = numbers[n].end
    guard j < scan.count else { return nil }
    if !scan.lexemes[j].isDigits, units[n].lab != nil { j = units[n].end }
    guard j < scan.count else { return nil }
    let gap = scan.gap(before: j)
    if scan.lexemes[j].isDigits {
      guard gap.contains(0x2D), !gap.contains(0x3E), gap.allSatisfy({ $0 == 0x2D || $0 == 0x20 })
      else {
        return nil
      }
      return numberIndex(at: j)
    }
    // The word between the ends is the one that also leads to a later value.
    guard scan.lexemes[j].range.count == 2, scan.has(.later, at: j), scan.has(.connector, at: j),
      scan.lexemes[j].pause == .none
    else { return nil }
    return numberIndex(at: j + 1)
  }

  /// Behind a tab or a bar.
  private func isCell(_ j: Int) -> Bool {
    scan.gap(before: j).contains { $0 == 0x09 || $0 == 0x7C }
  }

  /// A printed flag; `nil` inside stands for "abnormal".
  private func reportFlag(at j: Int, _ k: Int) -> (Flag?, Int)? {
    var best: (flag: Flag?, end: Int)?
    for (cue, flag) in [
      (Cue.flagAbnormal, nil), (.flagNormal, Flag.normal), (.flagLow, .low), (.flagHigh, .high),
      (.flagCriticalLow, .criticalLow), (.flagCriticalHigh, .criticalHigh),
    ] as [(Cue, Flag?)] {
      if let end = scan.end(of: CueSet(cue), at: j), end > best?.end ?? 0 { best = (flag, end) }
    }
    guard let (flag, end) = best else { return nil }
    // "high or not?" asks what the word says.
    if scan.lexemes[j].range.count > 2, scan.endsInQuestion(j) { return nil }
    // "high calcium": the word belongs to the next name; "a month": no flag.
    if end < scan.count, scan.nameAt[end] >= 0, scan.lexemes[end].pause == .none, !isCell(end) {
      return nil
    }
    if scan.lexemes[j].range.count == 1, end == j + 1 {
      let letter = scan.text.written(scan.lexemes[j].range)
      let isCapital = letter.utf8.first.map { $0 >= 0x41 && $0 <= 0x5A } ?? false
      let isLast =
        end >= scan.count || scan.lexemes[end].pause != .none || isCell(end)
        || scan.lexemes[end].isDigits || scan.unit(behind: end).lab != nil || isCell(j)
      if !isLast || (!isCapital && flag == nil && !isCell(j)) { return nil }
    }
    return (flag, end)
  }

  /// A star behind the number or behind everything: "abnormal".
  func starFollows(_ k: Int, _ tail: Tail) -> Bool {
    for i in [numbers[k].end, tail.end] where i <= scan.count {
      let gap = scan.gap(before: i)
      if gap.contains(0x2A) { return true }
    }
    return false
  }
}
