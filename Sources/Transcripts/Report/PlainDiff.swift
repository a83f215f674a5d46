/// A difference as lines without colour, for formats that hold text.
enum PlainDiff {
  /// The reason, the lines of the answer, then the facts; each on one line.
  ///
  ///     -  expected     +  came     two blanks  the same     ...  left out
  static func lines(_ failure: TurnFailure) -> [String] {
    var lines: [String] = []
    if let reason = failure.reason { lines.append(reason) }
    for line in failure.text {
      switch line {
      case .same(let text): lines.append(text.isEmpty ? "" : "  \(text)")
      case .expected(let text): lines.append("- \(text.text)")
      case .actual(let text): lines.append("+ \(text.text)")
      case .left: lines.append("  ...")
      }
    }
    for difference in failure.facts {
      let fact = difference.fact
      let name = "\(fact.sign.rawValue) \(fact.key.rawValue)"
      lines.append("\(name): expected \(fact.written), actual \(difference.actual)")
    }
    return lines
  }
}
