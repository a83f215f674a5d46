import Knowledge
import LabValues
import Yams

/// The formulas of `labs.yaml`, and the words of `english/`.
extension YAMLReader {
  /// All of it may be left out: then nothing is computed. Formulas are checked with the catalogue.
  mutating func derivations(_ node: Node?) -> Derivations {
    let keys =
      node.map {
        mapping(
          $0,
          optional: [
            "adjusted", "product", "filtration", "multiple", "graded", "formulas",
          ])
      } ?? [:]
    var rules = Derivations.none
    if let node = keys["adjusted"] { rules.adjustedCalcium = adjustment(node) }
    if let node = keys["product"] { rules.product = product(node) }
    if let node = keys["filtration"] { rules.filtration = filtration(node) }
    if let node = keys["multiple"] { rules.dialysisHormone = multiple(node) }
    rules.graded = texts(keys["graded"])
    rules.formulas = list(keys["formulas"]).map { formula($0) }
    return rules
  }

  private mutating func formula(_ node: Node) -> Formula {
    let keys = mapping(
      node, required: ["id", "is", "unit"],
      optional: [
        "label", "units", "decimals", "not_with", "for_all", "reference", "source",
      ])
    var units: [String: String] = [:]
    for (analyte, unit) in pairs(keys["units"]) { units[analyte.text] = text(unit) }
    let limits = keys["reference"].map { mapping($0, optional: ["low", "high"]) } ?? [:]
    let id = text(keys["id"])
    return Formula(
      id: id, label: optionalText(keys["label"]) ?? id, expression: text(keys["is"]), units: units,
      unit: text(keys["unit"]), decimals: keys["decimals"].flatMap { integer($0) } ?? 1,
      notWith: texts(keys["not_with"]), isForAll: flag(keys["for_all"]),
      low: limit(limits["low"]), high: limit(limits["high"]),
      source: optionalText(keys["source"]) ?? "")
  }

  private mutating func adjustment(_ node: Node?) -> CalciumAdjustment {
    let keys =
      node.map {
        mapping(
          $0,
          required: [
            "measured", "carrier", "result", "better", "rough_with", "carrier_below", "systems",
          ])
      } ?? [:]
    let systems = list(keys["systems"]).map { entry in
      let keys = mapping(
        entry, required: ["unit", "carrier_unit", "slope", "normal"])
      return CalciumAdjustment.System(
        calciumUnit: text(keys["unit"]), albuminUnit: text(keys["carrier_unit"]),
        slope: number(keys["slope"]) ?? 0, normalAlbumin: number(keys["normal"]) ?? 0)
    }
    return CalciumAdjustment(
      calcium: text(keys["measured"]), albumin: text(keys["carrier"]),
      result: text(keys["result"]), better: text(keys["better"]),
      roughWith: texts(keys["rough_with"]), albuminBelow: number(keys["carrier_below"]) ?? 0,
      systems: systems)
  }

  private mutating func product(_ node: Node?) -> CalciumPhosphateProduct {
    let keys =
      node.map {
        mapping(
          $0,
          required: [
            "id", "first", "adjusted", "second", "units", "labels", "decimals", "older_limit",
            "older_limit_source", "deposits_above",
          ])
      } ?? [:]
    return CalciumPhosphateProduct(
      id: text(keys["id"]), calcium: text(keys["first"]), adjusted: text(keys["adjusted"]),
      phosphate: text(keys["second"]), units: texts(keys["units"]),
      labels: texts(keys["labels"]), decimals: list(keys["decimals"]).compactMap { integer($0) },
      olderLimit: number(keys["older_limit"]) ?? 0,
      olderLimitSource: text(keys["older_limit_source"]),
      depositsAbove: number(keys["deposits_above"]) ?? 0)
  }

