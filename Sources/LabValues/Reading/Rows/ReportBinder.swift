/// Binds the rows of a report, and single rows typed or pasted, to values.
///
/// A row, or a name with the rows below it that name nothing else, is one stretch of spans:
///
///     Calcium (Arsenazo III)      Phosphorus 3.1 3.4 11/23/2022 mg/dL 2.8-4.1
///     9.02
///     mg/dL
///
/// Sentences are left alone: a word of sentences in front of the number, or a row that reads
/// backwards, is somebody else's to bind.
struct ReportBinder {
  /// A name bound to one number.
  struct Bound {
    /// The place of the name in the line, and of its test.
    var name: Int
    var test: Int
    var value: RowValues.Value
    var low: Double?
    var high: Double?
    var when: When?
    var isEarlier: Bool
    /// Behind everything that belongs to it.
    var end: Int
  }

  private(set) var bound: [Bound] = []
  private(set) var unread: [Unread] = []
  /// So many rows are named, and no more looked for: a paste may have thousands.
  static let mostUnread = 64
  /// The names that nobody else has to look at.
  private(set) var claimed: [Bool]

  private let line: MarkedLine
  private let taken: TakenNumbers
  private let isReport: Bool
  private var scan: LineScan { line.scan }

  init(_ line: MarkedLine, _ taken: TakenNumbers) {
    self.line = line
    self.taken = taken
    claimed = [Bool](repeating: false, count: line.scan.names.count)
    isReport = line.layout.writtenRows > 1
    var walk = ReportWalk(SpanReader(line))
    walk.run()
    for stretch in walk.stretches { bind(stretch) }
    unread += walk.unknown.prefix(Self.mostUnread).compactMap { unknown(in: $0) }
    if !isReport, bound.isEmpty { unread.removeAll { $0.reason == .unknownTest } }
    unread = Array(unread.prefix(Self.mostUnread))
    unread.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  // MARK: - One stretch

  private mutating func bind(_ stretch: ReportWalk.Stretch) {
    guard let test = stretch.test else {
      if !isSentence(stretch.spans),
        stretch.spans.contains(where: { $0.kind == .number || isReport && $0.kind == .noResult }),
        let name = stretch.name.map({ scan.names[$0] }), name.isStranger
      {
        let fact = isOtherSpecimen(name) ? measured(in: name) : nil
        note(stretch, fact == nil ? .unknownTest : .otherSpecimen, fact: fact)
      }
      return
    }
    let (spans, hasMore) = cut(valued(stretch))
    let analyte = line.tests[test]
    let units = TestUnits(test: analyte, units: line.catalogue.units)
    let row = RowValues(
      RowCandidates(
        spans, line, taken, units, columns: stretch.columns, isSeries: !stretch.ordered.isEmpty),
      line, units)
    guard let n = stretch.name else { return }
    guard accepts(row, stretch, hasMore), isProven(scan.names[n], row), !isInitial(stretch) else {
      doubtUnproven(row, stretch, scan.names[n], analyte)
      return
    }
    if stretch.isOtherSpecimen || scan.names[n].isOtherSpecimen || saysOtherSpecimen(stretch) {
      claim(stretch)
      if !row.values.isEmpty || row.isForeign || row.unclear != nil {
        note(stretch, .otherSpecimen, fact: analyte.id)
      }
      return
    }
    guard !row.values.isEmpty, row.unclear == nil else {
      doubt(row, stretch, analyte)
      return
    }
    claim(stretch)
    add(row, stretch, n, test)
  }

  /// "Calcium i.U. (Spontanurin)   3,1": the specimen stands between the name and its number.
  private func saysOtherSpecimen(_ stretch: ReportWalk.Stretch) -> Bool {
    for span in stretch.spans {
      if span.kind == .otherSpecimen { return true }
      if span.kind == .number || span.kind == .bloodSpecimen { return false }
    }
    return false
  }

  /// "urine calcium": a longer name that has the word of another specimen in it.
  private func isOtherSpecimen(_ name: NameSpan) -> Bool {
    name.lexemes.contains { i in
      let end = scan.end(of: CueSet(.specimenOther), at: i) ?? 0
      return end > i && end <= name.end && scan.lexemes[i].range.count > 1
    }
  }

  /// What a longer name would be of in blood.
  private func measured(in name: NameSpan) -> String? {
    for i in name.lexemes {
      let found = scan.longest(at: i) {
        if case .analyte(let index, nil) = $0 { index } else { nil }
      }
      if let found, found.end <= name.end { return line.tests[found.value].id }
    }
    return nil
  }

  /// The spans of a stretch without the words in a column of ranges: "4.0 or higher".
  private func valued(_ stretch: ReportWalk.Stretch) -> [RowSpan] {
    if let place = stretch.rangePlace { return valued(stretch.spans, ranges: place) }
    guard stretch.columns.values.contains(where: \.isRange) else { return stretch.spans }
    return stretch.spans.filter { span in
      guard span.kind == .prose || span.kind == .noise else { return true }
      return stretch.columns[line.layout.cell(of: span.start)]?.isRange != true
    }
  }

  /// The same where the columns are of spaces: what begins below the heading of the ranges is a limit.
  private func valued(_ spans: [RowSpan], ranges: Range<Int>) -> [RowSpan] {
    func isBelow(_ span: RowSpan) -> Bool {
      let row = line.layout.rows[Int(line.layout.rowAt[span.start])]
      return row.isLoose
        && ranges.contains(Int(scan.lexemes[span.start].start) - row.bytes.lowerBound)
    }
    let isSingle = spans.count { $0.kind == .number && isBelow($0) } == 1
    return spans.flatMap { span -> [RowSpan] in
      switch span.kind {
      case .prose, .noise: return isBelow(span) ? [] : [span]
      case .number where isSingle && isBelow(span):
        return [RowSpan(kind: .limit, start: span.start, end: span.start), span]
      default: return [span]
      }
    }
  }

  /// The spans up to the first word of sentences behind a number, and whether a number stands behind it.
  private func cut(_ spans: [RowSpan]) -> ([RowSpan], Bool) {
    var hasNumber = false
    for (place, span) in spans.enumerated() {
      if span.kind == .number, !line.table.numbers[span.index].isExcluded { hasNumber = true }
      if hasNumber, isStrangeItem(span, spans[(place + 1)...].first) {
        return (Array(spans[..<place]), false)
      }
      if span.kind == .prose, hasNumber {
        let rest = spans[place...]
        let hasMore = rest.contains { span in
          span.kind == .number && !line.table.numbers[span.index].isExcluded
            && !taken[span.index]
        }
        return (Array(spans[..<place]), hasMore)
      }
    }
    return (spans, false)
  }

  /// "Mr K DOOLAN": a single letter with a strange word behind it.
  private func isInitial(_ stretch: ReportWalk.Stretch) -> Bool {
    guard let name = stretch.name.map({ scan.names[$0] }), name.end == name.start + 1,
      scan.lexemes[name.start].range.count == 1, let next = stretch.spans.first
    else { return false }
    return next.kind == .noise && scan.gap(before: next.start).elementsEqual([0x20])
      && scan.lexemes[next.start].range.count > 2
  }

  /// "Plt 250; XYZ 6.1": a word that is not known behind a comma or a semicolon, and its number.
  private func isStrangeItem(_ span: RowSpan, _ next: RowSpan?) -> Bool {
    guard span.kind == .noise, next?.kind == .number, next?.start == span.end,
      !scan.lexemes[span.start].isDigits, scan.lexemes[span.start].range.count > 1
    else { return false }
    let gap = scan.gap(before: span.start)
    return gap.last == 0x20 && (gap.contains(0x2C) || gap.contains(0x3B))
  }

  /// Whether a short name is proven by what was found for it.
  private func isProven(_ name: NameSpan, _ row: RowValues) -> Bool {
    guard let (index, proof) = name.analyte, proof != .unit else { return row.isSure }
    guard proof == .companion else { return true }
    return row.isSure || line.hasCompanion(.analyte, index)
      || scan.names.contains { $0.analyte != nil && $0.analyte?.index != index }
  }

  private func accepts(
    _ row: RowValues, _ stretch: ReportWalk.Stretch, _ hasMore: Bool
  ) -> Bool {
    if row.hasDose || row.hasProse || stretch.readsBackward { return false }
    if valued(stretch).contains(where: { $0.kind == .prose }) {
      guard row.isSure && (!hasMore || isReport) || isDirect(stretch) else { return false }
    }
    return row.noise == 0 || row.isSure && (isReport || row.noise <= 4) || stretch.hasMarks
      || isReport || row.unclear != nil
  }

  /// A row that was not accepted: no result, or a name that had to be mended and has no unit that fits.
  private mutating func doubtUnproven(
    _ row: RowValues, _ stretch: ReportWalk.Stretch, _ name: NameSpan, _ analyte: Analyte
  ) {
    guard isReport else { return }
    if row.values.isEmpty, row.hasNoResult {
      note(stretch, .noResult, fact: analyte.id)
    } else if !row.hasProse, name.lexemes.contains(where: scan.mended.contains) {
      note(stretch, .unknownTest, fact: nil)
    }
  }

  /// "INR 2.4 target 2.5": in a report, a number right behind the name that opens its row, and behind it no word
  /// of another time.
  private func isDirect(_ stretch: ReportWalk.Stretch) -> Bool {
    guard line.layout.isReport, let name = stretch.name.map({ scan.names[$0] }),
      line.layout.rows[Int(line.layout.rowAt[name.start])].lexemes.lowerBound == name.start,
      let first = stretch.spans.first, first.kind == .number, first.start == name.end
    else { return false }
    return !stretch.spans.contains { span in
      span.kind == .prose
        && scan.end(of: CueSet(.earlier, .later, .connector, .opener), at: span.start) != nil
    }
  }

  /// A name without a value: what stands in its place is named.
  private mutating func doubt(
    _ row: RowValues, _ stretch: ReportWalk.Stretch, _ analyte: Analyte
  ) {
    if row.unclear != nil {
      claim(stretch)
      note(stretch, .unclearNumber, fact: analyte.id)
    } else if row.hasNoResult {
      claim(stretch)
      note(stretch, .noResult, fact: analyte.id)
    } else if row.isForeign {
      claim(stretch)
      note(stretch, .otherSpecimen, fact: analyte.id)
    } else if isReport, let name = stretch.name, isDashed(behind: scan.names[name].end) {
      claim(stretch)
      note(stretch, .noResult, fact: analyte.id)
    }
  }

  /// "Magnesium   ---"
  private func isDashed(behind end: Int) -> Bool {
    scan.gap(before: end).split(separator: 0x0A, omittingEmptySubsequences: false).first
      .map { $0.count { $0 == 0x2D } > 1 } ?? false
  }

  private mutating func claim(_ stretch: ReportWalk.Stretch) {
    for name in stretch.names { claimed[name] = true }
    // "14 mg/dL BUN": a name inside a unit is none.
    for span in stretch.spans where span.kind == .number || span.kind == .unit {
      for i in span.start..<span.end where scan.nameAt[i] >= 0 {
        claimed[Int(scan.nameAt[i])] = true
      }
    }
  }

  private mutating func add(
    _ row: RowValues, _ stretch: ReportWalk.Stretch, _ n: Int, _ test: Int
  ) {
    var values = row.values
    let headings =
      stretch.ordered.isEmpty
      ? stretch.columns.sorted { $0.key < $1.key }.compactMap(\.value.when)
      : stretch.ordered.map(\.when)
    if !stretch.ordered.isEmpty || !stretch.hasMarks, headings.count == values.count,
      values.count > 1
    {
      for i in values.indices where values[i].when == nil { values[i].when = headings[i] }
    } else if stretch.ordered.count > 1, values.count < stretch.ordered.count {
      for i in values.indices where values[i].when == nil {
        values[i].when = date(above: values[i], stretch.ordered)
      }
    }
    if let column = stretch.lastColumn, values.count > 1, let last = values.indices.last {
      values[last].isPrevious = true
      values[last].when = values[last].when ?? column.when
    }
    let units = TestUnits(test: line.tests[test], units: line.catalogue.units)
    let newest = values.compactMap { $0.isPrevious ? nil : $0.when?.day }.max()
    let hasUndated = values.contains { $0.when == nil && !$0.isPrevious }
    for value in values {
      var isEarlier = value.isPrevious
      if values.count > 1, let day = value.when?.day {
        isEarlier = isEarlier || hasUndated || newest.map { day < $0 } ?? false
      }
      let when = value.when ?? (value.isPrevious || isEarlier ? nil : stretch.heading)
      let scale = units.scale(from: row.rangeUnit, to: value.unit)
      bound.append(
        Bound(
          name: n, test: test, value: value, low: row.low.map { $0 * scale },
          high: row.high.map { $0 * scale }, when: when, isEarlier: isEarlier, end: row.end))
    }
  }

  /// The date that stands nearest above a value, where a column of its row is empty.
  private func date(above value: RowValues.Value, _ dates: [RowColumn.Above]) -> When? {
    let bytes = line.table.numbers[value.number].bytes
    let row = line.layout.rows[Int(line.layout.rowAt[line.table.numbers[value.number].start])]
    guard row.isLoose else { return nil }
    let middle = (bytes.lowerBound + bytes.upperBound) / 2 - row.bytes.lowerBound
    let placed = dates.filter { $0.place != nil }
    return placed.min { abs(($0.place ?? 0) - middle) < abs(($1.place ?? 0) - middle) }?.when
  }

  /// Of a row that was not read, so much is looked at, and so much shown.
  private static let (mostBytes, mostShown) = (240, 64)

  // MARK: - What was not read

  private func isSentence(_ spans: [RowSpan]) -> Bool { spans.contains { $0.kind == .prose } }

  private mutating func note(
    _ stretch: ReportWalk.Stretch, _ reason: Unread.Reason, fact: String?
  ) {
    guard unread.count < Self.mostUnread,
      let first = stretch.names.map({ scan.names[$0] }).min(by: { $0.start < $1.start })
    else { return }
    let start = first.start
    let end = max(stretch.spans.last?.end ?? 0, first.end)
    unread.append(named(start..<end, reason, fact))
  }

  /// A row with a number and a unit, a range or a flag, but no name that is known.
  private func unknown(in spans: [RowSpan]) -> Unread? {
    guard let first = spans.first, let last = spans.last else { return nil }
    return named(first.start..<last.end, .unknownTest, nil)
  }

  /// A row that was understood and is kept nowhere.
  func notKept(_ row: Bound) -> Unread {
    let (name, number) = (scan.names[row.name], line.numbers[row.value.number])
    var end = max(name.end, number.end, row.end)
    // The range belongs to it, where no other result stands in its row.
    if let whole = line.layout.rows.first(where: { $0.lexemes.contains(number.start) })?.lexemes,
      !bound.contains(where: { $0.name != row.name && whole.contains(scan.names[$0.name].start) })
    {
      end = max(end, whole.upperBound)
    }
    return named(min(name.start, number.start)..<end, .unknownTest, nil)
  }

  private func named(_ lexemes: Range<Int>, _ reason: Unread.Reason, _ fact: String?) -> Unread {
    let bytes = scan.byteRange(lexemes)
    let end = min(bytes.upperBound, bytes.lowerBound + Self.mostBytes)
    let written = scan.text.written(bytes.lowerBound..<end)
    var text = ""
    // Whole words, so that no number is cut to another.
    for word in written.split(whereSeparator: \.isWhitespace) {
      guard text.utf8.count + word.utf8.count < Self.mostShown else { break }
      text += text.isEmpty ? String(word) : " \(word)"
    }
    if text.isEmpty { text = String(written.prefix(Self.mostShown)) }
    return Unread(
      asTyped: text, reason: reason, fact: fact,
      subject: line.whose(lexemes.lowerBound, lexemes.upperBound), range: scan.text.origin(bytes))
  }
}
