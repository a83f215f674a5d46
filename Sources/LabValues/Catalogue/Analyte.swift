/// A span in which a result is as expected; a missing end is open.
package struct ReferenceInterval: Sendable, Hashable, Codable {
  package var low: Double?
  package var high: Double?
  /// The unit of both ends, a unit id.
  package var unit: String
  /// The same interval in the other unit system, as text for people.
  package var otherSystem: String
  /// Where the interval was taken from, for the label beside it.
  package var source: String

  package init(
    low: Double?, high: Double?, unit: String, otherSystem: String = "", source: String = ""
  ) {
    self.low = low
    self.high = high
    self.unit = unit
    self.otherSystem = otherSystem
    self.source = source
  }
}

/// A range for people of a sex, an age, or with a condition, in the canonical unit.
package struct PersonRange: Sendable, Hashable, Codable {
  package var sex: Sex?
  /// Age in years, both ends inside.
  package var from: Int?
  package var to: Int?
  /// A condition that it is for: pregnancy.
  package var with: String?
  package var low: Double?
  package var high: Double?

  package init(
    sex: Sex? = nil, from: Int? = nil, to: Int? = nil, with: String? = nil, low: Double?,
    high: Double?
  ) {
    self.sex = sex
    self.from = from
    self.to = to
    self.with = with
    self.low = low
    self.high = high
  }

  /// Whether it is for somebody: what it asks for has to be known.
  ///
  /// - Parameter isAdultRangeOff: then a range that names neither age nor condition is none for them
  package func fits(
    age: Int?, sex: Sex?, isAdultRangeOff: Bool, holds: (String) -> Bool
  ) -> Bool {
    if let wanted = self.sex, wanted != sex { return false }
    if let with, !holds(with) { return false }
    if from != nil || to != nil {
      guard let age, age >= from ?? 0, age <= to ?? Int.max else { return false }
      return true
    }
    return with != nil || !isAdultRangeOff
  }
}

/// Values at which a laboratory would telephone, in the canonical unit, both limits inside.
package struct CriticalLimits: Sendable, Hashable, Codable {
  package var low: Double?
  package var high: Double?
  package var source: String

  package init(low: Double?, high: Double?, source: String) {
    self.low = low
    self.high = high
    self.source = source
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

/// A named stretch of values: `from` inside, `to` outside.
package struct Band: Sendable, Hashable, Codable {
  package var name: String
  package var from: Double
  /// `nil` for a band without an end.
  package var to: Double?
  /// The band in plain words; may be empty.
  package var words: String

  package init(name: String, from: Double, to: Double?, words: String = "") {
    self.name = name
    self.from = from
    self.to = to
    self.words = words
  }

  package func contains(_ value: Double) -> Bool {
    value >= from && (to.map { value < $0 } ?? true)
  }
}

/// What must stand around a short name before it counts.
package enum Proof: String, Sendable, Hashable, CaseIterable, Codable {
  /// A number right behind it.
  case number
  /// One of the companion words, a unit that fits, or another result.
  case companion
  /// "have", "on", "my" or the like right in front of it.
  case statement
  /// "on", "take" or the like right in front of it: "I have pd" may be another disease.
  case use
}

/// A short name and its proof: `hd` counts only in "on hd".
package struct Abbreviation: Sendable, Hashable, Codable {
  package var name: String
  package var proof: Proof

  package init(name: String, proof: Proof) {
    self.name = name
    self.proof = proof
  }
}

/// A code of the LOINC table, with how it was checked.
package struct LoincCode: Sendable, Hashable, Codable {
  package var code: String
  package var name: String
  package var checked: String

  package init(code: String, name: String, checked: String) {
    self.code = code
    self.name = name
    self.checked = checked
  }
}

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
