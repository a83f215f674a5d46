/// A recorded fact as programs read it.
package struct SessionFact: Sendable, Hashable, Codable {
  /// The id of an analyte, a qualitative result, a condition or a medicine.
  package var fact: String
  /// In the canonical unit.
  package var value: Double?
  /// The word of a qualitative result, such as `positive`.
  package var word: String?
  package var unit: String?
  package var flag: String?
  package var asTyped: String?
  /// ISO 8601 date, where one was stated.
  package var date: String?
  package var isNegated: Bool
  /// Whose fact it is, as `Person` writes it; `nil` for the speaker.
  package var subject: String?
  /// `<`, `>` and the like, where the value is a bound.
  package var comparator: String?

  package init(
    fact: String, value: Double? = nil, word: String? = nil, unit: String? = nil,
    flag: String? = nil, asTyped: String? = nil, date: String? = nil, isNegated: Bool = false,
    subject: String? = nil, comparator: String? = nil
  ) {
    self.fact = fact
    self.subject = subject
    self.comparator = comparator
    self.value = value
    self.word = word
    self.unit = unit
    self.flag = flag
    self.asTyped = asTyped
    self.date = date
    self.isNegated = isNegated
  }
}
