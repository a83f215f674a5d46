import Testing

@testable import LabValues

/// A number with or without a unit made into a quantity of one analyte.
struct MeasureTests {
  private func drawn(
    _ id: String, _ number: Double, _ unit: String?, asks: Bool = false,
    systems: [UnitSystem: Bool] = [:]
  ) throws -> String {
    let analyte = try #require(SmallLabs.catalogue.analyte(id))
    let measure = analyte.measure(number, unit: unit, asksForUnit: asks, systems: systems) { id in
      SmallLabs.catalogue.unit(id)?.system ?? .neutral
    }
    switch measure {
    case .value(let typed, _, let guessed): return (guessed ? "~" : "") + typed.unit
    case .doubt(.implausible, _): return "implausible"
    case .doubt(.unitToConfirm, let readings):
      return (["confirm"] + readings.map(\.unit)).joined(separator: " ")
    case .doubt(.unitDoesNotFit, let readings):
      return (["unfit"] + readings.map(\.unit)).joined(separator: " ")
    case .doubt(_, let readings): return (["ask"] + readings.map(\.unit)).joined(separator: " ")
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var id: String
    var number: Double
    var unit: String?
    var expected: String
    var testDescription: String { "\(id) \(plainText(number)) \(unit ?? "")" }

    init(_ id: String, _ number: Double, _ unit: String? = nil, _ expected: String) {
      (self.id, self.number, self.unit, self.expected) = (id, number, unit, expected)
    }
  }

  @Test(arguments: [
    Case("calcium_total", 10.2, nil, "~mg/dL"), Case("calcium_total", 2.6, nil, "~mmol/L"),
    Case("calcium_total", 3.6, nil, "~mmol/L"), Case("calcium_total", 5, nil, "ask mg/dL mmol/L"),
    Case("calcium_total", 98, nil, "implausible"), Case("phosphate", 7.2, nil, "~mg/dL"),
    Case("phosphate", 1.9, nil, "ask mg/dL mmol/L"), Case("phosphate", 0.5, nil, "~mmol/L"),
    Case("pth", 850, nil, "~pg/mL"), Case("pth", 35, nil, "ask pg/mL pmol/L"),
    Case("inr", 2.5, nil, "ratio"), Case("egfr", 23, nil, "~mL/min/1.73m2"),
  ])
  func aMissingUnitIsGuessedWhereOneFits(example: Case) throws {
    #expect(try drawn(example.id, example.number, example.unit) == example.expected)
  }

  @Test(arguments: [
    Case("calcium_total", 10.2, "mg/dL", "mg/dL"), Case("calcium_total", 5, "mg/dL", "mg/dL"),
    Case("calcium_total", 45, "mg/dL", "implausible"), Case("calcium_total", 3, "mg/dL", "mg/dL"),
    Case("calcium_total", 22, "mg/dL", "mg/dL"),
    Case("calcium_total", 22.1, "mg/dL", "implausible"),
    Case("pth", 85, "mg/dL", "unfit pg/mL pmol/L"), Case("egfr", 23, "%", "confirm mL/min/1.73m2"),
    Case("egfr", 900, "%", "confirm"), Case("bun", 40, "mg/dL", "mg/dL BUN"),
  ])
  func aUnitIsTakenAtItsWord(example: Case) throws {
    #expect(try drawn(example.id, example.number, example.unit) == example.expected)
  }

  @Test(arguments: [
    ([UnitSystem.conventional: true], "~mg/dL"), ([.si: true], "~mmol/L"),
    ([.conventional: true, .si: true], "ask mg/dL mmol/L"), ([:], "ask mg/dL mmol/L"),
  ])
  func oneFamilyOfUnitsBreaksATie(systems: [UnitSystem: Bool], expected: String) throws {
    #expect(try drawn("phosphate", 1.9, nil, systems: systems) == expected)
    // Where the unit always has to be asked for, it is asked for.
    #expect(try drawn("calcium_total", 5, nil, systems: systems) == "ask mg/dL mmol/L")
  }

  @Test func aNameMayAskForTheUnit() throws {
    #expect(try drawn("bun", 40, nil, asks: true) == "ask mg/dL BUN mmol/L")
    #expect(try drawn("bun", 200, nil, asks: true) == "ask mg/dL BUN")
    #expect(try drawn("bun", 40, nil) == "~mg/dL BUN")
    #expect(try drawn("bun", 9000, nil, asks: true) == "implausible")
  }
}
