/// What a ranking model learns from: phrasings and the label that each leads to.
///
/// All texts are normalised by the caller, in the same way as the questions later asked.
package struct TrainingSet: Sendable {
  /// One known phrasing.
  package struct Example: Sendable {
    package var text: String
    /// Position in `labels`; an example with any other position is left out.
    package var label: Int
    /// How much it counts beside the others; 1 is usual, 0.3 is a hint.
    package var weight: Float
    /// What it is a variant of: variants of one phrasing are rehearsed together, for who hides one and
    /// shows the others learns nothing of new wordings. Without it the example stands alone.
    package var origin: Int?

    package init(text: String, label: Int, weight: Float = 1, origin: Int? = nil) {
      self.text = text
      self.label = label
      self.weight = weight
      self.origin = origin
    }
  }

  package var labels: [String]
  package var examples: [Example]
  /// Text about a label that nobody would type (an answer, keywords): read for its words alone.
  package var background: [Example]
  /// Questions that no label answers.
  package var outOfScope: [String]
  /// Ways to sort the labels, each a group for every label: what they are about, what of it they tell.
  /// What tells groups apart is learned from the phrasings of all their labels together. Without any,
  /// groups are found in the phrasings.
  package var groupings: [[Int]] = []
  /// Names of what labels are about. Lines are read a second time with each name as the same word, so
  /// that what is asked of one subject is learned from what is asked of the others.
  package var names: [String] = []
  /// Words, pairs and letters that fewer examples have are left out.
  package var fewestExamples = 1
  /// Weights nearer to zero than this are dropped.
  package var leastWeight: Float = 0.13
  /// How much stranger than the phrasings people word things, in log odds: so much less is asked of a
  /// question before it is answered.
  package var strangeness: Float = 0

  package init(
    labels: [String], examples: [Example], background: [Example] = [], outOfScope: [String] = []
  ) {
    self.labels = labels
    self.examples = examples
    self.background = background
    self.outOfScope = outOfScope
  }
}
