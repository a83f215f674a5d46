import Testing

@testable import LabValues

/// Values in the units of their analyte, and in no other.
struct AnalyteUnitTests {
  @Test(arguments: [
    ("calcium_total", 2.6, "mmol/L", "2.60 mmol/L", "2.60 mmol/L (10.4 mg/dL)"),
    ("calcium_total", 10, "mg/dL", "10.0 mg/dL", "10.0 mg/dL (2.50 mmol/L)"),
    ("pth", 35, "pg/mL", "35 pg/mL", "35 pg/mL (3.7 pmol/L)"), ("inr", 2.5, "ratio", "2.5", "2.5"),
    ("egfr", 42, "mL/min/1.73m2", "42 mL/min/1.73m2", "42 mL/min/1.73m2"),
  ])
  func aValueIsShownInItsUnitAndInTheOther(
    id: String, value: Double, unit: String, text: String, echo: String
  ) throws {
    let analyte = try #require(SmallLabs.catalogue.analyte(id))
    #expect(analyte.text(Quantity(value, unit)) == text)
    #expect(analyte.echo(Quantity(value, unit)) == echo)
  }

  @Test func aForeignUnitIsNotConverted() throws {
    let pth = try #require(SmallLabs.catalogue.analyte("pth"))
    #expect(pth.canonical(Quantity(1, "mg/dL")) == nil && pth.factor(of: "mg/dL") == nil)
    #expect(pth.convert(Quantity(1, "mg/dL"), to: "pg/mL") == nil)
    #expect(pth.convert(Quantity(1, "mg/dL"), to: "mg/dL") == nil)
    #expect(pth.convert(Quantity(1, "pg/mL"), to: "mg/dL") == nil)
  }
}
