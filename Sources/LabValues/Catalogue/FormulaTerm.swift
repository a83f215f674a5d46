/// An expression over results, as it is written in the data.
///
///     sum     := product {("+" | "-") product}
///     product := power {("*" | "/") power}
///     power   := part ["^" part]
///     part    := number [unit] | name | ("min" | "max") "(" sum "," sum ")" | "(" sum ")" | "-" part
///
/// A unit stands behind its number and a blank: `0.8 mg/g * (4.0 g/dL - albumin)`. A name is the id of an analyte,
/// `age` in years, or `female` and `male`, which are 1 or 0. At most 256 parts, and 32 within one another.
package indirect enum FormulaTerm: Sendable, Hashable {
  case number(Double, UnitSize)
  case name(String)
  case sum(FormulaTerm, FormulaTerm)
  case difference(FormulaTerm, FormulaTerm)
  case product(FormulaTerm, FormulaTerm)
  case quotient(FormulaTerm, FormulaTerm)
  case power(FormulaTerm, FormulaTerm)
  case least(FormulaTerm, FormulaTerm)
  case most(FormulaTerm, FormulaTerm)

  /// Why an expression cannot be used.
  package enum Problem: Error, Sendable, Hashable, CustomStringConvertible {
    /// It cannot be read from here on.
    case unreadable(String)
    /// It has more parts than a formula of the field, or they stand too deep in one another.
    case tooLarge
    case unknownName(String)
    /// Two parts that are added, or compared, are of different units.
    case unlike(String, String)
    /// What comes out is of another unit than the one that it is said to have.
    case otherUnit(is: String, said: String)
    /// A power of what has a unit that is no whole number.
    case powerOfUnit

    package var description: String {
      switch self {
      case .unreadable(let rest): "the formula cannot be read from '\(rest)' on"
      case .tooLarge:
        "the formula has more than 256 parts, or more than 32 within one another"
      case .unknownName(let name):
        "the formula names '\(name)', which is no analyte, age, female or male"
      case .unlike(let one, let two): "the formula adds or compares \(one) and \(two)"
      case .otherUnit(let found, let said):
        "the formula gives \(found), and its unit is said to be \(said)"
      case .powerOfUnit: "the formula has a power of a unit that is no whole number"
      }
    }
  }

  /// The names in it, in their order, each once.
  package var names: [String] {
    switch self {
    case .number: return []
    case .name(let name): return [name]
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
      .quotient(let a, let b), .power(let a, let b), .least(let a, let b), .most(let a, let b):
      return a.names + b.names.filter { !a.names.contains($0) }
    }
  }

  /// Its value; `nil` where a name has none.
  package func value(_ values: (String) -> Double?) -> Double? {
    func both(_ a: FormulaTerm, _ b: FormulaTerm, _ work: (Double, Double) -> Double) -> Double? {
      guard let a = a.value(values), let b = b.value(values) else { return nil }
      return work(a, b)
    }
    switch self {
    case .number(let number, _): return number
    case .name(let name): return values(name)
    case .sum(let a, let b): return both(a, b, +)
    case .difference(let a, let b): return both(a, b, -)
    case .product(let a, let b): return both(a, b, *)
    case .quotient(let a, let b): return both(a, b, /)
    case .power(let a, let b): return both(a, b, raised)
    case .least(let a, let b): return both(a, b) { Swift.min($0, $1) }
    case .most(let a, let b): return both(a, b) { Swift.max($0, $1) }
    }
  }

  /// The unit that comes out, each name in the unit given.
  package func size(_ units: (String) -> UnitSize?) throws(Problem) -> UnitSize {
    switch self {
    case .number(_, let unit): return unit
    case .name(let name):
      guard let unit = units(name) else { throw .unknownName(name) }
      return unit
    case .sum(let a, let b), .difference(let a, let b), .least(let a, let b), .most(let a, let b):
      let (one, two) = (try a.size(units), try b.size(units))
      guard one == two else { throw .unlike(one.words, two.words) }
      return one
    case .product(let a, let b): return try a.size(units).times(try b.size(units), 1)
    case .quotient(let a, let b): return try a.size(units).times(try b.size(units), -1)
    case .power(let a, let exponent):
      let (base, power) = (try a.size(units), try exponent.size(units))
      guard power.isNone else { throw .unlike(power.words, UnitSize.none.words) }
      if base.isNone { return base }
      guard case .number(let count, _) = exponent, count == count.rounded(), abs(count) < 10 else {
        throw .powerOfUnit
      }
      return UnitSize.none.times(base, Int(count))
    }
  }
}

/// What a unit is made of: `mg/dL` is mg by dL, and `mg2/dL2` twice that.
package struct UnitSize: Sendable, Hashable {
  private var parts: [String: Int]

  package static let none = UnitSize(parts: [:])

  private init(parts: [String: Int]) { self.parts = parts }

  /// Reads `mg/dL`, `mg²/dL²`, `mL/min/1.73 m2`, `%`; a part that is a number alone stays one.
  package init(_ unit: String) {
    self = .none
    let text = unit.replacing("²", with: "2").replacing("³", with: "3")
    for (place, part) in text.split(separator: "/").enumerated() {
      for name in part.split(whereSeparator: { " ·*".contains($0) }) {
        let exponent = name.drop { !$0.isNumber }
        let isPower = !exponent.isEmpty && exponent.count < name.count && Int(exponent) != nil
        let base = isPower ? name.dropLast(exponent.count) : name
        guard !["%", "1"].contains(base) else { continue }
        let count = (isPower ? Int(exponent) ?? 1 : 1) * (place == 0 ? 1 : -1)
        self = times(UnitSize(parts: [String(base): 1]), count)
      }
    }
  }

  package var isNone: Bool { parts.isEmpty }

  /// With another as often as said.
  func times(_ other: UnitSize, _ count: Int) -> UnitSize {
    var parts = parts
    for (name, power) in other.parts {
      let sum = parts[name, default: 0] + power * count
      parts[name] = sum == 0 ? nil : sum
    }
    return UnitSize(parts: parts)
  }

  /// As a unit is written: `mg/dL`.
  package var words: String {
    func list(_ part: [(key: String, value: Int)]) -> String {
      part.map { abs($0.value) == 1 ? $0.key : "\($0.key)\(abs($0.value))" }.joined(separator: " ")
    }
    let sorted = parts.sorted { $0.key < $1.key }
    let above = list(sorted.filter { $0.value > 0 })
    let below = list(sorted.filter { $0.value < 0 })
    if above.isEmpty, below.isEmpty { return "no unit" }
    return (above.isEmpty ? "1" : above) + (below.isEmpty ? "" : "/\(below)")
  }
}
