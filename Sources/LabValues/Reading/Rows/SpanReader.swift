/// Cuts rows into spans: every lexeme of a row is in exactly one.
///
///     Calcium (1)  10.7   H    8.6-10.4    mg/dL
///     name  number number flag number·2    unit
struct SpanReader {
  let line: MarkedLine
  /// The bracket that a lexeme stands in, 0 for none.
  private let bracketAt: [Int32]

  init(_ line: MarkedLine) {
    self.line = line
    bracketAt = Self.brackets(line.scan)
  }

  private var scan: LineScan { line.scan }
  private var numbers: NumberTable { line.table }
  private var dates: [DateSpan] { line.dates }

  private static func brackets(_ scan: LineScan) -> [Int32] {
    var found: [Int32] = []
    found.reserveCapacity(scan.count)
    var count: Int32 = 0
    var open: [Int32] = []
    for i in 0..<scan.count {
      for byte in scan.gap(before: i) {
        switch byte {
        case 0x28, 0x5B:
          count += 1
          if open.count < 4 { open.append(count) }
        case 0x29, 0x5D: if !open.isEmpty { open.removeLast() }
        case 0x0A: open.removeAll()
        default: break
        }
      }
      found.append(open.last ?? 0)
    }
    return found
  }

  /// What makes the words in brackets a sentence: "(was 5.1 in March)", "(my mum's)".
  private static let told = CueSet(
    .earlier, .later, .personOther, .personPronoun, .personChild, .negation, .speaker)

  func isInBrackets(_ i: Int) -> Bool { i < bracketAt.count && bracketAt[i] > 0 }

  /// The spans of a range of lexemes, in order. `date` is where to look for dates from.
  func spans(in range: Range<Int>, from date: inout Int) -> [RowSpan] {
    var found: [RowSpan] = []
    let asks = (range.lowerBound...range.upperBound).contains {
      scan.gap(before: $0).contains(0x3F)
    }
    var i = range.lowerBound
    while i < range.upperBound {
      while date < dates.count, dates[date].end <= i { date += 1 }
      var span = span(at: i, date: date, before: found.last)
      span.isInBrackets = isInBrackets(i)
      // "calcium 10.2 high?" asks what the word says.
      if asks, span.kind == .flag, scan.byteRange(i..<span.end).count > 2 { span.kind = .word }
      span.end = max(span.end, i + 1)
      found.append(span)
      i = span.end
    }
    return found
  }

  private func span(at i: Int, date: Int, before: RowSpan?) -> RowSpan {
    if date < dates.count, dates[date].start <= i {
      let kind: RowSpan.Kind = dates[date].isOther ? .otherDate : .date
      return RowSpan(kind: kind, start: i, end: dates[date].end, index: date)
    }
    if let k = numbers.index(at: i) {
      return RowSpan(kind: .number, start: i, end: numbers.end(k), index: k)
    }
    if scan.nameAt[i] >= 0, scan.names[Int(scan.nameAt[i])].start == i {
      let n = Int(scan.nameAt[i])
      return RowSpan(kind: .name, start: i, end: scan.names[n].end, index: n)
    }
    // "8.6 to 10.2": the word between the ends of a range.
    if let before, before.kind == .number, numbers.index(at: i + 1) != nil,
      numbers.units[before.index].lab == nil || !line.layout.opensCell[i],
      scan.end(of: CueSet(.rangeTo, .joiner), at: i) == i + 1,
      scan.end(of: CueSet(.rangeTo), at: i) != nil || isOpened(before)
    {
      return RowSpan(kind: .word, start: i, end: i + 1)
    }
    if let span = phrase(at: i, before) { return span }
    if scan.lexemes[i].range.count == 1, scan.nameAt[i] < 0 || scan.lexemes[i].isDigits {
      return RowSpan(kind: .noise, start: i, end: i + 1)
    }
    let gap = scan.gap(before: i)
    if gap.contains(0x3C) || gap.contains(0x3E) {
      return RowSpan(kind: .word, start: i, end: i + 1)
    }
    // "on 3 June": a word in front of a date belongs to it.
    if date < dates.count, dates[date].start == i + 1,
      scan.end(of: CueSet(.monthOpener, .connector, .weekdayOpener), at: i) != nil
    {
      return RowSpan(kind: .word, start: i, end: i + 1)
    }
    if isInBrackets(i), scan.end(of: Self.told, at: i) == nil {
      return RowSpan(kind: .aside, start: i, end: i + 1)
    }
    let isKnown = scan.lexemes[i].word >= 0 && !scan.hitRange(i).isEmpty
    return RowSpan(kind: isKnown ? .prose : .noise, start: i, end: i + 1)
  }

