import Testing
import Transcripts

struct MatcherTests {
  struct LineCase: Sendable, CustomTestStringConvertible {
    var pattern: String
    var text: String
    var isMatch: Bool
    var testDescription: String {
      "'\(pattern)' \(isMatch ? "matches" : "does not match") '\(text)'"
    }

    init(_ pattern: String, _ text: String, _ isMatch: Bool) {
      self.pattern = pattern
      self.text = text
      self.isMatch = isMatch
    }
  }

  @Test(arguments: [
    LineCase("plain", "plain", true),
    LineCase("plain", "plain.", false),
    LineCase("", "", true),
    LineCase("a [..] c", "a b c", true),
    LineCase("a [..] c", "a  c", true),
    LineCase("a [..] c", "a c", false),
    LineCase("[..]", "", true),
    LineCase("[..]b[..]", "abba", true),
    LineCase("[..]aab", "aaaab", true),
    LineCase("a[..]", "ba", false),
    LineCase("on [DATE].", "on 2026-03-01.", true),
    LineCase("on [DATE].", "on 2026-3-1.", false),
    LineCase("[N] mg/dL", "6.8 mg/dL", true),
    LineCase("[N] mg/dL", "1,250.5 mg/dL", true),
    LineCase("[N] mg/dL", "high mg/dL", false),
    LineCase("[N].", "12.", true),
    LineCase("took [MS]", "took 0.3 ms", true),
    LineCase("took [MS]", "took 12µs", true),
    LineCase("took [MS]", "took 12 msec", false),
    LineCase("calciq [VERSION] ready", "calciq 1.0.0-beta.2 ready", true),
    LineCase("calciq [VERSION] ready", "calciq 1 ready", false),
    LineCase("[..][N] left", "some 12 left", true),
    LineCase("see [1] and [12]", "see [1] and [12]", true),
    LineCase("\\[..] is any text", "[..] is any text", true),
    LineCase("\\[..] is any text", "this is any text", false),
    LineCase("\\\\[N]", "\\[N]", true),
    LineCase("a\\b", "a\\b", true),
    LineCase("Ca²⁺ [..] µmol", "Ca²⁺ ≥ 2 µmol", true),
  ])
  func matchesWholeLines(_ given: LineCase) throws {
    #expect(try LinePattern(parsing: given.pattern).matches(given.text) == given.isMatch)
  }

  @Test(arguments: [
    "plain", "[..]", "a [N] b", "\\[N]", "\\\\[..]", "[1]", "[..", "\\", "[DATE][MS]", "[abc]",
    "[ANA]", "[date]", "[...]", "...", "..", "  ...", "\\...", "…", "....", "  a  b",
  ])
  func escapedTextMatchesItselfAlone(_ text: String) throws {
    let line = ExpectedLine.literal(text)
    guard case .pattern(let pattern) = try ExpectedLine(parsing: line.raw) else {
      Issue.record("'\(line.raw)' is read as an elision")
      return
    }
    #expect(pattern.matches(text))
    #expect(pattern.isLiteral)
  }

  struct AnswerCase: Sendable, CustomTestStringConvertible {
    var expected: [String]
    var actual: [String]
    var isMatch: Bool
    var testDescription: String { "\(expected) \(isMatch ? "is" : "is not") \(actual)" }

    init(_ expected: [String], _ actual: [String], _ isMatch: Bool) {
      self.expected = expected
      self.actual = actual
      self.isMatch = isMatch
    }
  }

  @Test(arguments: [
    AnswerCase([], [], true),
    AnswerCase([], ["a"], false),
    AnswerCase(["..."], [], true),
    AnswerCase(["..."], ["a", "", "b"], true),
    AnswerCase(["a", "..."], ["a"], true),
    AnswerCase(["a", "..."], ["b", "a"], false),
    AnswerCase(["...", "z"], ["a", "z"], true),
    AnswerCase(["...", "z"], ["z", "a"], false),
    AnswerCase(["a", "...", "z"], ["a", "z"], true),
    AnswerCase(["a", "...", "a"], ["a"], false),
    AnswerCase(["...", "b", "c", "..."], ["b", "b", "c"], true),
    AnswerCase(["...", "b", "...", "b", "..."], ["a", "b", "a"], false),
    AnswerCase(["...", "b", "...", "b", "..."], ["b", "b"], true),
    AnswerCase(["a", "", "b"], ["a", "b"], false),
  ])
  func elisionsStandForAnyLines(_ given: AnswerCase) throws {
    let lines = try given.expected.map { try ExpectedLine(parsing: $0) }
    #expect(AnswerMatcher(lines).matches(given.actual) == given.isMatch)
  }

  /// https://github.com/python/cpython/issues/76690: `...` was both the prompt of a continued line
  /// and a wildcard.
  @Test func cpython76690AnElisionIsNeverSomethingSaid() throws {
    let (transcript, problems) = parsed(file("> ...\n\n  \\...\n\n= kind  info"))
    #expect(problems.isEmpty)
    #expect(transcript.turns[0].message == ["..."])
    #expect(AnswerMatcher(transcript.turns[0].answer).matches(["..."]))
    #expect(!AnswerMatcher(transcript.turns[0].answer).matches(["anything"]))
  }

  /// https://github.com/python/cpython/issues/141587: blanks beside a wildcard were folded into
  /// one, so that a wildcard for nothing did not match.
  @Test func cpython141587BlanksBesideAWildcardCount() throws {
    let pattern = try LinePattern(parsing: "AB [..] CD")
    #expect(pattern.matches("AB  CD"))
    #expect(pattern.matches("AB x CD"))
    #expect(!pattern.matches("AB CD"))
  }

  @Test func aLineOfWildcardsTakesBoundedTime() throws {
    // Backtracking would need more steps than there are atoms.
    let pattern = try LinePattern(parsing: String(repeating: "a[..]", count: 200) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 2000)))
  }

  @Test func elisionsBetweenRepeatedLinesTakeBoundedTime() throws {
    let part = [try ExpectedLine(parsing: "a"), ExpectedLine.elision]
    let expected = Array(repeatElement(part, count: 500).joined()) + [.literal("b")]
    let actual = [String](repeating: "a", count: 5000)
    #expect(!AnswerMatcher(expected).matches(actual))
    #expect(!AnswerMatcher(expected).steps(actual).isEmpty)
  }

  @Test(arguments: [
    (expected: ["a", "...", "z"], actual: ["a", "m", "n", "Z"]),
    (expected: ["...", "the end is near"], actual: ["x", "the end is far"]),
  ])
  func aChangedAnchorIsReplacedAndNotSwallowed(_ given: (expected: [String], actual: [String]))
    throws
  {
    let lines = try given.expected.map { try ExpectedLine(parsing: $0) }
    let steps = AnswerMatcher(lines).steps(given.actual)
    #expect(
      steps.last == .replaced(expected: lines.count - 1, actual: given.actual.count - 1))
    #expect(!steps.contains { if case .missing = $0 { true } else { false } })
  }
}
