/// A line as the ranking sees it, with what was done to get there.
///
/// All words keep the ranges of the line that was typed, so that a reply can quote it.
package struct NormalizedLine: Sendable, Hashable {
  /// The words after spelling correction.
  package var words: [Word]
  /// The words after synonyms were replaced too.
  package var canonical: [Word]
  /// Content words that nothing here knows, not even nearly.
  /// As typed, in the order of the line. A single letter or a number is never among them.
  package var unknown: [Word]

  /// The canonical words joined by a blank.
  package var text: String { Self.joined(canonical) }

  /// The words with a blank between them; no sentence end and no comma comes back.
  static func joined(_ words: [Word]) -> String {
    var text = ""
    for word in words {
      if !text.isEmpty { text.append(" ") }
      text.append(word.text)
    }
    return text
  }
}

/// Corrects spelling and replaces synonyms.
///
///     "whats ckd and hypercalcmia"
///     words      whats ckd and hypercalcemia
///     canonical  whats chronic kidney disease and hypercalcemia
///
/// A word of four letters or more that neither the vocabulary nor the plain words know, by text or by
/// stem, becomes the vocabulary's nearest word: within one edit, from eight letters on within two. A
/// blank too few or too many is one edit. Among equally near words the one with the same first
/// letter leads, then the more frequent, then the first by alphabet; where two of different stem
/// are nearly equally frequent (less than twice), the word is left alone.
///
/// It is a value that never changes once it was built or decoded, so that any thread may use it.
package struct Normalizer: Sendable {
  /// What a word is known as; one word may be several. A word with no role at all is simply right.
  struct Role: OptionSet {
    var rawValue: UInt8
    static let vocabulary = Role(rawValue: 1)
    static let stopword = Role(rawValue: 2)
    static let plain = Role(rawValue: 4)
    static let misspelling = Role(rawValue: 8)
  }

  struct Entry: Sendable {
    var role: Role
    var count: Int
    /// The number of the stem; -1 for a misspelling, in whose place another word always comes.
    var stem: Int32
  }

  var table: WordTable
  var entries: [Entry]
  var stems = WordTable()
  /// By the number of a stem 1 where a plain word or a stopword has it.
  var plainStems: [UInt8] = []
  var speller = Speller()
  /// The same words as they sound.
  var sounds = Speller()
  var replacements: [Int32: [Word]] = [:]
  let synonyms: SynonymTable

  /// A line with more unknown words than this keeps the rest as they are, so that cost is bounded.
  package static let correctionLimit = 32

  /// Letters from which on a word may have been written by ear.
  private static let soundLength = 7

  /// The vocabulary's words come first, so that their numbers are the same in both tables. A
  /// misspelling of more than one word is passed over.
  package init(lexicon: Lexicon, vocabulary: Vocabulary) {
    synonyms = SynonymTable(lexicon)
    table = vocabulary.table
    entries = []
    entries.reserveCapacity(table.count + lexicon.plainWords.count)
    for (word, entry) in zip(table.words, vocabulary.entries) {
      entries.append(
        Entry(
          role: .vocabulary, count: entry.count,
          stem: stems.add(entry.stem, hash: entry.stemHash)))
      offer(word)
    }
    for list in lexicon.synonyms { for name in list { add(name, .vocabulary) } }
    for name in lexicon.names { add(name, .vocabulary) }
    for misspelling in lexicon.misspellings {
      let written = Tokenizer.words(of: misspelling.written)
      guard written.count == 1, let word = written.first else { continue }
      let number = enter(word, .misspelling)
      add(misspelling.meant, .vocabulary)
      replacements[number] = Tokenizer.words(of: misspelling.meant)
    }
    add(lexicon.stopwords, .stopword)
    add(lexicon.plainWords, .plain)
    add(lexicon.rightWords, [])
  }

  /// Many single words: read a hundred at a time, which is three times as fast as one by one.
  private mutating func add(_ words: [String], _ role: Role) {
    for start in stride(from: 0, to: words.count, by: 100) {
      add(words[start..<min(start + 100, words.count)].joined(separator: "\n"), role)
    }
  }

  private mutating func add(_ line: String, _ role: Role) {
    for word in Tokenizer.words(of: line) {
      let number = Int(enter(word, role))
      let stem = stems.add(word.stem, hash: word.stemHash)
      entries[number].stem = stem
      if role == .plain || role == .stopword {
        while plainStems.count <= stem { plainStems.append(0) }
        plainStems[Int(stem)] = 1
      }
    }
  }

  /// - Returns: the number of the word. One that was known already only gains a role.
  @discardableResult
  private mutating func enter(_ word: Word, _ role: Role) -> Int32 {
    let number = table.add(word.text, hash: word.textHash)
    let index = Int(number)
    if index == entries.count {
      entries.append(Entry(role: [], count: 1, stem: -1))
      // Only the vocabulary is offered as a correction, yet numbers must stay in step.
      offer(role == .vocabulary ? word.text : "")
    }
    entries[index].role.insert(role)
    return number
  }

  /// Offers the word of the next number as a correction.
  private mutating func offer(_ word: String) {
    let bytes = Array(word.utf8)
    speller.append(bytes)
    sounds.append(bytes.count >= Self.soundLength ? Sounding.of(bytes) : [])
  }

  /// Reads, corrects and replaces in one go.
  ///
  ///     "is calciphylaxsis dangerus?"   →   text "is calciphylaxis dangerous"
  package func normalize(_ line: String) -> NormalizedLine {
    normalize(Tokenizer.words(of: line))
  }

  /// The same for a line that is already cut into words.
  ///
  /// Nothing is looked up twice, and at most 32 words are measured against the vocabulary, so that
  /// a line of 512 invented words costs no more than 32 typos.
  package func normalize(_ typed: [Word]) -> NormalizedLine {
    let known = typed.map(familiarity)
    var words: [Word] = []
    words.reserveCapacity(typed.count + 2)
    var unknown: [Word] = []
    var corrections = 0
    var index = 0
    while index < typed.count {
      let word = typed[index]
      index += 1
      if case .misspelled(let meant) = known[index - 1] {
        for part in meant { words.append(replacing(word, with: part)) }
        continue
      }
      let isKnown = known[index - 1].isKnown
      if index < typed.count, !isKnown || !known[index].isKnown,
        let joined = joined(word, typed[index])
      {
        index += 1
        words.append(joined)
        continue
      }
      if !isKnown, corrections < Self.correctionLimit, Self.isCorrectable(word.text) {
        corrections += 1
        let corrected = corrected(word)
        if !corrected.isEmpty {
          words.append(contentsOf: corrected)
          continue
        }
      }
      words.append(word)
      if !isKnown, Self.isContent(word.text) { unknown.append(word) }
    }
    return NormalizedLine(
      words: words, canonical: synonyms.canonical(of: words), unknown: unknown)
  }

  private enum Familiarity {
    case known
    case misspelled([Word])
    case unknown

    var isKnown: Bool { if case .unknown = self { false } else { true } }
  }

  /// A word is known by its text, or else by its stem: `lumps` is no misspelling where `lump` is
  /// known.
  private func familiarity(of word: Word) -> Familiarity {
    if let number = table.number(of: word.text, hash: word.textHash) {
      let isMisspelling = entries[Int(number)].role.contains(.misspelling)
      return isMisspelling ? .misspelled(replacements[number] ?? []) : .known
    }
    return stems.number(of: word.stem, hash: word.stemHash) == nil ? .unknown : .known
  }

  /// Whether the vocabulary or the plain words know this word, by text or by stem.
  package func knows(_ word: Word) -> Bool { familiarity(of: word).isKnown }

  /// Whether a plain word or a stopword has the stem of this word.
  package func isPlain(_ word: Word) -> Bool {
    guard let number = stems.number(of: word.stem, hash: word.stemHash) else { return false }
    return Int(number) < plainStems.count && plainStems[Int(number)] == 1
  }

  /// Whether it was given any plain words or stopwords.
  package var knowsPlainWords: Bool { !plainStems.isEmpty }

  private static func isContent(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return text.utf8.count > 1 && !(first >= 0x30 && first <= 0x39)
  }

  /// Plain letters alone, and no fewer than four: shorter words are near too many others.
  private static func isCorrectable(_ text: String) -> Bool {
    text.utf8.count >= 4 && text.utf8.count <= Speller.lengths.upperBound
      && text.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7a }
  }

  // MARK: Corrections

  /// `typed` as `meant`, in the same place.
  private func replacing(_ typed: Word, with meant: Word) -> Word {
    Word(
      text: meant.text, stem: meant.stem, range: typed.range, clause: typed.clause,
      sentence: typed.sentence, correctedFrom: typed.text, textHash: meant.textHash,
      stemHash: meant.stemHash)
  }

  private func replacing(_ typed: Word, with number: Int32) -> Word {
    word(number, at: typed.range, like: typed, typed: typed.text)
  }

  /// The word of a number, standing where something else was typed.
  private func word(
    _ number: Int32, at range: Range<Int>, like first: Word, typed: String
  ) -> Word {
    let text = table[number]
    let stem = entries[Int(number)].stem
    return Word(
      text: text, stem: stem < 0 ? text : stems[stem], range: range, clause: first.clause,
      sentence: first.sentence, correctedFrom: typed, textHash: table.hash(of: number),
      stemHash: stem < 0 ? table.hash(of: number) : stems.hash(of: stem))
  }

  /// One word that was typed as two (`calci phylaxis`), of which one at least means nothing alone.
  ///
  /// `nil` unless both stand in one clause and the two together are a vocabulary word of seven
  /// letters or more.
  private func joined(_ first: Word, _ second: Word) -> Word? {
    guard first.clause == second.clause, first.text.utf8.count + second.text.utf8.count >= 7
    else { return nil }
    guard let number = table.number(of: first.text + second.text),
      entries[Int(number)].role.contains(.vocabulary)
    else { return nil }
    return word(
      number, at: first.span(to: second), like: first,
      typed: "\(first.text) \(second.text)")
  }

  /// The word or the two words that were meant; empty if there is no telling.
  ///
  /// In this order: a word one edit away, two words written as one, a word two edits away, and last
  /// a word that sounds the same.
  private func corrected(_ word: Word) -> [Word] {
    let bytes = Array(word.text.utf8)
    var candidates = speller.nearest(to: bytes, limit: bytes.count >= 8 ? 2 : 1)
    if candidates.first?.distance != 1 {
      let parts = split(bytes)
      if !parts.isEmpty { return parts.map { replacing(word, with: $0) } }
    }
    if candidates.isEmpty, bytes.count >= Self.soundLength {
      candidates = sounds.nearest(to: Sounding.of(bytes), limit: bytes.count >= 10 ? 1 : 0)
    }
    return best(of: candidates).map { [replacing(word, with: $0)] } ?? []
  }

  /// `nil` where two words of different stems are both likely: a wrong correction is worse than
  /// none.
  private func best(of candidates: [Speller.Candidate]) -> Int32? {
    let leading =
      candidates.contains(where: \.sharesFirstLetter)
      ? candidates.filter(\.sharesFirstLetter) : candidates
    let best = leading.min { isBetter($0.number, $1.number) }
    guard let best else { return nil }
    let entry = entries[Int(best.number)]
    for other in leading {
      let rival = entries[Int(other.number)]
      if rival.stem != entry.stem, rival.count > entry.count / 2 { return nil }
    }
    return best.number
  }

  private func isBetter(_ left: Int32, _ right: Int32) -> Bool {
    let (leftCount, rightCount) = (entries[Int(left)].count, entries[Int(right)].count)
    if leftCount != rightCount { return leftCount > rightCount }
    return table.letters(of: left).lexicographicallyPrecedes(table.letters(of: right))
  }

  /// Two known words that were typed as one, one of them a vocabulary word of four letters or more.
  ///
  /// The two halves that are most frequent, judged by the rarer one; empty where no cut gives two
  /// words. Both must be known, one of four letters or more must be of the vocabulary, and a half
  /// of two letters needs one of five beside it.
  private func split(_ bytes: [UInt8]) -> [Int32] {
    guard bytes.count >= 6 else { return [] }
    var best: (count: Int, parts: [Int32]) = (0, [])
    var hash = WordHash.adding(bytes[0], to: WordHash.start)
    for place in 2..<bytes.count - 1 {
      hash = WordHash.adding(bytes[place - 1], to: hash)
      guard let first = number(of: bytes[..<place], hash: hash) else { continue }
      var rest = WordHash.start
      for index in place..<bytes.count { rest = WordHash.adding(bytes[index], to: rest) }
      guard let second = number(of: bytes[place...], hash: rest) else { continue }
      let (left, right) = (entries[Int(first)], entries[Int(second)])
      let length = bytes.count - place
      guard place >= 3 || length >= 5, length >= 3 || place >= 5 else { continue }
      let carries =
        (place >= 4 && left.role == .vocabulary) || (length >= 4 && right.role == .vocabulary)
      let count = min(left.count, right.count)
      if carries, count > best.count { best = (count, [first, second]) }
    }
    return best.parts
  }

  private func number(of bytes: ArraySlice<UInt8>, hash: UInt64) -> Int32? {
    table.number(hash: hash) { $0.elementsEqual(bytes) }
      .flatMap { entries[Int($0)].role == .misspelling ? nil : $0 }
  }
}
