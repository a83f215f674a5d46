/// Writes the fact lines of a turn with their values in one column.
package enum FactLayout {
  /// `= kind  answer`, the keys padded to the longest one.
  ///
  ///     = kind        noted
  ///     = labs        phosphate 6.8 mg/dL H
  package static func lines(_ facts: [(sign: FactSign, key: FactKey, value: String)]) -> [String] {
    let width = facts.map(\.key.rawValue.utf8.count).max() ?? 0
    return facts.map { line($0.sign, $0.key, $0.value, column: width + 2) }
  }

  /// One line whose value starts so many columns behind the start of its key.
  static func line(_ sign: FactSign, _ key: FactKey, _ value: String, column: Int) -> String {
    let blanks = max(1, column - key.rawValue.utf8.count)
    return "\(sign.rawValue) \(key.rawValue)\(String(repeating: " ", count: blanks))\(value)"
  }
}
