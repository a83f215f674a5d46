/// What is known of words as such: which mean the same, which are often misspelled, which are empty.
package struct Lexicon: Sendable, Hashable {
  /// Names of one thing; the first of each list is the form that the others are replaced by.
  package var synonyms: [[String]]
  /// What people write and what they mean: `kidny → kidney`.
  package var misspellings: [Misspelling]
  /// Words that carry no meaning of their own: `the`, `is`.
  package var stopwords: [String]
  /// Common words that must never be corrected into one of the vocabulary.
  package var plainWords: [String]
  /// Words that are right as they are, though nothing is corrected into them.
  package var rightWords: [String]
  /// Further names that a synonym must not fire inside of: with `soft tissue` listed here, a
  /// synonym for `tissue` leaves it alone.
  package var names: [String]

  /// - Parameter misspellings: the keys are what is written; they are sorted, so that a
  ///   dictionary's order never shows in what is built from it
  package init(
    synonyms: [[String]] = [], misspellings: [String: String] = [:], stopwords: [String] = [],
    plainWords: [String] = [], rightWords: [String] = [],
    names: [String] = []
  ) {
    self.synonyms = synonyms
    self.misspellings = misspellings.map { Misspelling(written: $0.key, meant: $0.value) }
      .sorted { $0.written < $1.written }
    self.stopwords = stopwords
    self.plainWords = plainWords
    self.rightWords = rightWords
    self.names = names
  }

  /// A known misspelling of one word and what it stands for (one word or several).
  package struct Misspelling: Sendable, Hashable {
    package var written: String
    package var meant: String
  }
}

/// The words that the knowledge uses, with how often it does.
package struct Vocabulary: Sendable {
  struct Entry: Sendable {
    var stem: String
    var stemHash: UInt64
    var count: Int
  }

  private(set) var table = WordTable()
  /// By the number of the word in `table`.
  private(set) var entries: [Entry] = []

  /// A vocabulary that knows no word.
  package init() {}

  /// A vocabulary of the words of these lines.
  package init(lines: [String]) {
    for line in lines { add(line) }
  }

  /// How many different words it holds.
  package var count: Int { entries.count }

  /// Counts the words of a line, numbers aside.
  package mutating func add(_ line: String, count: Int = 1) {
    add(Tokenizer.words(of: line), count: count)
  }

  /// Counts words that are cut already. A word that begins with a digit is passed over: numbers are
  /// no vocabulary, and a typo must never be corrected into one. A count that would overflow stays
  /// at the largest number.
  package mutating func add(_ words: [Word], count: Int = 1) {
    for word in words {
      if let first = word.text.utf8.first, first >= 0x30, first <= 0x39 { continue }
      let number = Int(table.add(word.text, hash: word.textHash))
      if number == entries.count {
        entries.append(Entry(stem: word.stem, stemHash: word.stemHash, count: 0))
      }
      let (sum, isTooMany) = entries[number].count.addingReportingOverflow(count)
      entries[number].count = isTooMany ? .max : sum
    }
  }

  /// How often a folded word was counted.
  /// The word must be folded as the tokenizer does it; 0 for one that was never counted.
  package subscript(word: String) -> Int {
    table.number(of: word).map { entries[Int($0)].count } ?? 0
  }
}
