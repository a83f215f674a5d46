/// What stands in one stretch of a report, sorted: numbers that may be values, limits, and what is
/// printed beside them.
struct RowCandidates {
  var plain: [RowCandidate] = []
  var compared: [RowCandidate] = []
  var misfit: RowCandidate?
  /// Dates that stand in front of every number.
  var leading: [When] = []
  var unit: Int?
  var flag: Flag?
  var isAbnormal = false
  var isPrevious = false
  var hasNamedRange = false
  private(set) var low: Double?
  private(set) var high: Double?
  /// The unit of the range, where it has one of its own.
  private(set) var rangeUnit: Int?
  /// A number that cannot be read whole, or a range where a value should be.
  private(set) var unclear: Int?
  private(set) var hasNoResult = false
  /// "Pending" stands where the value would.
  private(set) var isAwaited = false
  private(set) var isForeign = false
  private(set) var hasProse = false
  private(set) var hasDose = false
  private(set) var noise = 0
  /// Behind the last span that was used.
  private(set) var end: Int

  /// The date behind a word for an earlier result, and in front of its number.
  private var previousDate: When?

  private let line: MarkedLine
  private let taken: TakenNumbers
  private let test: TestUnits
  /// Whether the row has a column a date, of which one may be empty.
  private let isSeries: Bool
  private var scan: LineScan { line.scan }
  private var table: NumberTable { line.table }

  init(
    _ spans: [RowSpan], _ line: MarkedLine, _ taken: TakenNumbers, _ test: TestUnits,
    columns: [Int: RowColumn], isSeries: Bool = false
  ) {
    (self.line, self.taken, self.test) = (line, taken, test)
    self.isSeries = isSeries || columns.values.contains { $0.when != nil }
    end = spans.first?.start ?? 0
    sort(spans[...], columns)
  }

  private mutating func sort(_ spans: ArraySlice<RowSpan>, _ columns: [Int: RowColumn]) {
    var limit: RowSpan?
    var skipped = -1
    for (place, span) in zip(spans.indices, spans) {
      switch span.kind {
      case .number:
        if span.index == skipped { continue }
        end = span.end
        let column = columns.isEmpty ? nil : columns[line.layout.cell(of: span.start)]
        if let high = take(span, column, limit, spans[(place + 1)...]) {
          skipped = high
        }
        limit = nil
      case .unit:
        end = span.end
        note(unit: span.index)
      case .flag, .abnormal:
        end = span.end
        note(span)
      case .limit: limit = span
      case .interpretive: return
      case .date:
        end = span.end
        note(line.dates[span.index].when)
      case .foreignUnit: isForeign = true
      case .noResult:
        hasNoResult = true
        if plain.isEmpty, compared.isEmpty, !isSeries { isAwaited = true }
      case .previous: isPrevious = true
      case .prose: hasProse = true
      case .noise: noise += 1
      default: break
      }
    }
  }

  /// Sorts a number; says which other number ended a range that it began.
  private mutating func take(
    _ span: RowSpan, _ column: RowColumn?, _ limit: RowSpan?, _ rest: ArraySlice<RowSpan>
  ) -> Int? {
    let k = span.index
    let number = table.numbers[k]
    let unit = table.units[k]
    if let high = rangeEnd(k, rest) {
      if low == nil, self.high == nil {
        (low, self.high) = (number.value, table.numbers[high].value)
        rangeUnit = table.units[high].lab ?? unit.lab
        if limit != nil || span.isInBrackets || column?.isRange == true {
          hasNamedRange = true
        }
        if limit == nil, !span.isInBrackets, unclear == nil { unclear = k }
      }
      return high
    }
    guard !taken[k], !number.isExcluded || number.isUnclear else { return nil }
    if number.isUnclear {
      unclear = k
      hasNamedRange = true
      return nil
    }
    if let limit {
      take(limit: number, limit, unit)
      return nil
    }
    if let column, column.isRange {
      var span = span
      span.isUpper = column.isUpper
      take(limit: number, span, unit)
      return nil
    }
    if unit.isOther {
      isForeign = true
      return nil
    }
    if unit.isDose, unit.lab == nil {
      // "INR 2.4 (takes 3 mg)": what is taken stands behind the result.
      if span.isInBrackets, !plain.isEmpty { return nil }
      hasDose = true
    }
    let gap = scan.gap(before: span.start)
    if gap.contains(0x3E), gap.contains(0x2D) {
      // "3.4 -> 3.1": what stood before is no longer so.
      for i in plain.indices { plain[i].isPrevious = true }
    }
    var candidate = RowCandidate(number: k, unit: unit.lab, when: column?.when ?? previousDate)
    previousDate = nil
    candidate.isPrevious = column?.isPrevious ?? false || isPrevious
    isPrevious = false
    candidate.person = column?.person
    candidate.isColumn =
      column?.when != nil || column?.isPrevious == true || column?.person != nil
    candidate.isWeak = number.isWeak || span.isInBrackets && unit.lab == nil
    candidate.isBehindUnit = self.unit != nil || plain.contains { $0.unit != nil }
    candidate.opensCell = scan.gap(before: span.start).contains {
      $0 == 0x09 || $0 == 0x7C || $0 == 0x2C || $0 == 0x3B
    }
    if let lab = unit.lab, !test.fits(lab) {
      misfit = misfit ?? candidate
    } else if number.comparator == .equal || number.comparator == .about || candidate.isColumn {
      plain.append(candidate)
    } else {
      compared.append(candidate)
    }
    return nil
  }

