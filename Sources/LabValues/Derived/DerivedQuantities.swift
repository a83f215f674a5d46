/// A calcium corrected for albumin, with what it was made of.
package struct AdjustedCalcium: Sendable, Hashable {
  /// In the unit family of the report.
  package var value: Quantity
  /// In the canonical unit.
  package var canonical: Quantity
  package var measured: Quantity
  package var albumin: Quantity
  package var slope: Double
  package var normalAlbumin: Double
  package var flag: Flag
  /// The conditions that make it rough: with them an ionized calcium is better.
  package var roughWith: [String]
}

/// Calcium × phosphate in both unit families.
package struct MineralProduct: Sendable, Hashable {
  /// One number a unit family, in the order of the catalogue's labels: mg²/dL², mmol²/L².
  package var values: [Double]
  package var labels: [String]
  package var decimals: [Int]
  package var calcium: Quantity
  package var phosphate: Quantity
  package var usesAdjusted: Bool
  package var isAboveOlderLimit: Bool
  package var isAboveDeposits: Bool

  /// `70.6 mg2/dL2`
  package func text(_ i: Int) -> String {
    guard values.indices.contains(i), labels.indices.contains(i), decimals.indices.contains(i)
    else {
      return ""
    }
    return decimalText(values[i], decimals: decimals[i]) + " " + labels[i]
  }
}

/// A kidney filtration computed from creatinine, for one sex.
package struct Filtration: Sendable, Hashable {
  package var value: Double
  package var stage: Band
  package var sex: Sex
  package var age: Int
  package var creatinine: Quantity
}

/// The wider span of a result on dialysis.
package struct DialysisTarget: Sendable, Hashable {
  package var low: Double
  package var high: Double
  package var upperLimit: Double
  package var isOwnLimit: Bool
  package var value: Double

  package var isAbove: Bool { value > high }
  package var isBelow: Bool { value < low }
}

/// Why a quantity was not derived.
package enum NotDerived: Error, Sendable, Hashable {
  /// These facts have not been stated.
  case missing([String])
  case ageMissing
  case notAdult
  /// This condition rules the formula out: dialysis, pregnancy.
  case ruledOut(by: String)
  /// The laboratory reported the result itself; theirs is better.
  case reported(String)
  /// Albumin is not low enough for a correction.
  case notNeeded
}
