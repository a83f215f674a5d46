extension Formula {
  /// What is wrong with the expression: it cannot be read, a name is unknown, or the units do not fit.
  package func problem(_ catalogue: LabCatalogue) -> FormulaTerm.Problem? {
    do throws(FormulaTerm.Problem) {
      let found = try term().size { name in
        if [Self.age, Self.female, Self.male].contains(name) { return UnitSize.none }
        guard let analyte = catalogue.analyte(name) else { return nil }
        let unit = units[name] ?? analyte.canonical
        return analyte.factor(of: unit) == nil ? nil : UnitSize(analyte.isUnitless ? "" : unit)
      }
      let said = UnitSize(unit)
      return found == said ? nil : .otherUnit(is: found.words, said: said.words)
    } catch {
      return error
    }
  }
}
