/// A date of the line, in lexemes.
struct DateSpan {
  var start: Int
  var end: Int
  var when: When
  /// Of a birth, of a print: it dates no sample.
  var isOther = false
  /// Told by the day of the week alone: "on Thursday" may also be the next one.
  var isWeekday = false
  /// Where the order of day and month is open: the day with the day first, and the one with the month first.
  var readings: [Day] = []
}
