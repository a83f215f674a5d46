import LabValues

// The laboratory catalogue: see PlainValues.swift.
extension Tape {
  private func range() throws -> ClosedRange<Double> {
    let (low, high) = (try real(), try real())
    guard low <= high else { throw failure }
    return low...high
  }

  private func choices<Choice: CaseIterable & Hashable, Value>(
    _ type: Choice.Type, _ value: () throws -> Value
  ) throws -> [Choice: Value] {
    var map: [Choice: Value] = [:]
    for _ in 0..<(try count()) { map[try choice(type)] = try value() }
    return map
  }

  private func labUnit() throws -> LabUnit {
    LabUnit(id: try text(), system: try choice(UnitSystem.self), spellings: try texts())
  }

  private func unitFactor() throws -> UnitFactor {
    UnitFactor(unit: try text(), factor: try real(), decimals: try integer())
  }

  private func abbreviation() throws -> Abbreviation {
    Abbreviation(name: try text(), proof: try choice(Proof.self))
  }

  private func loincCode() throws -> LoincCode {
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

  private func band() throws -> Band {
    Band(name: try text(), from: try real(), to: try optional { try real() }, words: try text())
  }

  private func personRange() throws -> PersonRange {
    PersonRange(
      sex: try optional { try choice(Sex.self) }, from: try optional { try integer() },
      to: try optional { try integer() }, with: try optional { try text() },
      low: try optional { try real() }, high: try optional { try real() })
  }

  private func analyte() throws -> Analyte {
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

  private func watchedTest() throws -> WatchedTest {
    WatchedTest(test: try analyte(), limits: try list(alarmLimit))
  }

  private func target() throws -> Target {
    Target(with: try text(), low: try real(), high: try real(), words: try text())
  }

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

  private func adjustmentSystem() throws -> CalciumAdjustment.System {
    CalciumAdjustment.System(
      calciumUnit: try text(), albuminUnit: try text(), slope: try real(), normalAlbumin: try real()
    )
  }

  private func calciumAdjustment() throws -> CalciumAdjustment {
    CalciumAdjustment(
      calcium: try text(), albumin: try text(), result: try text(), better: try text(),
      roughWith: try texts(), albuminBelow: try real(), systems: try list(adjustmentSystem))
  }

  private func product() throws -> CalciumPhosphateProduct {
    CalciumPhosphateProduct(
      id: try text(), calcium: try text(), adjusted: try text(), phosphate: try text(),
      units: try texts(),
      labels: try texts(), decimals: try list(integer), olderLimit: try real(),
      olderLimitSource: try text(), depositsAbove: try real())
  }

  private func coefficients() throws -> FiltrationFormula.Coefficients {
    FiltrationFormula.Coefficients(k: try real(), exponent: try real(), factor: try real())
  }

  private func filtrationFormula() throws -> FiltrationFormula {
    FiltrationFormula(
      creatinine: try text(), creatinineUnit: try text(), result: try text(), constant: try real(),
      aboveExponent: try real(), ageBase: try real(), female: try coefficients(),
      male: try coefficients(), adultFrom: try integer(), notWith: try texts(),
      stages: try list(band))
  }

  private func targetMultiple() throws -> TargetMultiple {
    TargetMultiple(
      id: try text(), analyte: try text(), with: try text(), lowest: try real(),
      highest: try real(),
      source: try text())
  }

  private func formula() throws -> Formula {
    Formula(
      id: try text(), label: try text(), expression: try text(), units: try texts { try text() },
      unit: try text(), decimals: try integer(), notWith: try texts(), isForAll: try flag(),
      low: try optional { try real() }, high: try optional { try real() }, source: try text())
  }

  private func derivations() throws -> Derivations {
    Derivations(
      adjustedCalcium: try calciumAdjustment(), product: try product(),
      filtration: try filtrationFormula(), dialysisHormone: try targetMultiple(),
      graded: try texts(), formulas: try list(formula))
  }

  private func choice() throws -> Choice {
    Choice(value: try text(), words: try texts())
  }

  private func span() throws -> RelativeDate.Span {
    RelativeDate.Span(unit: try choice(RelativeDate.Span.Unit.self), count: try integer())
  }

  private func relativeDate() throws -> RelativeDate {
    let back = try optional(span)
    let isLongAgo = try flag()
    var date = RelativeDate(back: back, names: try texts())
    date.isLongAgo = isLongAgo
    return date
  }

  private func numberWord() throws -> NumberWord { NumberWord(try text(), try integer()) }

  private func vocabulary() throws -> Vocabulary {
    Vocabulary(
      lists: try choices(Cue.self) { try texts() },
      choices: try choices(ChoiceList.self) { try list(choice) },
      relativeDates: try list(relativeDate),
      persons: try choices(Person.self) { try texts() }, numberWords: try list(numberWord),
      months: try list(texts), weekdays: try list(texts))
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
  private func add(_ range: ClosedRange<Double>) {
    add(range.lowerBound)
    add(range.upperBound)
  }

  private func add<Choice: CaseIterable & Hashable, Value>(
    _ map: [Choice: Value], _ value: (Value) -> Void
  ) {
    add(count: map.count)
    for choice in Choice.allCases {
      guard let held = map[choice] else { continue }
      add(choice: choice)
      value(held)
    }
  }

  private func add(_ value: LabUnit) {
    add(value.id)
    add(choice: value.system)
    add(value.spellings)
  }

  private func add(_ value: UnitFactor) {
    add(value.unit)
    add(value.factor)
    add(value.decimals)
  }

  private func add(_ value: Abbreviation) {
    add(value.name)
    add(choice: value.proof)
  }

  private func add(_ value: LoincCode) {
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

  private func add(_ value: Band) {
    add(value.name)
    add(value.from)
    add(value.to) { add($0) }
    add(value.words)
  }

  private func add(_ value: Analyte) {
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

  private func add(_ value: PersonRange) {
    add(value.sex) { add(choice: $0) }
    add(value.from) { add($0) }
    add(value.to) { add($0) }
    add(value.with) { add($0) }
    add(value.low) { add($0) }
    add(value.high) { add($0) }
  }

  private func add(_ value: AlarmLimit) {
    add(value.atLeast) { add($0) }
    add(value.atMost) { add($0) }
    add(choice: value.urgency)
  }

  private func add(_ value: WatchedTest) {
    add(value.test)
    add(value.limits) { add($0) }
  }

  private func add(_ value: Target) {
    add(value.with)
    add(value.low)
    add(value.high)
    add(value.words)
  }

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

  private func add(_ value: CalciumAdjustment.System) {
    add(value.calciumUnit)
    add(value.albuminUnit)
    add(value.slope)
    add(value.normalAlbumin)
  }

  private func add(_ value: CalciumAdjustment) {
    add(value.calcium)
    add(value.albumin)
    add(value.result)
    add(value.better)
    add(value.roughWith)
    add(value.albuminBelow)
    add(value.systems) { add($0) }
  }

  private func add(_ value: CalciumPhosphateProduct) {
    add(value.id)
    add(value.calcium)
    add(value.adjusted)
    add(value.phosphate)
    add(value.units)
    add(value.labels)
    add(value.decimals) { add($0) }
    add(value.olderLimit)
    add(value.olderLimitSource)
    add(value.depositsAbove)
  }

  private func add(_ value: FiltrationFormula.Coefficients) {
    add(value.k)
    add(value.exponent)
    add(value.factor)
  }

  private func add(_ value: FiltrationFormula) {
    add(value.creatinine)
    add(value.creatinineUnit)
    add(value.result)
    add(value.constant)
    add(value.aboveExponent)
    add(value.ageBase)
    add(value.female)
    add(value.male)
    add(value.adultFrom)
    add(value.notWith)
    add(value.stages) { add($0) }
  }

  private func add(_ value: TargetMultiple) {
    add(value.id)
    add(value.analyte)
    add(value.with)
    add(value.lowest)
    add(value.highest)
    add(value.source)
  }

  private func add(_ value: Formula) {
    add(value.id)
    add(value.label)
    add(value.expression)
    add(value.units) { add($0) }
    add(value.unit)
    add(value.decimals)
    add(value.notWith)
    add(value.isForAll)
    add(value.low) { add($0) }
    add(value.high) { add($0) }
    add(value.source)
  }

  private func add(_ value: Derivations) {
    add(value.adjustedCalcium)
    add(value.product)
    add(value.filtration)
    add(value.dialysisHormone)
    add(value.graded)
    add(value.formulas) { add($0) }
  }

  private func add(_ value: Choice) {
    add(value.value)
    add(value.words)
  }

  private func add(_ value: RelativeDate.Span) {
    add(choice: value.unit)
    add(value.count)
  }

  private func add(_ value: RelativeDate) {
    add(value.back) { add($0) }
    add(value.isLongAgo)
    add(value.names)
  }

  private func add(_ value: NumberWord) {
    add(value.word)
    add(value.value)
  }

  private func add(_ value: Vocabulary) {
    add(value.lists) { add($0) }
    add(value.choices) { add($0) { add($0) } }
    add(value.relativeDates) { add($0) }
    add(value.persons) { add($0) }
    add(value.numberWords) { add($0) }
    add(value.months) { add($0) }
    add(value.weekdays) { add($0) }
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
