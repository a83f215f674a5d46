import Knowledge
import LabValues
import Yams

/// `labs.yaml`, and the words of `english/` with which it is read.
///
///     analytes:
///       - id: phosphate
///         name: phosphate
///         canonical: mg/dL
///         units: {mg/dL: 1, mmol/L: 3.097}       times its factor: the canonical unit
///         names: [phosphate, phosphorus]
///         reference: {low: 2.5, high: 4.5}
///         hard: [0.1, 30]                        beyond it no value is believed
extension YAMLReader {
  /// What does not fit together is noted at its place, behind all that is wrong with single keys.
  mutating func labs(_ node: Node, _ english: EnglishFiles) -> LabCatalogue {
    let keys = mapping(
      node,
      optional: [
        "units", "analytes", "qualitative", "context", "derived", "version", "other_units",
        "other_tests", "watched",
      ])
    var units = pairs(keys["units"]).map { name, entry in
      let keys = mapping(entry, optional: ["system", "spellings"])
      return LabUnit(
        id: name.text,
        system: choice(keys["system"], of: UnitSystem.self, role: "system", default: .neutral),
        spellings: keys["spellings"].map { texts($0) } ?? [name.text.lowercased()])
    }
    let analytes = list(keys["analytes"]).map { analyte($0) }
    // A unit that says nothing of itself is spelled as it is called.
    for unit in analytes.flatMap(\.units) where !units.contains(where: { $0.id == unit.unit }) {
      units.append(
        LabUnit(id: unit.unit, system: .neutral, spellings: [unit.unit.lowercased()]))
    }
    let catalogue = LabCatalogue(
      units: units, otherUnits: texts(keys["other_units"]), analytes: analytes,
      otherTests: texts(keys["other_tests"]),
      watched: list(keys["watched"]).map { watched($0) },
      qualitative: list(keys["qualitative"]).map { qualitative($0) },
      context: list(keys["context"]).map { contextFact($0) },
      derivations: derivations(keys["derived"]), vocabulary: vocabulary(english))
    for problem in catalogue.problems() {
      note(.other(problem.words), at: place(of: problem, in: node))
    }
    return catalogue
  }

  /// A test with the values at which it alarms.
  private mutating func watched(_ node: Node) -> WatchedTest {
    let test = analyte(node, also: ["alarms"])
    let limits = list(node["alarms"]).map { entry in
      let keys = mapping(entry, required: ["urgency"], optional: ["at_least", "at_most"])
      return AlarmLimit(
        atLeast: limit(keys["at_least"]), atMost: limit(keys["at_most"]),
        urgency: choice(keys["urgency"], of: AlarmUrgency.self, role: "urgency", default: .now))
    }
    return WatchedTest(test: test, limits: limits)
  }

  /// - Parameter more: keys that are required besides
  private mutating func analyte(_ node: Node, also more: [String] = []) -> Analyte {
    let keys = mapping(
      node,
      required: ["id", "name", "canonical", "names", "hard"] + more,
      optional: [
        "label", "units", "reference", "ranges", "soft", "infer",
        "variant_of", "variant_words", "settles_units", "settled_by",
        "decimals", "critical", "loinc", "facts", "notes", "other_system", "never",
        "abbreviations", "companions", "ask", "bands", "bands_source", "confirm", "unitless",
        "read_as", "ask_for_name", "ask_for_unit", "target", "about",
      ])
    var decimals: [String: Int] = [:]
    for (unit, count) in pairs(keys["decimals"]) { decimals[unit.text] = integer(count) }
    let canonical = text(keys["canonical"])
    var units = pairs(keys["units"]).map { unit, factor in
      UnitFactor(unit: unit.text, factor: number(factor) ?? 0, decimals: decimals[unit.text])
    }
    if keys["units"] == nil {
      units = [UnitFactor(unit: canonical, factor: 1, decimals: decimals[canonical])]
    }
    let hard = span(keys["hard"])
    var askForUnit: [String: [String]] = [:]
    for (unit, readings) in pairs(keys["ask_for_unit"]) { askForUnit[unit.text] = texts(readings) }
    let critical =
      keys["critical"].map {
        mapping($0, optional: ["low", "high", "source"])
      } ?? [:]
    var analyte = Analyte(
      id: text(keys["id"]), name: text(keys["name"]),
      label: optionalText(keys["label"]) ?? text(keys["name"]), canonical: canonical,
      otherSystem: optionalText(keys["other_system"]),
      names: texts(keys["names"]), abbreviations: abbreviations(keys["abbreviations"]),
      companions: texts(keys["companions"]), never: texts(keys["never"]), units: units,
      readAs: map(keys["read_as"]), confirm: map(keys["confirm"]),
      askForName: texts(keys["ask_for_name"]), askForUnit: askForUnit,
      isUnitless: flag(keys["unitless"]), reference: reference(keys["reference"], canonical),
      soft: keys["soft"].map { span($0) } ?? hard, hard: hard,
      infer: keys["infer"].map { texts($0) } ?? Self.guessable(units, canonical),
      ask: list(keys["ask"]).map { span($0) },
      critical: CriticalLimits(
        low: limit(critical["low"]), high: limit(critical["high"]),
        source: critical["source"]?.scalar?.string ?? ""),
      bands: list(keys["bands"]).map { band($0) },
      bandsSource: optionalText(keys["bands_source"]) ?? "",
      loinc: list(keys["loinc"]).map { loinc($0) }, facts: texts(keys["facts"]),
      notes: optionalText(keys["notes"]) ?? "", target: target(keys["target"]),
      variantOf: optionalText(keys["variant_of"]), variantWords: texts(keys["variant_words"]),
      settlesUnits: flag(keys["settles_units"]), settledBy: families(keys["settled_by"]))
    analyte.ranges = list(keys["ranges"]).map { range($0) }
    analyte.about = optionalText(keys["about"]) ?? ""
    return analyte
  }

