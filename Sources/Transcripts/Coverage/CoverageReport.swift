import Knowledge

/// The coverage as text: a table, and under it everything that is never reached with its place.
package struct CoverageReport: Sendable {
  /// What stands in front of the file names of the knowledge, such as `Intents/`.
  package var folder: String

  package init(folder: String) { self.folder = folder }

  /// The table, then what is missing, with a line break at the end of each line.
  ///
  ///     Coverage
  ///       sections     97 %    331 of 338
  ///       red flags    100 %   41 of 41
  ///     Never reached: sections
  ///       Intents/calciphylaxis/outlook.yaml:1  calciphylaxis/outlook
  package func text(_ coverage: Coverage, failUnder: Double? = nil) -> String {
    let name = coverage.groups.map(\.name.count).max() ?? 0
    var lines = ["Coverage"]
    for group in coverage.groups {
      let counts = "\(group.reached.count) of \(group.items.count)"
      var line =
        "  \(Self.padded(group.name, name))  \(Self.padded(Self.percent(group), 6))  \(counts)"
      if let limit = failUnder, group.isHeld, group.percent < limit {
        line += "  under \(Self.number(limit)) %"
      }
      lines.append(line)
    }
    for group in coverage.groups where !group.neverReached.isEmpty {
      lines += ["", "Never reached: \(group.name)"]
      lines += group.neverReached.map { item in
        guard let place = item.place else { return "  \(item.id)" }
        return "  \(folder)\(place.file):\(place.line)  \(item.id)"
      }
    }
    let once = coverage.groups.filter(\.isHeld).flatMap(\.reachedOnce).count
    if once > 0 { lines += ["", "Reached through one wording only: \(once)"] }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Rounded down, so that nothing short of all reads as 100 %.
  private static func percent(_ group: Coverage.Group) -> String {
    "\(group.items.isEmpty ? 100 : 100 * group.reached.count / group.items.count) %"
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e6 ? "\(Int(value))" : "\(value)"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
