import Language

/// Takes long lines apart: in a story of sixty words six may ask, and each piece is asked by itself.
enum LongLine {
  /// The pieces of a long line: its sentences, and of very long sentences stretches that overlap; none
  /// for a line that is short or of one piece.
  static func parts(of words: [Word]) -> [Range<Int>] {
    guard words.count >= longLine else { return [] }
    var parts: [Range<Int>] = []
    for sentence in words.sentences {
      if sentence.count < longSentence {
        if sentence.count >= shortest { parts.append(sentence) }
        continue
      }
      for start in stride(from: sentence.lowerBound, to: sentence.upperBound, by: step)
      where sentence.upperBound - start >= shortest {
        parts.append(start..<min(start + 2 * step, sentence.upperBound))
      }
    }
    return parts.count < 2 ? [] : Array(parts.suffix(mostParts))
  }

  private static let longLine = 22
  private static let longSentence = 30
  private static let shortest = 4
  private static let step = 9
  /// The last ones are kept: who tells first asks at the end.
  private static let mostParts = 10
}
