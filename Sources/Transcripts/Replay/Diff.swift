/// One line of the difference between an expected and an actual answer.
package enum DiffLine: Sendable, Hashable {
  case same(String)
  /// `-`
  case expected(MarkedText)
  /// `+`
  case actual(MarkedText)
  /// Lines that are no part of the difference: taken in by an elision, or far from any change.
  case left(Int)
}

/// Shows an answer beside the expected one: what was expected first, words marked within a line.
enum Diff {
  /// So many unchanged lines are shown around a change.
  static let context = 2

  /// - Returns: in the order of reading; runs that are left out come as one `left` with their
  ///   number.
  static func lines(_ expected: [ExpectedLine], _ actual: [String]) -> [DiffLine] {
    var lines: [DiffLine] = []
    for step in AnswerMatcher(expected).steps(actual) {
      switch step {
      case .same(let place, _): lines.append(.same(expected[place].raw))
      case .replaced(let place, let line):
        guard case .pattern(let pattern) = expected[place] else { continue }
        let pieces = Self.pieces(pattern, actual[line])
        lines += [.expected(pieces.expected), .actual(pieces.actual)]
      case .missing(let place): lines.append(.expected(MarkedText(expected[place].raw)))
      case .extra(let line): lines.append(.actual(MarkedText(actual[line])))
      case .elided(_, let range): lines.append(.left(range.count))
      }
    }
    return shortened(lines)
  }

  /// Words are marked only where the two lines have something in common.
  private static func pieces(
    _ pattern: LinePattern, _ actual: String
  ) -> (expected: MarkedText, actual: MarkedText) {
    let marked = WordAlignment(pattern, actual).marked()
    let isRelated = marked.expected.contains { !$0.isChanged && $0.text.contains { $0 != " " } }
    guard isRelated else { return (MarkedText(pattern.raw), MarkedText(actual)) }
    return (MarkedText(marked.expected), MarkedText(marked.actual))
  }

  /// Leaves out unchanged lines that are far from every change.
  private static func shortened(_ lines: [DiffLine]) -> [DiffLine] {
    func isChange(_ line: DiffLine) -> Bool {
      switch line {
      case .expected, .actual: true
      case .same, .left: false
      }
    }
    let changes = lines.indices.filter { isChange(lines[$0]) }
    var near = [Bool](repeating: false, count: lines.count)
    for change in changes {
      for place in max(0, change - context)..<min(lines.count, change + context + 1) {
        near[place] = true
      }
    }
    var out: [DiffLine] = []
    for (place, line) in lines.enumerated() {
      let left: Int
      if case .left(let count) = line {
        left = count
      } else if near[place] {
        out.append(line)
        continue
      } else {
        left = 1
      }
      if case .left(let before) = out.last {
        out[out.count - 1] = .left(before + left)
      } else {
        out.append(.left(left))
      }
    }
    return out
  }
}
