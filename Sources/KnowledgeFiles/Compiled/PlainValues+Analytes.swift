import LabValues

// Results that are numbers, their units and their limits: see PlainValues.swift.
extension Tape {
  private func range() throws -> ClosedRange<Double> {
    let (low, high) = (try real(), try real())
    guard low <= high else { throw failure }
    return low...high
  }

  func labUnit() throws -> LabUnit {
    LabUnit(id: try text(), system: try choice(UnitSystem.self), spellings: try texts())
  }

  private func unitFactor() throws -> UnitFactor {
    UnitFactor(
      unit: try text(), factor: try real(), decimals: try optional { try integer() })
  }

  func abbreviation() throws -> Abbreviation {
    Abbreviation(name: try text(), proof: try choice(Proof.self))
  }

  func loincCode() throws -> LoincCode {
    LoincCode(code: try text(), name: try text(), checked: try text())
  }

  private func referenceInterval() throws -> ReferenceInterval {
    ReferenceInterval(
      low: try optional { try real() }, high: try optional { try real() }, unit: try text(),
      otherSystem: try text(), source: try text())
  }

  private func criticalLimits() throws -> CriticalLimits {
    CriticalLimits(
      low: try optional { try real() }, high: try optional { try real() }, source: try text())
  }

  func band() throws -> Band {
    Band(name: try text(), from: try real(), to: try optional { try real() }, words: try text())
  }

  private func personRange() throws -> PersonRange {
    PersonRange(
      sex: try optional { try choice(Sex.self) }, from: try optional { try integer() },
      to: try optional { try integer() }, with: try optional { try text() },
      low: try optional { try real() }, high: try optional { try real() })
  }

  private func target() throws -> Target {
    Target(with: try text(), low: try real(), high: try real(), words: try text())
  }

  func analyte() throws -> Analyte {
    var analyte = Analyte(
      id: try text(), name: try text(), label: try text(), canonical: try text(),
      otherSystem: try optional { try text() }, names: try texts(),
      abbreviations: try list(abbreviation), companions: try texts(), never: try texts(),
      units: try list(unitFactor), readAs: try texts { try text() },
      confirm: try texts { try text() }, askForName: try texts(),
      askForUnit: try texts { try texts() }, isUnitless: try flag(),
      reference: try referenceInterval(), soft: try range(), hard: try range(), infer: try texts(),
      ask: try list(range), critical: try criticalLimits(), bands: try list(band),
      bandsSource: try text(), loinc: try list(loincCode), facts: try texts(), notes: try text(),
      target: try optional(target), variantOf: try optional { try text() },
      variantWords: try texts(), settlesUnits: try flag(),
      settledBy: try list { try choice(UnitSystem.self) })
    analyte.ranges = try list(personRange)
    return analyte
  }

  private func alarmLimit() throws -> AlarmLimit {
    AlarmLimit(
      atLeast: try optional { try real() }, atMost: try optional { try real() },
      urgency: try choice(AlarmUrgency.self))
  }

  func watchedTest() throws -> WatchedTest {
    WatchedTest(test: try analyte(), limits: try list(alarmLimit))
  }
}

extension Sink {
  private func add(_ range: ClosedRange<Double>) {
    add(range.lowerBound)
    add(range.upperBound)
  }

  func add(_ value: LabUnit) {
    add(value.id)
    add(choice: value.system)
    add(value.spellings)
  }

  private func add(_ value: UnitFactor) {
    add(value.unit)
    add(value.factor)
    add(value.decimals) { add($0) }
  }

  func add(_ value: Abbreviation) {
    add(value.name)
    add(choice: value.proof)
  }

  func add(_ value: LoincCode) {
    add(value.code)
    add(value.name)
    add(value.checked)
  }

  private func add(_ value: ReferenceInterval) {
    add(value.low) { add($0) }
    add(value.high) { add($0) }
    add(value.unit)
    add(value.otherSystem)
    add(value.source)
  }

  private func add(_ value: CriticalLimits) {
    add(value.low) { add($0) }
    add(value.high) { add($0) }
    add(value.source)
  }

  func add(_ value: Band) {
    add(value.name)
    add(value.from)
    add(value.to) { add($0) }
    add(value.words)
  }

  private func add(_ value: PersonRange) {
    add(value.sex) { add(choice: $0) }
    add(value.from) { add($0) }
    add(value.to) { add($0) }
    add(value.with) { add($0) }
    add(value.low) { add($0) }
    add(value.high) { add($0) }
  }

  private func add(_ value: Target) {
    add(value.with)
    add(value.low)
    add(value.high)
    add(value.words)
  }

  func add(_ value: Analyte) {
    add(value.id)
    add(value.name)
    add(value.label)
    add(value.canonical)
    add(value.otherSystem) { add($0) }
    add(value.names)
    add(value.abbreviations) { add($0) }
    add(value.companions)
    add(value.never)
    add(value.units) { add($0) }
    add(value.readAs) { add($0) }
    add(value.confirm) { add($0) }
    add(value.askForName)
    add(value.askForUnit) { add($0) }
    add(value.isUnitless)
    add(value.reference)
    add(value.soft)
    add(value.hard)
    add(value.infer)
    add(value.ask) { add($0) }
    add(value.critical)
    add(value.bands) { add($0) }
    add(value.bandsSource)
    add(value.loinc) { add($0) }
    add(value.facts)
    add(value.notes)
    add(value.target) { add($0) }
    add(value.variantOf) { add($0) }
    add(value.variantWords)
    add(value.settlesUnits)
    add(value.settledBy) { add(choice: $0) }
    add(value.ranges) { add($0) }
  }

  private func add(_ value: AlarmLimit) {
    add(value.atLeast) { add($0) }
    add(value.atMost) { add($0) }
    add(choice: value.urgency)
  }

  func add(_ value: WatchedTest) {
    add(value.test)
    add(value.limits) { add($0) }
  }
}
