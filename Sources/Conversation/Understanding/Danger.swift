import Knowledge
import LabValues
import Language
import Matching

/// Dangers described in a line, decided before anything is looked up.
extension Listener {
  /// The index of the first red flag that a line describes as happening now.
  func redFlag(in line: Understanding) -> Int? {
    guard !line.findings.redFlags.isEmpty || !line.statedFlags.isEmpty else { return nil }
    let now = described(in: line)
    for index in line.findings.redFlags + line.statedFlags.map(\.index) + now {
      // What a bare fact means is for the rules to say: they know its value.
      if line.isBareFact, line.findings.isLikenessAlone(.redFlag(index)) { continue }
      let isAlways = knowledge.safety.redFlags[index].isUnconditional
      if isAlways ? isDanger(line, Self.neverDanger) : now.contains(index) { return index }
    }
    return nil
  }

  /// The red flags that are there in what a line tells of today.
  private func described(in line: Understanding) -> [Int] {
    let words = present(line)
    guard !words.isEmpty else { return [] }
    guard words.count < line.normalized.words.count else {
      return !line.isImpersonalQuestion && isDanger(line, Self.noDanger)
        ? line.findings.redFlags + line.statedFlags.map(\.index) : []
    }
    let found = findings(in: words)
    guard found.danger ?? 1 >= Self.noDanger else { return [] }
    return found.redFlags
  }

  /// Whether a line is like a danger at all. Results make any line look calm, so a line that states
  /// one is not judged by it.
  private func isDanger(_ line: Understanding, _ least: Float) -> Bool {
    let hasResult = line.reading.mentions.contains { $0.kind == .analyte && $0.value != nil }
    guard !hasResult, let danger = line.findings.danger else { return true }
    return danger >= least
  }

  /// A line less like a danger than this has none, whatever words it shares with one: "nobody is
  /// bleeding, why does warfarin need monitoring". Found by trial on lines that were not learned from.
  private static let noDanger: Float = 0.004
  /// The same for dangers that are one even in a question.
  private static let neverDanger: Float = 0.0005

  /// Whether a line is so unlike every danger that it tells of none that is happening now.
  func isCalm(_ line: Understanding) -> Bool { line.findings.danger ?? 1 < Self.noDanger }
}
