/// What one stretch of a report says of one test: its value or values, and what is printed beside them.
///
///     75 High 88 04/13/2022 pg/mL 15-65      75, flagged high; 88 of 2022-04-13; pg/mL; 15–65
struct RowValues {
  struct Value {
    var number: Int
    var unit: Int?
    var when: When?
    var isPrevious = false
    var flag: Flag?
    var isAbnormal = false
    var rule: BindingRule
  }

  private(set) var values: [Value] = []
  private(set) var low: Double?
  private(set) var high: Double?
  /// The unit of the range, where it has one of its own.
  private(set) var rangeUnit: Int?
  /// A number that cannot be read whole, or a range where a value should be.
  private(set) var unclear: Int?
  private(set) var hasNoResult = false
  private(set) var isForeign = false
  private(set) var hasProse = false
  /// A word of sentences stands in front of the first number.
  private(set) var startsWithProse = false
  private(set) var hasDose = false
  private(set) var noise = 0
  /// Behind the last span that was used.
  private(set) var end: Int
  /// A number with a unit of the test.
  private(set) var isSure = false

  private let scan: LineScan
  private let table: NumberTable
  private let test: TestUnits

  init(
    _ spans: [RowSpan], _ tools: ReportBinder.Tools, _ test: TestUnits, columns: [Int: Column]
  ) {
    (scan, table, self.test) = (tools.scan, tools.table, test)
    end = spans.first?.start ?? 0
    var found = Found()
    sort(spans[...], tools, &found, columns)
    choose(&found)
  }

  /// What is known of a column by its heading.
  struct Column {
    var when: When?
    var isPrevious = false
    var isRange = false
  }

  /// No row holds more of one test.
  private static let mostValues = 24

  /// A number on its way to being a value.
  private struct Candidate {
    var number: Int
    var unit: Int?
    var when: When?
    var isPrevious = false
    var flag: Flag?
    var isAbnormal = false
    var isWeak = false
    var isColumn = false
    /// Behind the first unit of the row.
    var isBehindUnit = false
    var opensCell = false
  }

  private struct Found {
    var plain: [Candidate] = []
    var compared: [Candidate] = []
    var misfit: Candidate?
    /// Dates that stand in front of every number.
    var leading: [When] = []
    var unit: Int?
    var flag: Flag?
    var isAbnormal = false
    var isPrevious = false
    var hasNamedRange = false
  }

  // MARK: - Sorting

  private mutating func sort(
    _ spans: ArraySlice<RowSpan>, _ tools: ReportBinder.Tools, _ found: inout Found,
    _ columns: [Int: Column]
  ) {
    var limit: RowSpan?
    var skipped = -1
    for (place, span) in zip(spans.indices, spans) {
      switch span.kind {
      case .number:
        if span.index == skipped { continue }
        end = span.end
        let column = columns.isEmpty ? nil : columns[tools.layout.cell(of: span.start)]
        if let high = take(span, column, limit, &found, spans[(place + 1)...]) {
          skipped = high
        }
        limit = nil
      case .unit:
        end = span.end
        note(unit: span.index, &found)
      case .flag, .abnormal:
        end = span.end
        note(span, &found)
      case .limit: limit = span
      case .interpretive: return
      case .date:
        end = span.end
        note(tools.dates[span.index].when, &found)
      case .foreignUnit: isForeign = true
      case .noResult: hasNoResult = true
      case .previous: found.isPrevious = true
      case .prose:
        if found.plain.isEmpty, found.compared.isEmpty { startsWithProse = true }
        hasProse = true
      case .noise: noise += 1
      default: break
      }
    }
  }

