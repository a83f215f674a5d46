import LabValues
import Testing

/// Rows of reports made from everything that varies in them, read back to what they were made from.
struct GeneratedRowTests {
  /// A small generator with a fixed seed: the same rows on every run.
  struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(sides, 1)))
    }

    mutating func pick<T>(_ items: [T]) -> T { items[roll(items.count)] }
  }

  /// What a row was made from.
  struct Made: CustomStringConvertible {
    var text: String
    var fact: String
    var typed: Quantity
    var flag: Flag
    var date: String?
    var isNormal: Bool
    var description: String { "\(text.debugDescription) \(fact) \(typed) \(flag) \(date ?? "-")" }
  }

  static let layouts = [
    "{name} {code} {value} {flag} {unit} {range}", "{name} {code} {value} {unit} {range} {flag}",
    "{name}: {value} {unit} {range}", "{name} {code} {range} {value} {unit}",
    "{name}\t{value}\t{flag}\t{unit}\t{range}", "{name} | {value} | {unit} | {range} | {flag}",
    "{name};{value};{unit};{range};{flag}", "{name},{value},{unit},{range},{flag}",
    "\"{name}\",\"{value}\",\"{unit}\",\"{range}\",\"{flag}\"",
    "{name}\n{value}\n{unit}\n{range}", "{name} {code}\n{value} {unit}\n{range}",
    "OBX|1|NM|2000-8^{name}^LN||{value}|{unit}|{range}|{flag}|||F",
    "{name}   {value}   {flag}   {unit}   {range}", "{name} (Method) {value} {unit} {range} {flag}",
  ]
  static let codes = ["", "", "01", "A, 01", "(1)", "*1", "²", "03"]
  static let ranges = [
    "", "{low}-{high}", "{low} - {high}", "({low}-{high})", "[{low} - {high}]", "({low} to {high})",
    "ref {low}-{high}", "Normal range: {low} - {high}",
  ]
  static let dates = [
    "", "", "2026-05-19 ", "Collected: 05/19/2026 ", "19 May 2026\n", "19.05.2026 ",
    "Collected 19-May-2026\n",
  ]

  static var combinations: Int {
    CatalogueFile.catalogue.analytes.map { $0.units.count }.reduce(0, +) * layouts.count
      * codes.count * ranges.count * dates.count * 3 * 2
  }

  static func row(_ dice: inout Dice) -> Made? {
    let analyte = dice.pick(CatalogueFile.catalogue.analytes)
    let unit = dice.pick(analyte.units)
    guard let reference = limits(analyte, unit), !analyte.isUnitless,
      analyte.confirm.isEmpty || unit.unit != "%"
    else {
      return nil
    }
    let isHigh = dice.roll(3) == 0
    let span = reference.high - reference.low
    let share = Double(1 + dice.roll(8)) / 10
    let raw = isHigh ? reference.high + span * share / 2 : reference.low + span * share
    let usesComma = dice.roll(2) == 0
    let layout = dice.pick(layouts)
    let value = decimalText(raw, decimals: unit.decimals ?? 2)
    guard let number = Double(value), !isHigh || number > reference.high else { return nil }
    let canonical = number * unit.factor
    guard analyte.hard.contains(canonical),
      !(analyte.critical.high.map { canonical >= $0 } ?? false),
      isHigh || number >= reference.low && number <= reference.high
    else { return nil }
    let isPlainCSV = layout.contains("},{")
    func style(_ text: String) -> String {
      usesComma && !isPlainCSV ? text.replacing(".", with: ",") : text
    }
    let low = style(decimalText(reference.low, decimals: unit.decimals ?? 2))
    let high = style(decimalText(reference.high, decimals: unit.decimals ?? 2))
    let range = dice.pick(ranges).replacing("{low}", with: low)
      .replacing("{high}", with: high)
    let flag = isHigh && dice.roll(2) == 0 ? dice.pick(["H", "High", "*"]) : ""
    let date = layout.hasPrefix("OBX") ? "" : dice.pick(dates)
    let name = analyte.names[dice.roll(min(4, analyte.names.count))]
    let text = layout.replacing("{name}", with: name).replacing("{code}", with: dice.pick(codes))
      .replacing("{value}", with: style(value)).replacing("{unit}", with: unit.unit)
      .replacing("{range}", with: range).replacing("{flag}", with: flag)
    let hasRange = !range.isEmpty && layout.contains("{range}")
    let table = analyte.flag(canonical)
    let isFlagged = flag.hasPrefix("H") && layout.contains("{flag}")
    let expected: Flag = hasRange ? (isHigh ? .high : .normal) : isFlagged ? .high : table
    return Made(
      text: date + text, fact: analyte.id, typed: Quantity(number, unit.unit), flag: expected,
      date: date.isEmpty ? nil : "2026-05-19", isNormal: !isHigh && table == .normal)
  }

  /// The adult interval in a unit; an open end is closed at a likely value.
  private static func limits(_ analyte: Analyte, _ unit: UnitFactor) -> (low: Double, high: Double)?
  {
    let low = analyte.reference.low ?? 0
    guard let high = analyte.reference.high ?? (analyte.reference.low.map { $0 * 1.3 }) else {
      return nil
    }
    func rounded(_ value: Double) -> Double {
      Double(decimalText(value / unit.factor, decimals: unit.decimals ?? 2)) ?? 0
    }
    let (first, last) = (rounded(low), rounded(high))
    return last > first ? (first, last) : nil
  }

  @Test func thereAreManyCombinations() { #expect(Self.combinations >= 50_000) }

  @Test(arguments: 0..<8)
  func everyRowIsReadBack(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 7919 &+ 13)
    let today = Day(iso: "2026-05-21")
    for _ in 0..<400 {
      guard let made = Self.row(&dice) else { continue }
      let reading = CatalogueFile.reader.read(made.text, today: today)
      let found = reading.mentions.filter { $0.fact == made.fact && $0.status == .stated }
      #expect(found.count == 1, "\(made)")
      guard let only = found.first else { continue }
      #expect(only.typed?.unit == made.typed.unit, "\(made)")
      #expect(abs((only.typed?.value ?? -1) - made.typed.value) < 1e-9, "\(made)")
      if let date = made.date { #expect(only.when?.description == date, "\(made)") }
      #expect(only.flag == made.flag, "\(made)")
      if made.isNormal {
        #expect(!reading.mayBeCritical && reading.alarms.isEmpty, "\(made)")
      }
    }
  }
}
