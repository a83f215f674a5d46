/// What a line is read with, besides its own words.
package struct ReadingContext: Sendable, Hashable {
  /// The day of the session: "last month" and a day without a year are counted from it.
  package var today: Day?
  /// Whom "he", "she" and "they" mean, until the line names somebody.
  package var focus: Person?
  /// Of whom else was told, the newest first: "she" is none of the men.
  package var others: [Person]
  /// The unit that each result known so far was typed with, by the id of its analyte. A calcium in
  /// mg/dL says in which family of units a phosphate without a unit is.
  package var units: [String: String]

  package init(
    today: Day? = nil, focus: Person? = nil, others: [Person] = [], units: [String: String] = [:]
  ) {
    self.today = today
    self.focus = focus
    self.others = others
    self.units = units
  }
}
