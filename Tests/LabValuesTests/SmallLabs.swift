import Testing

@testable import LabValues

/// A catalogue of a dozen results and a few words, written here: the stages are tested with it one by
/// one, and no file is opened.
enum SmallLabs {
  static let today = Day(year: 2026, month: 11, day: 21)

  static let catalogue = LabCatalogue(
    units: units, otherUnits: ["iu/ml"], analytes: analytes, otherTests: ["sodium"],
    watched: [potassium], qualitative: qualitative, context: context, derivations: .none,
    vocabulary: SmallWords.vocabulary)

  private static let lexicon = Lexicon(catalogue)

  static func scan(_ text: String) -> LineScan { LineScan(text, lexicon) }

  /// A line as every stage gets it.
  static func line(
    _ text: String, focus: Person? = nil, units: [String: String] = [:]
  ) -> MarkedLine {
    MarkedLine(
      scan(text), catalogue, in: ReadingContext(today: today, focus: focus, units: units))
  }

  /// What all stages make of a line.
  static func read(_ text: String) -> Reading {
    LabReader(catalogue).read(text, in: ReadingContext(today: today))
  }

  /// The words of a line that lexemes stand for.
  static func words(_ lexemes: Range<Int>, of line: LineScan) -> String {
    line.text.written(line.byteRange(lexemes))
  }

  private static let units = [
    LabUnit(id: "mg/dL", system: .conventional, spellings: ["mg/dl", "mg per dl"]),
    LabUnit(id: "mmol/L", system: .si, spellings: ["mmol/l", "mmol"]),
    LabUnit(id: "mEq/L", system: .neutral, spellings: ["meq/l"]),
    LabUnit(id: "pg/mL", system: .conventional, spellings: ["pg/ml"]),
    LabUnit(id: "pmol/L", system: .si, spellings: ["pmol/l"]),
    LabUnit(
      id: "mL/min/1.73m2", system: .neutral, spellings: ["ml/min/1.73m2", "ml/min"]),
    LabUnit(id: "%", system: .neutral, spellings: ["%"]),
    LabUnit(id: "mg/dL BUN", system: .conventional, spellings: []),
  ]

  private static let analytes = [
    Analyte(
      id: "calcium_total", name: "Calcium, total", label: "calcium", canonical: "mg/dL",
      otherSystem: "mmol/L", names: ["calcium", "total calcium"],
      abbreviations: [Abbreviation(name: "ca", proof: .number)], never: ["calcium score"],
      units: [
        UnitFactor(unit: "mg/dL", factor: 1, decimals: 1),
        UnitFactor(unit: "mmol/L", factor: 4.008, decimals: 2),
        UnitFactor(unit: "mEq/L", factor: 2.004, decimals: 1),
      ],
      reference: ReferenceInterval(low: 8.5, high: 10.5, unit: "mg/dL"), soft: 5...16, hard: 3...22,
      infer: ["mg/dL", "mmol/L"], ask: [3.9...6.0],
      critical: CriticalLimits(low: 6.5, high: 13, source: ""),
      bands: [
        Band(name: "mild", from: 10.5, to: 12), Band(name: "moderate", from: 12, to: 14),
        Band(name: "severe", from: 14, to: nil),
      ], settlesUnits: true),
    Analyte(
      id: "calcium_ionized", name: "Calcium, ionized", label: "ionized calcium",
      canonical: "mmol/L", otherSystem: "mg/dL", names: ["ionized calcium"],
      units: [
        UnitFactor(unit: "mmol/L", factor: 1, decimals: 2),
        UnitFactor(unit: "mg/dL", factor: 0.2495, decimals: 1),
      ],
      reference: ReferenceInterval(low: 1.15, high: 1.33, unit: "mmol/L"), soft: 0.7...1.9,
      hard: 0.3...3.5, infer: ["mmol/L"],
      critical: CriticalLimits(low: 0.75, high: 1.5, source: ""), variantOf: "calcium_total",
      variantWords: ["ionized", "free"]),
    Analyte(
      id: "phosphate", name: "Phosphate", label: "phosphate", canonical: "mg/dL",
      otherSystem: "mmol/L", names: ["phosphate", "phosphorus"],
      units: [
        UnitFactor(unit: "mg/dL", factor: 1, decimals: 1),
        UnitFactor(unit: "mmol/L", factor: 3.0969, decimals: 2),
      ],
      reference: ReferenceInterval(low: 2.5, high: 4.5, unit: "mg/dL"), soft: 0.8...12,
      hard: 0.3...20, infer: ["mg/dL", "mmol/L"],
      critical: CriticalLimits(low: 1, high: 9, source: ""), settlesUnits: true),
    Analyte(
      id: "pth", name: "Parathyroid hormone", label: "PTH", canonical: "pg/mL",
      otherSystem: "pmol/L", names: ["pth", "parathyroid hormone"],
      units: [
        UnitFactor(unit: "pg/mL", factor: 1, decimals: 0),
        UnitFactor(unit: "pmol/L", factor: 9.434, decimals: 1),
      ],
      reference: ReferenceInterval(low: 15, high: 65, unit: "pg/mL"), soft: 3...1500,
      hard: 0...6000, infer: ["pg/mL", "pmol/L"],
      critical: CriticalLimits(low: nil, high: nil, source: ""), settledBy: [.conventional]),
    Analyte(
      id: "egfr", name: "Estimated GFR", label: "eGFR", canonical: "mL/min/1.73m2",
      names: ["egfr", "kidney function"],
      units: [UnitFactor(unit: "mL/min/1.73m2", factor: 1, decimals: 0)],
      confirm: ["%": "mL/min/1.73m2"],
      reference: ReferenceInterval(low: 90, high: nil, unit: "mL/min/1.73m2"), soft: 3...140,
      hard: 1...200, infer: ["mL/min/1.73m2"],
      critical: CriticalLimits(low: nil, high: nil, source: "")),
    Analyte(
      id: "inr", name: "INR", label: "INR", canonical: "ratio", names: ["inr"],
      units: [UnitFactor(unit: "ratio", factor: 1, decimals: 1)], isUnitless: true,
      reference: ReferenceInterval(low: 0.8, high: 1.2, unit: "ratio"), soft: 0.8...5,
      hard: 0.5...20, infer: ["ratio"], critical: CriticalLimits(low: nil, high: 5, source: "")),
    Analyte(
      id: "bun", name: "Urea nitrogen", label: "BUN", canonical: "mg/dL BUN",
      names: ["bun", "urea"],
      units: [
        UnitFactor(unit: "mg/dL BUN", factor: 1, decimals: 0),
        UnitFactor(unit: "mmol/L", factor: 2.8011, decimals: 1),
      ], readAs: ["mg/dL": "mg/dL BUN"], askForName: ["urea"],
      askForUnit: ["": ["mg/dL BUN", "mmol/L"]],
      reference: ReferenceInterval(low: 8, high: 20, unit: "mg/dL BUN"), soft: 2...150,
      hard: 1...300, infer: ["mg/dL BUN"],
      critical: CriticalLimits(low: nil, high: nil, source: "")),
  ]

