import Testing

@testable import LabValues

/// The rows of a message, and the cells of each row.
struct LayoutTests {
  /// Cells between bars, rows between double slashes.
  private func drawn(_ text: String) -> String {
    let scan = SmallLabs.scan(text)
    return Layout(scan.bytes, scan.lexemes).rows.map { row in
      row.cells.map { SmallLabs.words($0, of: scan) }.joined(separator: "|")
    }.joined(separator: " // ")
  }

  static let cells = Row.table([
    "Calcium | 10.4 | mg/dL": "Calcium|10.4|mg/dL",
    "Calcium\t10.4\t\tmg/dL": "Calcium|10.4||mg/dL",
    "phosphate;1,40;mmol/l": "phosphate|1,40|mmol/l",
    "\"Phosphate\",\"1.40\",\"mmol/L\"": "Phosphate|1.40|mmol/L",
    "\"Calcium, total\",9.1": "Calcium, total|9.1",
    "Calcium,10.4,mg/dL": "Calcium|10.4|mg/dL",
    "Calcium   10.4   mg/dL": "Calcium|10.4|mg/dL",
  ])

  @Test(arguments: cells) func aRowIsCutAtItsMarks(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  @Test(arguments: [
    "Ca 2,62 mmol/l; P 1,8 mmol/l", "calcium 9,8, phosphate 4", "calcium, phosphate",
    "Calcium  10.4", "a;b", "calcium 9.1 mg/dl", "1,234",
  ])
  func aSentenceIsOneCell(text: String) { #expect(drawn(text) == text) }

  static let rows = Row.table([
    "a\nb": "a // b", "a\n\nb": "a //  // b", "a\r\nb": "a //  // b", "a\n": "a // ", "": "",
    "date,calcium,pth\n2026-03-02,9,98": "date|calcium|pth // 2026-03-02|9|98",
    "a,b,c\n9,1": "a|b|c // 9,1",
  ])

  @Test(arguments: rows) func aLineBreakEndsARow(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  @Test func theFirstOfALaterCellOpensIt() {
    let scan = SmallLabs.scan("Calcium, total | 10.4 | | mg/dL\nPTH 40")
    let layout = Layout(scan.bytes, scan.lexemes)
    let opening = scan.lexemes.indices.filter { layout.opensCell[$0] }
    #expect(opening.map { SmallLabs.words($0..<$0 + 1, of: scan) } == ["10", "mg"])
    #expect(scan.lexemes.indices.map(layout.cell) == [0, 0, 1, 1, 3, 3, 0, 0])
    #expect(layout.rowAt.map(Int.init) == [0, 0, 0, 0, 0, 0, 1, 1])
  }

  @Test func aRowOfTooManyCellsIsNoRowOfATable() {
    let scan = SmallLabs.scan(String(repeating: "1|", count: 300))
    let layout = Layout(scan.bytes, scan.lexemes)
    #expect(layout.rows.map(\.cells.count) == [1])
  }

  @Test func columnsOfSpacesAreLoose() {
    let scan = SmallLabs.scan("Calcium   10.4   mg/dL\nCalcium | 10.4 | mg/dL")
    #expect(Layout(scan.bytes, scan.lexemes).rows.map(\.isLoose) == [true, false])
  }
}
