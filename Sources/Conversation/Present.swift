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

  /// The clauses of such a sentence that tell of a state of today: "his face is drooping, he had a
  /// stroke years ago". A clause that the next one looks back to ("…, that was years ago") is as old as
  /// that one.
  private func presentClauses(_ sentence: ArraySlice<Word>) -> [Word] {
    let clauses = sentence.clauses
    guard clauses.count > 1 else { return [] }
    return clauses.indices.flatMap { index in
      let words = Array(sentence[clauses[index]])
      let told = book.findings(in: words)
      guard told.has(.present), !told.has(.past), !told.has(.hypothetical) else { return [Word]() }
      if index + 1 < clauses.count,
        book.findings(in: Array(sentence[clauses[index + 1]])).has(.back)
      {
        return []
      }
      return words
    }
  }
}

extension ArraySlice<Word> {
  /// The clauses of a part of a line, as ranges of its words.
  fileprivate var clauses: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = startIndex
    for index in indices where index + 1 == endIndex || self[index + 1].clause != self[index].clause
    {
      ranges.append(start..<index + 1)
      start = index + 1
    }
    return ranges
  }
}
