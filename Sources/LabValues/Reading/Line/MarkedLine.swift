/// A line with everything that is known of it before anything is bound: its words and names, whose words
/// they are, its rows, dates and numbers. Nothing changes it; every stage of the reading works on it.
///
/// A class of constants, since fifteen stages hold it: as a struct its forty arrays are counted one by one
/// at every copy, and a sentence takes half as long again (25 µs for 16 µs, measured).
final class MarkedLine {
  let catalogue: LabCatalogue
  let scan: LineScan
  let scopes: Scopes
  let layout: Layout
  let dates: [DateSpan]
  let table: NumberTable
  let context: ReadingContext
  /// Unit families that the line names: "(US units)".
  let systems: [UnitSystem: Bool]
  /// Companion words of the line, by the fact that they prove.
  let companions: [Meaning]
  /// Context facts whose abbreviations the line forbids.
  let refuted: [Int]
  /// The date that a lexeme is part of, -1 for none.
  private let dateAt: [Int32]

  init(_ scan: LineScan, _ catalogue: LabCatalogue, in context: ReadingContext) {
    self.catalogue = catalogue
    self.scan = scan
    self.context = context
    layout = Layout(scan.bytes, scan.lexemes)
    scopes = Scopes(
      scan, focus: context.focus, others: context.others, isReport: layout.isReport)
    dates = DateReader(scan, today: context.today, words: catalogue.vocabulary).dates()
    table = NumberTable(
      NumberReader(scan: scan, layout: layout).numbers(outside: dates), in: scan)
    systems = Self.systems(scan)
    dateAt = Self.dateAt(dates, scan.count)
    (companions, refuted) = Self.proofs(scan)
  }

  private static func dateAt(_ dates: [DateSpan], _ count: Int) -> [Int32] {
    guard !dates.isEmpty else { return [] }
    var dateAt = [Int32](repeating: -1, count: count)
    for (k, date) in dates.enumerated() {
      for i in date.start..<min(date.end, count) { dateAt[i] = Int32(k) }
    }
    return dateAt
  }

  private static func proofs(_ scan: LineScan) -> ([Meaning], [Int]) {
    var companions: [Meaning] = []
    var refuted: [Int] = []
    for hit in scan.hits where scan.table.hasProof[Int(hit.phrase)] {
      for meaning in scan.table.phrases[Int(hit.phrase)].meanings {
        switch meaning {
        case .companion where !companions.contains(meaning): companions.append(meaning)
        case .refutes(let index) where !refuted.contains(index): refuted.append(index)
        default: break
        }
      }
    }
    return (companions, refuted)
  }

  private static func systems(_ scan: LineScan) -> [UnitSystem: Bool] {
    var systems: [UnitSystem: Bool] = [:]
    for (cue, system) in [(Cue.systemConventional, UnitSystem.conventional), (.systemSI, .si)] {
      for i in 0..<scan.count {
        guard let end = scan.end(of: CueSet(cue), at: i), end - i > 1 else { continue }
        systems[system] = true
      }
    }
    return systems
  }

  var numbers: [NumberSpan] { table.numbers }
  var units: [NumberUnit] { table.units }
  /// The analytes of the catalogue, and behind them the tests that are only watched.
  var tests: [Analyte] { scan.lexicon.tests }

  func numberIndex(at i: Int) -> Int? { table.index(at: i) }

  /// The number that ends, with or without its unit, in front of lexeme `i`.
  func numberIndex(endingAt i: Int) -> Int? { table.index(endingAt: i) }

  func date(covering i: Int) -> DateSpan? {
    i >= 0 && i < dateAt.count && dateAt[i] >= 0 ? dates[Int(dateAt[i])] : nil
  }

  /// The date that stands within a few words behind a lexeme, before any name; a day of the week dates a
  /// result, and no condition.
  func when(behind end: Int, weekdays: Bool = true) -> When? {
    var j = end
    while j < min(scan.count, end + 4), scan.nameAt[j] < 0, !scan.isSentenceStart(j) {
      if let date = date(covering: j), !date.isOther, weekdays || !date.isWeekday {
        return date.when
      }
      j += 1
    }
    return nil
  }

  /// More than two weeks before the day of the session, by its date or by its words.
  func isLongAgo(_ when: When?) -> Bool { when?.isLongAgo(before: context.today) ?? false }

  /// The range of the line behind a range of lexemes.
  func origin(_ lexemes: Range<Int>) -> Range<Int> { scan.text.origin(scan.byteRange(lexemes)) }

  func hasCompanion(_ kind: FactKind, _ index: Int) -> Bool {
    companions.contains(.companion(kind, index))
  }

  /// The unit can belong to the test.
  func fits(_ unit: Int, _ test: Int) -> Bool {
    let id = catalogue.units[unit].id
    let test = tests[test]
    return test.factor(of: id) != nil || test.readAs[id] != nil || test.confirm[id] != nil
  }
}
