import Testing

@testable import LabValues

/// Which spans of a report belong to which name.
struct ReportWalkTests {
  private func walk(_ text: String) -> (line: MarkedLine, walk: ReportWalk) {
    let line = SmallLabs.line(text)
    var walk = ReportWalk(SpanReader(line))
    walk.run()
    return (line, walk)
  }

  /// Each name with the words of its spans.
  private func drawn(_ text: String) -> String {
    let (line, walk) = walk(text)
    return walk.stretches.map { stretch in
      let id = stretch.test.map { line.tests[$0].id } ?? "-"
      let spans = stretch.spans.map { SmallLabs.words($0.start..<$0.end, of: line.scan) }
      return ([id] + spans).joined(separator: " ")
    }.joined(separator: "; ")
  }

  static let rows = Row.table([
    "Calcium 9.6 mg/dL\nPTH 88 pg/mL": "calcium_total 9.6 mg/dL; pth 88 pg/mL",
    "Calcium 9.6 PTH 88": "calcium_total 9.6; pth 88",
    "Calcium\n9.6\nmg/dL": "calcium_total 9.6 mg/dL",
    "Calcium\n9.6 mg/dL\n8.5-10.5": "calcium_total 9.6 mg/dL 8.5 10.5",
    "Calcium\nPTH\n9.6\n88": "calcium_total 9.6; pth 88",
    "Calcium\nPTH\n9.6\n88\nmg/dL\npg/mL": "calcium_total 9.6 mg/dL; pth 88 pg/mL",
    "Date Calcium PTH\n2026-03-01 9.6 88": "calcium_total 2026-03-01 9.6; pth 2026-03-01 88",
    "Date | Calcium mg/dL | PTH\n2026-03-01 | 9.6 | 88":
      "calcium_total 2026-03-01 9.6 mg/dL; pth 2026-03-01 88",
    "Calcium (ca) 9.6": "calcium_total ca 9.6",
    "Sodium 140\nCalcium 9.6": "- 140; calcium_total 9.6",
    "Comment | a word\nCalcium 9.6": "calcium_total 9.6",
    "Calcium, PTH 9.6, 88": "calcium_total 9.6; pth 88",
    "PTH and calcium: 88 pg/mL, 9.6 mg/dL": "pth 88 pg/mL; calcium_total 9.6 mg/dL",
    "Calcium, PTH 9.6, 88 on 2026-03-01":
      "calcium_total 9.6 2026-03-01; pth 88 on 2026-03-01",
    "Calcium/phosphate 9.6/5.2": "calcium_total 9.6; phosphate 5.2",
    "Calcium, PTH 9.6": "calcium_total; pth 9.6",
    "PTH, calcium 9.6 mg/dL, 88 pg/mL": "pth; calcium_total 9.6 mg/dL 88 pg/mL",
    "Calcium PTH 9.6 88": "calcium_total; pth 9.6 88",
    "Ordered | Calcium | PTH\nPTH | 88\nHaemolysis | 3 | 0": "pth 88",
    "Calcium\nArsenazo blue\n9.6 mg/dL": "calcium_total 9.6 mg/dL",
  ])

  @Test(arguments: rows) func aNameHasWhatStandsBehindAndBelowIt(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let headings = Row.table([
    "Collected 2026-03-01\nCalcium 9.6\nPTH 88": "2026-03-01 2026-03-01",
    "Collected 2026-03-01 Reported 2026-03-04\nCalcium 9.6": "2026-03-01",
    "Reported 2026-03-04 Collected 2026-03-01\nCalcium 9.6": "2026-03-01",
    "2026-03-01\nCalcium 9.6\n2026-04-01\nPTH 88": "2026-03-01 2026-04-01",
    "Born 1961-03-01\nCalcium 9.6": "none", "Calcium 9.6\nPTH 88": "none none",
  ])

  /// The sample's date holds; the day of the report and of a birth do not.
  @Test(arguments: headings) func aDateAboveHoldsForTheRowsBelow(row: Row) {
    let found = walk(row.text).walk.stretches.map { $0.heading?.description ?? "none" }
    #expect(found.joined(separator: " ") == row.expected)
  }

  @Test(arguments: [
    ("Urine\nCalcium 12 mg/dL", [true]), ("Serum\nCalcium 9.6 mg/dL", [false]),
    ("Urine\nCalcium 12 mg/dL\nSerum\nPTH 88 pg/mL", [true, false]),
    ("Calcium 9.6 mg/dL", [false]),
  ])
  func aPanelIsOfItsSpecimen(text: String, isOther: [Bool]) {
    #expect(walk(text).walk.stretches.map(\.isOtherSpecimen) == isOther)
  }

  static let columns = Row.table([
    "Test | 2026-01-12 | 2026-04-13\nCalcium | 9.8 | 10.9": "1 2026-01-12, 2 2026-04-13",
    "Test | Result | Previous | Ref\nCalcium | 9.8 | 10.9 | 8.5-10.5": "2 previous, 3 range",
    "Calcium | 9.8 | 10.9": "",
  ])

  @Test(arguments: columns) func aHeadingSaysWhatItsColumnsHold(row: Row) throws {
    let stretch = try #require(walk(row.text).walk.stretches.first)
    let found = stretch.columns.sorted { $0.key < $1.key }.map { place, column in
      let what = column.when?.description ?? (column.isPrevious ? "previous" : "range")
      return "\(place) \(what)"
    }
    #expect(found.joined(separator: ", ") == row.expected)
  }

  @Test func datesOverColumnsOfSpacesAreKnownByTheirOrder() {
    let found = walk("Test   2026-01-12   2026-04-13\nCalcium   9.8   10.9").walk.stretches
    #expect(found.map { $0.ordered.map(\.when.description) } == [["2026-01-12", "2026-04-13"]])
    #expect(found.map(\.columns.count) == [0])
  }

  @Test(arguments: [
    ("Zonulin 12 iu/ml\nCalcium 9.6 mg/dL", 1), ("Zonulin 12\nCalcium 9.6 mg/dL", 0),
    ("Zonulin 12 H\nCalcium 9.6", 1), ("Calcium 9.6 mg/dL", 0), ("deficiency 12 iu/ml", 0),
  ])
  func aResultWithoutAKnownNameIsKept(text: String, count: Int) {
    #expect(walk(text).walk.unknown.count == count)
  }
}
