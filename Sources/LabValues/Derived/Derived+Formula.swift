extension Derived {
  /// What a formula gives for stated values, or why it gives nothing.
  package func value(of formula: Formula, _ stated: StatedValues) -> Result<Double, NotDerived> {
    if stated.values[formula.id] != nil { return .failure(.reported(formula.id)) }
    guard let term = try? formula.term() else { return .failure(.missing([])) }
    let missing = formula.results.filter { stated.values[$0] == nil }
    guard missing.isEmpty else { return .failure(.missing(missing)) }
    if let reason = formula.notWith.first(where: stated.context.contains) {
      return .failure(.ruledOut(by: reason))
    }
    if !formula.isForAll, stated.isAdultRangeOff || isMinor(stated) { return .failure(.notAdult) }
    let value = term.value { name in
      switch name {
      case Formula.age: stated.age.map(Double.init)
      case Formula.female: stated.sex.map { $0 == .female ? 1 : 0 }
      case Formula.male: stated.sex.map { $0 == .male ? 1 : 0 }
      default:
        catalogue.analyte(name).flatMap { analyte in
          stated.values[name].flatMap { value in
            let unit = formula.units[name] ?? analyte.canonical
            return analyte.convert(Quantity(value, analyte.canonical), to: unit)?.value
          }
        }
      }
    }
    guard let value else { return .failure(.ageMissing) }
    return value.isFinite ? .success(value) : .failure(.missing(formula.results))
  }
}
