import LabValues
import Yams

/// The catalogue as it stands in `Intents/labs.yaml`, read for the tests.
enum CatalogueFile {
  static let catalogue: LabCatalogue = {
    do { return try load() } catch { preconditionFailure("labs.yaml: \(error)") }
  }()

  static let reader = LabReader(catalogue)

  enum Failure: Error { case missing(String), notFound(String) }

  private static func load() throws -> LabCatalogue {
    guard let text = Fixture.project("Intents/labs.yaml"), let root = try Yams.compose(yaml: text)
    else { throw Failure.notFound("Intents/labs.yaml") }
    return try catalogue(root)
  }

  private static func catalogue(_ root: Node) throws -> LabCatalogue {
    LabCatalogue(
      units: try pairs(root, "units").map { id, node in
        LabUnit(
          id: id, system: UnitSystem(rawValue: try string(node, "system")) ?? .neutral,
          spellings: strings(node, "spellings"))
      },
      otherUnits: strings(root, "other_units"),
      analytes: try list(root, "analytes").map(analyte),
      otherTests: strings(root, "other_tests"),
      watched: try (root["watched"]?.array() ?? []).map(watched),
      qualitative: try list(root, "qualitative").map(qualitative),
      context: try list(root, "context").map(context),
      derivations: try derivations(try child(root, "derived")),
      vocabulary: try vocabulary(try english()))
  }

  /// The files with the words, in any order: each key stands in one of them.
  private static let wordFiles = [
    "assertions", "changes", "dates", "persons", "rows", "statements", "values",
  ]

  private static func english() throws -> [Node] {
    try wordFiles.map { name in
      let path = "BuiltIn/english/\(name).yaml"
      guard let text = Fixture.project(path), let root = try Yams.compose(yaml: text) else {
        throw Failure.notFound(path)
      }
      return root
    }
  }

  private static func watched(_ node: Node) throws -> WatchedTest {
    WatchedTest(
      test: try analyte(node),
      limits: try list(node, "alarms").map { limit in
        AlarmLimit(
          atLeast: limit["at_least"]?.number, atMost: limit["at_most"]?.number,
          urgency: AlarmUrgency(rawValue: try string(limit, "urgency")) ?? .now)
      })
  }

  private static func analyte(_ node: Node) throws -> Analyte {
    let decimals = Dictionary((try? pairs(node, "decimals")) ?? []) { first, _ in first }
    let reference = try child(node, "reference")
    let critical = node["critical"]
    return Analyte(
      id: try string(node, "id"), name: try string(node, "name"), label: try string(node, "label"),
      canonical: try string(node, "canonical"), otherSystem: node["other_system"]?.string,
      names: strings(node, "names"), abbreviations: abbreviations(node),
      companions: strings(node, "companions"), never: strings(node, "never"),
      units: try pairs(node, "units").map { unit, factor in
        UnitFactor(unit: unit, factor: factor.number ?? 0, decimals: decimals[unit]?.int ?? 2)
      },
      readAs: map(node, "read_as"), confirm: map(node, "confirm"),
      askForName: strings(node, "ask_for_name"),
      askForUnit: Dictionary(
        (node["ask_for_unit"].map { _ in try? pairs(node, "ask_for_unit") } ?? [])?.map {
          ($0.0, $0.1.array().compactMap(\.string))
        } ?? [], uniquingKeysWith: { first, _ in first }),
      isUnitless: node["unitless"]?.bool ?? false,
      reference: ReferenceInterval(
        low: reference["low"]?.number, high: reference["high"]?.number,
        unit: try string(reference, "unit"),
        otherSystem: reference["other_system"]?.string ?? "",
        source: try string(reference, "source")),
      soft: try range(try child(node, "soft")), hard: try range(try child(node, "hard")),
      infer: strings(node, "infer"), ask: try (node["ask"]?.array() ?? []).map(range),
      critical: CriticalLimits(
        low: critical?["low"]?.number, high: critical?["high"]?.number,
        source: critical?["source"]?.string ?? ""),
      bands: try bands(node["bands"]), bandsSource: node["bands_source"]?.string ?? "",
      loinc: try loinc(node), facts: strings(node, "facts"), notes: node["notes"]?.string ?? "",
      target: try target(node["target"]), variantOf: node["variant_of"]?.string,
      variantWords: strings(node, "variant_words"),
      settlesUnits: node["settles_units"]?.bool ?? false,
      settledBy: node["settled_by"].map { node in
        node.array().compactMap { $0.string.flatMap(UnitSystem.init) }
      } ?? [.conventional, .si])
  }

