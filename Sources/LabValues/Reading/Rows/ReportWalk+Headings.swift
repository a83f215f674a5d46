/// What the rows above say of those below: their specimen, their date, and what stands in each column.
extension ReportWalk {
  /// "24 HOUR URINE   collected 09/01/2025   volume 1.42 L": a row that names a specimen and measures nothing.
  func isSpecimenHeading(_ spans: [RowSpan]) -> Bool {
    let kinds = spans.map(\.kind)
    guard kinds.contains(.otherSpecimen) || kinds.contains(.bloodSpecimen) else { return false }
    guard open.isEmpty || kinds.contains(.noise) || kinds.contains(.date) else { return false }
    for (place, span) in spans.enumerated() where span.kind == .otherSpecimen {
      // "Nutrition and Fluid", "Fluid balance": the word is part of something else.
      if scan.has(.opener, at: span.start - 1) { return false }
      if place + 1 < spans.count, runsOn(spans[place + 1], behind: span) { return false }
    }
    return spans.filter(isFree).allSatisfy {
      $0.isInBrackets || kinds.contains(.date) && !isMeasured($0)
    }
  }

  /// A strange word right behind another, with nothing but a space between.
  private func runsOn(_ next: RowSpan, behind span: RowSpan) -> Bool {
    (next.kind == .noise || next.kind == .prose) && scan.gap(before: span.end).elementsEqual([0x20])
  }

  /// Whether a row begins a panel of its own behind an empty row: what stood above holds no longer.
  func endsSpecimen(_ spans: [RowSpan]) -> Bool {
    isOtherSpecimen && hasResultOfSpecimen && !spans.contains(where: isFree)
      && spans.contains { $0.kind == .noise }
  }

  /// What stands below is of that specimen; of two in one row neither holds.
  mutating func readSpecimen(_ spans: [RowSpan]) {
    let kinds = spans.map(\.kind)
    if !(kinds.contains(.otherSpecimen) && kinds.contains(.bloodSpecimen)) {
      isOtherSpecimen = kinds.contains(.otherSpecimen)
    }
    hasResultOfSpecimen = false
    if kinds.contains(.date) { readHeadingDate(spans) }
    open = []
  }

  /// "Your Value: 13.6 mg/dL   Standard Range: …" below a name: words of reports lead to a number in a unit of it.
  func isMeasuredFor(_ place: Int?, _ spans: [RowSpan]) -> Bool {
    guard let place, let test = stretches[place].test, let first = spans.first else { return false }
    switch first.kind {
    case .word, .number, .limit, .flag, .abnormal: break
    default: return false
    }
    let units = TestUnits(test: line.tests[test], units: line.catalogue.units)
    return !spans.contains { $0.kind == .foreignUnit || $0.kind == .interpretive }
      && spans.contains { span in
        span.kind == .number && line.table.units[span.index].lab.map(units.fits) ?? false
      }
  }

  func isMeasured(_ span: RowSpan) -> Bool {
    guard span.kind == .number else { return false }
    let unit = line.table.units[span.index]
    return unit.lab != nil || unit.isOther
  }

  /// "Test | Reference | 11 Feb 2026 | 12 Aug 2026": what each column is.
  mutating func readHeading(_ spans: [RowSpan], _ row: Layout.Row) -> Bool {
    var found: [Int: RowColumn] = [:]
    for span in spans {
      let place = cell(of: span.start, row)
      switch span.kind {
      case .date: found[place, default: RowColumn()].when = line.dates[span.index].when
      case .limit:
        found[place, default: RowColumn()].isRange = true
        if let isUpper = span.isUpper { found[place, default: RowColumn()].isUpper = isUpper }
      case .previous: found[place, default: RowColumn()].isPrevious = true
      default:
        // "Goal": what is aimed at is no result either.
        if scan.has(.target, at: span.start) { found[place, default: RowColumn()].isRange = true }
        // "test | mum | grandad": each column is of somebody.
        if let person = person(span) { found[place, default: RowColumn()].person = person }
      }
    }
    if found.values.count(where: { $0.person != nil }) < 2 {
      for place in found.keys { found[place]?.person = nil }
    }
    let dated = found.values.count { $0.when != nil || $0.person != nil }
    if let newest = newest(among: spans) {
      for place in found.keys where found[place]?.when != nil && place != cell(of: newest, row) {
        found[place]?.isPrevious = true
      }
    }
    guard dated > 1 || dated == 0 && !found.isEmpty || dated == 1 && found.count > 1 else {
      return false
    }
    ordered = []
    (rangePlace, lastColumn) = (nil, nil)
    if row.isLoose {
      // Columns of spaces: a value stands below its date only in order.
      ordered = spans.filter { $0.kind == .date }.map { above($0, row) }
      if dated > 1 {
        rangePlace = found.first { $0.value.isRange }.flatMap { bytes(of: $0.key, row) }
      }
      let isLastPrevious = dated < 2 && found[row.cells.count - 1]?.isPrevious == true
      lastColumn = isLastPrevious ? found[row.cells.count - 1] : nil
      if isLastPrevious { ordered = [] }
      found = [:]
    }
    columns = found
    named = [:]
    limits = [:]
    open = []
    return true
  }

  private func person(_ span: RowSpan) -> Person? {
    scan.longest(at: span.start) { if case .person(let person) = $0 { person } else { nil } }?.value
  }

