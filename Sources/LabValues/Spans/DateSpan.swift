/// A date of the line, in lexemes.
struct DateSpan {
  var start: Int
  var end: Int
  var when: When
}
