import Testing

@testable import LabValues

/// The kidney filtration by CKD-EPI 2021, with the constants of the reference written here.
struct FiltrationTests {
  private static let formula = FiltrationFormula(
    creatinine: "creatinine", creatinineUnit: "mg/dL", result: "egfr", constant: 142,
    aboveExponent: -1.2, ageBase: 0.9938,
    female: .init(k: 0.7, exponent: -0.241, factor: 1.012),
    male: .init(k: 0.9, exponent: -0.302, factor: 1), adultFrom: 18, notWith: ["dialysis"],
    stages: [
      Band(name: "G5", from: 0, to: 15), Band(name: "G4", from: 15, to: 30),
      Band(name: "G3b", from: 30, to: 45), Band(name: "G3a", from: 45, to: 60),
      Band(name: "G2", from: 60, to: 90), Band(name: "G1", from: 90, to: nil),
    ])

  private static let catalogue: LabCatalogue = {
    var derivations = Derivations.none
    derivations.filtration = formula
    let creatinine = Analyte(
      id: "creatinine", name: "Creatinine", label: "creatinine", canonical: "mg/dL",
      names: ["creatinine"], units: [UnitFactor(unit: "mg/dL", factor: 1, decimals: 2)],
      reference: ReferenceInterval(low: 0.6, high: 1.2, unit: "mg/dL"), soft: 0.3...14,
      hard: 0.1...30, infer: ["mg/dL"], critical: CriticalLimits(low: nil, high: nil, source: ""))
    return LabCatalogue(
      units: SmallLabs.catalogue.units, otherUnits: [], analytes: [creatinine], otherTests: [],
      qualitative: [], context: SmallLabs.catalogue.context, derivations: derivations,
      vocabulary: SmallLabs.catalogue.vocabulary)
  }()

  @Test(arguments: [
    (1.0, 50, Sex.male, "92", "G1"), (1.0, 50, .female, "69", "G2"),
    (180 / 88.4, 67, .female, "26", "G4"), (0.6, 25, .female, "128", "G1"),
    (6.0, 58, .male, "10", "G5"),
  ])
  func theWorkedExamplesComeOut(
    creatinine: Double, age: Int, sex: Sex, text: String, stage: String
  ) throws {
    let value = Self.formula.value(creatinine: creatinine, age: age, sex: sex)
    #expect(decimalText(value, decimals: 0) == text)
    let stated = StatedValues(values: ["creatinine": creatinine], age: age, sex: sex)
    let found = try Derived(Self.catalogue).filtration(stated).get()
    #expect(found.map(\.stage.name) == [stage] && found.map(\.sex) == [sex])
  }

  @Test func moreCreatinineOrYearsMeanLess() {
    for sex in Sex.allCases {
      let byCreatinine = stride(from: 0.2, through: 9, by: 0.2).map {
        Self.formula.value(creatinine: $0, age: 50, sex: sex)
      }
      #expect(zip(byCreatinine, byCreatinine.dropFirst()).allSatisfy { $0 > $1 })
      let byAge = (18...100).map { Self.formula.value(creatinine: 1, age: $0, sex: sex) }
      #expect(zip(byAge, byAge.dropFirst()).allSatisfy { $0 > $1 })
    }
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var stated: StatedValues
    var reason: NotDerived

    init(_ name: String, _ reason: NotDerived, _ stated: StatedValues) {
      (testDescription, self.reason, self.stated) = (name, reason, stated)
    }
  }

  @Test(arguments: [
    Refused("no creatinine", .missing(["creatinine"]), StatedValues(age: 50)),
    Refused("no age", .ageMissing, StatedValues(values: ["creatinine": 1])),
    Refused("a child", .notAdult, StatedValues(values: ["creatinine": 1], age: 17)),
    Refused(
      "no adult range", .notAdult,
      StatedValues(values: ["creatinine": 1], age: 30, isAdultRangeOff: true)),
    Refused(
      "on dialysis", .ruledOut(by: "dialysis"),
      StatedValues(values: ["creatinine": 1], context: ["dialysis"], age: 50)),
    Refused(
      "told already", .reported("egfr"),
      StatedValues(values: ["creatinine": 1, "egfr": 40], age: 50)),
  ])
  func whyItIsNotComputedIsSaid(example: Refused) {
    #expect(Derived(Self.catalogue).filtration(example.stated) == .failure(example.reason))
  }

  @Test(arguments: [
    (0.0, "G5"), (14.99, "G5"), (15, "G4"), (29.9, "G4"), (30, "G3b"), (45, "G3a"), (59.9, "G3a"),
    (60, "G2"), (90, "G1"), (200, "G1"),
  ])
  func aStageBeginsAtItsLimit(value: Double, stage: String) {
    #expect(Derived(Self.catalogue).stage(of: value)?.name == stage)
  }
}