  /// The date of a column, and where it stands.
  func above(_ span: RowSpan, _ row: Layout.Row) -> RowColumn.Above {
    let bytes = scan.byteRange(span.start..<span.end)
    let middle = (bytes.lowerBound + bytes.upperBound) / 2 - row.bytes.lowerBound
    return RowColumn.Above(
      when: line.dates[span.index].when, place: row.isLoose ? middle : nil)
  }

  /// Where a column stands in its row, up to where the next one begins.
  private func bytes(of cell: Int, _ row: Layout.Row) -> Range<Int>? {
    guard cell > 0, cell + 1 < row.cells.count, let first = row.cells[cell].first,
      let next = row.cells[cell + 1].first
    else { return nil }
    let start = row.bytes.lowerBound
    return Int(scan.lexemes[first].start) - start..<Int(scan.lexemes[next].start) - start
  }

  /// Where the newest of dates stands of which none is sure, but each way of reading them says the same.
  func newest(among spans: [RowSpan]) -> Int? {
    let dates = spans.filter { $0.kind == .date }.map { line.dates[$0.index] }
    guard dates.count > 1, dates.allSatisfy({ $0.readings.count == 2 }) else { return nil }
    let dayFirst = dates.max { $0.readings[0] < $1.readings[0] }
    let monthFirst = dates.max { $0.readings[1] < $1.readings[1] }
    return dayFirst?.start == monthFirst?.start ? dayFirst?.start : nil
  }

  /// A row of a table whose columns are named by their tests.
  mutating func readColumns(_ spans: [RowSpan], _ row: Layout.Row) -> Bool {
    guard let last = named.keys.max(), row.cells.count > last else { return false }
    let dates = spans.filter { $0.kind == .date }
    if readLimits(spans, row) { return true }
    for (place, heading) in named.sorted(by: { $0.key < $1.key }) {
      let cells = spans.filter { row.cells[place].contains($0.start) && $0.kind != .date }
      guard cells.contains(where: isFree) else { continue }
      var stretch = heading
      stretch.spans =
        dates + cells + heading.spans.filter { $0.kind == .unit } + (limits[place] ?? [])
      stretch.heading = self.heading
      stretch.isOtherSpecimen = isOtherSpecimen
      stretches.append(stretch)
    }
    return true
  }

  /// "target | 2.20-2.60 | 0.80-1.70": a row of a range for each column, which holds for the rows below.
  private mutating func readLimits(_ spans: [RowSpan], _ row: Layout.Row) -> Bool {
    guard !spans.contains(where: { $0.kind == .date }) else { return false }
    var found: [Int: [RowSpan]] = [:]
    for place in named.keys {
      let cells = spans.filter { row.cells[place].contains($0.start) }
      let free = cells.filter(isFree)
      guard let first = free.first else { continue }
      guard free.count == 2 && isRange(free) || free.count == 1 && isCompared(first) else {
        return false
      }
      found[place] = [RowSpan(kind: .limit, start: first.start, end: first.start)] + cells
    }
    guard !found.isEmpty else { return false }
    limits = found
    return true
  }

  /// "< 4.40"
  private func isCompared(_ span: RowSpan) -> Bool {
    line.table.numbers[span.index].comparator != .equal
  }

  /// A row of numbers below a row of as many names.
  mutating func readListed(_ spans: [RowSpan]) -> Bool {
    let free = spans.filter(isFree)
    guard free.count == listed.count, !spans.contains(where: { $0.kind == .prose }) else {
      return false
    }
    if !open.isEmpty {
      // They waited among the stretches; now their numbers are known.
      stretches.removeLast(min(open.count, stretches.count))
      open = []
    }
    let dates = spans.filter { $0.kind == .date }
    for (number, heading) in zip(free, listed) {
      var stretch = heading
      stretch.spans = dates + [number] + heading.spans.filter { $0.kind == .unit }
      stretch.heading = self.heading
      stretch.isOtherSpecimen = isOtherSpecimen
      stretch.hasNumber = true
      stretches.append(stretch)
    }
    return true
  }

  /// "Collected 05/19/2023 Reported 05/20/2023": the sample's date holds for the rows below. In a sentence a date
  /// without such a word only begins: "these are her bloods from 9 September", "the review is on 2 October".
  mutating func readHeadingDate(_ spans: [RowSpan]) {
    var kind: RowSpan.Kind?
    var plain: When?
    var sample: When?
    for span in spans {
      switch span.kind {
      case .sampleDate: kind = .sampleDate
      case .otherDate: kind = span.index < 0 ? .otherDate : nil
      case .date:
        let when = line.dates[span.index].when
        if kind == .sampleDate { sample = sample ?? when }
        if kind == nil { plain = plain ?? when }
        kind = nil
      default: break
      }
    }
    if heading != nil, spans.contains(where: { $0.kind == .prose }) { plain = nil }
    heading = sample ?? plain ?? heading
  }

  /// "Date Collected: 10/27/2025   Date Reported: 10/29/2025": a word for what a date is, and in the same cell the date.
  func tellsDates(_ spans: [RowSpan], _ row: Layout.Row) -> Bool {
    var label: Int?
    for span in spans {
      switch span.kind {
      case .sampleDate: label = cell(of: span.start, row)
      case .otherDate where span.index < 0: label = cell(of: span.start, row)
      case .date where label == cell(of: span.start, row): return true
      case .otherDate: return true
      default: break
      }
    }
    return false
  }
}
