import LabValues

/// A catalogue of three results, three conditions and a medicine, enough to remember with.
enum SmallCatalogue {
  static let labs: LabCatalogue = {
    let empty = LabCatalogue.empty
    return LabCatalogue(
      units: [
        LabUnit(id: "mg/dL", system: .conventional, spellings: ["mg/dl"]),
        LabUnit(id: "mmol/L", system: .si, spellings: ["mmol/l"]),
        LabUnit(id: "g/dL", system: .conventional, spellings: ["g/dl"]),
      ], otherUnits: [],
      analytes: [
        analyte("calcium", "mg/dL", 4.008, 8.5...10.5, 6.5...13, ask: [3.9...6]),
        analyte("phosphate", "mg/dL", 3.097, 2.5...4.5, 1...9, ask: [1.6...2.5]),
        analyte("albumin", "g/dL", nil, 3.5...5, 0.5...9),
      ], otherTests: [], qualitative: [],
      context: [
        ContextFact(
          id: "dialysis", kind: .condition, label: "dialysis", isStoppable: true,
          names: ["dialysis"],
          implies: ["ckd"]),
        ContextFact(
          id: "ckd", kind: .condition, label: "kidney disease", isStoppable: false, names: ["ckd"]),
        ContextFact(
          id: "child", kind: .person, label: "child", isStoppable: false, endsAdultRange: true,
          belowAge: 18, names: ["child"]),
        ContextFact(
          id: "warfarin", kind: .medicine, label: "warfarin", isStoppable: true,
          names: ["warfarin"]),
      ], derivations: derivations, vocabulary: empty.vocabulary)
  }()

  private static var derivations: Derivations {
    var derivations = Derivations.none
    derivations.adjustedCalcium = CalciumAdjustment(
      calcium: "calcium", albumin: "albumin", result: "adjusted", better: "", roughWith: [],
      albuminBelow: 4,
      systems: [
        .init(calciumUnit: "mg/dL", albuminUnit: "g/dL", slope: 0.8, normalAlbumin: 4)
      ])
    derivations.product.calcium = "calcium"
    derivations.product.phosphate = "phosphate"
    return derivations
  }

  private static func analyte(
    _ id: String, _ unit: String, _ molar: Double?, _ reference: ClosedRange<Double>,
    _ critical: ClosedRange<Double>, ask: [ClosedRange<Double>] = []
  ) -> Analyte {
    let other = molar.map { [UnitFactor(unit: "mmol/L", factor: $0, decimals: 2)] } ?? []
    return Analyte(
      id: id, name: id, label: id, canonical: unit, names: [id],
      units: [UnitFactor(unit: unit, factor: 1, decimals: 1)] + other,
      reference: ReferenceInterval(
        low: reference.lowerBound, high: reference.upperBound, unit: unit),
      soft: reference.lowerBound / 2...reference.upperBound * 2, hard: 0.1...30,
      infer: [unit] + other.map(\.unit), ask: ask,
      critical: CriticalLimits(low: critical.lowerBound, high: critical.upperBound, source: ""))
  }
}

extension Mention {
  /// A stated value: `Mention("calcium", 9.6)`.
  static func value(
    _ fact: String, _ number: Double, of person: Person? = nil, on day: String? = nil,
    isEarlier: Bool = false
  ) -> Mention {
    var mention = Mention(fact: fact, kind: .analyte, status: .stated, range: 0..<0)
    let analyte = SmallCatalogue.labs.analyte(fact)
    mention.value = Quantity(number, analyte?.canonical ?? "")
    mention.typed = mention.value
    mention.flag = analyte?.flag(number) ?? .unknown
    mention.subject = person
    mention.isEarlier = isEarlier
    if let day = day.flatMap({ Day(iso: $0) }) { mention.when = When(day: day, precision: .day) }
    return mention
  }

  static func condition(
    _ fact: String, of person: Person? = nil, isDenied: Bool = false
  ) -> Mention {
    var mention = Mention(
      fact: fact, kind: .context, status: isDenied ? .denied : .stated, range: 0..<0)
    mention.subject = person
    return mention
  }
}

extension Reading {
  static func saying(_ mentions: Mention..., focus: PersonFocus = .unchanged) -> Reading {
    var reading = Reading()
    reading.mentions = mentions
    reading.focus = focus
    return reading
  }
}
