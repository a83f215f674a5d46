/// Everything known of results, conditions, medicines and the words around them.
package struct LabCatalogue: Sendable, Hashable, Codable {
  private struct Contents: Sendable, Hashable, Codable {
    var units: [LabUnit]
    var otherUnits: [String]
    var analytes: [Analyte]
    var otherTests: [String]
    var watched: [WatchedTest]
    var qualitative: [QualitativeTest]
    var context: [ContextFact]
    var derivations: Derivations
    var vocabulary: Vocabulary
    var analyteIndex: [String: Int]
    var qualitativeIndex: [String: Int]
    var contextIndex: [String: Int]
  }

  /// One element: a copy of the catalogue then costs one reference count, not fifty.
  private let contents: [Contents]

  package init(
    units: [LabUnit], otherUnits: [String], analytes: [Analyte], otherTests: [String],
    watched: [WatchedTest] = [], qualitative: [QualitativeTest], context: [ContextFact],
    derivations: Derivations,
    vocabulary: Vocabulary
  ) {
    func positions(_ ids: [String]) -> [String: Int] {
      Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
    }
    contents = [
      Contents(
        units: units, otherUnits: otherUnits, analytes: analytes, otherTests: otherTests,
        watched: watched,
        qualitative: qualitative, context: context, derivations: derivations,
        vocabulary: vocabulary, analyteIndex: positions(analytes.map(\.id)),
        qualitativeIndex: positions(qualitative.map(\.id)),
        contextIndex: positions(context.map(\.id)))
    ]
  }

  package var units: [LabUnit] { contents[0].units }
  /// Units of other tests: a number with one of them is none of ours.
  package var otherUnits: [String] { contents[0].otherUnits }
  package var analytes: [Analyte] { contents[0].analytes }
  /// Names of tests that are not read; they end the search for the number of the one before.
  package var otherTests: [String] { contents[0].otherTests }
  /// Tests that are read only for values that can kill.
  package var watched: [WatchedTest] { contents[0].watched }
  package var qualitative: [QualitativeTest] { contents[0].qualitative }
  package var context: [ContextFact] { contents[0].context }
  package var derivations: Derivations { contents[0].derivations }
  package var vocabulary: Vocabulary { contents[0].vocabulary }

  private var analyteIndex: [String: Int] { contents[0].analyteIndex }
  private var qualitativeIndex: [String: Int] { contents[0].qualitativeIndex }
  private var contextIndex: [String: Int] { contents[0].contextIndex }

  package func analyte(_ id: String) -> Analyte? { analyteIndex[id].map { analytes[$0] } }

  package func qualitativeTest(_ id: String) -> QualitativeTest? {
    qualitativeIndex[id].map { qualitative[$0] }
  }

  package func contextFact(_ id: String) -> ContextFact? { contextIndex[id].map { context[$0] } }

  /// The name of any fact for people: `25-OH vitamin D`, `dialysis`.
  package func label(of id: String) -> String? {
    analyte(id)?.label ?? qualitativeTest(id)?.label ?? contextFact(id)?.label
  }

  package func unit(_ id: String) -> LabUnit? { units.first { $0.id == id } }
}

/// Something in the data that cannot be right; KnowledgeFiles shows it at its place in the file.
package enum CatalogueProblem: Sendable, Hashable {
  case duplicateID(String)
  /// The canonical unit is not among the analyte's units with factor 1.
  case canonicalFactor(analyte: String)
  case unknownUnit(analyte: String, unit: String)
  case factorNotPositive(analyte: String, unit: String)
  case spanOutsideHard(analyte: String)
  /// The limits of a reference or of the critical values stand the wrong way round.
  case limitsReversed(analyte: String)
  /// The same name leads to two facts of one kind.
  case ambiguousName(name: String, facts: [String])
  case unknownFact(String)
  case emptyName(fact: String)
  case missingWords(Cue)
  case formula(String, FormulaTerm.Problem)
  case wrongCount(String, expected: Int, found: Int)
}

extension LabCatalogue {
  /// Every mistake that the types cannot exclude, in the order of the file.
  package func problems() -> [CatalogueProblem] {
    duplicates() + analytes.flatMap(problems) + ambiguousNames() + derivedProblems()
      + vocabularyProblems()
  }

  private func duplicates() -> [CatalogueProblem] {
    var seen: Set<String> = []
    let ids = analytes.map(\.id) + qualitative.map(\.id) + context.map(\.id)
    return ids.filter { !seen.insert($0).inserted }.map { .duplicateID($0) }
  }

