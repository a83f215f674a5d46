/// Whether a mention states a fact.
package enum Status: Sendable, Hashable {
  case stated
  /// "not on dialysis"; a stopped medicine.
  case denied
  /// Asked about, or said of people in general.
  case question
  case hypothetical
  /// A wished-for value, or one from a book: "target below 5.5".
  case target
  /// "suspected", "rule out": never recorded.
  case possible
  /// What is swallowed, not what is measured.
  case dose
  /// Was so once: "had cancer" of something that does not stop by itself is stated, "used to have
  /// hyperparathyroidism" is past.
  case past
}
