import Language
import Matching

/// Words that ask for something, with what is known of them.
struct SectionQuery {
  var line: NormalizedLine
  var findings: Findings
  var topics: [String]
  var facets: [String] = []
  var isVerbatim: Bool
  var ranking: Ranking
  /// The stretches that ask, of all that is said.
  var questions: [Range<Int>] = []
  var isQuestion = true
  /// What it means within the topic that is spoken of; `nil` where none is, or nobody knows.
  var held: LineKinds.Held?
}
