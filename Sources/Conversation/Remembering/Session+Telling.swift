import Language

extension Session {
  /// The most words that are kept of a line.
  private static let mostWords = 24

  /// Keeps what a line tells of today, so that a later one can complete it to a danger.
  mutating func tell(_ line: Understanding, _ denials: [Bool]) {
    let findings = line.findings
    frame = line.dangers.telling.frame
    guard !findings.isImpersonalQuestion, !findings.isElsewhere || findings.has(.again),
      !findings.has(.fiction), !findings.has(.animal)
    else { return }
    let words = zip(line.normalized.words, denials).filter { !$0.1 }.prefix(Self.mostWords)
    guard words.count > 1 else { return }
    told.append(words.map(\.0.text).joined(separator: " "))
    if told.count > Self.mostTold { told.removeFirst(told.count - Self.mostTold) }
  }
}
