import LabValues

// What is computed from results: see PlainValues.swift.
extension Tape {
  private func adjustmentSystem() throws -> CalciumAdjustment.System {
    CalciumAdjustment.System(
      calciumUnit: try text(), albuminUnit: try text(), slope: try real(), normalAlbumin: try real()
    )
  }

  private func calciumAdjustment() throws -> CalciumAdjustment {
    CalciumAdjustment(
      calcium: try text(), albumin: try text(), result: try text(), better: try text(),
      roughWith: try texts(), albuminBelow: try real(), systems: try list(adjustmentSystem))
  }

  private func product() throws -> CalciumPhosphateProduct {
    CalciumPhosphateProduct(
      id: try text(), calcium: try text(), adjusted: try text(), phosphate: try text(),
      units: try texts(),
      labels: try texts(), decimals: try list(integer), olderLimit: try real(),
      olderLimitSource: try text(), depositsAbove: try real())
  }

  private func coefficients() throws -> FiltrationFormula.Coefficients {
    FiltrationFormula.Coefficients(k: try real(), exponent: try real(), factor: try real())
  }

  private func filtrationFormula() throws -> FiltrationFormula {
    FiltrationFormula(
      creatinine: try text(), creatinineUnit: try text(), result: try text(), constant: try real(),
      aboveExponent: try real(), ageBase: try real(), female: try coefficients(),
      male: try coefficients(), adultFrom: try integer(), notWith: try texts(),
      stages: try list(band))
  }

  private func targetMultiple() throws -> TargetMultiple {
    TargetMultiple(
      id: try text(), analyte: try text(), with: try text(), lowest: try real(),
      highest: try real(),
      source: try text())
  }

  private func formula() throws -> Formula {
    Formula(
      id: try text(), label: try text(), expression: try text(), units: try texts { try text() },
      unit: try text(), decimals: try integer(), notWith: try texts(), isForAll: try flag(),
      low: try optional { try real() }, high: try optional { try real() }, source: try text())
  }

  func derivations() throws -> Derivations {
    Derivations(
      adjustedCalcium: try calciumAdjustment(), product: try product(),
      filtration: try filtrationFormula(), dialysisHormone: try targetMultiple(),
      graded: try texts(), formulas: try list(formula))
  }
}

extension Sink {
  private func add(_ value: CalciumAdjustment.System) {
    add(value.calciumUnit)
    add(value.albuminUnit)
    add(value.slope)
    add(value.normalAlbumin)
  }

  private func add(_ value: CalciumAdjustment) {
    add(value.calcium)
    add(value.albumin)
    add(value.result)
    add(value.better)
    add(value.roughWith)
    add(value.albuminBelow)
    add(value.systems) { add($0) }
  }

  private func add(_ value: CalciumPhosphateProduct) {
    add(value.id)
    add(value.calcium)
    add(value.adjusted)
    add(value.phosphate)
    add(value.units)
    add(value.labels)
    add(value.decimals) { add($0) }
    add(value.olderLimit)
    add(value.olderLimitSource)
    add(value.depositsAbove)
  }

  private func add(_ value: FiltrationFormula.Coefficients) {
    add(value.k)
    add(value.exponent)
    add(value.factor)
  }

  private func add(_ value: FiltrationFormula) {
    add(value.creatinine)
    add(value.creatinineUnit)
    add(value.result)
    add(value.constant)
    add(value.aboveExponent)
    add(value.ageBase)
    add(value.female)
    add(value.male)
    add(value.adultFrom)
    add(value.notWith)
    add(value.stages) { add($0) }
  }

  private func add(_ value: TargetMultiple) {
    add(value.id)
    add(value.analyte)
    add(value.with)
    add(value.lowest)
    add(value.highest)
    add(value.source)
  }

  private func add(_ value: Formula) {
    add(value.id)
    add(value.label)
    add(value.expression)
    add(value.units) { add($0) }
    add(value.unit)
    add(value.decimals)
    add(value.notWith)
    add(value.isForAll)
    add(value.low) { add($0) }
    add(value.high) { add($0) }
    add(value.source)
  }

  func add(_ value: Derivations) {
    add(value.adjustedCalcium)
    add(value.product)
    add(value.filtration)
    add(value.dialysisHormone)
    add(value.graded)
    add(value.formulas) { add($0) }
  }
}
