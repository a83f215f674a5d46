/// A quantity that is computed from results by an expression in the data.
///
///     transferrin saturation = 100 * iron / tibc, in %
package struct Formula: Sendable, Hashable, Codable {
  /// Conditions name its value by this; also the id of the analyte where a laboratory reports it too.
  package let id: String
  package let label: String
  /// The expression as it is written.
  package let expression: String
  /// The unit in which each result enters; its canonical one where none is given.
  package let units: [String: String]
  package let unit: String
  package let decimals: Int
  /// Context facts with which nothing is computed.
  package let notWith: [String]
  /// Whether it holds for children and in pregnancy too.
  package let isForAll: Bool
  /// Where it usually lies, in its unit.
  package let low: Double?
  package let high: Double?
  /// Who gave the formula.
  package let source: String

  package init(
    id: String, label: String, expression: String, units: [String: String], unit: String,
    decimals: Int, notWith: [String], isForAll: Bool, low: Double?, high: Double?, source: String
  ) {
    self.id = id
    self.label = label
    self.expression = expression
    self.units = units
    self.unit = unit
    self.decimals = decimals
    self.notWith = notWith
    self.isForAll = isForAll
    self.low = low
    self.high = high
    self.source = source
  }

  /// What it is computed from besides results.
  package static let age = "age"
  static let female = "female"
  static let male = "male"

  func term() throws(FormulaTerm.Problem) -> FormulaTerm { try FormulaReader.term(of: expression) }

  /// The results that it is computed from, in the order of the expression.
  package var results: [String] {
    let others = [Self.age, Self.female, Self.male]
    return ((try? term())?.names ?? []).filter { !others.contains($0) }
  }

  /// Low, high or in range by its own limits; `nil` where it has none.
  package func flag(_ value: Double) -> Flag? {
    guard low != nil || high != nil else { return nil }
    if let low, value < low { return .low }
    if let high, value > high { return .high }
    return .normal
  }

  /// The value with its decimals and unit.
  package func text(_ value: Double) -> String {
    decimalText(value, decimals: decimals) + (unit.isEmpty ? "" : " \(unit)")
  }
}
