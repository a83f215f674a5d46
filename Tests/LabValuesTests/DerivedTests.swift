import LabValues
import Testing

struct DerivedTests {
  private let derived = Derived(CatalogueFile.catalogue)

  @Test func correctsNoCalciumWithoutALowAlbumin() {
    let stated = StatedValues(values: ["calcium_total": 9.8, "albumin": 4.2])
    #expect(derived.adjustedCalcium(stated) == .failure(.notNeeded))
  }

  @Test func correctsNoCalciumThatIsAdjustedOrIonizedAlready() {
    var stated = StatedValues(values: ["calcium_adjusted": 10.9, "albumin": 2.6])
    #expect(derived.adjustedCalcium(stated) == .failure(.reported("calcium_adjusted")))
    stated = StatedValues(values: ["calcium_total": 8, "calcium_ionized": 1.2, "albumin": 2.6])
    #expect(derived.adjustedCalcium(stated) == .failure(.reported("calcium_ionized")))
  }

  @Test func correctsNoCalciumOfAChild() {
    let stated = StatedValues(values: ["calcium_total": 8, "albumin": 2.6], age: 9)
    #expect(derived.adjustedCalcium(stated) == .failure(.notAdult))
  }

  @Test func saysThatACorrectionIsRoughInKidneyDisease() throws {
    let stated = StatedValues(
      values: ["calcium_total": 8, "albumin": 2], context: ["dialysis", "ckd"])
    #expect(try derived.adjustedCalcium(stated).get().roughWith == ["ckd", "dialysis"])
  }

  @Test(arguments: ["dialysis", "pregnancy", "child"])
  func computesNoFiltrationWhereTheFormulaIsRuledOut(fact: String) {
    let stated = StatedValues(values: ["creatinine": 2], context: [fact], age: 50, sex: .male)
    #expect(derived.filtration(stated) == .failure(.ruledOut(by: fact)))
  }

  @Test func computesNoFiltrationBesideAReportedOne() {
    let stated = StatedValues(values: ["creatinine": 2, "egfr": 30], age: 50, sex: .male)
    #expect(derived.filtration(stated) == .failure(.reported("egfr")))
  }

  @Test func asksForTheAge() {
    let stated = StatedValues(values: ["creatinine": 2])
    #expect(derived.filtration(stated) == .failure(.ageMissing))
    #expect(
      derived.filtration(StatedValues(values: ["creatinine": 2], age: 17)) == .failure(.notAdult))
  }

  @Test func givesBothFiltrationsWhenTheSexIsUnknown() throws {
    let both = try derived.filtration(StatedValues(values: ["creatinine": 1], age: 50)).get()
    #expect(both.map { decimalText($0.value, decimals: 0) } == ["69", "92"])
    #expect(both.map(\.sex) == [.female, .male])
  }

  @Test func theProductIsTheSameInBothUnitFamilies() throws {
    let stated = StatedValues(values: ["calcium_total": 9.8, "phosphate": 7.2])
    let product = try derived.product(stated).get()
    #expect(product.text(0) == "70.6 mg2/dL2")
    #expect(product.text(1) == "5.68 mmol2/L2")
    #expect(product.isAboveOlderLimit && product.isAboveDeposits && !product.usesAdjusted)
  }

  @Test func namesWhatAProductStillNeeds() {
    #expect(
      derived.product(StatedValues(values: ["phosphate": 7]))
        == .failure(.missing(["calcium_total"])))
  }

  @Test func aHormoneTargetNeedsDialysisAndUsesTheirOwnLimit() throws {
    var stated = StatedValues(values: ["pth": 300])
    #expect(derived.dialysisTarget(stated) == .failure(.missing(["dialysis"])))
    stated.context = ["dialysis"]
    #expect(try derived.dialysisTarget(stated).get().high == 585)
    stated.ownUpperLimits = ["pth": 80]
    let own = try derived.dialysisTarget(stated).get()
    #expect(own.low == 160 && own.high == 720 && own.isOwnLimit && !own.isAbove && !own.isBelow)
  }

  @Test(arguments: [
    (95.0, "G1"), (89.9, "G2"), (45, "G3a"), (44.9, "G3b"), (15, "G4"), (14.9, "G5"), (3, "G5"),
  ])
  func stagesAFiltration(value: Double, stage: String) {
    #expect(derived.stage(of: value)?.name == stage)
  }
}
