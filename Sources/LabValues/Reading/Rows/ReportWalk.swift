/// Walks the rows of a message from top to bottom and says which spans belong to which name.
struct ReportWalk {
  /// A name and the spans that may hold its value.
  struct Stretch {
    var name: Int?
    /// All names that stand for the same: "Vitamin D, 25-Hydroxy".
    var names: [Int] = []
    var test: Int?
    var spans: [RowSpan]
    /// The date of the heading above.
    var heading: When?
    var isOtherSpecimen = false
    var columns: [Int: RowColumn] = [:]
    /// Dates of a heading whose columns are known by their order alone.
    var ordered: [RowColumn.Above] = []
    /// Of such a heading, where the ranges stand in the row, and what its last column is.
    var rangePlace: Range<Int>?
    var lastColumn: RowColumn?
    var hasMarks = false
    /// A number stands in front of the first name of its row, and perhaps belongs to it.
    var readsBackward = false
    var hasNumber = false
  }

  var stretches: [Stretch] = []
  /// Rows that look like a result of a test without a known name.
  private(set) var unknown: [[RowSpan]] = []

  let reader: SpanReader
  var line: MarkedLine { reader.line }
  var scan: LineScan { line.scan }
  var date = 0
  /// Names without a number so far, by their place in `stretches`.
  var open: [Int] = []
  var heading: When?
  var isOtherSpecimen = false
  /// A row of that specimen has stood below its heading.
  var hasResultOfSpecimen = false
  /// The row above is empty.
  private var isBehindGap = false
  var columns: [Int: RowColumn] = [:]
  /// The same where only the order of the columns is known.
  var ordered: [RowColumn.Above] = []
  /// Where the ranges stand in such rows, and what the last column is.
  var rangePlace: Range<Int>?
  var lastColumn: RowColumn?
  /// The name that a row without a number stood below: "Method: ECLIA".
  private var aside: Int?
  /// What a column holds, by its heading: the name, and the unit beside it.
  var named: [Int: Stretch] = [:]
  /// The range of such a column, from a row of ranges.
  var limits: [Int: [RowSpan]] = [:]
  /// Names of one row without numbers, whose numbers may stand in rows below: "Date Calcium PTH".
  var listed: [Stretch] = []
  /// Rows of numbers and of units below several names: "Calcium", "Phosphorus", "10.9", "5.2".
  var stack: [[RowSpan]] = []

  init(_ reader: SpanReader) { self.reader = reader }

  mutating func run() {
    for row in line.layout.rows {
      guard !row.lexemes.isEmpty else {
        isBehindGap = true
        continue
      }
      defer { isBehindGap = false }
      let spans = reader.spans(in: row.lexemes, from: &date)
      if row.hasMarks, scan.has(.skippedRow, at: row.lexemes.lowerBound) {
        readHeadingDate(spans)
        continue
      }
      var (prefix, found) = cut(spans, row)
      if !row.hasMarks { share(&found) }
      if isBehindGap, found.isEmpty, endsSpecimen(spans) { isOtherSpecimen = false }
      // "03-Nov-2025 | 19.7 | 612 | pre HD" below columns that are named: the name beside the numbers is a remark.
      let isRemark =
        !named.isEmpty && row.hasMarks && found.allSatisfy { $0.test == nil }
        && spans.contains(where: isFree)
      if found.isEmpty || isRemark {
        readNameless(spans, row)
      } else {
        readNames(prefix, found, row)
      }
    }
    settleStack()
  }

  // MARK: - Rows with names

  func isFree(_ span: RowSpan) -> Bool {
    guard span.kind == .number else { return false }
    let number = line.table.numbers[span.index]
    return !number.isExcluded && !number.isWeak || number.isUnclear
  }

