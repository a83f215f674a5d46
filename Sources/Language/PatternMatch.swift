/// Where a pattern was found.
package struct PatternMatch: Sendable, Hashable {
  package var id: Int
  /// The words that the pattern's first sequence covers.
  package var range: Range<Int>
  /// The words that its further sequences cover.
  package var others: [Range<Int>]

  package init(id: Int, range: Range<Int>, others: [Range<Int>] = []) {
    self.id = id
    self.range = range
    self.others = others
  }
}
