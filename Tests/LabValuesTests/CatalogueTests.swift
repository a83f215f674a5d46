import LabValues
import Testing

struct CatalogueTests {
  private let catalogue = CatalogueFile.catalogue

  @Test func theCatalogueOfTheProjectHasNoProblem() { #expect(catalogue.problems() == []) }

  @Test func theCatalogueIsComplete() {
    #expect(catalogue.analytes.count == 19)
    #expect(catalogue.qualitative.count == 9)
    #expect(catalogue.context.count == 28)
  }

  @Test func reportsWhatTheTypesCannotExclude() throws {
    var broken = try #require(catalogue.analyte("calcium_total"))
    broken.canonical = "mmol/L"
    broken.infer = ["furlong"]
    broken.critical.high = 10
    broken.soft = 1...30
    let found = LabCatalogue(
      units: catalogue.units, otherUnits: [], analytes: [broken, broken], otherTests: [],
      qualitative: [], context: [], derivations: catalogue.derivations,
      vocabulary: catalogue.vocabulary
    ).problems()
    #expect(found.contains(.duplicateID("calcium_total")))
    #expect(found.contains(.canonicalFactor(analyte: "calcium_total")))
    #expect(found.contains(.unknownUnit(analyte: "calcium_total", unit: "furlong")))
    #expect(found.contains(.spanOutsideHard(analyte: "calcium_total")))
    #expect(found.contains(.limitsReversed(analyte: "calcium_total")))
    #expect(found.contains(.unknownFact("phosphate")))
  }

  @Test(arguments: [
    (2.5, 0, "3"), (0.125, 2, "0.13"), (5, 1, "5.0"), (2.675, 2, "2.68"), (-0.25, 1, "-0.3"),
    (-0.01, 1, "0.0"), (0.05, 2, "0.05"), (1234.56, 1, "1234.6"), (.infinity, 1, "–"),
    (1e300, 2, "–"),
  ])
  func writesDecimalsRoundedAwayFromZero(value: Double, decimals: Int, text: String) {
    #expect(decimalText(value, decimals: decimals) == text)
  }

  @Test(arguments: [
    ("phosphate", 2.2, "mmol/L", "2.20 mmol/L (6.8 mg/dL)"),
    ("phosphate", 6.8, "mg/dL", "6.8 mg/dL (2.20 mmol/L)"),
    ("calcium_total", 2.6, "mmol/L", "2.60 mmol/L (10.4 mg/dL)"),
    ("inr", 2.54, "ratio", "2.5"), ("egfr", 23, "mL/min/1.73m2", "23 mL/min/1.73m2"),
    ("albumin", 5, "g/dL", "5.0 g/dL (50 g/L)"),
  ])
  func echoesAValueInBothUnitFamilies(id: String, value: Double, unit: String, text: String) throws
  {
    #expect(try #require(catalogue.analyte(id)).echo(Quantity(value, unit)) == text)
  }

  @Test(arguments: [
    (90.0, Comparator.above, Flag.normal), (60, .above, .unknown), (15, .below, .low),
    (60, .equal, .low),
    (90, .atLeast, .normal), (95, .about, .normal),
  ])
  func aComparatorIsFlaggedOnlyWhenTheWholeSpanAgrees(value: Double, sign: Comparator, flag: Flag)
    throws
  {
    #expect(try #require(catalogue.analyte("egfr")).flag(value, comparator: sign) == flag)
  }

  @Test(arguments: [
    (10.5, Comparator.above, Flag.high), (10.5, .atLeast, .unknown), (10.4, .above, .unknown),
    (8.5, .below, .low), (8.5, .atMost, .unknown), (13, .above, .criticalHigh),
    (6.5, .below, .criticalLow), (11, .above, .high),
  ])
  func aComparatorAtALimitIsBeyondIt(value: Double, sign: Comparator, flag: Flag) throws {
    #expect(try #require(catalogue.analyte("calcium_total")).flag(value, comparator: sign) == flag)
  }

  @Test func theirOwnIntervalWins() throws {
    let calcium = try #require(catalogue.analyte("calcium_total"))
    let own = ReferenceInterval(low: 8, high: 11, unit: "mg/dL")
    #expect(calcium.flag(10.8) == .high)
    #expect(calcium.flag(10.8, own: own) == .normal)
    #expect(calcium.flag(11.2, own: own) == .high)
    #expect(calcium.flag(14.2, own: own) == .criticalHigh)
    let wide = ReferenceInterval(low: 6, high: 14, unit: "mg/dL")
    #expect(calcium.flag(13.5, own: wide) == .criticalHigh)
    #expect(calcium.flag(6.2, own: wide) == .criticalLow)
  }

  @Test(arguments: [
    (6.5, Flag.criticalLow), (6.6, .low), (8.5, .normal), (10.5, .normal), (10.6, .high),
    (13, .criticalHigh),
  ])
  func theLimitsThemselvesBelongToTheirSide(value: Double, flag: Flag) throws {
    #expect(try #require(catalogue.analyte("calcium_total")).flag(value) == flag)
  }
}
