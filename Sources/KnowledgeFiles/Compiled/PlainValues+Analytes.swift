import LabValues

// Results that are numbers, their units and their limits: see PlainValues.swift.
extension Tape {
  private func range(_ it: ClosedRange<Double>?) throws -> ClosedRange<Double> {
    let (low, high) = (try real(it?.lowerBound), try real(it?.upperBound))
    guard low <= high else { throw failure }
    return low...high
  }

  func labUnit(_ it: LabUnit?) throws -> LabUnit {
    LabUnit(
      id: try text(it?.id), system: try choice(it?.system), spellings: try texts(it?.spellings))
  }

  private func unitFactor(_ it: UnitFactor?) throws -> UnitFactor {
    UnitFactor(
      unit: try text(it?.unit), factor: try real(it?.factor),
      decimals: try optional(it?.decimals, integer))
  }

  func abbreviation(_ it: Abbreviation?) throws -> Abbreviation {
    Abbreviation(name: try text(it?.name), proof: try choice(it?.proof))
  }

  func loincCode(_ it: LoincCode?) throws -> LoincCode {
    LoincCode(code: try text(it?.code), name: try text(it?.name), checked: try text(it?.checked))
  }

  private func referenceInterval(_ it: ReferenceInterval?) throws -> ReferenceInterval {
    ReferenceInterval(
      low: try optional(it?.low, real), high: try optional(it?.high, real),
      unit: try text(it?.unit), otherSystem: try text(it?.otherSystem), source: try text(it?.source)
    )
  }

  private func criticalLimits(_ it: CriticalLimits?) throws -> CriticalLimits {
    CriticalLimits(
      low: try optional(it?.low, real), high: try optional(it?.high, real),
      source: try text(it?.source))
  }

  func band(_ it: Band?) throws -> Band {
    Band(
      name: try text(it?.name), from: try real(it?.from), to: try optional(it?.to, real),
      words: try text(it?.words))
  }

  private func personRange(_ it: PersonRange?) throws -> PersonRange {
    PersonRange(
      sex: try optional(it?.sex, choice), from: try optional(it?.from, integer),
      to: try optional(it?.to, integer), with: try optional(it?.with, text),
      low: try optional(it?.low, real), high: try optional(it?.high, real))
  }

  private func target(_ it: Target?) throws -> Target {
    Target(
      with: try text(it?.with), low: try real(it?.low), high: try real(it?.high),
      words: try text(it?.words))
  }

  func analyte(_ it: Analyte?) throws -> Analyte {
    var analyte = Analyte(
      id: try text(it?.id), name: try text(it?.name), label: try text(it?.label),
      canonical: try text(it?.canonical), otherSystem: try optional(it?.otherSystem, text),
      names: try texts(it?.names), abbreviations: try list(it?.abbreviations, abbreviation),
      companions: try texts(it?.companions), never: try texts(it?.never),
      units: try list(it?.units, unitFactor), readAs: try map(it?.readAs, text),
      confirm: try map(it?.confirm, text), askForName: try texts(it?.askForName),
      askForUnit: try map(it?.askForUnit, texts), isUnitless: try flag(it?.isUnitless),
      reference: try referenceInterval(it?.reference), soft: try range(it?.soft),
      hard: try range(it?.hard), infer: try texts(it?.infer), ask: try list(it?.ask, range),
      critical: try criticalLimits(it?.critical), bands: try list(it?.bands, band),
      bandsSource: try text(it?.bandsSource), loinc: try list(it?.loinc, loincCode),
      facts: try texts(it?.facts), notes: try text(it?.notes),
      target: try optional(it?.target, target), variantOf: try optional(it?.variantOf, text),
      variantWords: try texts(it?.variantWords), settlesUnits: try flag(it?.settlesUnits),
      settledBy: try list(it?.settledBy, choice))
    analyte.ranges = try list(it?.ranges, personRange)
    analyte.about = try text(it?.about)
    return analyte
  }

  private func alarmLimit(_ it: AlarmLimit?) throws -> AlarmLimit {
    AlarmLimit(
      atLeast: try optional(it?.atLeast, real), atMost: try optional(it?.atMost, real),
      urgency: try choice(it?.urgency))
  }

  func watchedTest(_ it: WatchedTest?) throws -> WatchedTest {
    WatchedTest(test: try analyte(it?.test), limits: try list(it?.limits, alarmLimit))
  }
}
