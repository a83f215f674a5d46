import Knowledge
import Language

/// Lines that leave out what was said before: the finding they speak of, the person, the condition.
struct LineCompletion: Sendable {
  let refinements: Refinements
  let normalizer: Normalizer
  let negation: Negation
  let words: LineWords

  /// A line with what it leaves out, for finding what it describes.
  ///
  ///     now it is red and hot      → now my lump is red and hot
  ///     black poo since yesterday  → i have black poo since yesterday
  func completed(
    _ line: NormalizedLine, _ findings: Findings, in session: Session
  ) -> NormalizedLine? {
    guard session.turn > 1, line.words.count <= 16, !findings.has(.knowledge),
      !session.facts.isEmpty || !session.signals.isEmpty
    else { return nil }
    let words = line.words.map(\.text)
    let noun = session.signals.reversed().lazy.compactMap { refinements.nouns[$0] }.first
    var text = ""
    var isPointing = false
    for word in words {
      if let noun, let rest = self.words.said(byPointer: word) {
        isPointing = true
        text += " " + (self.words.words(of: .own).prefix(1) + [noun] + rest).joined(separator: " ")
      } else {
        text += " " + word
      }
    }
    if !isPointing {
      guard !words.contains(where: { self.words.holds($0, .spokenOf) }) else { return nil }
      text = self.words.words(of: .telling).joined(separator: " ") + text
    }
    return normalizer.normalize(text)
  }

  /// The signals found and not denied; for some of them "not" counts in front of the last word too.
  func described(_ findings: Findings, in words: [Word]) -> [Int] {
    let signals = refinements.signals
    return findings.signals.filter { index in
      guard refinements.deniable.contains(signals[index].id) else { return true }
      return findings.all.contains { finding in
        guard finding.meaning == .signal(index), !finding.isDenied else { return false }
        let last = finding.range.upperBound - 1
        return !negation.denies(last..<last + 1, in: words)
      }
    }
  }
}