  /// Cuts a row at its names.
  private func cut(_ spans: [RowSpan], _ row: Layout.Row) -> (prefix: [RowSpan], [Stretch]) {
    var prefix: [RowSpan] = []
    var found: [Stretch] = []
    for span in spans {
      guard span.kind == .name else {
        if found.isEmpty { prefix.append(span) } else { found[found.count - 1].spans.append(span) }
        if isFree(span), !found.isEmpty { found[found.count - 1].hasNumber = true }
        continue
      }
      let name = scan.names[span.index]
      let test = name.analyte?.index
      if let last = found.indices.last, !found[last].hasNumber {
        // "GFR (CKD-EPI)", "Calcium (Ca)", "eGFR (creatinine)"
        if span.isInBrackets || test != nil && found[last].test == test {
          if test == found[last].test { found[last].names.append(span.index) }
          found[last].spans.append(RowSpan(kind: .word, start: span.start, end: span.end))
          continue
        }
        if qualifies(span, found[last]) || isOfMethod(span, found[last], row) {
          found[last].names.append(span.index)
          if row.hasMarks { found[last].spans.removeAll { $0.kind == .prose } }
          found[last].spans.append(RowSpan(kind: .word, start: span.start, end: span.end))
          continue
        }
      }
      found.append(
        Stretch(
          name: span.index, names: [span.index], test: test, spans: [], hasMarks: row.hasMarks))
    }
    return (prefix, found)
  }

  /// "Calcium, albumin corrected": the name is a part of what qualified the one in front.
  private func qualifies(_ span: RowSpan, _ stretch: Stretch) -> Bool {
    guard
      let found = scan.longest(
        at: span.start, { if case .qualifier(let index) = $0 { index } else { nil } })
    else { return false }
    return found.end > span.end && found.value == stretch.test
  }

  /// "GFR/1.73 sq M.predicted by creatinine | 85": behind a word, in the cell of the first name of a table's row.
  private func isOfMethod(_ span: RowSpan, _ stretch: Stretch, _ row: Layout.Row) -> Bool {
    guard row.hasMarks, !row.isLoose, stretch.test != nil, let name = stretch.name,
      cell(of: scan.names[name].start, row) == cell(of: span.start, row),
      let last = stretch.spans.last, last.kind == .prose, last.end == span.start
    else { return false }
    return scan.end(of: CueSet(.joiner), at: last.start) == nil
  }

  private mutating func readNames(_ prefix: [RowSpan], _ found: [Stretch], _ row: Layout.Row) {
    settleStack()
    listed = []
    aside = nil
    // "quarterly bloods, pre-HD, 14/10/25"
    let told = prefix + found.flatMap(\.spans)
    if found.allSatisfy({ $0.test == nil }), told.contains(where: { $0.kind == .date }),
      told.contains(where: { $0.kind == .sampleDate })
        || !told.contains(where: isFree)
          && (told.contains { $0.kind == .bloodSpecimen } || tellsDates(told, row))
    {
      readHeadingDate(told)
      return
    }
    if isDatedHeading(prefix, found, row),
      readHeading(prefix + found.flatMap(\.spans), row)
    {
      return
    }
    if isHeading(found, row) {
      columns = [:]
      ordered = []
      (rangePlace, lastColumn) = (nil, nil)
      named = [:]
      limits = [:]
      for stretch in found where stretch.test != nil {
        guard let name = stretch.name else { continue }
        named[cell(of: scan.names[name].start, row)] = stretch
      }
      open = []
      return
    }
    // Rows that begin with their tests do not stand below columns of tests.
    if found.contains(where: { $0.test != nil && $0.hasNumber }) { named = [:] }
    if found.count > 1, found.allSatisfy({ $0.test != nil && !$0.hasNumber }),
      !found.contains(where: { $0.spans.contains { $0.kind == .prose } })
    {
      listed = found
    }
    open.removeAll { stretches[$0].hasNumber }
    if found.contains(where: \.hasNumber) || found.count > 1 { open = [] }
    let free = prefix.filter { span in
      isFree(span) && !line.table.numbers[span.index].isWeak
    }
    let isMeasured = free.contains { line.table.units[$0.index].lab != nil }
    for (k, stretch) in found.enumerated() {
      var stretch = stretch
      stretch.heading = heading
      hasResultOfSpecimen = true
      stretch.isOtherSpecimen =
        isOtherSpecimen && !isOfBlood(stretch, prefix)
        || (k == 0 || prefix.first?.kind == .otherSpecimen)
          && prefix.contains { $0.kind == .otherSpecimen && prefix.count <= 3 }
      (stretch.columns, stretch.ordered) = (columns, ordered)
      (stretch.rangePlace, stretch.lastColumn) = (rangePlace, lastColumn)
      if let date = frontDate(prefix), k > 0 || found.count > 1 { stretch.heading = date }
      let isSure = stretch.spans.contains { span in
        span.kind == .number && line.table.units[span.index].lab != nil
      }
      stretch.readsBackward =
        isMeasured && !isRange(free) || !free.isEmpty && !isSure && !row.hasMarks && !isRange(free)
      if k == 0 { stretch.spans = front(prefix, isRange(free)) + stretch.spans }
      if stretch.test != nil, !stretch.hasNumber, !(k == 0 && isRange(free)) {
        open.append(stretches.count)
      }
      stretches.append(stretch)
    }
  }

