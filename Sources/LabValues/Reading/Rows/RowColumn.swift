/// What is known of a column of a table by its heading.
struct RowColumn {
  var when: When?
  var isPrevious = false
  var isRange = false
}
