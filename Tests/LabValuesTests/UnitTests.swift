import LabValues
import Testing

/// No unit error ever: conversion there and back, and every spelling read as the same value.
struct UnitTests {
  private static let catalogue = CatalogueFile.catalogue
  static let ids = catalogue.analytes.map(\.id)

  @Test(arguments: ids)
  func convertsThereAndBackInEveryPairOfUnits(id: String) throws {
    let analyte = try #require(Self.catalogue.analyte(id))
    for from in analyte.units {
      for to in analyte.units {
        for value in [0.013, 0.9, 1, 7.35, 42, 1234.5] {
          let there = try #require(analyte.convert(Quantity(value, from.unit), to: to.unit))
          let back = try #require(analyte.convert(there, to: from.unit))
          #expect(there.unit == to.unit)
          #expect(abs(back.value - value) <= 1e-12 * value, "\(id) \(from.unit) \(to.unit)")
        }
      }
    }
  }

  @Test(arguments: ids)
  func convertsThroughTheCanonicalUnitWithoutASecondFactor(id: String) throws {
    let analyte = try #require(Self.catalogue.analyte(id))
    #expect(analyte.factor(of: analyte.canonical) == 1)
    for unit in analyte.units {
      let canonical = try #require(analyte.canonical(Quantity(2.5, unit.unit)))
      #expect(canonical == Quantity(2.5 * unit.factor, analyte.canonical))
    }
    #expect(analyte.canonical(Quantity(1, "furlong")) == nil)
  }

  /// `N` stands for the name, `V` for the value, `U` for the unit.
  static let frames = [
    "N V U", "my N is V U", "N: VU", "N=V U", "N V U and nothing else", "V U N",
    "my N was V U last month",
    "Hi, my N came back at V U. What does that mean?", "I had an N of V U yesterday", "N V (U)",
    "latest N V U (H)", "on 2026-03-01 the N was V U",
  ]

  @Test(arguments: ids)
  func readsTheSameValueInEverySpellingAndFrame(id: String) throws {
    let analyte = try #require(Self.catalogue.analyte(id))
    let names = analyte.names.prefix(4) + analyte.abbreviations.map(\.name)
    for factor in analyte.units {
      let unit = try #require(Self.catalogue.unit(factor.unit))
      for (value, comma) in values(analyte, factor) {
        for spelling in unit.spellings {
          // `read_as` names another unit for this analyte.
          for name in names.filter({ !analyte.askForName.contains($0) }) {
            for frame in Self.frames {
              try check(analyte, name, value, spelling, frame, factor)
            }
          }
          try check(analyte, names[0], comma, spelling, "N V U", factor, decimalComma: true)
          try check(analyte, names[0].uppercased(), value, spelling.uppercased(), "N V U", factor)
        }
      }
    }
  }

  private func values(_ analyte: Analyte, _ unit: UnitFactor) -> [(String, String)] {
    let low = analyte.reference.low ?? analyte.reference.high ?? 1
    let high = analyte.reference.high ?? low * 1.5
    return [(low + high) / 2, high * 1.1].map { canonical in
      let text = decimalText(canonical / unit.factor, decimals: unit.factor > 100 ? 5 : 3)
      return (text, String(text.map { $0 == "." ? "," : $0 }))
    }
  }

  private func check(
    _ analyte: Analyte, _ name: String, _ value: String, _ spelling: String, _ frame: String,
    _ unit: UnitFactor, decimalComma: Bool = false
  ) throws {
    // "1,234" with three digits behind the comma may mean thousands.
    if decimalComma, value.split(separator: ",").last?.count == 3 { return }
    var line = ""
    for character in frame {
      switch character {
      case "N": line += name
      case "V": line += value
      case "U": line += spelling
      default: line.append(character)
      }
    }
    let reading = CatalogueFile.reader.read(line, today: Day(year: 2026, month: 11, day: 21))
    let mention = reading.recorded.first { $0.fact == analyte.id }
    let number = try #require(Double(String(value.map { $0 == "," ? "." : $0 })))
    guard let read = mention?.value else {
      Issue.record("nothing read in: \(line)")
      return
    }
    #expect(abs(read.value - number * unit.factor) <= 1e-9 * max(1, abs(read.value)), "\(line)")
    #expect(mention?.typed?.unit == unit.unit, "\(line)")
    #expect(mention?.unitGuessed == false, "\(line)")
  }
}
