/// What is known of a column of a table by its heading.
struct RowColumn {
  /// A date above a column of which only the place in the row is known.
  struct Above {
    var when: When
    /// The middle of the date in its row, in bytes; `nil` where the row has no columns.
    var place: Int?
  }

  var when: When?
  var isPrevious = false
  var isRange = false
  /// Whether only the upper or only the lower limit stands there.
  var isUpper: Bool?
  /// Whose results stand there.
  var person: Person?
}
