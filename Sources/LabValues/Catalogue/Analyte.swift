/// A result that is a number.
package struct Analyte: Sendable, Hashable, Codable {
  package var id: String
  /// The full name.
  package var name: String
  /// The name in tables and echoes.
  package var label: String
  /// The unit that values are kept in; its factor is 1.
  package var canonical: String
  /// The unit shown beside the canonical one.
  package var otherSystem: String?
  package var names: [String]
  package var abbreviations: [Abbreviation]
  package var companions: [String]
  /// Names of other things that contain one of `names`.
  package var never: [String]
  package var units: [UnitFactor]
  /// A unit as typed, and the unit of this analyte that it means.
  package var readAs: [String: String]
  /// A unit as typed that has to be confirmed, and the unit it probably stands for.
  package var confirm: [String: String]
  /// Names with which a unit in `askForUnit` is asked about.
  package var askForName: [String]
  /// Unit as typed (empty for none) to the units it may mean.
  package var askForUnit: [String: [String]]
  /// True for a ratio, which has no unit to miss.
  package var isUnitless: Bool
  package var reference: ReferenceInterval
  /// Ranges for some people, in the order in which they are tried; the general one is for everybody else.
  package var ranges: [PersonRange] = []
  /// In the canonical unit: where a missing unit may be guessed.
  package var soft: ClosedRange<Double>
  /// In the canonical unit: outside nothing is recorded.
  package var hard: ClosedRange<Double>
  /// Units that a value without one may have.
  package var infer: [String]
  /// Spans of the bare number in which the unit is always asked for.
  package var ask: [ClosedRange<Double>]
  package var critical: CriticalLimits
  package var bands: [Band]
  package var bandsSource: String
  package var loinc: [LoincCode]
  /// Ids of the document facts that touch this analyte.
  package var facts: [String]
  package var notes: String
  /// What is measured, in a sentence for a person; may be empty.
  package var about = ""
  package var target: Target?
  /// The analyte of which this is another form, and the words that say so: "ionized" of calcium.
  package var variantOf: String?
  package var variantWords: [String]
  /// Whether its unit says in which family of units a report is.
  package var settlesUnits: Bool
  /// The families that another result can settle for it.
  package var settledBy: [UnitSystem]

  package init(
    id: String, name: String, label: String, canonical: String, otherSystem: String? = nil,
    names: [String], abbreviations: [Abbreviation] = [], companions: [String] = [],
    never: [String] = [], units: [UnitFactor], readAs: [String: String] = [:],
    confirm: [String: String] = [:], askForName: [String] = [],
    askForUnit: [String: [String]] = [:], isUnitless: Bool = false, reference: ReferenceInterval,
    soft: ClosedRange<Double>, hard: ClosedRange<Double>, infer: [String],
    ask: [ClosedRange<Double>] = [], critical: CriticalLimits, bands: [Band] = [],
    bandsSource: String = "", loinc: [LoincCode] = [], facts: [String] = [], notes: String = "",
    target: Target? = nil, variantOf: String? = nil, variantWords: [String] = [],
    settlesUnits: Bool = false, settledBy: [UnitSystem] = [.conventional, .si]
  ) {
    self.id = id
    self.name = name
    self.label = label
    self.canonical = canonical
    self.otherSystem = otherSystem
    self.names = names
    self.abbreviations = abbreviations
    self.companions = companions
    self.never = never
    self.units = units
    self.readAs = readAs
    self.confirm = confirm
    self.askForName = askForName
    self.askForUnit = askForUnit
    self.isUnitless = isUnitless
    self.reference = reference
    self.soft = soft
    self.hard = hard
    self.infer = infer
    self.ask = ask
    self.critical = critical
    self.bands = bands
    self.bandsSource = bandsSource
    self.loinc = loinc
    self.facts = facts
    self.notes = notes
    self.target = target
    self.variantOf = variantOf
    self.variantWords = variantWords
    self.settlesUnits = settlesUnits
    self.settledBy = settledBy
  }
}

/// What is aimed at with a medicine, so that the plain interval says nothing: INR on warfarin.
package struct Target: Sendable, Hashable, Codable {
  /// The condition or medicine.
  package var with: String
  /// In the canonical unit, both ends inside.
  package var low: Double
  package var high: Double
  /// "usual target on warfarin".
  package var words: String

  package init(with: String, low: Double, high: Double, words: String) {
    self.with = with
    self.low = low
    self.high = high
    self.words = words
  }
}
