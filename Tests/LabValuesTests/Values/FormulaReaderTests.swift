import Testing

@testable import LabValues

/// Expressions of the data as terms, and the units of what comes out.
struct FormulaReaderTests {
  /// A term with every part in brackets.
  private static func drawn(_ term: FormulaTerm) -> String {
    func both(_ sign: String, _ a: FormulaTerm, _ b: FormulaTerm) -> String {
      "(\(drawn(a)) \(sign) \(drawn(b)))"
    }
    return switch term {
    case .number(let number, let unit):
      unit.isNone ? plainText(number) : plainText(number) + " " + unit.words
    case .name(let name): name
    case .sum(let a, let b): both("+", a, b)
    case .difference(let a, let b): both("-", a, b)
    case .product(let a, let b): both("*", a, b)
    case .quotient(let a, let b): both("/", a, b)
    case .power(let a, let b): both("^", a, b)
    case .least(let a, let b): both("min", a, b)
    case .most(let a, let b): both("max", a, b)
    }
  }

  static let terms = Row.table([
    "a": "a", "1 + 2 * 3": "(1 + (2 * 3))", "1 - 2 - 3": "((1 - 2) - 3)",
    "8 / 4 / 2": "((8 / 4) / 2)",
    "2 * 3 ^ 2": "(2 * (3 ^ 2))", "(1 + 2) * 3": "((1 + 2) * 3)", "-a": "(-1 * a)",
    "2 ^ -1": "(2 ^ (-1 * 1))", "min(a, b + 1)": "(a min (b + 1))", "max(a,b)": "(a max b)",
    "a × b": "(a * b)", "0.8 mg/g * (4.0 g/dL - alb)": "(0.8 mg/g * (4 g/dL - alb))",
    "a\n+ b": "(a + b)", "min": "min", "5 % + a": "(5 + a)", "fgf23_intact": "fgf23_intact",
  ])

  @Test(arguments: terms) func anExpressionIsReadByItsGrammar(row: Row) throws {
    let term = try FormulaReader.term(of: row.text)
    #expect(Self.drawn(term) == row.expected)
  }

  static let broken = Row.table([
    "": "", "1 +": "", "a b": "b", "(a": "", "a)": ")", "min(a)": ")", "max(a b)": "b)", "*2": "*2",
    "a + + b": "+ b", "a ? b": "? b",
  ])

  @Test(arguments: broken) func whereItCannotBeReadIsSaid(row: Row) {
    #expect(throws: FormulaTerm.Problem.unreadable(row.expected)) {
      try FormulaReader.term(of: row.text)
    }
  }

  @Test(arguments: [
    String(repeating: "(", count: 100_000), String(repeating: "-", count: 100_000),
    String(repeating: "min(", count: 33) + "a", String(repeating: "a + ", count: 100_000) + "a",
  ])
  func whatHasNoEndOfPartsIsNotRead(text: String) {
    #expect(throws: FormulaTerm.Problem.tooLarge) { try FormulaReader.term(of: text) }
  }

  @Test func namesAreListedOnceInTheirOrder() throws {
    let term = try FormulaReader.term(of: "b * a + max(b, c) - 2")
    #expect(term.names == ["b", "a", "c"])
  }

  @Test(
    arguments: [
      ("a + b", 5.0), ("a - b", -1), ("a * b", 6), ("b / a", 1.5), ("b ^ a", 9), ("min(a, b)", 2),
      ("max(a, b)", 3), ("-a", -2), ("a + c", nil), ("min(c, 1)", nil),
    ] as [(String, Double?)])
  func itsValueNeedsEveryName(text: String, value: Double?) throws {
    let values = ["a": 2.0, "b": 3]
    let term = try FormulaReader.term(of: text)
    #expect(term.value { values[$0] } == value)
  }

  static let units = Row.table([
    "mg/dL": "mg/dL", "mg²/dL²": "mg2/dL2", "%": "no unit", "mL/min": "mL/min",
    "1": "no unit", "": "no unit", "1/min": "1/min", "mg*mg/dL": "mg2/dL", "mg/mg": "no unit",
    "dL/mg": "dL/mg",
  ])

  @Test(arguments: units) func aUnitIsMadeOfItsParts(row: Row) {
    #expect(UnitSize(row.text).words == row.expected)
  }

  @Test(arguments: [
    ("mg/dL", "mg/dL", 1, "mg2/dL2"), ("mg/dL", "mg/dL", -1, "no unit"), ("mg/dL", "dL", 1, "mg"),
    ("mg", "g", -1, "mg/g"), ("", "mg/dL", 2, "mg2/dL2"), ("mg/dL", "%", 1, "mg/dL"),
  ])
  func unitsAreMultiplied(one: String, other: String, count: Int, words: String) {
    #expect(UnitSize(one).times(UnitSize(other), count).words == words)
  }
}