  private mutating func take(limit number: NumberSpan, _ limit: RowSpan, _ unit: NumberUnit) {
    if rangeUnit == nil { rangeUnit = unit.lab }
    switch (limit.isUpper, number.comparator) {
    case (true, _), (nil, .below), (nil, .atMost): if high == nil { high = number.value }
    case (false, _), (nil, .above), (nil, .atLeast): if low == nil { low = number.value }
    default: break
    }
  }

  /// The other end of `8.5-10.5`, `8.5 to 10.5` or `[8.6;10.2]`.
  private func rangeEnd(_ k: Int, _ rest: ArraySlice<RowSpan>) -> Int? {
    var rest = rest
    let first = table.numbers[k]
    guard !first.isUnclear, first.comparator == .equal, var next = rest.first else { return nil }
    var isJoined = false
    let mark = scan.gap(before: next.start)
    if next.kind == .unit || next.kind == .foreignUnit {
      rest.removeFirst()
      guard let after = rest.first else { return nil }
      next = after
    }
    if next.kind != .number {
      let opens = first.start > 0 && scan.end(of: CueSet(.rangeOpen), at: first.start - 1) != nil
      guard next.end == next.start + 1,
        scan.end(of: opens ? CueSet(.rangeTo, .joiner) : CueSet(.rangeTo), at: next.start) != nil,
        let after = rest.dropFirst().first, after.kind == .number
      else { return nil }
      (next, isJoined) = (after, true)
    }
    let second = table.numbers[next.index]
    guard !second.isUnclear, second.comparator == .equal, first.value < second.value else {
      return nil
    }
    if !isJoined {
      let gap = scan.gap(before: next.start)
      // In a table with a column a date a dash among spaces is an empty cell.
      let isDash =
        gap.contains(0x2D) && gap.allSatisfy { $0 == 0x2D || $0 == 0x20 || $0 == 0x22 }
        && !(isSeries && gap.count > 5)
      let isPair =
        mark.contains(0x3B) && next.isInBrackets && gap.allSatisfy { $0 == 0x3B || $0 == 0x20 }
      guard isDash || isPair else { return nil }
    }
    return next.index
  }

  private mutating func note(unit: Int) {
    guard test.fits(unit) else {
      if plain.isEmpty { return }
      isForeign = isForeign || self.unit == nil
      return
    }
    if self.unit == nil { self.unit = unit }
    if let last = plain.indices.last, plain[last].unit == nil {
      plain[last].unit = unit
    } else if plain.isEmpty, let last = compared.indices.last,
      compared[last].unit == nil
    {
      compared[last].unit = unit
    }
  }

  private mutating func note(_ span: RowSpan) {
    let isMarked = span.kind == .abnormal
    if let last = plain.indices.last {
      guard plain[last].flag == nil else { return }
      plain[last].flag = span.flag
      plain[last].isAbnormal = plain[last].isAbnormal || isMarked
    } else {
      flag = flag ?? span.flag
      isAbnormal = isAbnormal || isMarked
    }
  }

  private mutating func note(_ when: When) {
    if isPrevious {
      previousDate = when
      return
    }
    if let last = plain.indices.last {
      if plain[last].when == nil { plain[last].when = when }
    } else if let last = compared.indices.last {
      if compared[last].when == nil { compared[last].when = when }
    } else {
      leading.append(when)
    }
  }
}

/// A number on its way to being a value.
struct RowCandidate {
  var number: Int
  var unit: Int?
  var when: When?
  var isPrevious = false
  var flag: Flag?
  var isAbnormal = false
  var isWeak = false
  var isColumn = false
  /// Whose it is, by its column.
  var person: Person?
  /// Behind the first unit of the row.
  var isBehindUnit = false
  var opensCell = false
}
