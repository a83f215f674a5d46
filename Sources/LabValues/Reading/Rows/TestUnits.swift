/// The units of one test, by their place in the catalogue.
struct TestUnits {
  let test: Analyte
  let units: [LabUnit]

  /// From a unit to the canonical one.
  func factor(_ unit: Int) -> Double? {
    let id = units[unit].id
    return test.factor(of: test.readAs[id] ?? id)
  }

  /// Whether a number with the unit can be a result of the test.
  func fits(_ unit: Int) -> Bool { factor(unit) != nil || test.confirm[units[unit].id] != nil }

  /// Whether a number in a unit is a likely result.
  func isPlausible(_ number: Double, _ unit: Int) -> Bool {
    factor(unit).map { test.soft.contains(number * $0) } ?? false
  }

  /// What a number in one unit has to be multiplied by to be in another.
  func scale(from: Int?, to: Int?) -> Double {
    guard let from, let to, from != to, let first = factor(from), let second = factor(to) else {
      return 1
    }
    return first / second
  }
}
