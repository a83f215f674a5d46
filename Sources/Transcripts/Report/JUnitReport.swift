/// The result of a replay as JUnit XML: a file is a test suite, a turn is a test case.
///
/// The form that Jenkins and GitLab read: `testsuites`, `testsuite`, `testcase` with `failure` or
/// `skipped`. What a person typed is escaped, and what XML cannot hold becomes U+FFFD.
package enum JUnitReport {
  package static func text(_ summary: ReplaySummary) -> String {
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    lines.append(
      "<testsuites name=\"calciq replay\" tests=\"\(summary.turns)\" failures=\"\(summary.failed)\""
        + " skipped=\"\(summary.notRun)\">")
    for result in summary.results {
      let name = result.name(ofRuns: summary.runs)
      let failed = result.turns.count(where: \.hasFailed)
      let passed = result.turns.count(where: \.hasPassed)
      lines.append(
        "  <testsuite name=\(attribute(name)) file=\(attribute(result.path))"
          + " tests=\"\(result.turns.count)\" failures=\"\(failed)\""
          + " skipped=\"\(result.turns.count - failed - passed)\">")
      for turn in result.turns { lines += self.lines(turn, result, name) }
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return lines.map { $0 + "\n" }.joined()
  }

  private static func lines(_ turn: TurnResult, _ result: ReplayResult, _ suite: String) -> [String]
  {
    let name = "\(turn.number) \(turn.message.joined(separator: " / "))"
    let head =
      "    <testcase name=\(attribute(name)) classname=\(attribute(suite))"
      + " file=\(attribute(result.path)) line=\"\(turn.line)\""
    switch turn.status {
    case .passed: return [head + "/>"]
    case .notRun(let reason):
      return [head + ">", "      <skipped message=\(attribute(reason))/>", "    </testcase>"]
    case .failed(let failure):
      let text = PlainDiff.lines(failure).joined(separator: "\n")
      let message = "\(result.path):\(turn.line): \(failure.summary)"
      return [
        head + ">",
        "      <failure message=\(attribute(message))>\(escaped(text))</failure>",
        "    </testcase>",
      ]
    }
  }

  private static func attribute(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// Text that XML can hold: its signs escaped, control characters as U+FFFD.
  private static func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;".unicodeScalars
      case "<": out += "&lt;".unicodeScalars
      case ">": out += "&gt;".unicodeScalars
      case "\"": out += "&quot;".unicodeScalars
      case "\n": out.append(scalar)
      default:
        let isXML = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        out.append(isXML ? scalar : "\u{FFFD}")
      }
    }
    return String(out)
  }
}

extension TurnFailure {
  /// What differs, in a few words.
  var summary: String {
    if let reason { return reason }
    var parts = text.isEmpty ? [] : ["text"]
    parts += facts.map { "\($0.fact.sign.rawValue) \($0.fact.key.rawValue)" }
    return parts.joined(separator: ", ") + (parts.count == 1 ? " differs" : " differ")
  }
}