  private static func target(_ node: Node?) throws -> Target? {
    guard let node else { return nil }
    return Target(
      with: try string(node, "with"), low: node["low"]?.number ?? 0,
      high: node["high"]?.number ?? 0, words: try string(node, "words"))
  }

  private static func qualitative(_ node: Node) throws -> QualitativeTest {
    QualitativeTest(
      id: try string(node, "id"), name: try string(node, "name"), label: try string(node, "label"),
      reads: ValueFamily(rawValue: try string(node, "reads")) ?? .antibody,
      hasTitre: node["titre"]?.bool ?? false, names: strings(node, "names"),
      abbreviations: abbreviations(node), companions: strings(node, "companions"),
      never: strings(node, "never"), values: strings(node, "values"), loinc: try loinc(node),
      facts: strings(node, "facts"), notes: node["notes"]?.string ?? "")
  }

  private static func context(_ node: Node) throws -> ContextFact {
    ContextFact(
      id: try string(node, "id"),
      kind: ContextKind(rawValue: try string(node, "kind")) ?? .condition,
      label: try string(node, "label"), isStoppable: node["stoppable"]?.bool ?? false,
      endsAdultRange: node["ends_adult_range"]?.bool ?? false, belowAge: node["below_age"]?.int,
      names: strings(node, "names"), abbreviations: abbreviations(node),
      companions: strings(node, "companions"), refutedBy: strings(node, "refuted_by"),
      never: strings(node, "never"), askWhich: strings(node, "ask_which"),
      saysItself: strings(node, "says_itself"), implies: strings(node, "implies"))
  }

  private static func derivations(_ node: Node) throws -> Derivations {
    let adjusted = try child(node, "adjusted")
    let product = try child(node, "product")
    let egfr = try child(node, "filtration")
    let hormone = try child(node, "multiple")
    func coefficients(_ key: String) throws -> FiltrationFormula.Coefficients {
      let node = try child(egfr, key)
      return .init(
        k: node["k"]?.number ?? 0, exponent: node["exponent"]?.number ?? 0,
        factor: node["factor"]?.number ?? 0)
    }
    return Derivations(
      adjustedCalcium: CalciumAdjustment(
        calcium: try string(adjusted, "measured"), albumin: try string(adjusted, "carrier"),
        result: try string(adjusted, "result"), better: try string(adjusted, "better"),
        roughWith: strings(adjusted, "rough_with"),
        albuminBelow: adjusted["carrier_below"]?.number ?? 0,
        systems: try list(adjusted, "systems").map { system in
          CalciumAdjustment.System(
            calciumUnit: try string(system, "unit"),
            albuminUnit: try string(system, "carrier_unit"), slope: system["slope"]?.number ?? 0,
            normalAlbumin: system["normal"]?.number ?? 0)
        }),
      product: CalciumPhosphateProduct(
        id: try string(product, "id"), calcium: try string(product, "first"),
        adjusted: try string(product, "adjusted"),
        phosphate: try string(product, "second"), units: strings(product, "units"),
        labels: strings(product, "labels"),
        decimals: product["decimals"]?.array().compactMap(\.int) ?? [],
        olderLimit: product["older_limit"]?.number ?? 0,
        olderLimitSource: try string(product, "older_limit_source"),
        depositsAbove: product["deposits_above"]?.number ?? 0),
      filtration: FiltrationFormula(
        creatinine: try string(egfr, "marker"),
        creatinineUnit: try string(egfr, "marker_unit"), result: try string(egfr, "result"),
        constant: egfr["constant"]?.number ?? 0,
        aboveExponent: egfr["above_exponent"]?.number ?? 0, ageBase: egfr["age_base"]?.number ?? 0,
        female: try coefficients("female"), male: try coefficients("male"),
        adultFrom: egfr["adult_from"]?.int ?? 0, notWith: strings(egfr, "not_with"),
        stages: try bands(egfr["stages"])),
      dialysisHormone: TargetMultiple(
        id: try string(hormone, "id"), analyte: try string(hormone, "analyte"),
        with: try string(hormone, "with"),
        lowest: hormone["lowest"]?.number ?? 0, highest: hormone["highest"]?.number ?? 0,
        source: try string(hormone, "source")),
      graded: strings(node, "graded"))
  }

