import Language
import Matching

/// What of a line is there now: dangers are looked for in that alone.
extension Listener {
  /// The words of a line without the sentences and clauses that tell of what is over or of what might
  /// be, or ask about knowledge; all of them where what was over has come again.
  func present(_ line: Understanding) -> [Word] {
    let words = line.normalized.words
    if line.findings.has(.again) { return words }
    let sentences = words.sentences
    return sentences.flatMap { sentence in
      let told =
        sentences.count == 1 ? line.findings : book.findings(in: Array(words[sentence]))
      let isElsewhere = told.isElsewhere || told.isImpersonalQuestion
      return isElsewhere ? presentClauses(words[sentence]) : Array(words[sentence])
    }
  }

  /// Whether what a line describes stands in those parts alone.
  func isLeftBehind(_ line: Understanding) -> Bool {
    guard !line.signals.isEmpty else { return false }
    let words = present(line)
    return words.count < line.normalized.words.count
      && described(book.findings(in: words), in: words).isEmpty
  }

  /// The clauses of such a sentence that tell of today: "his face is drooping, he had a stroke years
  /// ago". A clause that the next one looks back to ("…, that was years ago") is as old as that one.
  private func presentClauses(_ sentence: ArraySlice<Word>) -> [Word] {
    let clauses = sentence.clauses
    guard clauses.count > 1 else { return [] }
    let told = clauses.map { book.findings(in: Array(sentence[$0])) }
    return clauses.indices.flatMap { index -> ArraySlice<Word> in
      let isElsewhere = told[index].has(.told) || told[index].isElsewhere
      let isOver = index + 1 < clauses.count && told[index + 1].has(.back)
      return isElsewhere || isOver ? [] : sentence[clauses[index]]
    }
  }
}
