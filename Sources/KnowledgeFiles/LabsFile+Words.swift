import Knowledge
import LabValues
import Yams

/// The formulas of `labs.yaml`, and the words of `english/`.
extension YAMLReader {
  mutating func derivations(_ node: Node?) -> Derivations {
    let keys =
      node.map {
        mapping(
          $0,
          required: [
            "adjusted_calcium", "calcium_phosphate_product", "egfr", "dialysis_pth",
            "calcium_grade",
          ])
      } ?? [:]
    return Derivations(
      adjustedCalcium: adjustment(keys["adjusted_calcium"]),
      product: product(keys["calcium_phosphate_product"]), filtration: filtration(keys["egfr"]),
      dialysisHormone: multiple(keys["dialysis_pth"]), graded: texts(keys["calcium_grade"]))
  }

  private mutating func adjustment(_ node: Node?) -> CalciumAdjustment {
    let keys =
      node.map {
        mapping(
          $0,
          required: [
            "calcium", "albumin", "result", "better", "rough_with", "albumin_below", "systems",
          ])
      } ?? [:]
    let systems = list(keys["systems"]).map { entry in
      let keys = mapping(
        entry, required: ["calcium_unit", "albumin_unit", "slope", "normal_albumin"])
      return CalciumAdjustment.System(
        calciumUnit: text(keys["calcium_unit"]), albuminUnit: text(keys["albumin_unit"]),
        slope: number(keys["slope"]) ?? 0, normalAlbumin: number(keys["normal_albumin"]) ?? 0)
    }
    return CalciumAdjustment(
      calcium: text(keys["calcium"]), albumin: text(keys["albumin"]),
      result: text(keys["result"]), better: text(keys["better"]),
      roughWith: texts(keys["rough_with"]), albuminBelow: number(keys["albumin_below"]) ?? 0,
      systems: systems)
  }

  private mutating func product(_ node: Node?) -> CalciumPhosphateProduct {
    let keys =
      node.map {
        mapping(
          $0,
          required: [
            "calcium", "adjusted", "phosphate", "units", "labels", "decimals", "older_limit",
            "older_limit_source", "deposits_above",
          ])
      } ?? [:]
    return CalciumPhosphateProduct(
      calcium: text(keys["calcium"]), adjusted: text(keys["adjusted"]),
      phosphate: text(keys["phosphate"]), units: texts(keys["units"]),
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
            "creatinine", "creatinine_unit", "result", "constant", "above_exponent", "age_base",
            "female", "male", "adult_from", "not_with", "stages",
          ])
      } ?? [:]
    return FiltrationFormula(
      creatinine: text(keys["creatinine"]), creatinineUnit: text(keys["creatinine_unit"]),
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
        mapping($0, required: ["analyte", "with", "lowest", "highest", "source"])
      } ?? [:]
    return TargetMultiple(
      analyte: text(keys["analyte"]), with: text(keys["with"]),
      lowest: number(keys["lowest"]) ?? 0, highest: number(keys["highest"]) ?? 0,
      source: text(keys["source"]))
  }

  /// The word lists; a cue `persons.other` stands at `persons: other:` of some file of `english/`.
  mutating func vocabulary(_ node: [Node]) -> Vocabulary {
    var lists: [Cue: [String]] = [:]
    for cue in Cue.allCases {
      if let found = value(at: cue.path, in: node) { lists[cue] = texts(found) }
    }
    var choices: [ChoiceList: [Choice]] = [:]
    for list in ChoiceList.allCases {
      choices[list] = pairs(value(at: list.rawValue, in: node)).map { name, words in
        Choice(value: name.text, words: texts(words))
      }
    }
    let relative = pairs(value(at: "dates.relative", in: node)).map { _, entry in
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
    var persons: [Person: [String]] = [:]
    for person in Person.allCases {
      persons[person] = texts(value(at: "persons." + person.rawValue, in: node))
    }
    return Vocabulary(
      lists: lists, choices: choices, relativeDates: relative, persons: persons,
      numberWords: pairs(value(at: "dates.numbers", in: node)).map { word, value in
        NumberWord(word.text, integer(value) ?? 0)
      },
      months: listOfLists(value(at: "dates.months", in: node)),
      weekdays: listOfLists(value(at: "dates.weekdays", in: node)))
  }

  private mutating func listOfLists(_ node: Node?) -> [[String]] {
    list(node).map { $0.scalar == nil ? texts($0) : [text($0)] }
  }

  /// The node under a path of keys joined by points.
  private func value(at path: String, in nodes: [Node]) -> Node? {
    for node in nodes {
      var found: Node? = node
      for key in path.split(separator: ".") { found = found?[String(key)] }
      if let found { return found }
    }
    return nil
  }
}
