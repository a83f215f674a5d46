/// All that speaks for a danger in a line.
struct DangerReading: Sendable {
  /// What counts, the one that leads first.
  var found: [DangerEvidence] = []
  /// What was found and does not count, with its reasons.
  var withheld: [DangerEvidence] = []
  /// How each part of the line tells what it tells.
  var telling = LineTelling()

  /// The places of the dangers that count, each once.
  var dangers: [Int] {
    var dangers: [Int] = []
    for one in found where !dangers.contains(one.danger) { dangers.append(one.danger) }
    return dangers
  }

  /// The first evidence for a danger.
  func evidence(for danger: Int) -> DangerEvidence? { found.first { $0.danger == danger } }
}
