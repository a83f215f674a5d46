import LabValues

// The laboratory catalogue: see PlainValues.swift.
extension Tape {
  private func qualitativeTest(_ it: QualitativeTest?) throws -> QualitativeTest {
    QualitativeTest(
      id: try text(it?.id), name: try text(it?.name), label: try text(it?.label),
      reads: try choice(it?.reads), hasTitre: try flag(it?.hasTitre), names: try texts(it?.names),
      abbreviations: try list(it?.abbreviations, abbreviation),
      companions: try texts(it?.companions), never: try texts(it?.never),
      values: try texts(it?.values), loinc: try list(it?.loinc, loincCode),
      facts: try texts(it?.facts), notes: try text(it?.notes))
  }

  private func contextFact(_ it: ContextFact?) throws -> ContextFact {
    ContextFact(
      id: try text(it?.id), kind: try choice(it?.kind), label: try text(it?.label),
      isStoppable: try flag(it?.isStoppable), endsAdultRange: try flag(it?.endsAdultRange),
      belowAge: try optional(it?.belowAge, integer), names: try texts(it?.names),
      abbreviations: try list(it?.abbreviations, abbreviation),
      companions: try texts(it?.companions), refutedBy: try texts(it?.refutedBy),
      never: try texts(it?.never), askWhich: try texts(it?.askWhich),
      saysItself: try texts(it?.saysItself), implies: try texts(it?.implies))
  }

  func labCatalogue(_ it: LabCatalogue?) throws -> LabCatalogue {
    LabCatalogue(
      units: try list(it?.units, labUnit), otherUnits: try texts(it?.otherUnits),
      analytes: try list(it?.analytes, analyte), otherTests: try texts(it?.otherTests),
      watched: try list(it?.watched, watchedTest),
      qualitative: try list(it?.qualitative, qualitativeTest),
      context: try list(it?.context, contextFact), derivations: try derivations(it?.derivations),
      vocabulary: try vocabulary(it?.vocabulary))
  }
}
