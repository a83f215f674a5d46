import LabValues

// The laboratory catalogue: see PlainValues.swift.
extension Tape {
  private func qualitativeTest() throws -> QualitativeTest {
    QualitativeTest(
      id: try text(), name: try text(), label: try text(), reads: try choice(ValueFamily.self),
      hasTitre: try flag(), names: try texts(), abbreviations: try list(abbreviation),
      companions: try texts(), never: try texts(), values: try texts(), loinc: try list(loincCode),
      facts: try texts(), notes: try text())
  }

  private func contextFact() throws -> ContextFact {
    ContextFact(
      id: try text(), kind: try choice(ContextKind.self), label: try text(),
      isStoppable: try flag(), endsAdultRange: try flag(), belowAge: try optional { try integer() },
      names: try texts(), abbreviations: try list(abbreviation), companions: try texts(),
      refutedBy: try texts(), never: try texts(), askWhich: try texts(), saysItself: try texts(),
      implies: try texts())
  }

  func labCatalogue() throws -> LabCatalogue {
    LabCatalogue(
      units: try list(labUnit), otherUnits: try texts(), analytes: try list(analyte),
      otherTests: try texts(), watched: try list(watchedTest),
      qualitative: try list(qualitativeTest),
      context: try list(contextFact), derivations: try derivations(), vocabulary: try vocabulary())
  }
}

extension Sink {
  private func add(_ value: QualitativeTest) {
    add(value.id)
    add(value.name)
    add(value.label)
    add(choice: value.reads)
    add(value.hasTitre)
    add(value.names)
    add(value.abbreviations) { add($0) }
    add(value.companions)
    add(value.never)
    add(value.values)
    add(value.loinc) { add($0) }
    add(value.facts)
    add(value.notes)
  }

  private func add(_ value: ContextFact) {
    add(value.id)
    add(choice: value.kind)
    add(value.label)
    add(value.isStoppable)
    add(value.endsAdultRange)
    add(value.belowAge) { add($0) }
    add(value.names)
    add(value.abbreviations) { add($0) }
    add(value.companions)
    add(value.refutedBy)
    add(value.never)
    add(value.askWhich)
    add(value.saysItself)
    add(value.implies)
  }

  func add(_ value: LabCatalogue) {
    add(value.units) { add($0) }
    add(value.otherUnits)
    add(value.analytes) { add($0) }
    add(value.otherTests)
    add(value.watched) { add($0) }
    add(value.qualitative) { add($0) }
    add(value.context) { add($0) }
    add(value.derivations)
    add(value.vocabulary)
  }
}