  private mutating func filtration(_ node: Node?) -> FiltrationFormula {
    let keys =
      node.map {
        mapping(
          $0,
          required: [
            "marker", "marker_unit", "result", "constant", "above_exponent", "age_base",
            "female", "male", "adult_from", "not_with", "stages",
          ])
      } ?? [:]
    return FiltrationFormula(
      creatinine: text(keys["marker"]), creatinineUnit: text(keys["marker_unit"]),
      result: text(keys["result"]), constant: number(keys["constant"]) ?? 0,
      aboveExponent: number(keys["above_exponent"]) ?? 0, ageBase: number(keys["age_base"]) ?? 0,
      female: coefficients(keys["female"]), male: coefficients(keys["male"]),
      adultFrom: integer(keys["adult_from"]) ?? 18, notWith: texts(keys["not_with"]),
      stages: list(keys["stages"]).map { band($0) })
  }

  private mutating func coefficients(_ node: Node?) -> FiltrationFormula.Coefficients {
    let keys = node.map { mapping($0, required: ["k", "exponent", "factor"]) } ?? [:]
    return FiltrationFormula.Coefficients(
      k: number(keys["k"]) ?? 1, exponent: number(keys["exponent"]) ?? 0,
      factor: number(keys["factor"]) ?? 1)
  }

  private mutating func multiple(_ node: Node?) -> TargetMultiple {
    let keys =
      node.map {
        mapping($0, required: ["id", "analyte", "with", "lowest", "highest", "source"])
      } ?? [:]
    return TargetMultiple(
      id: text(keys["id"]), analyte: text(keys["analyte"]), with: text(keys["with"]),
      lowest: number(keys["lowest"]) ?? 0, highest: number(keys["highest"]) ?? 0,
      source: text(keys["source"]))
  }

  /// The word lists; a cue `persons.other` stands at `persons: other:` of some file of `english/`.
  ///
  /// - Returns: no list for a cue that no file has; whether it is needed, the catalogue says.
  mutating func vocabulary(_ english: EnglishFiles) -> Vocabulary {
    var lists: [Cue: [String]] = [:]
    for cue in Cue.allCases {
      let found = words(cue.path, english)
      if !found.isEmpty { lists[cue] = found }
    }
    var choices: [ChoiceList: [Choice]] = [:]
    for list in ChoiceList.allCases {
      choices[list] = reading(english.values(at: list.rawValue)) { reader, node in
        reader.pairs(node).map { Choice(value: $0.text, words: reader.texts($1)) }
      }
    }
    var persons: [Person: [String]] = [:]
    for person in Person.allCases { persons[person] = words("persons." + person.rawValue, english) }
    return Vocabulary(
      lists: lists, choices: choices,
      relativeDates: reading(english.values(at: "dates.relative")) { $0.relativeDates($1) },
      persons: persons,
      numberWords: reading(english.values(at: "dates.numbers")) { reader, node in
        reader.pairs(node).map { NumberWord($0.text, reader.integer($1) ?? 0) }
      },
      months: reading(english.values(at: "dates.months")) { $0.listOfLists($1) },
      weekdays: reading(english.values(at: "dates.weekdays")) { $0.listOfLists($1) })
  }

  private mutating func words(_ path: String, _ english: EnglishFiles) -> [String] {
    reading(english.values(at: path)) { $0.texts($1) }
  }

  private mutating func relativeDates(_ node: Node) -> [RelativeDate] {
    pairs(node).map { _, entry in
      let keys = mapping(
        entry, required: ["names"], optional: ["days", "weeks", "months", "years", "long_ago"])
      var back: RelativeDate.Span?
      for unit in RelativeDate.Span.Unit.allCases {
        if let count = integer(keys[unit.rawValue]) {
          back = RelativeDate.Span(unit: unit, count: count)
        }
      }
      var date = RelativeDate(back: back, names: texts(keys["names"]))
      date.isLongAgo = flag(keys["long_ago"])
      return date
    }
  }

  private mutating func listOfLists(_ node: Node?) -> [[String]] {
    list(node).map { $0.scalar == nil ? texts($0) : [text($0)] }
  }
}