  /// "Serum calcium 2.41" below a heading of another specimen.
  private func isOfBlood(_ stretch: Stretch, _ prefix: [RowSpan]) -> Bool {
    guard let name = stretch.name.map({ scan.names[$0] }) else { return false }
    return prefix.contains { $0.kind == .bloodSpecimen }
      || name.lexemes.contains { scan.end(of: CueSet(.specimenBlood), at: $0) == $0 + 1 }
  }

  /// What stands in front of the first name and belongs to it: dates, and a range.
  private func front(_ prefix: [RowSpan], _ hasRange: Bool) -> [RowSpan] {
    prefix.filter { span in
      switch span.kind {
      case .date, .limit, .flag: true
      case .number, .unit: hasRange
      default: false
      }
    }
  }

  /// A date in front of every name of a row: "My results from 3 March: calcium 10.9, PTH 98".
  private func frontDate(_ prefix: [RowSpan]) -> When? {
    let dates = prefix.filter { $0.kind == .date }
    guard dates.count == 1, let date = dates.first, let last = prefix.last,
      date.start == prefix.first?.start || date.end == last.end
    else { return nil }
    return line.dates[date.index].when
  }

  /// "Normal range: 8.4 - 10.2 mg/dL Calcium 10.4"
  func isRange(_ free: [RowSpan]) -> Bool {
    guard free.count == 2, let first = free.first, let second = free.last else { return false }
    let gap = scan.gap(before: second.start)
    // "25-154882190" is the number of an order.
    return second.start - first.end <= 0 && gap.contains(0x2D)
      && scan.lexemes[second.start].range.count <= Self.mostDigits
  }

  /// A limit has no more digits in a run.
  private static let mostDigits = 6

  /// Two names or more in cells of their own, and no number: the headings of columns.
  private func isHeading(_ found: [Stretch], _ row: Layout.Row) -> Bool {
    guard row.hasMarks, !found.contains(where: \.hasNumber) else { return false }
    let cells = Set(
      found.filter { $0.test != nil }.compactMap(\.name).map { cell(of: scan.names[$0].start, row) }
    )
    return cells.count > 1
  }

  /// "Pre-dialysis | Unit | Target | 14/07/2025 | 18/08/2025": two dates or more, and no name of a test.
  private func isDatedHeading(
    _ prefix: [RowSpan], _ found: [Stretch], _ row: Layout.Row
  ) -> Bool {
    guard row.hasMarks, found.allSatisfy({ $0.test == nil && !$0.hasNumber }),
      !prefix.contains(where: isFree)
    else { return false }
    let kinds = (prefix + found.flatMap(\.spans)).map(\.kind)
    return kinds.count { $0 == .date } > 1 && !kinds.contains(.sampleDate)
      && !kinds.contains(.otherDate)
  }

