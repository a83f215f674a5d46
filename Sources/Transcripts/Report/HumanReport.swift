import Rendering

/// The result of a replay for a person at a terminal.
package struct HumanReport: Sendable {
  package var hasColour: Bool

  package init(hasColour: Bool) { self.hasColour = hasColour }

  /// Every turn that differs, with its question, its difference and its facts; then the sums.
  ///
  ///     FAIL Transcripts/labs.transcript:12  turn 2 of 5
  ///       > what does it mean?
  ///
  ///       - It is high.
  ///               ^^^^
  ///       + It is low.
  ///               ^^^
  ///     41 transcripts, 310 turns: 308 passed, 1 failed, 1 not run
  package func text(_ summary: ReplaySummary) -> String {
    var lines: [String] = []
    for result in summary.results {
      for turn in result.turns {
        if case .failed(let failure) = turn.status {
          lines += self.lines(turn, failure, result, ofRuns: summary.runs) + [""]
        }
      }
    }
    for name in summary.flaky {
      lines.append("FLAKY \(name): it passes in some runs and fails in others")
    }
    return (lines + leftOut(summary) + [sums(summary)]).map { $0 + "\n" }.joined()
  }

  /// Why whole transcripts were left out: what is not run, and no failure, needs a reason.
  private func leftOut(_ summary: ReplaySummary) -> [String] {
    var reasons: [(name: String, turns: Int)] = []
    for result in summary.results {
      guard let reason = result.skipped else { continue }
      let name = "not run through \(result.door.rawValue): \(reason)"
      if let place = reasons.firstIndex(where: { $0.name == name }) {
        reasons[place].turns += result.turns.count
      } else {
        reasons.append((name, result.turns.count))
      }
    }
    return reasons.map { "\($0.turns) \($0.turns == 1 ? "turn" : "turns") \($0.name)" }
  }

  private func sums(_ summary: ReplaySummary) -> String {
    var parts = ["\(summary.passed) passed"]
    if summary.failed > 0 { parts.append("\(summary.failed) failed") }
    if summary.notRun > 0 { parts.append("\(summary.notRun) not run") }
    let files = "\(summary.files) \(summary.files == 1 ? "transcript" : "transcripts")"
    let turns = "\(summary.turns) \(summary.turns == 1 ? "turn" : "turns")"
    return "\(files), \(turns): \(parts.joined(separator: ", "))"
  }

  private func lines(
    _ turn: TurnResult, _ failure: TurnFailure, _ result: ReplayResult, ofRuns runs: Int
  ) -> [String] {
    var place = "turn \(turn.number) of \(result.turns.count)"
    if turn.session != Transcript.firstSession { place += ", session \(turn.session)" }
    if result.door != .engine { place += ", through \(result.door.rawValue)" }
    if runs > 1 { place += ", run \(result.run) of \(runs)" }
    var lines = [paint("FAIL \(result.path):\(turn.line)", .bold) + "  \(place)"]
    lines += turn.message.map { "  > \($0)" }
    if let reason = failure.reason { lines += ["", "  \(reason)"] }
    if !failure.text.isEmpty { lines += [""] + failure.text.flatMap(self.lines) }
    if !failure.facts.isEmpty { lines += [""] + table(failure.facts) }
    let rest = result.turns.count { if case .notRun = $0.status { true } else { false } }
    if rest > 0, result.turns.last(where: \.hasFailed) == turn {
      lines += ["", "  (\(rest) later \(rest == 1 ? "turn" : "turns") not run)"]
    }
    return lines
  }

  private func lines(_ line: DiffLine) -> [String] {
    switch line {
    case .same(let text): [text.isEmpty ? "" : "    \(text)"]
    case .left(let count):
      count == 0 ? ["    ..."] : ["    ...  (\(count) \(count == 1 ? "line" : "lines"))"]
    case .expected(let text): marked("-", text, .red)
    case .actual(let text): marked("+", text, .green)
    }
  }

  /// The line, and under it a mark for each changed word; with colour the words themselves.
  private func marked(_ sign: String, _ text: MarkedText, _ colour: Style) -> [String] {
    let isPartly = text.pieces.contains(where: \.isChanged)
    guard hasColour else {
      let line = "  \(sign) \(text.text)"
      guard isPartly else { return [line] }
      let marks = text.pieces.map {
        String(repeating: $0.isChanged ? "^" : " ", count: DisplayWidth.of($0.text))
      }.joined()
      var under = "    " + marks
      while under.last == " " { under.removeLast() }
      return [line, under]
    }
    let body = text.pieces.map {
      $0.isChanged ? paint($0.text, .inverse(colour)) : paint($0.text, colour)
    }
    return [paint("  \(sign) ", colour) + body.joined()]
  }

  /// Side by side up to 40 columns; longer values stand below each other.
  private func table(_ facts: [FactDifference]) -> [String] {
    let rows = facts.map {
      ("\($0.fact.sign.rawValue) \($0.fact.key.rawValue)", $0.fact.written, $0.actual)
    }
    let titles = ("fact", "expected", "actual")
    let first = ([titles.0] + rows.map(\.0)).map { DisplayWidth.of($0) }.max() ?? 0
    let second = ([titles.1] + rows.map(\.1)).map { DisplayWidth.of($0) }.max() ?? 0
    guard second <= 40 else {
      // Long values stand below each other, never clipped.
      return rows.flatMap { ["  \($0.0)", "  - \($0.1)", "  + \($0.2)"] }
    }
    return ([titles] + rows).map { row in
      "  \(padded(row.0, first))  \(padded(row.1, second))  \(row.2)"
    }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
  }

  private indirect enum Style {
    case bold, red, green
    case inverse(Style)

    var code: String {
      switch self {
      case .bold: "1"
      case .red: "31"
      case .green: "32"
      case .inverse(let style): style.code + ";7"
      }
    }
  }

  private func paint(_ text: String, _ style: Style) -> String {
    hasColour ? "\u{1B}[\(style.code)m\(text)\u{1B}[0m" : text
  }
}
