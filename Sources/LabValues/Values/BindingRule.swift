/// The rule of labs.md section 3 by which a number was bound to a name.
enum BindingRule: String {
  /// The number carries a unit of the analyte.
  case unit
  /// A unit said once holds for its row.
  case sharedUnit = "shared unit"
  /// The only number there is.
  case onlyNumber = "only number"
  /// Its column of the table.
  case column
  /// Between words of a sentence.
  case sentence
}
