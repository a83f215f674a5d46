import LabValues
import Testing

/// What people say, and what is recorded of it.
struct StatementTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var line: String
    var expected: String
    var testDescription: String { line }
  }

  /// `line ==> summary` a row; `\t` and `\n` stand for themselves; `#` is a comment.
  static let cases: [Case] = Fixture.text("statements.txt").split(separator: "\n").compactMap {
    row in
    guard !row.hasPrefix("#"), let arrow = row.firstRange(of: " ==>") else { return nil }
    let line = row[..<arrow.lowerBound].split(separator: "\\t", omittingEmptySubsequences: false)
      .joined(separator: "\t").split(separator: "\\n", omittingEmptySubsequences: false)
      .joined(separator: "\n")
    let expected = row[arrow.upperBound...].drop { $0 == " " }
    return Case(line: line, expected: String(expected))
  }

  @Test func theTableIsLargeAndHasManyLinesThatStateNothing() {
    #expect(Self.cases.count >= 150)
    #expect(Self.cases.filter(\.expected.isEmpty).count >= 40)
  }

  @Test(arguments: cases)
  func recordsWhatIsStatedAndNothingElse(_ example: Case) {
    let today = Day(year: 2026, month: 11, day: 21)
    #expect(summary(CatalogueFile.reader.read(example.line, today: today)) == example.expected)
  }

  @Test(arguments: cases.prefix(60))
  func readsTheSameWhateverTheCaseAndTheSpacesAround(_ example: Case) {
    let today = Day(year: 2026, month: 11, day: 21)
    let plain = CatalogueFile.reader.read(example.line, today: today)
    let loud = CatalogueFile.reader.read("  " + example.line + "  ", today: today)
    #expect(loud.recorded.map(\.value) == plain.recorded.map(\.value))
    #expect(loud.recorded.map(\.fact) == plain.recorded.map(\.fact))
  }
}
