/// The constants of the derived quantities, and which facts they are made of.
package struct Derivations: Sendable, Hashable, Codable {
  package var adjustedCalcium: CalciumAdjustment
  package var product: CalciumPhosphateProduct
  package var filtration: FiltrationFormula
  package var dialysisHormone: TargetMultiple
  /// Analytes graded by their bands, the preferred first.
  package var graded: [String]
  /// What else is computed, by expressions in the data.
  package var formulas: [Formula]

  package init(
    adjustedCalcium: CalciumAdjustment, product: CalciumPhosphateProduct,
    filtration: FiltrationFormula, dialysisHormone: TargetMultiple, graded: [String],
    formulas: [Formula] = []
  ) {
    self.adjustedCalcium = adjustedCalcium
    self.product = product
    self.filtration = filtration
    self.dialysisHormone = dialysisHormone
    self.graded = graded
    self.formulas = formulas
  }

  /// What conditions may name beside results.
  package var names: [String] {
    [product.id, dialysisHormone.id].filter { !$0.isEmpty } + formulas.map(\.id)
  }

  package func formula(_ id: String) -> Formula? { formulas.first { $0.id == id } }
}

/// calcium + slope × (normal albumin − albumin), in either unit system.
package struct CalciumAdjustment: Sendable, Hashable, Codable {
  package struct System: Sendable, Hashable, Codable {
    package var calciumUnit: String
    package var albuminUnit: String
    package var slope: Double
    package var normalAlbumin: Double

    package init(calciumUnit: String, albuminUnit: String, slope: Double, normalAlbumin: Double) {
      self.calciumUnit = calciumUnit
      self.albuminUnit = albuminUnit
      self.slope = slope
      self.normalAlbumin = normalAlbumin
    }
  }

  package var calcium: String
  package var albumin: String
  package var result: String
  /// The analyte that makes the adjustment needless.
  package var better: String
  /// Context facts with which the result is only rough.
  package var roughWith: [String]
  /// In the canonical unit of albumin.
  package var albuminBelow: Double
  package var systems: [System]

  package init(
    calcium: String, albumin: String, result: String, better: String, roughWith: [String],
    albuminBelow: Double, systems: [System]
  ) {
    self.calcium = calcium
    self.albumin = albumin
    self.result = result
    self.better = better
    self.roughWith = roughWith
    self.albuminBelow = albuminBelow
    self.systems = systems
  }
}

/// calcium × phosphate, computed inside one unit system.
package struct CalciumPhosphateProduct: Sendable, Hashable, Codable {
  /// Conditions name its value, in the first unit, by this.
  package var id: String
  package var calcium: String
  package var adjusted: String
  package var phosphate: String
  /// The units of both factors: `mg/dL`, then `mmol/L`.
  package var units: [String]
  package var labels: [String]
  package var decimals: [Int]
  /// In the first unit.
  package var olderLimit: Double
  package var olderLimitSource: String
  /// In the first unit.
  package var depositsAbove: Double

  package init(
    id: String, calcium: String, adjusted: String, phosphate: String, units: [String],
    labels: [String],
    decimals: [Int], olderLimit: Double, olderLimitSource: String, depositsAbove: Double
  ) {
    self.id = id
    self.calcium = calcium
    self.adjusted = adjusted
    self.phosphate = phosphate
    self.units = units
    self.labels = labels
    self.decimals = decimals
    self.olderLimit = olderLimit
    self.olderLimitSource = olderLimitSource
    self.depositsAbove = depositsAbove
  }
}

/// constant × min(c/k, 1)^exponent × max(c/k, 1)^aboveExponent × ageBase^age × factor
package struct FiltrationFormula: Sendable, Hashable, Codable {
  package struct Coefficients: Sendable, Hashable, Codable {
    package var k: Double
    package var exponent: Double
    package var factor: Double

    package init(k: Double, exponent: Double, factor: Double) {
      self.k = k
      self.exponent = exponent
      self.factor = factor
    }
  }

  package var creatinine: String
  package var creatinineUnit: String
  package var result: String
  package var constant: Double
  package var aboveExponent: Double
  package var ageBase: Double
  package var female: Coefficients
  package var male: Coefficients
  package var adultFrom: Int
  /// Context facts with which nothing is computed.
  package var notWith: [String]
  package var stages: [Band]

  package init(
    creatinine: String, creatinineUnit: String, result: String, constant: Double,
    aboveExponent: Double, ageBase: Double, female: Coefficients, male: Coefficients,
    adultFrom: Int, notWith: [String], stages: [Band]
  ) {
    self.creatinine = creatinine
    self.creatinineUnit = creatinineUnit
    self.result = result
    self.constant = constant
    self.aboveExponent = aboveExponent
    self.ageBase = ageBase
    self.female = female
    self.male = male
    self.adultFrom = adultFrom
    self.notWith = notWith
    self.stages = stages
  }
}

/// A span given as multiples of an upper limit, for people with a certain condition.
package struct TargetMultiple: Sendable, Hashable, Codable {
  /// Conditions name the multiple by this.
  package var id: String
  package var analyte: String
  /// The context fact that it is for.
  package var with: String
  package var lowest: Double
  package var highest: Double
  package var source: String

  package init(
    id: String, analyte: String, with: String, lowest: Double, highest: Double, source: String
  ) {
    self.id = id
    self.analyte = analyte
    self.with = with
    self.lowest = lowest
    self.highest = highest
    self.source = source
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
