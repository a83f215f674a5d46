/// Gives a number without a unit the family of units that the other results are in.
struct UnitSettler {
  let line: MarkedLine
  private var catalogue: LabCatalogue { line.catalogue }

  func settle(_ findings: inout Findings) {
    guard !findings.unsettled.isEmpty else { return }
    var families = line.systems
    for mention in findings.reading.mentions where mention.status == .stated {
      guard let unit = mention.typed?.unit, catalogue.analyte(mention.fact)?.settlesUnits == true
      else { continue }
      note(unit, &families)
    }
    if families.isEmpty {
      for (fact, unit) in line.context.units where catalogue.analyte(fact)?.settlesUnits == true {
        note(unit, &families)
      }
    }
    let family = families.count == 1 ? families.first?.key : nil
    for open in findings.unsettled {
      let analyte = line.tests[open.test]
      let at = line.scan.names[open.name].start
      // A result that was told with its unit before is told in the same one again.
      let own =
        families.count > 1
        ? nil : line.context.units[analyte.id].flatMap { catalogue.unit($0)?.system }
      guard let family = own ?? (family.map(analyte.settledBy.contains) == true ? family : nil),
        let place = findings.reading.doubts.firstIndex(where: { doubt in
          doubt.fact == analyte.id && doubt.reason == .missingUnit && !doubt.isCalm
            && doubt.range.contains(line.origin(at..<at + 1).lowerBound)
        })
      else { continue }
      let kin = findings.reading.doubts[place].candidates.filter { candidate in
        catalogue.unit(candidate.typed.unit)?.system == family
      }
      guard kin.count == 1,
        let unit = catalogue.units.firstIndex(where: { $0.id == kin[0].typed.unit })
      else { continue }
      findings.reading.doubts.remove(at: place)
      var entry = open.entry
      entry.tail.unit = unit
      entry.isGuessed = true
      ResultRecorder(line: line).add(entry, open.name, open.test, to: &findings)
    }
  }

  private func note(_ unit: String, _ families: inout [UnitSystem: Bool]) {
    guard let system = catalogue.unit(unit)?.system, system != .neutral else { return }
    families[system] = true
  }
}
