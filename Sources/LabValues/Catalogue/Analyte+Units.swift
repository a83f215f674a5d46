extension Analyte {
  /// The factor of a unit of this analyte, or `nil` for a foreign unit.
  package func factor(of unit: String) -> Double? { units.first { $0.unit == unit }?.factor }

  /// The value in the canonical unit, or `nil` when the unit does not belong to this analyte.
  ///
  /// Calcium: `canonical(Quantity(2.6, "mmol/L"))` is 10.42 mg/dL.
  package func canonical(_ quantity: Quantity) -> Quantity? {
    factor(of: quantity.unit).map { Quantity(quantity.value * $0, canonical) }
  }

  /// The value in another unit of this analyte.
  package func convert(_ quantity: Quantity, to unit: String) -> Quantity? {
    guard quantity.unit != unit else { return factor(of: unit) == nil ? nil : quantity }
    guard let from = factor(of: quantity.unit), let to = factor(of: unit) else { return nil }
    return Quantity(quantity.value * from / to, unit)
  }

  /// The value as people read it: `5.0 g/dL`, with the decimals of this analyte and unit.
  package func text(_ quantity: Quantity) -> String {
    let number = numberText(quantity)
    return isUnitless ? number : number + " " + quantity.unit
  }

  /// The number alone, with the decimals of this analyte and unit: `5.0`.
  package func numberText(_ quantity: Quantity) -> String {
    guard let unit = units.first(where: { $0.unit == quantity.unit }) else {
      return decimalText(quantity.value, decimals: 2)
    }
    return unit.decimals.map { decimalText(quantity.value, decimals: $0) }
      ?? plainText(quantity.value)
  }

  /// The value as typed with the canonical one behind it, or with the other system when it was
  /// typed in the canonical unit: `2.2 mmol/L (6.8 mg/dL)`.
  package func echo(_ quantity: Quantity, typed: String? = nil) -> String {
    let first = typed ?? text(quantity)
    let other = quantity.unit == canonical ? otherSystem : canonical
    guard let other, other != quantity.unit, let second = convert(quantity, to: other) else {
      return first
    }
    return first + " (" + text(second) + ")"
  }

  /// The band of a canonical value, if it lies in one.
  package func band(of canonicalValue: Double) -> Band? {
    bands.first { $0.contains(canonicalValue) }
  }
}

/// A number with a fixed count of decimals, half rounded away from zero: `5.0`, `-0.25`.
///
/// Doubles that only miss a half by their binary form (`2.675`) round as the decimal was typed.
/// Something too large or no number at all is a dash.
package func decimalText(_ value: Double, decimals: Int) -> String {
  let places = min(max(decimals, 0), 9)
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let scaled = value.magnitude * scale
  guard scaled.isFinite, scaled < 9e15 else { return "–" }
  // One part in 10^12 is far below anything a laboratory can measure.
  let digits = UInt64((scaled * (1 + 1e-12)).rounded(.toNearestOrAwayFromZero))
  var text = String(digits)
  if places > 0 {
    while text.utf8.count <= places { text = "0" + text }
    text.insert(".", at: text.index(text.endIndex, offsetBy: -places))
  }
  return value < 0 && digits > 0 ? "-" + text : text
}

/// A number as people write it: `10`, `13.5`, `0.05`; what conversion made of one has three telling digits.
package func plainText(_ value: Double) -> String {
  let hundredths = value * 100
  let isWritten = abs(hundredths - hundredths.rounded()) <= 1e-9 * max(1, abs(hundredths))
  let places = isWritten ? 2 : 3 - digitsBeforePoint(of: value.magnitude)
  var text = decimalText(value, decimals: places)
  guard text.contains(".") else { return text }
  while text.last == "0" { text.removeLast() }
  if text.last == "." { text.removeLast() }
  return text
}

/// How many digits stand before the point; below 0.1 the zeros behind it count as minus one each.
private func digitsBeforePoint(of value: Double) -> Int {
  var (size, digits) = (value, 0)
  while size >= 1, digits < 9 { (size, digits) = (size / 10, digits + 1) }
  while size < 0.1, size > 0, digits > -6 { (size, digits) = (size * 10, digits - 1) }
  return digits
}
