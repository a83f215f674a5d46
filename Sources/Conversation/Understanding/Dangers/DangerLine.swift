import Language

/// A line in which dangers are looked for, and what is known of it.
struct DangerLine {
  var words: [Word]
  var findings: Findings
  var features: LineFeatures
  /// Whether it is a known phrase to the letter, whose author knew what it means.
  var isPhrase = false
  /// Whether it is a message of many rows with results: what stands in different rows says nothing together,
  /// and what stands beside numbers is like anything.
  var isReport = false
  /// Whether one of its results is deadly, and of these days.
  var holdsDeadlyResult = false
  /// How surely it asks, as a whole, for one of our sections.
  var inScope: Float = 0
  /// Whether it tells a fact, or asks something of the conversation: it is not strange then.
  var isKnown = false
  /// Whether one of several sentences asks something.
  var asksApart = false
  /// Whether whoever is spoken of is in hospital already.
  var isInCare = false
  /// Whether any line was learned, so that `likeliest` tells.
  var knowsKinds = false
  /// Whether some words state facts and nothing else: the reader and the rules know which are dangerous.
  var isBare: (Range<Int>) -> Bool = { _ in false }
  /// The danger that some words are most like, where they are one.
  var likeliest: (Range<Int>) -> LineKinds.Danger? = { _ in nil }
  /// Whether some words surely ask for a section, and are like no danger.
  var asks: (Range<Int>) -> Bool = { _ in false }
}
