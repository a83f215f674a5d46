/// A number of the line, in lexemes and plain bytes.
struct NumberSpan {
  var start: Int
  var end: Int
  var bytes: Range<Int>
  var value: Double
  /// The other reading of `1,234` or `1.234`.
  var alternative: Double?
  var comparator: Comparator = .equal
  /// Digits behind the point, as typed.
  var decimals = 0
  /// Part of a fraction, an age, an ordinal or a word such as `b12`.
  var isExcluded = false
  /// A footnote, a site code, an index: a value only where nothing else is one.
  var isWeak = false
  /// Something hangs on it that cannot be read: `3.B`, `1_250`.
  var isUnclear = false
}