  /// Sorts a number; says which other number ended a range that it began.
  private mutating func take(
    _ span: RowSpan, _ column: Column?, _ limit: RowSpan?, _ found: inout Found,
    _ rest: ArraySlice<RowSpan>
  ) -> Int? {
    let k = span.index
    let number = table.numbers[k]
    let unit = table.units[k]
    if let high = rangeEnd(k, rest) {
      if low == nil, self.high == nil {
        (low, self.high) = (number.value, table.numbers[high].value)
        rangeUnit = table.units[high].lab ?? unit.lab
        if limit != nil || span.isInBrackets || column?.isRange == true {
          found.hasNamedRange = true
        }
        if limit == nil, !span.isInBrackets, unclear == nil { unclear = k }
      }
      return high
    }
    guard !number.isTaken, !number.isExcluded || number.isUnclear else { return nil }
    if number.isUnclear {
      unclear = k
      found.hasNamedRange = true
      return nil
    }
    if let limit {
      take(limit: number, limit, unit)
      return nil
    }
    if column?.isRange == true { return nil }
    if unit.isOther {
      isForeign = true
      return nil
    }
    if unit.isDose, unit.lab == nil { hasDose = true }
    let gap = scan.gap(before: span.start)
    if gap.contains(0x3E), gap.contains(0x2D) {
      // "3.4 -> 3.1": what stood before is no longer so.
      for i in found.plain.indices { found.plain[i].isPrevious = true }
    }
    var candidate = Candidate(number: k, unit: unit.lab, when: column?.when)
    candidate.isPrevious = column?.isPrevious ?? false || found.isPrevious
    found.isPrevious = false
    candidate.isColumn = column?.when != nil || column?.isPrevious == true
    candidate.isWeak = number.isWeak || span.isInBrackets && unit.lab == nil
    candidate.isBehindUnit = found.unit != nil || found.plain.contains { $0.unit != nil }
    candidate.opensCell = scan.gap(before: span.start).contains {
      $0 == 0x09 || $0 == 0x7C || $0 == 0x2C || $0 == 0x3B
    }
    if let lab = unit.lab, !test.fits(lab) {
      found.misfit = found.misfit ?? candidate
    } else if number.comparator == .equal || number.comparator == .about {
      found.plain.append(candidate)
    } else {
      found.compared.append(candidate)
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
      let isDash = gap.contains(0x2D) && gap.allSatisfy { $0 == 0x2D || $0 == 0x20 || $0 == 0x22 }
      let isPair =
        mark.contains(0x3B) && next.isInBrackets && gap.allSatisfy { $0 == 0x3B || $0 == 0x20 }
      guard isDash || isPair else { return nil }
    }
    return next.index
  }

  private mutating func note(unit: Int, _ found: inout Found) {
    guard test.fits(unit) else {
      if found.plain.isEmpty { return }
      isForeign = isForeign || found.unit == nil
      return
    }
    if found.unit == nil { found.unit = unit }
    if let last = found.plain.indices.last, found.plain[last].unit == nil {
      found.plain[last].unit = unit
    } else if found.plain.isEmpty, let last = found.compared.indices.last,
      found.compared[last].unit == nil
    {
      found.compared[last].unit = unit
    }
  }

  private func note(_ flag: RowSpan, _ found: inout Found) {
    let isAbnormal = flag.kind == .abnormal
    if let last = found.plain.indices.last {
      guard found.plain[last].flag == nil else { return }
      found.plain[last].flag = flag.flag
      found.plain[last].isAbnormal = found.plain[last].isAbnormal || isAbnormal
    } else {
      found.flag = found.flag ?? flag.flag
      found.isAbnormal = found.isAbnormal || isAbnormal
    }
  }

  private func note(_ when: When, _ found: inout Found) {
    if let last = found.plain.indices.last {
      if found.plain[last].when == nil { found.plain[last].when = when }
    } else if let last = found.compared.indices.last {
      if found.compared[last].when == nil { found.compared[last].when = when }
    } else {
      found.leading.append(when)
    }
  }

  // MARK: - Choosing

  private mutating func choose(_ found: inout Found) {
    dropRangeEnds(&found)
    var strong = found.plain.filter { $0.unit != nil }
    isSure = !strong.isEmpty
    let rest = found.plain.filter { $0.unit == nil && !$0.isWeak }
    if strong.isEmpty, rest.isEmpty, let first = found.compared.first {
      // "CRP <5": the first number with a sign is the value, a second one a limit.
      found.compared.removeFirst()
      isSure = first.unit != nil
      strong = [first]
      if first.unit == nil, found.unit == nil { found.unit = rangeUnit }
    }
    for candidate in found.compared { limit(candidate, &found) }
    if strong.isEmpty {
      chooseBare(rest, found)
    } else {
      chooseSure(strong, rest, found)
    }
    if values.isEmpty, let misfit = found.misfit {
      values = [value(misfit, found, .unit)]
    }
    if !values.isEmpty, unclear.map({ !table.numbers[$0].isUnclear }) ?? false { unclear = nil }
    if values.isEmpty, found.hasNamedRange, unclear.map({ !table.numbers[$0].isUnclear }) ?? false {
      unclear = nil
    }
    spread(found.leading)
  }

