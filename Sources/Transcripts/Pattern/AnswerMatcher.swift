/// Compares an expected answer with an actual one.
package struct AnswerMatcher: Sendable {
  package let expected: [ExpectedLine]

  package init(_ expected: [ExpectedLine]) { self.expected = expected }

  /// Whether the answer is as expected.
  ///
  /// The lines between two elisions are searched for from the front, once: the first place where
  /// they fit is as good as any later one, so nothing is tried twice.
  ///
  /// Linear in the lines for all but absurd transcripts: there is nothing to backtrack.
  package func matches(_ actual: [String]) -> Bool {
    let runs = expected.split(separator: .elision, omittingEmptySubsequences: false)
    guard let first = runs.first, let last = runs.last else { return actual.isEmpty }
    guard runs.count > 1 else {
      return first.count == actual.count && fits(first, actual, at: 0)
    }
    guard first.count + last.count <= actual.count, fits(first, actual, at: 0),
      fits(last, actual, at: actual.count - last.count)
    else { return false }
    var next = first.count
    let end = actual.count - last.count
    for run in runs.dropFirst().dropLast() {
      var place = next
      while place + run.count <= end, !fits(run, actual, at: place) { place += 1 }
      guard place + run.count <= end else { return false }
      next = place + run.count
    }
    return true
  }

  private func fits(_ run: ArraySlice<ExpectedLine>, _ actual: [String], at place: Int) -> Bool {
    for (offset, line) in run.enumerated() {
      guard case .pattern(let pattern) = line, pattern.matches(actual[place + offset]) else {
        return false
      }
    }
    return true
  }

  /// The least-cost walk through both, for showing and for mending a difference.
  ///
  /// Costs: 0 for a line that matches, 30 to 80 for one that was changed, by how many words remain;
  /// 100 for one that is missing, 60 for one too many, less where it is empty; 10 for one that an
  /// elision takes in.
  package func steps(_ actual: [String]) -> [AlignmentStep] {
    let actualWords = actual.map(Words.of)
    let expectedWords = expected.map { Words.of($0.raw) }
    return Alignment(
      expectedCount: expected.count, actualCount: actual.count,
      isElision: { expected[$0] == .elision },
      pair: { row, column in
        guard case .pattern(let pattern) = expected[row] else { return nil }
        if pattern.matches(actual[column]) { return 0 }
        guard !pattern.pieces.isEmpty, !actual[column].isEmpty else { return nil }
        let likeness = Words.similarity(expectedWords[row], actualWords[column])
        return 80 - Int(50 * likeness)
      },
      missing: { expected[$0].raw.isEmpty ? 40 : 100 },
      extra: { actual[$0].isEmpty ? 30 : 60 }, absorb: 10
    ).steps()
  }
}

/// The lines of an answer as transcripts hold them.
package enum AnswerLines {
  /// A text in lines, without blanks at their ends and empty lines at both ends; tabs are blanks.
  package static func of(_ text: String) -> [String] { of([text]) }

  /// The same for a text that comes in parts, each of one line or more.
  package static func of(_ parts: [String]) -> [String] {
    var lines: [String] = []
    for part in parts {
      if isLine(part.utf8) {
        lines.append(part)
      } else {
        let pieces = part.split(separator: "\n", omittingEmptySubsequences: false)
        lines += pieces.map(trimmed)
      }
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return Array(lines.drop(while: \.isEmpty))
  }

  private static func isLine(_ bytes: String.UTF8View) -> Bool {
    bytes.last != UInt8(ascii: " ")
      && bytes.allSatisfy { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\t") }
  }

  private static func trimmed(_ line: Substring) -> String {
    var line = String(line.map { $0 == "\t" ? " " : $0 })
    while line.last == " " { line.removeLast() }
    return line
  }
}
