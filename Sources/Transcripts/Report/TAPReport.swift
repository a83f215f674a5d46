/// The result of a replay as TAP 14: a file is a subtest, a turn is a test point.
///
/// A failing point has a YAML block with place, facts and difference. Source:
/// https://testanything.org, version 14, with subtests.
package enum TAPReport {
  package static func text(_ summary: ReplaySummary) -> String {
    var lines = ["TAP version 14", "1..\(summary.results.count)"]
    for (index, result) in summary.results.enumerated() {
      let name = escaped(result.name(ofRuns: summary.runs))
      lines.append("# Subtest: \(name)")
      lines.append("    1..\(result.turns.count)")
      for turn in result.turns {
        lines += self.lines(turn, result).map { $0.isEmpty ? "" : "    " + $0 }
      }
      let skip = result.skipped.map { " # SKIP \(escaped($0))" } ?? ""
      lines.append("\(result.hasFailed ? "not ok" : "ok") \(index + 1) - \(name)\(skip)")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func lines(_ turn: TurnResult, _ result: ReplayResult) -> [String] {
    let point = "\(turn.number) - \(escaped(turn.message.joined(separator: " / ")))"
    switch turn.status {
    case .passed: return ["ok \(point)"]
    case .notRun(let reason): return ["ok \(point) # SKIP \(escaped(reason))"]
    case .failed(let failure):
      var lines = ["not ok \(point)", "  ---", "  at:", "    file: \(quoted(result.path))"]
      lines += ["    line: \(turn.line)", "  title: \(quoted(result.title))"]
      if let reason = failure.reason { lines.append("  message: \(quoted(reason))") }
      if !failure.facts.isEmpty {
        lines.append("  facts:")
        for difference in failure.facts {
          let fact = difference.fact
          lines.append("    - fact: \(quoted("\(fact.sign.rawValue) \(fact.key.rawValue)"))")
          lines.append("      expected: \(quoted(fact.written))")
          lines.append("      actual: \(quoted(difference.actual))")
        }
      }
      if !failure.text.isEmpty {
        lines.append("  diff: |2")
        var text = TurnFailure()
        text.text = failure.text
        lines += PlainDiff.lines(text).map { $0.isEmpty ? "" : "    " + $0 }
      }
      return lines + ["  ..."]
    }
  }

  /// `#` and `\` mean something in a description.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
