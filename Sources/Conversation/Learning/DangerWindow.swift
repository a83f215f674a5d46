import Language

/// A stretch of a line in which a danger is looked for: the line, a sentence, a part of a long one.
struct DangerWindow: Sendable {
  let range: Range<Int>
  /// One that is torn from the rest must be surer than a whole line.
  let price: Float

  /// The line if it is short, its sentences, and stretches of a long one: in a long story little things
  /// add up that mean nothing.
  static func all(of words: [Word]) -> [DangerWindow] {
    guard !words.isEmpty else { return [] }
    var windows: [DangerWindow] = []
    if words.count <= longLine { windows.append(DangerWindow(range: 0..<words.count, price: 0)) }
    func add(_ range: Range<Int>) {
      guard range.count >= fewestWords else { return }
      windows.append(DangerWindow(range: range, price: tornPrice))
    }
    let sentences = words.sentences
    for sentence in sentences.prefix(mostSentences) {
      guard sentence.count > longSentence else {
        if sentences.count > 1 { add(sentence) }
        continue
      }
      let last = sentence.upperBound - stretch / 2
      for start in stride(from: sentence.lowerBound, to: last, by: stretch / 2) {
        add(start..<min(start + stretch, sentence.upperBound))
      }
    }
    return windows
  }

  // Found by trial on lines that were not learned from.
  static let fewestWords = 3
  private static let tornPrice: Float = 0.2
  private static let mostSentences = 12
  private static let longSentence = 20
  private static let longLine = 60
  private static let stretch = 16
}
