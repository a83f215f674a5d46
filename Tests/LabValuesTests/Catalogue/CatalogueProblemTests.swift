import Testing

@testable import LabValues

/// Mistakes in the data that the types cannot exclude.
struct CatalogueProblemTests {
  /// The problems of the small catalogue with one of its analytes, or its words, changed.
  private func problems(
    _ change: (inout Analyte) -> Void = { _ in }, words: (inout Vocabulary) -> Void = { _ in },
    formulas: [Formula] = []
  ) -> [CatalogueProblem] {
    let small = SmallLabs.catalogue
    var analytes = small.analytes
    change(&analytes[0])
    var vocabulary = small.vocabulary
    for cue in Cue.allCases where vocabulary.lists[cue] == nil { vocabulary.lists[cue] = ["x"] }
    words(&vocabulary)
    var derivations = Derivations.none
    derivations.formulas = formulas
    return LabCatalogue(
      units: small.units + [LabUnit(id: "ratio", system: .neutral, spellings: [])], otherUnits: [],
      analytes: analytes, otherTests: [], qualitative: small.qualitative, context: small.context,
      derivations: derivations, vocabulary: vocabulary
    ).problems()
  }

  @Test func aRightCatalogueHasNone() { #expect(problems() == []) }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var change: @Sendable (inout Analyte) -> Void
    var problem: CatalogueProblem

    init(
      _ name: String, _ problem: CatalogueProblem,
      _ change: @escaping @Sendable (inout Analyte) -> Void
    ) {
      (testDescription, self.problem, self.change) = (name, problem, change)
    }
  }

  private static let id = "calcium_total"

  @Test(arguments: [
    Case("a canonical unit with a factor", .canonicalFactor(analyte: id)) {
      $0.canonical = "mmol/L"
    },
    Case("an unknown unit", .unknownUnit(analyte: id, unit: "furlong")) {
      $0.units.append(UnitFactor(unit: "furlong", factor: 2, decimals: 1))
    },
    Case("a factor of zero", .factorNotPositive(analyte: id, unit: "mmol/L")) {
      $0.units[1].factor = 0
    },
    Case("a factor without an end", .factorNotPositive(analyte: id, unit: "mmol/L")) {
      $0.units[1].factor = .infinity
    },
    Case("a guess in a foreign unit", .unknownUnit(analyte: id, unit: "pg/mL")) {
      $0.infer.append("pg/mL")
    },
    Case("an echo in a foreign unit", .unknownUnit(analyte: id, unit: "pg/mL")) {
      $0.otherSystem = "pg/mL"
    },
    Case("a reading as a foreign unit", .unknownUnit(analyte: id, unit: "pg/mL")) {
      $0.readAs = ["x": "pg/mL"]
    },
    Case("a soft span beyond the hard one", .spanOutsideHard(analyte: id)) { $0.soft = 5...30 },
    Case("a range the wrong way round", .limitsReversed(analyte: id)) { $0.reference.low = 11 },
    Case("a critical value in range", .limitsReversed(analyte: id)) { $0.critical.high = 10 },
    Case("an empty name", .emptyName(fact: id)) { $0.names.append("") },
    Case("a name of another", .ambiguousName(name: "pth", facts: [id, "pth"])) {
      $0.names.append("pth")
    },
    Case("an id of another", .duplicateID("pth")) { $0.id = "pth" },
    Case("the id of a condition", .duplicateID("lupus")) { $0.id = "lupus" },
  ])
  func aMistakeIsNamed(example: Case) {
    #expect(problems(example.change).contains(example.problem))
  }

  @Test func missingWordsAndWrongCountsAreNamed() {
    #expect(problems(words: { $0.lists[.negation] = [] }) == [.missingWords(.negation)])
    #expect(problems(words: { $0.lists[.owning] = nil }) == [.missingWords(.owning)])
    #expect(
      problems(words: { $0.months.removeLast() })
        == [.wrongCount("months", expected: 12, found: 11)])
    #expect(
      problems(words: { $0.weekdays.append(["sonday"]) })
        == [.wrongCount("weekdays", expected: 7, found: 8)])
  }

  @Test(arguments: [
    ("calcium_total / zonulin", FormulaTerm.Problem.unknownName("zonulin")),
    ("calcium_total + pth", .unlike("mg/dL", "pg/mL")),
    ("calcium_total", .otherUnit(is: "mg/dL", said: "no unit")),
  ])
  func aFormulaIsChecked(expression: String, problem: FormulaTerm.Problem) {
    let formula = Formula(
      id: "f", label: "f", expression: expression, units: [:], unit: "", decimals: 1,
      notWith: ["zebra"], isForAll: true, low: nil, high: nil, source: "")
    let found = problems(formulas: [formula])
    #expect(found == [.formula("f", problem), .unknownFact("zebra")])
  }

  @Test func everyListOfWordsHasAPathOfItsOwn() {
    let paths = Cue.allCases.map(\.path)
    #expect(Set(paths).count == paths.count)
    for cue in Cue.allCases { #expect(Cue(path: cue.path) == cue) }
    #expect(Cue(path: "persons") == nil && Cue(path: "") == nil)
  }
}
