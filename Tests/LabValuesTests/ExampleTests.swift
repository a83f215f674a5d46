import LabValues
import Testing
import Yams

/// The worked examples of the clinical reference, read out of their sentences and computed.
struct ExampleTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var number: Int
    var said: String
    var expected: [String: Expected]
    var testDescription: String { "\(number): \(said)" }
  }

  enum Expected: Sendable, Equatable {
    case number(Double, decimals: Int)
    case text(String)
    case list([String])
    case truth(Bool)
  }

  static let examples: [Example] = {
    let root = try? Yams.compose(yaml: Fixture.text("examples.json"))
    return (root?.array() ?? []).compactMap { node in
      guard let n = node["n"]?.int, let said = node["said"]?.string,
        let wanted = node["expected"]?.mapping
      else { return nil }
      var expected: [String: Expected] = [:]
      for (key, value) in wanted { expected[key.string ?? ""] = Self.expected(value) }
      return Example(number: n, said: said, expected: expected)
    }
  }()

  private static func expected(_ node: Node) -> Expected {
    if let items = node.sequence { return .list(items.compactMap(\.string)) }
    if node.scalar?.style == .doubleQuoted { return .text(node.string ?? "") }
    if let truth = node.bool { return .truth(truth) }
    let text = node.string ?? ""
    let decimals = text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
    return Double(text).map { .number($0, decimals: decimals) } ?? .text(text)
  }

  @Test func allOfThemAreThere() { #expect(Self.examples.count == 37) }

  @Test(arguments: examples)
  func comesOutAsInTheReference(_ example: Example) throws {
    let said = example.said.replacing(" (no unit)", with: "")
    let outcome = Outcome(CatalogueFile.reader.read(said), said)
    for (key, wanted) in example.expected.sorted(by: { $0.key < $1.key }) {
      let got = outcome.value(key, corrected: example.expected["corrected_mmol/L"] != nil)
      switch (wanted, got) {
      case (.number(let want, let decimals), .number(let have, _)):
        #expect(
          decimalText(have, decimals: decimals) == decimalText(want, decimals: decimals), "\(key)")
      case (.list(let want), .list(let have)): #expect(have.sorted() == want.sorted(), "\(key)")
      default: #expect(got == wanted, "\(key)")
      }
    }
  }
}

/// Everything that the examples ask of one sentence.
private struct Outcome {
  let reading: Reading
  let said: String
  let derived = Derived(CatalogueFile.catalogue)
  let stated: StatedValues

  init(_ reading: Reading, _ said: String) {
    self.reading = reading
    self.said = said
    var stated = StatedValues(age: reading.age?.years, sex: reading.sex)
    for mention in reading.recorded {
      if let value = mention.value, let typed = mention.typed {
        stated.values[mention.fact] = value.value
        stated.typed[mention.fact] = typed
        stated.ownUpperLimits[mention.fact] = mention.ownInterval?.high
      } else if mention.kind == .context, mention.status == .stated {
        stated.context.insert(mention.fact)
      }
    }
    self.stated = stated
  }

  private var first: Mention? { reading.mentions.first { $0.value != nil } }
  private var doubt: Doubt? { reading.doubts.first }
  private var analyte: Analyte? {
    CatalogueFile.catalogue.analyte(first?.fact ?? doubt?.fact ?? "")
  }

  private func number(_ value: Double?) -> ExampleTests.Expected? {
    value.map { .number($0, decimals: 0) }
  }

  private func flag(_ flag: Flag?) -> ExampleTests.Expected? {
    flag.map { .text($0 == .normal ? "in range" : $0.rawValue) }
  }

  private func converted(_ id: String?, _ unit: String, from quantity: Quantity?) -> Double? {
    guard let id, let quantity else { return nil }
    return CatalogueFile.catalogue.analyte(id)?.convert(quantity, to: unit)?.value
  }

  func value(_ key: String, corrected: Bool) -> ExampleTests.Expected? {
    let adjusted = try? derived.adjustedCalcium(stated).get()
    let product = try? derived.product(stated).get()
    let target = try? derived.dialysisTarget(stated).get()
    let filtration = try? derived.filtration(stated).get()
    switch key {
    case "flag": return flag(corrected ? adjusted?.flag : first?.flag)
    case "raw_flag": return flag(first?.flag)
    case "corr_flag": return flag(adjusted?.flag)
    case "band": return derived.calciumGrade(stated).map { .text($0.band.name) }
    case "corrected_mg/dL", "corrected_ca": return number(adjusted?.canonical.value)
    case "corrected_mmol/L": return number(adjusted?.value.value)
    case "correct_again": return .truth(adjusted != nil)
    case "kdigo_low": return number(target?.low)
    case "kdigo_high": return number(target?.high)
    case "above_kdigo": return target.map { .truth($0.isAbove) }
    case "mg2/dL2" where said.hasPrefix("convert"): return number(4.43 * productFactor)
    case "factor": return number(productFactor)
    case "mg2/dL2", "product_raw": return number(product?.values[0])
    case "mmol2/L2": return number(product?.values[1])
    case "over_55": return product.map { .truth($0.isAboveOlderLimit) }
    case "product_corrected":
      return number((try? derived.product(stated, adjusted: adjusted).get())?.values[0])
    case "egfr": return number(filtration?.first?.value)
    case "stage": return filtration?.first.map { .text($0.stage.name) }
    case "unit": return first?.typed.map { .text($0.unit) }
    case "verdict":
      switch doubt?.reason {
      case nil: return .text(first?.unitGuessed == true ? "one" : "none")
      case .missingUnit: return .text("ask")
      default: return .text("reject")
      }
    case "units":
      return .list(
        doubt?.candidates.map(\.typed.unit) ?? first.map { [$0.typed?.unit ?? ""] } ?? [])
    case "in_hard": return .truth(doubt?.reason != .implausible)
    case "as mEq/L total": return number(converted("calcium_total", "mg/dL", from: bare("mEq/L")))
    case "as mg/dL ionized":
      return number(converted("calcium_ionized", "mmol/L", from: bare("mg/dL")))
    case "as pmol/L", "as nmol/L":
      let unit = String(key.dropFirst(3))
      return number(doubt?.candidates.first { $0.typed.unit == unit }?.canonical.value)
    default: return number(converted(first?.fact, key, from: first?.typed))
    }
  }

  private var productFactor: Double {
    let calcium = converted("calcium_total", "mg/dL", from: Quantity(1, "mmol/L")) ?? 0
    let phosphate = converted("phosphate", "mg/dL", from: Quantity(1, "mmol/L")) ?? 0
    return calcium * phosphate
  }

  private func bare(_ unit: String) -> Quantity? { doubt?.number.map { Quantity($0, unit) } }
}