  /// "between 5 and 6"
  private func isOpened(_ number: RowSpan?) -> Bool {
    guard let number, number.start > 0 else { return false }
    return scan.end(of: CueSet(.rangeOpen), at: number.start - 1) != nil
  }

  /// The longest phrase of reports at a lexeme.
  private func phrase(at i: Int, _ before: RowSpan?) -> RowSpan? {
    for h in scan.hitRange(i).reversed() {
      let hit = scan.hits[h]
      let end = Int(hit.end)
      var span = RowSpan(kind: .word, start: i, end: end)
      for meaning in scan.table.phrases[Int(hit.phrase)].meanings {
        switch meaning {
        case .unit(let index):
          (span.kind, span.index) = (.unit, index)
          return span
        case .otherUnit:
          span.kind = .foreignUnit
          return span
        case .qualifier: return span
        default: break
        }
      }
      if let kind = kind(of: hit.cues, at: i, end, before, &span) {
        span.kind = kind
        return span
      }
    }
    return nil
  }

  private func kind(
    of cues: CueSet, at i: Int, _ end: Int, _ before: RowSpan?, _ span: inout RowSpan
  ) -> RowSpan.Kind? {
    let isLetter = end == i + 1 && scan.lexemes[i].range.count == 1
    if cues.contains(.specimenOther) { return isLetter && !isSetApart(i) ? nil : .otherSpecimen }
    if cues.contains(.noResult) { return .noResult }
    if cues.contains(.dateSample) { return .sampleDate }
    if cues.contains(.dateOther) { return .otherDate }
    if cues.contains(.interpretive) { return .interpretive }
    if cues.contains(.ownRange) || cues.contains(.upperLimit) || cues.contains(.lowerLimit),
      !cues.contains(.flagNormal) || leadsToNumber(end)
    {
      span.isUpper = cues.contains(.upperLimit) ? true : cues.contains(.lowerLimit) ? false : nil
      return .limit
    }
    if cues.contains(.flagNormal), leadsToNumber(end) { return .limit }
    if let (flag, isAbnormal) = Self.flag(cues), !isLetter || isCapital(i) {
      span.flag = flag
      return isAbnormal ? .abnormal : .flag
    }
    if cues.contains(.specimenBlood) { return .bloodSpecimen }
    if cues.contains(.previous) { return .previous }
    if cues.contains(.rowWord) { return .word }
    // "8 am", "12 h": the number in front is a time.
    if cues.contains(.clock) || cues.contains(.notAUnit), before?.kind == .number { return .word }
    return nil
  }

  /// "normal 8.6-10.2": a range follows; "normal" alone is a flag.
  private func leadsToNumber(_ end: Int) -> Bool {
    var j = end
    while j < min(scan.count, end + 3), !scan.lexemes[j].isDigits,
      let next = scan.end(of: CueSet(.connector, .rowWord), at: j)
    {
      j = next
    }
    return numbers.index(at: j) != nil && scan.lexemes[j].gap != .newline
  }

  private static func flag(_ cues: CueSet) -> (Flag?, Bool)? {
    if cues.contains(.flagCriticalHigh) { return (.criticalHigh, false) }
    if cues.contains(.flagCriticalLow) { return (.criticalLow, false) }
    if cues.contains(.flagHigh) { return (.high, false) }
    if cues.contains(.flagLow) { return (.low, false) }
    if cues.contains(.flagNormal) { return (.normal, false) }
    return cues.contains(.flagAbnormal) ? (nil, true) : nil
  }

  private func isCapital(_ i: Int) -> Bool {
    let at = scan.text.origin(Int(scan.lexemes[i].start))
    return at < scan.text.source.count && (0x41...0x5A).contains(scan.text.source[at])
  }

  /// A lone letter that stands for a specimen only behind a comma, a hyphen, a bracket or a cell mark.
  private func isSetApart(_ i: Int) -> Bool {
    let gap = scan.gap(before: i)
    let behind = scan.gap(before: i + 1)
    func marks(_ bytes: ArraySlice<UInt8>) -> Bool {
      bytes.contains {
        $0 == 0x2C || $0 == 0x2D || $0 == 0x28 || $0 == 0x5B || $0 == 0x7C || $0 == 0x09
      }
    }
    return marks(gap) && !scan.lexemes[i].isDigits || behind.first == 0x2D
  }
}
