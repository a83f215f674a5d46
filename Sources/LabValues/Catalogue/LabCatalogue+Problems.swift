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
