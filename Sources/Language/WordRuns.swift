// Concrete for arrays and their slices: what is generic costs ten times as much in another room.
extension [Word] {
  /// The sentences of a line as ranges of its words.
  ///
  ///     "Hi. My calcium is high, why?"   sentences 0..<1, 1..<6   clauses 0..<1, 1..<5, 5..<6
  ///
  /// None for no words.
  package var sentences: [Range<Int>] { self[...].sentences }

  /// Its clauses, in the same way.
  package var clauses: [Range<Int>] { self[...].clauses }
}

extension ArraySlice<Word> {
  /// The sentences of a part of a line; indices are those of the line.
  package var sentences: [Range<Int>] { runs { $0.sentence } }

  /// Its clauses, in the same way.
  package var clauses: [Range<Int>] { runs { $0.clause } }

  private func runs(_ number: (Word) -> Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = startIndex
    for index in indices
    where index + 1 == endIndex || number(self[index + 1]) != number(self[index]) {
      ranges.append(start..<index + 1)
      start = index + 1
    }
    return ranges
  }
}