  /// The units of a number without one, where the file names none: all, but of those that mean the same
  /// only one, the canonical one before others.
  private static func guessable(_ units: [UnitFactor], _ canonical: String) -> [String] {
    var seen: Set<Double> = [1]
    return [canonical] + units.filter { seen.insert($0.factor).inserted }.map(\.unit)
  }

  /// An age in years; any other number is a problem at its place.
  private mutating func age(_ node: Node) -> Int? {
    guard let years = limit(node) else { return nil }
    guard years >= 0, years <= 150 else {
      note(.expected("an age from 0 to 150", found: "\(years)"), at: place(node))
      return nil
    }
    return Int(years)
  }

  /// A range for some people.
  private mutating func range(_ node: Node) -> PersonRange {
    let keys = mapping(node, optional: ["sex", "age", "with", "low", "high"])
    let age = list(keys["age"]).map { self.age($0) }
    if let node = keys["age"], age.count != 2 {
      note(.expected("two ages, as in [0, 17]", found: "\(age.count)"), at: place(node))
    }
    return PersonRange(
      sex: keys["sex"].map { choice($0, of: Sex.self, role: "sex", default: .female) },
      from: age.first ?? nil, to: age.last ?? nil, with: optionalText(keys["with"]),
      low: limit(keys["low"]), high: limit(keys["high"]))
  }

  /// The families of units that another result can settle; both where nothing is said.
  private mutating func families(_ node: Node?) -> [UnitSystem] {
    guard node != nil else { return [.conventional, .si] }
    return list(node).map {
      choice($0, of: UnitSystem.self, role: "system", default: .conventional)
    }
  }

  /// The span aimed at with a medicine.
  private mutating func target(_ node: Node?) -> Target? {
    guard let node else { return nil }
    let keys = mapping(node, required: ["with", "low", "high", "words"])
    return Target(
      with: text(keys["with"]), low: number(keys["low"]) ?? 0, high: number(keys["high"]) ?? 0,
      words: text(keys["words"]))
  }

  private mutating func qualitative(_ node: Node) -> QualitativeTest {
    let keys = mapping(
      node, required: ["id", "name", "label", "reads", "names", "values"],
      optional: ["titre", "abbreviations", "companions", "never", "loinc", "facts", "notes"])
    return QualitativeTest(
      id: text(keys["id"]), name: text(keys["name"]), label: text(keys["label"]),
      reads: choice(keys["reads"], of: ValueFamily.self, role: "family", default: .antibody),
      hasTitre: flag(keys["titre"]), names: texts(keys["names"]),
      abbreviations: abbreviations(keys["abbreviations"]), companions: texts(keys["companions"]),
      never: texts(keys["never"]), values: texts(keys["values"]),
      loinc: list(keys["loinc"]).map { loinc($0) }, facts: texts(keys["facts"]),
      notes: optionalText(keys["notes"]) ?? "")
  }

  private mutating func contextFact(_ node: Node) -> ContextFact {
    let keys = mapping(
      node, required: ["id", "kind", "label", "names"],
      optional: [
        "stoppable", "ends_adult_range", "below_age", "abbreviations", "companions", "refuted_by",
        "never",
        "ask_which", "says_itself", "implies",
      ])
    if let node = keys["kind"], ["age", "sex"].contains(node.scalar?.string) {
      note(
        .other(
          "age and sex need no entry: they are read in every folder, and `ranges` may name them"),
        at: place(node))
      return ContextFact(
        id: text(keys["id"]), kind: .person, label: text(keys["label"]), isStoppable: false,
        names: [])
    }
    return ContextFact(
      id: text(keys["id"]),
      kind: choice(keys["kind"], of: ContextKind.self, role: "kind", default: .condition),
      label: text(keys["label"]), isStoppable: flag(keys["stoppable"]),
      endsAdultRange: flag(keys["ends_adult_range"]), belowAge: integer(keys["below_age"]),
      names: texts(keys["names"]),
      abbreviations: abbreviations(keys["abbreviations"]), companions: texts(keys["companions"]),
      refutedBy: texts(keys["refuted_by"]), never: texts(keys["never"]),
      askWhich: texts(keys["ask_which"]), saysItself: texts(keys["says_itself"]),
      implies: texts(keys["implies"]))
  }

  private mutating func abbreviations(_ node: Node?) -> [Abbreviation] {
    pairs(node).map { name, proof in
      Abbreviation(
        name: name.text, proof: choice(proof, of: Proof.self, role: "proof", default: .number))
    }
  }

  private mutating func loinc(_ node: Node) -> LoincCode {
    let keys = mapping(node, required: ["code", "name", "checked"])
    return LoincCode(
      code: text(keys["code"]), name: text(keys["name"]), checked: text(keys["checked"]))
  }

  private mutating func map(_ node: Node?) -> [String: String] {
    var map: [String: String] = [:]
    for (key, value) in pairs(node) { map[key.text] = text(value) }
    return map
  }
}
