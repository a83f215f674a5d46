import LabValues

// What is computed from results: see PlainValues.swift.
extension Tape {
  private func adjustmentSystem(_ it: CalciumAdjustment.System?) throws -> CalciumAdjustment.System
  {
    CalciumAdjustment.System(
      calciumUnit: try text(it?.calciumUnit), albuminUnit: try text(it?.albuminUnit),
      slope: try real(it?.slope), normalAlbumin: try real(it?.normalAlbumin))
  }

  private func calciumAdjustment(_ it: CalciumAdjustment?) throws -> CalciumAdjustment {
    CalciumAdjustment(
      calcium: try text(it?.calcium), albumin: try text(it?.albumin), result: try text(it?.result),
      better: try text(it?.better), roughWith: try texts(it?.roughWith),
      albuminBelow: try real(it?.albuminBelow), systems: try list(it?.systems, adjustmentSystem))
  }

  private func product(_ it: CalciumPhosphateProduct?) throws -> CalciumPhosphateProduct {
    CalciumPhosphateProduct(
      id: try text(it?.id), calcium: try text(it?.calcium), adjusted: try text(it?.adjusted),
      phosphate: try text(it?.phosphate), units: try texts(it?.units),
      labels: try texts(it?.labels), decimals: try list(it?.decimals, integer),
      olderLimit: try real(it?.olderLimit), olderLimitSource: try text(it?.olderLimitSource),
      depositsAbove: try real(it?.depositsAbove))
  }

  private func coefficients(_ it: FiltrationFormula.Coefficients?) throws
    -> FiltrationFormula.Coefficients
  {
    FiltrationFormula.Coefficients(
      k: try real(it?.k), exponent: try real(it?.exponent), factor: try real(it?.factor))
  }

  private func filtrationFormula(_ it: FiltrationFormula?) throws -> FiltrationFormula {
    FiltrationFormula(
      creatinine: try text(it?.creatinine), creatinineUnit: try text(it?.creatinineUnit),
      result: try text(it?.result), constant: try real(it?.constant),
      aboveExponent: try real(it?.aboveExponent), ageBase: try real(it?.ageBase),
      female: try coefficients(it?.female), male: try coefficients(it?.male),
      adultFrom: try integer(it?.adultFrom), notWith: try texts(it?.notWith),
      stages: try list(it?.stages, band))
  }

  private func targetMultiple(_ it: TargetMultiple?) throws -> TargetMultiple {
    TargetMultiple(
      id: try text(it?.id), analyte: try text(it?.analyte), with: try text(it?.with),
      lowest: try real(it?.lowest), highest: try real(it?.highest), source: try text(it?.source))
  }

  private func formula(_ it: Formula?) throws -> Formula {
    Formula(
      id: try text(it?.id), label: try text(it?.label), expression: try text(it?.expression),
      units: try map(it?.units, text), unit: try text(it?.unit),
      decimals: try integer(it?.decimals), notWith: try texts(it?.notWith),
      isForAll: try flag(it?.isForAll), low: try optional(it?.low, real),
      high: try optional(it?.high, real), source: try text(it?.source))
  }

  func derivations(_ it: Derivations?) throws -> Derivations {
    Derivations(
      adjustedCalcium: try calciumAdjustment(it?.adjustedCalcium),
      product: try product(it?.product), filtration: try filtrationFormula(it?.filtration),
      dialysisHormone: try targetMultiple(it?.dialysisHormone), graded: try texts(it?.graded),
      formulas: try list(it?.formulas, formula))
  }
}
