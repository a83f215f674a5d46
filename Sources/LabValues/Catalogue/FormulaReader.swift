#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads an expression by the grammar at ``FormulaTerm``.
struct FormulaReader {
  private var rest: Substring
  /// How deep parts stand in one another; each is a call of the reader.
  private var depth = 0
  private static let deepest = 32
  /// How many parts were read; a sum of a million is as deep a term as a million brackets.
  private var parts = 0
  private static let most = 256

  static func term(of text: String) throws(FormulaTerm.Problem) -> FormulaTerm {
    var reader = FormulaReader(rest: Substring(text))
    let term = try reader.sum()
    reader.skipBlanks()
    guard reader.rest.isEmpty else { throw .unreadable(String(reader.rest.prefix(20))) }
    return term
  }

  private init(rest: Substring) { self.rest = rest }

  private mutating func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\n" } }

  /// Takes a sign where it stands next.
  private mutating func take(_ sign: Character) -> Bool {
    skipBlanks()
    guard rest.first == sign else { return false }
    rest.removeFirst()
    return true
  }

  private var failure: FormulaTerm.Problem { .unreadable(String(rest.prefix(20))) }

  private mutating func sum() throws(FormulaTerm.Problem) -> FormulaTerm {
    var term = try product()
    while true {
      if take("+") {
        term = .sum(term, try product())
      } else if take("-") {
        term = .difference(term, try product())
      } else {
        return term
      }
    }
  }

  private mutating func product() throws(FormulaTerm.Problem) -> FormulaTerm {
    var term = try power()
    while true {
      if take("*") || take("×") {
        term = .product(term, try power())
      } else if take("/") {
        term = .quotient(term, try power())
      } else {
        return term
      }
    }
  }

  private mutating func power() throws(FormulaTerm.Problem) -> FormulaTerm {
    let base = try part()
    guard take("^") else { return base }
    return .power(base, try part())
  }

  private mutating func part() throws(FormulaTerm.Problem) -> FormulaTerm {
    depth += 1
    parts += 1
    guard depth <= Self.deepest, parts <= Self.most else { throw .tooLarge }
    defer { depth -= 1 }
    if take("-") { return .product(.number(-1, .none), try part()) }
    if take("(") {
      let term = try sum()
      guard take(")") else { throw failure }
      return term
    }
    skipBlanks()
    if let number = number() { return .number(number, unit()) }
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    guard !name.isEmpty else { throw failure }
    rest = rest.dropFirst(name.count)
    guard name == "min" || name == "max", take("(") else { return .name(String(name)) }
    let first = try sum()
    guard take(",") else { throw failure }
    let second = try sum()
    guard take(")") else { throw failure }
    return name == "min" ? .least(first, second) : .most(first, second)
  }

  private mutating func number() -> Double? {
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = Double(digits), value.isFinite else { return nil }
    rest = rest.dropFirst(digits.count)
    return value
  }

  /// The unit behind a number and a blank; none where an operator or the end follows.
  private mutating func unit() -> UnitSize {
    let behind = rest.drop { $0 == " " }
    guard behind.count < rest.count, let first = behind.first,
      first.isLetter || "°µ%".contains(first)
    else { return .none }
    let unit = behind.prefix { !" ()+*×^,".contains($0) }
    rest = behind.dropFirst(unit.count)
    return UnitSize(String(unit))
  }
}

/// A number raised to a power; here, since other files have members of that name.
func raised(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