  /// The ends of a range that a chart prints once more: "8.5 - 10.5", then "8.5", "10.5", "9.9".
  private func dropRangeEnds(_ found: inout Found) {
    guard let low, let high, found.plain.count > 2 else { return }
    func isEnd(_ candidate: Candidate) -> Bool {
      let value = table.numbers[candidate.number].value
      return value == low || value == high
    }
    let rest = found.plain.filter { !isEnd($0) }
    if !rest.isEmpty, found.plain.count - rest.count == 2 { found.plain = rest }
  }

  private mutating func limit(_ candidate: Candidate, _ found: inout Found) {
    let number = table.numbers[candidate.number]
    if rangeUnit == nil { rangeUnit = candidate.unit }
    guard low == nil && high == nil else { return }
    switch number.comparator {
    case .below, .atMost: high = number.value
    case .above, .atLeast: low = number.value
    default: break
    }
  }

  /// No number carries a unit: the row's unit holds for all of them.
  private mutating func chooseBare(_ plain: [Candidate], _ found: Found) {
    let unit = found.unit ?? rangeUnit.flatMap { test.fits($0) ? $0 : nil }
    var chosen = plain
    if chosen.isEmpty {
      let weak = found.plain.filter(\.isWeak)
      guard weak.count == 1, !isForeign else { return }
      chosen = weak
    }
    isSure = unit != nil
    values = chosen.prefix(Self.mostValues).map { candidate in
      var candidate = candidate
      candidate.unit = unit
      return value(candidate, found, unit == nil ? .onlyNumber : .sharedUnit)
    }
  }

  private mutating func chooseSure(
    _ strong: [Candidate], _ rest: [Candidate], _ found: Found
  ) {
    let first = strong[0]
    var chosen = [value(first, found, .unit)]
    for other in strong.dropFirst() where !isTwin(first, other) {
      chosen.append(value(other, found, .unit))
    }
    if low == nil, high == nil, rest.count == 2,
      rest.allSatisfy({ $0.isBehindUnit && $0.when == nil && $0.opensCell }),
      !rest[0].isColumn, table.numbers[rest[0].number].value < table.numbers[rest[1].number].value
    {
      (low, high) = (table.numbers[rest[0].number].value, table.numbers[rest[1].number].value)
    } else {
      for other in rest where isOfSeries(other, with: first) {
        var candidate = other
        candidate.unit = first.unit
        chosen.append(value(candidate, found, .sharedUnit))
      }
    }
    values = Array(chosen.sorted { $0.number < $1.number }.prefix(Self.mostValues))
  }

  /// The same value in another unit: "2.2 mmol/L (6.8 mg/dL)".
  private func isTwin(_ one: Candidate, _ two: Candidate) -> Bool { one.unit != two.unit }

  /// A number without a unit that is of the same kind as the one with it: as many decimals, and in
  /// that unit a result that can be.
  private func isOfSeries(_ one: Candidate, with sure: Candidate) -> Bool {
    guard let unit = sure.unit else { return false }
    let (a, b) = (table.numbers[one.number], table.numbers[sure.number])
    return one.isColumn || a.decimals == b.decimals && test.isPlausible(a.value, unit)
  }

  private func value(_ candidate: Candidate, _ found: Found, _ rule: BindingRule) -> Value {
    Value(
      number: candidate.number, unit: candidate.unit, when: candidate.when,
      isPrevious: candidate.isPrevious, flag: candidate.flag ?? found.flag,
      isAbnormal: candidate.isAbnormal || found.isAbnormal,
      rule: candidate.isColumn ? .column : rule)
  }

  /// Dates in front: one for the first value, or one for each.
  private mutating func spread(_ dates: [When]) {
    guard !dates.isEmpty else { return }
    if dates.count == 1, values.count > 1, values.last?.when == nil,
      values.dropLast().allSatisfy({ $0.when != nil })
    {
      // Date, value, date, value: each date stood in front of its value.
      for i in values.indices.reversed().dropLast() { values[i].when = values[i - 1].when }
      values[0].when = dates[0]
    } else if dates.count == values.count {
      for i in values.indices where values[i].when == nil { values[i].when = dates[i] }
    } else if values.first?.when == nil, !values.isEmpty {
      values[0].when = dates[dates.count - 1]
    }
  }
}
