/// What speaks for a label beside the words.
package struct RankingHint: Sendable, Hashable {
  /// A number beyond the labels stands for something that no phrasing was learned of.
  package var label: Int
  /// What it adds to the score of the label; a clear hit scores about 1.
  package var gain: Float
  /// The least score that the label has then.
  package var least: Float

  package init(label: Int, gain: Float, least: Float) {
    self.label = label
    self.gain = gain
    self.least = least
  }
}
