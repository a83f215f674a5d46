/// The rows of a message, and the cells of each row.
///
///     Calcium | 10.4 | mg/dL          three cells, cut at bars
///     phosphate;1,40;mmol/l           three cells, cut at semicolons: the comma is a decimal's
///     "Phosphate","1.40","mmol/L"     three cells, cut at commas outside quotes
///     Ca 2,62 mmol/l; P 1,8 mmol/l    one cell: a semicolon before a space ends a clause
struct Layout {
  struct Row {
    /// The bytes of the row, without its line break.
    var bytes: Range<Int>
    var lexemes: Range<Int>
    /// Lexemes by cell; a row without marks is one cell. A cell may be empty.
    var cells: [Range<Int>]
    var hasMarks: Bool { cells.count > 1 }
    /// Cut at runs of spaces, so that a cell left empty is not seen.
    var isLoose = false
  }

  private(set) var rows: [Row] = []
  /// The row of every lexeme.
  private(set) var rowAt: [Int32] = []
  /// Whether a lexeme is the first of a cell that is not the first of its row.
  private(set) var opensCell: [Bool]
  /// The rows that hold any words or numbers.
  private(set) var writtenRows = 0
  /// The commas of the last row that was cut at them.
  private var commas = 0

  init(_ bytes: [UInt8], _ lexemes: [Lexeme]) {
    opensCell = [Bool](repeating: false, count: lexemes.count)
    rowAt.reserveCapacity(lexemes.count)
    var start = 0
    var next = 0
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: Mark.newline) ?? bytes.count
      let first = next
      while next < lexemes.count, Int(lexemes[next].start) < end { next += 1 }
      for _ in first..<next { rowAt.append(Int32(rows.count)) }
      append(start..<end, first..<next, bytes, lexemes)
      if end >= bytes.count { break }
      start = end + 1
    }
  }

  /// Rows enough that most of them are printed and not told.
  var isReport: Bool { writtenRows > 3 }

  /// Rows of a whole printed page.
  var isLong: Bool { writtenRows > 7 }

  /// The cell of its row that a lexeme stands in.
  func cell(of lexeme: Int) -> Int {
    guard lexeme < rowAt.count else { return 0 }
    return rows[Int(rowAt[lexeme])].cells.firstIndex { $0.contains(lexeme) } ?? 0
  }

  private enum Mark {
    static let newline: UInt8 = 0x0A
    static let tab: UInt8 = 0x09
    static let bar: UInt8 = 0x7C
    static let semicolon: UInt8 = 0x3B
    static let comma: UInt8 = 0x2C
    static let quote: UInt8 = 0x22
    static let space: UInt8 = 0x20
  }

  private mutating func append(
    _ row: Range<Int>, _ lexemes: Range<Int>, _ bytes: [UInt8], _ all: [Lexeme]
  ) {
    var found = Row(bytes: row, lexemes: lexemes, cells: [lexemes])
    if let mark = Self.mark(of: bytes, in: row) ?? inherited(row, bytes) {
      if mark == Mark.comma { commas = Self.commas(row, bytes) }
      let cells = Self.cells(row, mark, bytes)
      if cells.count <= Self.mostCells { found.cells = Self.lexemes(cells, lexemes, all) }
      found.isLoose = mark == Mark.space
      for cell in found.cells.dropFirst() where !cell.isEmpty { opensCell[cell.lowerBound] = true }
    }
    rows.append(found)
    if !lexemes.isEmpty { writtenRows += 1 }
  }

  /// What cuts a row into cells, if anything does.
  private static func mark(of bytes: [UInt8], in row: Range<Int>) -> UInt8? {
    var counts = Counts()
    var isQuoted = false
    var i = row.lowerBound
    while i < row.upperBound {
      let byte = bytes[i]
      let next = i + 1 < row.upperBound ? bytes[i + 1] : Mark.newline
      switch byte {
      case Mark.quote:
        counts.quotes += 1
        isQuoted.toggle()
      case Mark.tab: counts.tabs += 1
      case Mark.bar: counts.bars += 1
      case Mark.semicolon where !isQuoted && next != Mark.space: counts.semicolons += 1
      case Mark.comma where !isQuoted && next != Mark.space:
        let before = i > row.lowerBound ? bytes[i - 1] : Mark.newline
        if !(isDigit(before) && isDigit(next)) || startsDate(bytes, i + 1) { counts.commas += 1 }
      case Mark.space where next == Mark.space:
        if i > row.lowerBound, bytes[i - 1] != Mark.space { counts.wide += 1 }
      default: break
      }
      i += 1
    }
    if counts.tabs > 0 { return Mark.tab }
    if counts.bars > 0 { return Mark.bar }
    if counts.semicolons > 1 { return Mark.semicolon }
    if counts.commas > 1 || counts.commas > 0 && counts.quotes > 1 { return Mark.comma }
    return counts.wide > 1 ? Mark.space : nil
  }

  /// "2026-09-01", "1/9/2026": digits and two equal marks.
  private static func startsDate(_ bytes: [UInt8], _ start: Int) -> Bool {
    var end = start
    var marks: [UInt8] = []
    while end < bytes.count, end - start < 10,
      isDigit(bytes[end]) || bytes[end] == 0x2D || bytes[end] == 0x2F
    {
      if !isDigit(bytes[end]) { marks.append(bytes[end]) }
      end += 1
    }
    return marks.count == 2 && marks[0] == marks[1]
  }

  /// A row with more of them is no row of a table.
  private static let mostCells = 200

  /// The lexemes of each cell.
  private static func lexemes(
    _ cells: [Range<Int>], _ range: Range<Int>, _ all: [Lexeme]
  ) -> [Range<Int>] {
    var next = range.lowerBound
    return cells.map { cell in
      while next < range.upperBound, Int(all[next].start) < cell.lowerBound { next += 1 }
      let first = next
      while next < range.upperBound, Int(all[next].start) < cell.upperBound { next += 1 }
      return first..<next
    }
  }

  /// Commas between digits cut cells where the row above has as many that do.
  private func inherited(_ row: Range<Int>, _ bytes: [UInt8]) -> UInt8? {
    guard commas > 0, Self.commas(row, bytes) == commas else { return nil }
    return Mark.comma
  }

  private static func commas(_ row: Range<Int>, _ bytes: [UInt8]) -> Int {
    row.count { bytes[$0] == Mark.comma }
  }

  private struct Counts {
    var tabs = 0
    var bars = 0
    var semicolons = 0
    var commas = 0
    var quotes = 0
    /// Runs of two spaces or more.
    var wide = 0
  }

  /// The cells of a row as ranges of bytes; quotes keep a mark inside a cell.
  private static func cells(_ row: Range<Int>, _ mark: UInt8, _ bytes: [UInt8]) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = row.lowerBound
    var isQuoted = false
    var i = row.lowerBound
    while i < row.upperBound {
      if bytes[i] == Mark.quote { isQuoted.toggle() }
      guard bytes[i] == mark, !isQuoted else {
        i += 1
        continue
      }
      var end = i + 1
      if mark == Mark.space {
        while end < row.upperBound, bytes[end] == Mark.space { end += 1 }
        guard end - i > 1, end < row.upperBound, i > row.lowerBound else {
          i = end
          continue
        }
      }
      cells.append(start..<i)
      start = end
      i = end
    }
    cells.append(start..<row.upperBound)
    return cells
  }
}
