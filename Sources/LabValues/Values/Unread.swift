/// Something that looks like a result, and that was not read: it is named, never dropped in silence.
package struct Unread: Sendable, Hashable {
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    /// A test that is not in the catalogue.
    case unknownTest
    /// "pending", "haemolysed": there is no result yet.
    case noResult
    /// A number that cannot be read whole: `3.B`, `5-6`.
    case unclearNumber
    /// Not blood: urine, dialysate, another fluid.
    case otherSpecimen
    /// A known name with a word beside it that may make it another test.
    case unclearName
  }

  /// As typed.
  package var asTyped: String
  package var reason: Reason
  /// The analyte that it would have been.
  package var fact: String?
  package var subject: Person?
  /// UTF-8 offsets in the line.
  package var range: Range<Int>

  package init(
    asTyped: String, reason: Reason, fact: String? = nil, subject: Person? = nil, range: Range<Int>
  ) {
    self.asTyped = asTyped
    self.reason = reason
    self.fact = fact
    self.subject = subject
    self.range = range
  }
}
