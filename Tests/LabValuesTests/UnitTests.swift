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

  @Test(
    arguments: [
      (10, "10"), (13.5, "13.5"), (0.05, "0.05"), (13 / 0.1, "130"), (200 / 1.355, "148"),
      (900 / 1.355, "664"), (0.1 + 0.2, "0.3"), (5 / 3, "1.67"), (1 / 30, "0.0333"), (1234, "1234"),
      (-2.5, "-2.5"), (0, "0"),
    ] as [(Double, String)])
  func withoutDecimalsANumberIsShownAsItIsWritten(_ value: Double, _ text: String) {
    #expect(plainText(value) == text)
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

extension UnitTests {
  /// How values are stated: the spelling of the unit, both signs for micro, with and without blanks.
  private struct Spoken {
    var line: String
    var canonical: Double
    var comparator: Comparator
  }

  private static func spoken(
    _ analyte: Analyte, _ random: inout SpellingDice
  ) -> Spoken? {
    let factor = analyte.units[random.roll(analyte.units.count)]
    guard let unit = catalogue.unit(factor.unit), !unit.spellings.isEmpty else { return nil }
    let names = analyte.names.prefix(6).filter { !analyte.askForName.contains($0) }
    let name = names[random.roll(names.count)]
    var spelling = unit.spellings[random.roll(unit.spellings.count)]
    // Shown with so many digits that rounding cannot hide a wrong factor.
    let share = Double(1 + random.roll(19)) / 10
    let low = max(analyte.hard.lowerBound, analyte.soft.lowerBound)
    let middle = (low + min(analyte.soft.upperBound, analyte.hard.upperBound)) / 2
    let wanted = min(max(low, middle * share), analyte.soft.upperBound) / factor.factor
    var number = decimalText(wanted, decimals: wanted < 1 ? 4 : wanted < 100 ? 2 : 0)
    guard let value = Double(number), value > 0 else { return nil }
    if random.roll(4) == 0, number.split(separator: ".").last?.count != 3 {
      number = String(number.map { $0 == "." ? "," : $0 })
    }
    if spelling.hasPrefix("u"), factor.unit.hasPrefix("u") {
      let signs = ["u", "\u{B5}", "\u{3BC}"]
      spelling = signs[random.roll(3)] + spelling.dropFirst()
    }
    if random.roll(3) == 0 { spelling = spelling.uppercased() }
    let glue = spelling.first?.isLetter == true ? ["", " ", "  "][random.roll(3)] : " "
    let signs: [(String, Comparator)] = [
      ("", .equal), ("", .equal), ("<", .below), ("> ", .above), ("~", .about),
    ]
    let (sign, comparator) = signs[random.roll(signs.count)]
    let frames = ["\(name) ", "my \(name) is ", "\(name): ", "\(name.uppercased()) = "]
    return Spoken(
      line: frames[random.roll(frames.count)] + sign + number + glue + spelling,
      canonical: value * factor.factor, comparator: comparator)
  }

  struct SpellingDice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(sides, 1)))
    }
  }

  @Test(arguments: ids)
  func readsTheCanonicalValueHoweverItIsSpelled(id: String) throws {
    let analyte = try #require(Self.catalogue.analyte(id))
    guard !analyte.isUnitless else { return }
    var dice = SpellingDice(state: 20_260_301)
    var read = 0
    for _ in 0..<400 {
      guard let spoken = Self.spoken(analyte, &dice) else { continue }
      let reading = CatalogueFile.reader.read(spoken.line)
      guard let mention = reading.mentions.first(where: { $0.fact == id && $0.value != nil }),
        let value = mention.value?.value
      else {
        // Asked about, or refused: never a wrong value.
        continue
      }
      read += 1
      #expect(
        abs(value - spoken.canonical) <= 1e-9 * max(1, spoken.canonical), "\(spoken.line)")
      #expect(mention.comparator == spoken.comparator, "\(spoken.line)")
    }
    #expect(read >= 300, "only \(read) of 400 were read")
  }
}