  private static func vocabulary(_ nodes: [Node]) throws -> Vocabulary {
    func at(_ path: String) -> Node? {
      for node in nodes {
        let found = path.split(separator: ".").reduce(Optional(node)) { $0?[String($1)] }
        if let found { return found }
      }
      return nil
    }
    var lists: [Cue: [String]] = [:]
    for cue in Cue.allCases { lists[cue] = at(cue.path)?.array().compactMap(\.string) }
    var choices: [ChoiceList: [Choice]] = [:]
    for list in ChoiceList.allCases {
      choices[list] = at(list.rawValue)?.mapping?.map { ($0.key.string ?? "", $0.value) }.map {
        value, words in
        Choice(value: value, words: words.array().compactMap(\.string))
      }
    }
    guard let dates = at("dates") else { throw Failure.missing("dates") }
    return Vocabulary(
      lists: lists, choices: choices,
      relativeDates: try pairs(dates, "relative").map { _, node in
        let back = RelativeDate.Span.Unit.allCases.compactMap { unit in
          node[unit.rawValue]?.int.map { RelativeDate.Span(unit: unit, count: $0) }
        }
        var date = RelativeDate(back: back.first, names: strings(node, "names"))
        date.isLongAgo = node["long_ago"]?.bool ?? false
        return date
      },
      persons: Dictionary(
        uniqueKeysWithValues: Person.allCases.map { person in
          (person, at("persons." + person.rawValue)?.array().compactMap(\.string) ?? [])
        }),
      numberWords: try pairs(dates, "numbers").map { NumberWord($0.0, $0.1.int ?? 0) },
      months: dates["months"]?.array().map { $0.array().compactMap(\.string) } ?? [],
      weekdays: dates["weekdays"]?.array().map { $0.array().compactMap(\.string) } ?? [])
  }

  private static func abbreviations(_ node: Node) -> [Abbreviation] {
    ((try? pairs(node, "abbreviations")) ?? []).compactMap { name, proof in
      Proof(rawValue: proof.string ?? "").map { Abbreviation(name: name, proof: $0) }
    }
  }

  private static func bands(_ node: Node?) throws -> [Band] {
    try (node?.array() ?? []).map { band in
      Band(
        name: try string(band, "name"), from: band["from"]?.number ?? 0, to: band["to"]?.number,
        words: band["words"]?.string ?? "")
    }
  }

  private static func loinc(_ node: Node) throws -> [LoincCode] {
    try (node["loinc"]?.array() ?? []).map {
      LoincCode(
        code: try string($0, "code"), name: try string($0, "name"),
        checked: try string($0, "checked"))
    }
  }

  private static func child(_ node: Node, _ key: String) throws -> Node {
    guard let child = node[key] else { throw Failure.missing(key) }
    return child
  }

  private static func string(_ node: Node, _ key: String) throws -> String {
    guard let text = node[key]?.string else { throw Failure.missing(key) }
    return text
  }

  private static func strings(_ node: Node, _ key: String) -> [String] {
    node[key]?.array().compactMap(\.string) ?? []
  }

  private static func list(_ node: Node, _ key: String) throws -> [Node] {
    try child(node, key).array()
  }

  private static func pairs(_ node: Node, _ key: String) throws -> [(String, Node)] {
    guard let mapping = try child(node, key).mapping else { throw Failure.missing(key) }
    return mapping.map { ($0.key.string ?? "", $0.value) }
  }

  private static func map(_ node: Node, _ key: String) -> [String: String] {
    let found = ((try? pairs(node, key)) ?? []).map { ($0.0, $0.1.string ?? "") }
    return Dictionary(found) { first, _ in first }
  }

  private static func range(_ node: Node) throws -> ClosedRange<Double> {
    let ends = node.array().compactMap(\.number)
    guard ends.count == 2, ends[0] <= ends[1] else { throw Failure.missing("range") }
    return ends[0]...ends[1]
  }
}

extension Node {
  /// `7` and `7.0` alike; `nil` for null.
  fileprivate var number: Double? { float ?? int.map(Double.init) }
}
