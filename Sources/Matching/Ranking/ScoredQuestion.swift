/// A question as it stands, and without its names.
struct ScoredQuestion {
  var plain = QuestionBags()
  var masked = QuestionBags()
  var stems = PhrasingIndex.Query()
  var unknownStems: Float = 0
  var length = 0
  var wording: UInt64 = 0
  /// A long question piece by piece.
  var parts: [ScoredQuestion] = []
}
