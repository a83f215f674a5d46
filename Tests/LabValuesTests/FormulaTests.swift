import LabValues
import Testing

/// Expressions in the data: what they are worth, and whether their units fit.
struct FormulaTests {
  private static func analyte(_ id: String, _ canonical: String, _ units: [String: Double])
    -> Analyte
  {
    Analyte(
      id: id, name: id, label: id, canonical: canonical, names: [id],
      units: units.sorted { $0.key < $1.key }
        .map { UnitFactor(unit: $0.key, factor: $0.value, decimals: 1) },
      reference: ReferenceInterval(low: nil, high: nil, unit: canonical), soft: 0...1000,
      hard: 0...1000, infer: [], critical: CriticalLimits(low: nil, high: nil, source: ""))
  }

  private static let catalogue = LabCatalogue(
    units: [], otherUnits: [],
    analytes: [
      analyte("iron", "µg/dL", ["µg/dL": 1, "mg/L": 100]), analyte("tibc", "µg/dL", ["µg/dL": 1]),
      analyte("calcium", "mg/dL", ["mg/dL": 1]), analyte("albumin", "g/dL", ["g/dL": 1]),
    ], otherTests: [], qualitative: [], context: [], derivations: .none,
    vocabulary: LabCatalogue.empty.vocabulary)

  private static func formula(_ expression: String, _ unit: String, for all: Bool = true) -> Formula
  {
    Formula(
      id: "f", label: "f", expression: expression, units: [:], unit: unit, decimals: 1,
      notWith: ["pregnancy"], isForAll: all, low: 1, high: 2, source: "")
  }

  @Test(
    arguments: [
      ("100 * iron / tibc", "%", 25.0), ("iron + tibc", "µg/dL", 250),
      ("calcium + 0.8 mg/g * (4.0 g/dL - albumin)", "mg/dL", 10.8),
      ("calcium * albumin", "mg g/dL2", 30), ("calcium ^ 2", "mg2/dL2", 100),
      ("max(iron, tibc) / min(iron, tibc)", "", 4), ("-iron + 2 * tibc", "µg/dL", 350),
      ("(iron / tibc) ^ -0.5 * age", "1", 80), ("10 female + age", "1", nil),
      ("2 + 3 * 4 ^ 2 / 8 - 1", "", 7), ("male + female", "", 1),
    ] as [(String, String, Double?)])
  func isWorthWhatArithmeticSays(_ expression: String, _ unit: String, _ expected: Double?) throws {
    let formula = Self.formula(expression, unit)
    let stated = StatedValues(
      values: ["iron": 50, "tibc": 200, "calcium": 10, "albumin": 3], age: 40, sex: .female)
    guard let expected else {
      return #expect(formula.problem(Self.catalogue) != nil)
    }
    #expect(formula.problem(Self.catalogue) == nil)
    let value = try Derived(Self.catalogue).value(of: formula, stated).get()
    #expect(abs(value - expected) < 1e-9, "\(value)")
  }

  @Test(arguments: [
    ("iron + albumin", "µg/dL", "adds or compares µg/dL and g/dL"),
    ("iron / tibc", "mg/dL", "gives no unit, and its unit is said to be mg/dL"),
    ("iron * tibc", "µg/dL", "gives µg2/dL2, and"), ("iron + zinc", "µg/dL", "names 'zinc'"),
    ("iron +", "µg/dL", "cannot be read from ''"), ("iron tibc", "", "cannot be read from 'tibc'"),
    ("(iron", "", "cannot be read from ''"), ("min(iron)", "", "cannot be read from ')'"),
    ("iron ^ 0.5", "", "a power of a unit"), ("2 ^ iron", "", "adds or compares"),
    (String(repeating: "(", count: 99), "", "more than 32 within"),
  ])
  func whatCannotBeIsNamed(_ expression: String, _ unit: String, _ part: String) {
    let problem = Self.formula(expression, unit).problem(Self.catalogue)
    #expect(problem?.description.contains(part) == true, "\(problem.map { "\($0)" } ?? "none")")
  }

  @Test func aFormulaIsNotUsedWhereItDoesNotHold() {
    let derived = Derived(Self.catalogue)
    let formula = Self.formula("iron / tibc * age", "", for: false)
    var stated = StatedValues(values: ["iron": 50])
    #expect(derived.value(of: formula, stated) == .failure(.missing(["tibc"])))
    stated.values["tibc"] = 100
    #expect(derived.value(of: formula, stated) == .failure(.ageMissing))
    stated.age = 12
    #expect(derived.value(of: formula, stated) == .failure(.notAdult))
    stated.age = 40
    #expect(derived.value(of: formula, stated) == .success(20))
    stated.context = ["pregnancy"]
    #expect(derived.value(of: formula, stated) == .failure(.ruledOut(by: "pregnancy")))
    stated.values["f"] = 3
    #expect(derived.value(of: formula, stated) == .failure(.reported("f")))
    #expect([0.5, 1, 2, 2.5].map { formula.flag($0) } == [.low, .normal, .normal, .high])
  }
}