  private func problems(of analyte: Analyte) -> [CatalogueProblem] {
    var found: [CatalogueProblem] = []
    let known = Set(units.map(\.id))
    if analyte.factor(of: analyte.canonical) != 1 {
      found.append(.canonicalFactor(analyte: analyte.id))
    }
    for unit in analyte.units {
      if !known.contains(unit.unit) {
        found.append(.unknownUnit(analyte: analyte.id, unit: unit.unit))
      }
      if !(unit.factor > 0 && unit.factor.isFinite) {
        found.append(.factorNotPositive(analyte: analyte.id, unit: unit.unit))
      }
    }
    let referred =
      analyte.infer + [analyte.reference.unit] + (analyte.otherSystem.map { [$0] } ?? [])
      + analyte.readAs.values.sorted() + analyte.confirm.values.sorted()
      + analyte.askForUnit.values.flatMap { $0 }.sorted()
    for unit in referred where analyte.factor(of: unit) == nil {
      found.append(.unknownUnit(analyte: analyte.id, unit: unit))
    }
    if !(analyte.hard.lowerBound <= analyte.soft.lowerBound
      && analyte.soft.upperBound <= analyte.hard.upperBound)
    {
      found.append(.spanOutsideHard(analyte: analyte.id))
    }
    for (low, high) in [
      (analyte.reference.low, analyte.reference.high),
      (analyte.critical.low, analyte.critical.high),
      (analyte.critical.low, analyte.reference.low),
      (analyte.reference.high, analyte.critical.high),
    ] {
      if let low, let high, low > high { found.append(.limitsReversed(analyte: analyte.id)) }
    }
    if analyte.names.contains("") { found.append(.emptyName(fact: analyte.id)) }
    return found
  }

  private func ambiguousNames() -> [CatalogueProblem] {
    func clashes(_ facts: [(id: String, names: [String])]) -> [CatalogueProblem] {
      var owners: [String: [String]] = [:]
      for fact in facts {
        for name in fact.names where owners[name]?.contains(fact.id) != true {
          owners[name, default: []].append(fact.id)
        }
      }
      return owners.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
        .map { .ambiguousName(name: $0.key, facts: $0.value) }
    }
    return clashes(analytes.map { ($0.id, $0.names + $0.abbreviations.map(\.name)) })
      + clashes(qualitative.map { ($0.id, $0.names + $0.abbreviations.map(\.name)) })
      + clashes(context.map { ($0.id, $0.names + $0.abbreviations.map(\.name)) })
  }

  private func derivedProblems() -> [CatalogueProblem] {
    let d = derivations
    let results =
      [d.adjustedCalcium.calcium, d.adjustedCalcium.albumin, d.adjustedCalcium.result]
      + [d.adjustedCalcium.better, d.product.calcium, d.product.adjusted, d.product.phosphate]
      + [d.filtration.creatinine, d.filtration.result, d.dialysisHormone.analyte] + d.graded
    let conditions =
      d.adjustedCalcium.roughWith + d.filtration.notWith + [d.dialysisHormone.with]
    let formulas = d.formulas.compactMap { formula in
      formula.problem(self).map { CatalogueProblem.formula(formula.id, $0) }
    }
    let barred = d.formulas.flatMap(\.notWith).filter { contextFact($0) == nil }
    return formulas + barred.map { .unknownFact($0) }
      + results.filter { !$0.isEmpty && analyte($0) == nil }.map { .unknownFact($0) }
      + conditions.filter { !$0.isEmpty && contextFact($0) == nil }.map { .unknownFact($0) }
  }

  private func vocabularyProblems() -> [CatalogueProblem] {
    var found: [CatalogueProblem] = Cue.allCases
      .filter { vocabulary.lists[$0]?.isEmpty != false }.map { .missingWords($0) }
    if vocabulary.months.count != 12 {
      found.append(.wrongCount("months", expected: 12, found: vocabulary.months.count))
    }
    if vocabulary.weekdays.count != 7 {
      found.append(.wrongCount("weekdays", expected: 7, found: vocabulary.weekdays.count))
    }
    return found
  }
}

extension LabCatalogue {
  /// A catalogue that knows nothing, for knowledge without laboratory results.
  package static var empty: LabCatalogue {
    LabCatalogue(
      units: [], otherUnits: [], analytes: [], otherTests: [], qualitative: [], context: [],
      derivations: .none,
      vocabulary: Vocabulary(
        lists: [:], choices: [:], relativeDates: [], numberWords: [], months: [], weekdays: []))
  }
}

extension Derivations {
  /// Formulas over results that nobody can state.
  package static var none: Derivations {
    let still = FiltrationFormula.Coefficients(k: 1, exponent: 0, factor: 0)
    return Derivations(
      adjustedCalcium: CalciumAdjustment(
        calcium: "", albumin: "", result: "", better: "", roughWith: [], albuminBelow: 0,
        systems: []),
      product: CalciumPhosphateProduct(
        id: "", calcium: "", adjusted: "", phosphate: "", units: [], labels: [], decimals: [],
        olderLimit: 0, olderLimitSource: "", depositsAbove: 0),
      filtration: FiltrationFormula(
        creatinine: "", creatinineUnit: "", result: "", constant: 0, aboveExponent: 0, ageBase: 0,
        female: still, male: still, adultFrom: 18, notWith: [], stages: []),
      dialysisHormone: TargetMultiple(
        id: "", analyte: "", with: "", lowest: 0, highest: 0, source: ""),
      graded: [])
  }
}
