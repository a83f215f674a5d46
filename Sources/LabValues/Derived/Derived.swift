/// Computes the derived quantities, each only under its conditions.
package struct Derived: Sendable {
  package let catalogue: LabCatalogue

  package init(_ catalogue: LabCatalogue) { self.catalogue = catalogue }

  /// calcium + slope × (normal albumin − albumin); for adults with a low albumin, once only.
  package func adjustedCalcium(_ stated: StatedValues) -> Result<AdjustedCalcium, NotDerived> {
    let rule = catalogue.derivations.adjustedCalcium
    guard let calcium = catalogue.analyte(rule.calcium),
      let protein = catalogue.analyte(rule.albumin),
      let ca = stated.values[rule.calcium], let alb = stated.values[rule.albumin]
    else {
      if stated.values[rule.result] != nil { return .failure(.reported(rule.result)) }
      return .failure(.missing([rule.calcium, rule.albumin].filter { stated.values[$0] == nil }))
    }
    if stated.isAdultRangeOff || isMinor(stated) { return .failure(.notAdult) }
    if stated.values[rule.result] != nil { return .failure(.reported(rule.result)) }
    if stated.values[rule.better] != nil { return .failure(.reported(rule.better)) }
    guard alb < rule.albuminBelow else { return .failure(.notNeeded) }
    let unit = stated.typed[rule.calcium]?.unit
    guard let system = rule.systems.first(where: { $0.calciumUnit == unit }) ?? rule.systems.first,
      let measured = calcium.convert(Quantity(ca, calcium.canonical), to: system.calciumUnit),
      let albumin = protein.convert(Quantity(alb, protein.canonical), to: system.albuminUnit)
    else { return .failure(.missing([rule.calcium])) }
    let value = measured.value + system.slope * (system.normalAlbumin - albumin.value)
    let typed = Quantity(value, system.calciumUnit)
    let result = catalogue.analyte(rule.result) ?? calcium
    let canonical = result.canonical(typed) ?? typed
    return .success(
      AdjustedCalcium(
        value: typed, canonical: canonical, measured: measured, albumin: albumin,
        slope: system.slope, normalAlbumin: system.normalAlbumin,
        flag: result.flag(canonical.value),
        roughWith: rule.roughWith.filter(stated.context.contains)))
  }

  /// calcium × phosphate, from the measured calcium or from an adjusted one.
  package func product(
    _ stated: StatedValues, adjusted: AdjustedCalcium? = nil
  ) -> Result<MineralProduct, NotDerived> {
    let rule = catalogue.derivations.product
    let reported = stated.values[rule.adjusted].map {
      Quantity($0, catalogue.analyte(rule.adjusted)?.canonical ?? "")
    }
    let measured = stated.values[rule.calcium].map {
      Quantity($0, catalogue.analyte(rule.calcium)?.canonical ?? "")
    }
    guard let calcium = adjusted?.canonical ?? measured ?? reported,
      let p = stated.values[rule.phosphate], let mineral = catalogue.analyte(rule.phosphate),
      let metal = catalogue.analyte(rule.calcium)
    else {
      let lacks = [rule.calcium, rule.phosphate].filter { stated.values[$0] == nil }
      return .failure(.missing(lacks))
    }
    let phosphate = Quantity(p, mineral.canonical)
    let values = rule.units.compactMap { unit -> Double? in
      guard let a = metal.convert(calcium, to: unit), let b = mineral.convert(phosphate, to: unit)
      else {
        return nil
      }
      return a.value * b.value
    }
    guard values.count == rule.units.count, let first = values.first else {
      return .failure(.missing([rule.calcium, rule.phosphate]))
    }
    return .success(
      MineralProduct(
        values: values, labels: rule.labels, decimals: rule.decimals, calcium: calcium,
        phosphate: phosphate, usesAdjusted: adjusted != nil || measured == nil,
        isAboveOlderLimit: first > rule.olderLimit, isAboveDeposits: first > rule.depositsAbove))
  }

  /// One filtration, or both when the sex is not known.
  package func filtration(_ stated: StatedValues) -> Result<[Filtration], NotDerived> {
    let rule = catalogue.derivations.filtration
    if stated.values[rule.result] != nil { return .failure(.reported(rule.result)) }
    guard let creatinine = catalogue.analyte(rule.creatinine),
      let value = stated.values[rule.creatinine],
      let scr = creatinine.convert(Quantity(value, creatinine.canonical), to: rule.creatinineUnit)
    else { return .failure(.missing([rule.creatinine])) }
    if let reason = rule.notWith.first(where: stated.context.contains) {
      return .failure(.ruledOut(by: reason))
    }
    if isMinor(stated) || stated.isAdultRangeOff { return .failure(.notAdult) }
    guard let age = stated.age else { return .failure(.ageMissing) }
    let sexes: [Sex] = stated.sex.map { [$0] } ?? [.female, .male]
    let results = sexes.compactMap { sex -> Filtration? in
      let filtration = rule.value(creatinine: scr.value, age: age, sex: sex)
      guard filtration.isFinite, let stage = rule.stages.first(where: { $0.contains(filtration) })
      else {
        return nil
      }
      return Filtration(value: filtration, stage: stage, sex: sex, age: age, creatinine: scr)
    }
    return results.isEmpty ? .failure(.missing([rule.creatinine])) : .success(results)
  }

  /// The stage of a reported or computed filtration, in the canonical unit.
  package func stage(of filtration: Double) -> Band? {
    catalogue.derivations.filtration.stages.first { $0.contains(filtration) }
  }

  /// How far above the range a calcium is, by the preferred analyte that was stated.
  package func calciumGrade(_ stated: StatedValues) -> (analyte: String, band: Band)? {
    for id in catalogue.derivations.graded {
      guard let value = stated.values[id], let analyte = catalogue.analyte(id) else { continue }
      return analyte.band(of: value).map { (id, $0) }
    }
    return nil
  }

  /// The span that guidance gives on dialysis, from the person's own upper limit where known.
  package func dialysisTarget(_ stated: StatedValues) -> Result<DialysisTarget, NotDerived> {
    let rule = catalogue.derivations.dialysisHormone
    guard let value = stated.values[rule.analyte], let analyte = catalogue.analyte(rule.analyte)
    else {
      return .failure(.missing([rule.analyte]))
    }
    guard stated.context.contains(rule.with) else { return .failure(.missing([rule.with])) }
    if isMinor(stated) || stated.isAdultRangeOff { return .failure(.notAdult) }
    let own = stated.ownUpperLimits[rule.analyte]
    guard let limit = own ?? analyte.reference.high else {
      return .failure(.missing([rule.analyte]))
    }
    return .success(
      DialysisTarget(
        low: rule.lowest * limit, high: rule.highest * limit, upperLimit: limit,
        isOwnLimit: own != nil, value: value))
  }

  func isMinor(_ stated: StatedValues) -> Bool {
    stated.age.map { $0 < catalogue.derivations.filtration.adultFrom } ?? false
  }
}
