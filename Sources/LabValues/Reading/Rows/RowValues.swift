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
    /// Whose it is, by its column.
    var person: Person?
  }

  private(set) var values: [Value] = []
  private(set) var low: Double?
  private(set) var high: Double?
  /// The unit of the range, where it has one of its own.
  private(set) var rangeUnit: Int?
  /// A number that cannot be read whole, or a range where a value should be.
  private(set) var unclear: Int?
  let hasNoResult: Bool
  let isForeign: Bool
  let hasProse: Bool
  let hasDose: Bool
  let noise: Int
  /// Behind the last span that was used.
  let end: Int
  /// A number with a unit of the test.
  private(set) var isSure = false

  private let line: MarkedLine
  private let test: TestUnits

  private var table: NumberTable { line.table }

  /// Chooses the values among the numbers of a row.
  init(_ row: RowCandidates, _ line: MarkedLine, _ test: TestUnits) {
    (self.line, self.test) = (line, test)
    (low, high, rangeUnit, unclear) = (row.low, row.high, row.rangeUnit, row.unclear)
    (hasNoResult, isForeign, hasProse) = (row.hasNoResult, row.isForeign, row.hasProse)
    (hasDose, noise, end) = (row.hasDose, row.noise, row.end)
    var found = row
    choose(&found)
  }

  /// No row holds more of one test.
  private static let mostValues = 24

  private mutating func choose(_ found: inout RowCandidates) {
    if found.isAwaited { return }
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
    if strong.isEmpty, found.compared.count > 1, found.compared[0].unit != nil,
      let other = rest.first, found.compared[1].number < other.number
    {
      // "CRP < 1,0 mg/L (< 5,0) 2,3": value, limit, and the result before.
      strong = [found.compared.removeFirst()]
      isSure = true
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
  private func dropRangeEnds(_ found: inout RowCandidates) {
    guard let low, let high, found.plain.count > 2 else { return }
    func isEnd(_ candidate: RowCandidate) -> Bool {
      let value = table.numbers[candidate.number].value
      return value == low || value == high
    }
    let rest = found.plain.filter { !isEnd($0) }
    if !rest.isEmpty, found.plain.count - rest.count == 2 { found.plain = rest }
  }

  private mutating func limit(_ candidate: RowCandidate, _ found: inout RowCandidates) {
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
  private mutating func chooseBare(_ plain: [RowCandidate], _ found: RowCandidates) {
    let unit = found.unit ?? rangeUnit.flatMap { test.fits($0) ? $0 : nil }
    var chosen = plain
    if chosen.isEmpty {
      let weak = found.plain.filter(\.isWeak)
      guard weak.count == 1, !isForeign, !hasNoResult else { return }
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
    _ strong: [RowCandidate], _ rest: [RowCandidate], _ found: RowCandidates
  ) {
    let first = strong[0]
    var chosen = [value(first, found, .unit)]
    for other in strong.dropFirst() where !isTwin(first, other) {
      chosen.append(value(other, found, .unit))
    }
    if low == nil, high == nil, rest.count == 2,
      rest.allSatisfy({ $0.isBehindUnit && $0.opensCell && !$0.isColumn }), rest[0].when == nil,
      table.numbers[rest[0].number].value < table.numbers[rest[1].number].value
    {
      (low, high) = (table.numbers[rest[0].number].value, table.numbers[rest[1].number].value)
      // A date at the end of the row is the value's.
      if chosen.count == 1 { chosen[0].when = chosen[0].when ?? rest[1].when }
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
  private func isTwin(_ one: RowCandidate, _ two: RowCandidate) -> Bool { one.unit != two.unit }

  /// A number without a unit that is of the same kind as the one with it: as many decimals, and in
  /// that unit a result that can be.
  private func isOfSeries(_ one: RowCandidate, with sure: RowCandidate) -> Bool {
    guard let unit = sure.unit else { return false }
    let (a, b) = (table.numbers[one.number], table.numbers[sure.number])
    return one.isColumn || a.decimals == b.decimals && test.isPlausible(a.value, unit)
  }

  private func value(_ candidate: RowCandidate, _ found: RowCandidates, _ rule: BindingRule)
    -> Value
  {
    Value(
      number: candidate.number, unit: candidate.unit, when: candidate.when,
      isPrevious: candidate.isPrevious, flag: candidate.flag ?? found.flag,
      isAbnormal: candidate.isAbnormal || found.isAbnormal,
      rule: candidate.isColumn ? .column : rule, person: candidate.person)
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
