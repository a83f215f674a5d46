/// A named stretch of values: `from` inside, `to` outside.
package struct Band: Sendable, Hashable, Codable {
  package var name: String
  package var from: Double
  /// `nil` for a band without an end.
  package var to: Double?
  /// The band in plain words; may be empty.
  package var words: String

  package init(name: String, from: Double, to: Double?, words: String = "") {
    self.name = name
    self.from = from
    self.to = to
    self.words = words
  }

  package func contains(_ value: Double) -> Bool {
    value >= from && (to.map { value < $0 } ?? true)
  }
}
