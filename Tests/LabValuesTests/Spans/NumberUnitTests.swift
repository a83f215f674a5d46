import Testing

@testable import LabValues

/// The unit behind a number.
struct NumberUnitTests {
  static let units = Row.table([
    "9.1 mg/dl": "mg/dL", "9.1mg/dl": "mg/dL", "9.1 (mg/dl)": "mg/dL", "9.1 mg": "dose",
    "9.1 iu/ml": "other", "9.1": "none", "9.1, mg/dl": "none", "9.1\nmg/dl": "none",
    "42 ml/min/1.73m2": "mL/min/1.73m2", "9.1 mg per dl": "mg/dL",
  ])

  @Test(arguments: units) func theUnitStandsRightBehindItsNumber(row: Row) throws {
    let line = SmallLabs.line(row.text)
    let unit = try #require(line.units.first)
    let name =
      unit.lab.map { SmallLabs.catalogue.units[$0].id }
      ?? (unit.isOther ? "other" : unit.isDose ? "dose" : "none")
    #expect(name == row.expected)
  }
}
