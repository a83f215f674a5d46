import Matching

/// What of a line is there now: dangers are looked for in that alone.
extension Assistant {
  /// The words of a line without the sentences and clauses that tell of what is over or of what might
  /// be, or ask about knowledge; all of them where what was over has come again.
  func present(_ line: UnderstoodLine) -> [Word] {
    let words = line.normalized.words
    if line.findings.has(.again) { return words }
    return words.sentences.flatMap { sentence in
      isElsewhere(words[sentence]) ? presentClauses(words[sentence]) : Array(words[sentence])
    }
  }

  /// Whether what a line describes stands in those parts alone.
  func isLeftBehind(_ line: UnderstoodLine) -> Bool {
    guard !line.signals.isEmpty else { return false }
    let words = present(line)
    return words.count < line.normalized.words.count
      && described(book.findings(in: words), in: words).isEmpty
  }

  private func isElsewhere(_ words: ArraySlice<Word>) -> Bool {
    let told = book.findings(in: Array(words))
    return told.has(.past) || told.has(.hypothetical) || told.isImpersonalQuestion
  }

  /// The clauses of such a sentence that tell of today: "his face is drooping, he had a stroke years
  /// ago". A clause that the next one looks back to ("…, that was years ago") is as old as that one.
  private func presentClauses(_ sentence: ArraySlice<Word>) -> [Word] {
    let clauses = sentence.clauses
    guard clauses.count > 1 else { return [] }
    let told = clauses.map { book.findings(in: Array(sentence[$0])) }
    return clauses.indices.flatMap { index -> ArraySlice<Word> in
      let isElsewhere =
        told[index].has(.told) || told[index].has(.past) || told[index].has(.hypothetical)
      let isOver = index + 1 < clauses.count && told[index + 1].has(.back)
      return isElsewhere || isOver ? [] : sentence[clauses[index]]
    }
  }
}