  func cell(of lexeme: Int, _ row: Layout.Row) -> Int {
    row.cells.firstIndex { $0.contains(lexeme) } ?? 0
  }

  // MARK: - Rows without names

  private mutating func readNameless(_ spans: [RowSpan], _ row: Layout.Row) {
    let kinds = spans.map(\.kind)
    let hasFree = spans.contains(where: isFree)
    let dates = spans.filter { $0.kind == .date || $0.kind == .otherDate && $0.index >= 0 }
    let behind = aside
    aside = nil
    if !named.isEmpty, row.hasMarks, hasFree, readColumns(spans, row) { return }
    if !listed.isEmpty, hasFree, readListed(spans) { return }
    if !hasFree || kinds.contains(.sampleDate), tellsDates(spans, row) {
      if isSpecimenHeading(spans) { return readSpecimen(spans) }
      readHeadingDate(spans)
      open = []
      return
    }
    if isSpecimenHeading(spans) {
      // "URINE 24 HR | VALUE | REFERENCE": it heads columns too.
      readSpecimen(spans)
      if !hasFree, row.hasMarks { _ = readHeading(spans, row) }
      return
    }
    if !hasFree, row.hasMarks, readHeading(spans, row) { return }
    if dates.count > 1, !hasFree, !kinds.contains(.sampleDate), !kinds.contains(.otherDate),
      open.isEmpty
    {
      ordered = dates.map { above($0, row) }
      (rangePlace, lastColumn) = (nil, nil)
      columns = [:]
      return
    }
    if !dates.isEmpty, !hasFree || kinds.contains(.sampleDate),
      open.isEmpty || kinds.contains(.sampleDate)
    {
      readHeadingDate(spans)
      return
    }
    if open.isEmpty, let behind, spans.first?.kind == .number, isMeasuredFor(behind, spans) {
      stretches[behind].spans += spans
      stretches[behind].hasNumber = true
      open = [behind]
      return
    }
    let isContinued =
      isMeasuredFor(open.last, spans)
      || !spans.contains { span in
        switch span.kind {
        case .prose, .noise: scan.lexemes[span.start].range.count > 2
        case .foreignUnit, .interpretive: true
        default: false
        }
      }
    // "Renal Panel (10)": an index alone goes on with nothing.
    if isContinued, !hasFree, kinds.contains(.number), !kinds.contains(.limit),
      !kinds.contains(.unit)
    {
      open = []
      return
    }
    if isContinued, open.count > 1 {
      stack.append(spans)
    } else if isContinued, let last = open.last {
      stretches[last].spans += spans
      if hasFree || kinds.contains(.noResult) {
        stretches[last].hasNumber = true
        // The unit and the range of a cell a line still follow.
        open = [last]
      }
    } else if isContinued, let last = stretches.indices.last, stretches[last].test != nil,
      kinds.contains(.limit) || !hasFree || isRange(spans.filter(isFree))
    {
      stretches[last].spans += spans
    } else {
      settleStack()
      if !hasFree, open.count == 1 { aside = open.last }
      open = []
      if hasFree, kinds.contains(.noise),
        kinds.contains(.unit) || kinds.contains(.foreignUnit) || kinds.contains(.flag)
          || spans.contains(where: isMeasured), !kinds.contains(.prose),
        !kinds.contains(.interpretive)
      {
        unknown.append(spans)
      } else if !hasFree, isAwaited(spans) {
        unknown.append(spans)
      }
    }
  }

  /// "Tissue transglutaminase IgA       Pending": a test that is not known, and in a cell of its own that it has no
  /// result.
  private func isAwaited(_ spans: [RowSpan]) -> Bool {
    guard let last = spans.last, last.kind == .noResult else { return false }
    let gap = scan.gap(before: last.start)
    guard line.layout.opensCell[last.start] || gap.starts(with: [0x20, 0x20]) else { return false }
    return !spans.contains { $0.kind == .date }
      && spans.contains { $0.kind == .noise && scan.lexemes[$0.start].range.count > 2 }
  }
}