  private static let potassium = WatchedTest(
    test: Analyte(
      id: "potassium", name: "Potassium", label: "potassium", canonical: "mmol/L",
      names: ["potassium"],
      units: [
        UnitFactor(unit: "mmol/L", factor: 1, decimals: 1),
        UnitFactor(unit: "mEq/L", factor: 1, decimals: 1),
      ],
      reference: ReferenceInterval(low: 3.5, high: 5.1, unit: "mmol/L"), soft: 1.5...9,
      hard: 1...12, infer: ["mmol/L"],
      critical: CriticalLimits(low: nil, high: nil, source: "")),
    limits: [
      AlarmLimit(atLeast: 6.5, atMost: nil, urgency: .now),
      AlarmLimit(atLeast: 6, atMost: nil, urgency: .today),
      AlarmLimit(atLeast: nil, atMost: 2.5, urgency: .now),
    ])

  private static let qualitative = [
    QualitativeTest(
      id: "ana", name: "Antinuclear antibody", label: "ANA", reads: .antibody, hasTitre: true,
      names: ["ana"], values: ["positive", "negative", "equivocal"]),
    QualitativeTest(
      id: "scl70", name: "Anti-Scl-70", label: "Scl-70", reads: .antibody, names: ["scl-70"],
      values: ["positive", "negative", "equivocal"]),
    QualitativeTest(
      id: "gene_galnt3", name: "GALNT3 gene", label: "GALNT3", reads: .gene, names: ["galnt3"],
      values: ["pathogenic", "VUS", "no variant found"]),
    QualitativeTest(
      id: "gene_kl", name: "KL gene", label: "KL", reads: .gene, names: ["klotho"],
      values: ["pathogenic", "VUS", "no variant found"]),
    QualitativeTest(
      id: "breast_birads", name: "BI-RADS", label: "BI-RADS", reads: .category,
      names: ["birads", "bi-rads"], values: ["0", "2", "3", "4", "4A"]),
  ]

  private static let context = [
    ContextFact(
      id: "dialysis", kind: .condition, label: "dialysis", isStoppable: true, names: ["dialysis"],
      abbreviations: [Abbreviation(name: "hd", proof: .use)]),
    ContextFact(
      id: "lupus", kind: .condition, label: "lupus", isStoppable: false, names: ["lupus"]),
    ContextFact(
      id: "cancer", kind: .condition, label: "cancer", isStoppable: false, names: ["cancer"]),
    ContextFact(
      id: "warfarin", kind: .medicine, label: "warfarin", isStoppable: false, names: ["warfarin"],
      askWhich: ["blood thinner"]),
    ContextFact(
      id: "apixaban", kind: .medicine, label: "apixaban", isStoppable: false, names: ["apixaban"]),
    ContextFact(
      id: "pregnancy", kind: .person, label: "pregnancy", isStoppable: true, endsAdultRange: true,
      names: ["pregnant"], saysItself: ["pregnant"]),
    ContextFact(
      id: "child", kind: .person, label: "child", isStoppable: false, endsAdultRange: true,
      belowAge: 18, names: ["paediatric"]),
  ]
}

/// A text, and what a stage makes of it.
struct Row: Sendable, CustomTestStringConvertible {
  var text: String
  var expected: String
  var testDescription: String { text.debugDescription }

  static func table(_ rows: KeyValuePairs<String, String>) -> [Row] {
    rows.map { Row(text: $0.key, expected: $0.value) }
  }
}
