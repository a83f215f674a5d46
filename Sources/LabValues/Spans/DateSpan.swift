/// A date of the line, in lexemes.
struct DateSpan {
  var start: Int
  var end: Int
  var when: When
  /// Of a birth, of a print: it dates no sample.
  var isOther = false
  /// Where the order of day and month is open: the day with the day first, and the one with the month first.
  var readings: [Day] = []
}
