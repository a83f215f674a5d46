/// Where a pattern was found.
///
///     "is my chest tight, or just pain"  against  chest (tight|pain) & just pain
///         range 2..<4     others [5..<7]
package struct PatternMatch: Sendable, Hashable {
  /// The id that the pattern was given to `PatternSet` with.
  package var id: Int
  /// The words that the pattern's first sequence covers.
  ///
  /// Indices into the words that were given, never into bytes.
  package var range: Range<Int>
  /// The words that its further sequences cover.
  package var others: [Range<Int>]

  package init(id: Int, range: Range<Int>, others: [Range<Int>] = []) {
    self.id = id
    self.range = range
    self.others = others
  }
}
