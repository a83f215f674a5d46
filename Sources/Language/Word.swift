/// One word of a line: what it says, its stem, and where it stands.
///
///     "My calcium's 2.2, no pain."
///      my │ calciums │ 2.2 │ no │ pain      text
///      my │ calcium  │ 2.2 │ no │ pain      stem
///      0  │ 0        │ 0   │ 1  │ 1         clause
///
/// Both hashes are computed while the word is cut, in the same pass over its bytes.
package struct Word: Sendable, Hashable {
  /// The folded form: lower case, no apostrophes, no diacritics.
  package let text: String
  /// The Snowball stem of `text`.
  package let stem: String
  /// Bytes of the original line's UTF-8.
  package let range: Range<Int>
  /// Counts up at every comma, sentence end and line break that stands between words.
  /// From 0 for the first word.
  package let clause: Int
  /// Counts up at every sentence end and line break that stands between words.
  package let sentence: Int
  /// What was typed, where the spelling was corrected.
  package let correctedFrom: String?
  /// `WordHash.of(text)`, kept so that no table has to compute it again.
  package let textHash: UInt64
  /// `WordHash.of(stem)`, kept so that no table has to compute it again.
  package let stemHash: UInt64

  /// For words that come from somewhere else than a line; the hashes are computed here.
  package init(
    text: String, stem: String, range: Range<Int>, clause: Int, sentence: Int,
    correctedFrom: String? = nil
  ) {
    self.init(
      text: text, stem: stem, range: range, clause: clause, sentence: sentence,
      correctedFrom: correctedFrom, textHash: WordHash.of(text), stemHash: WordHash.of(stem))
  }

  init(
    text: String, stem: String, range: Range<Int>, clause: Int, sentence: Int,
    correctedFrom: String?, textHash: UInt64, stemHash: UInt64
  ) {
    self.text = text
    self.stem = stem
    self.range = range
    self.clause = clause
    self.sentence = sentence
    self.correctedFrom = correctedFrom
    self.textHash = textHash
    self.stemHash = stemHash
  }

  /// From the first byte of either word to the last. They may come from two lines, out of order.
  func span(to other: Word) -> Range<Int> {
    let lower = min(range.lowerBound, other.range.lowerBound)
    let upper = max(range.upperBound, other.range.upperBound)
    return lower..<upper
  }

  /// The value of a word that is a decimal number, such as `2.2`; otherwise `nil`.
  ///
  /// A number that no `Double` can hold exactly is rounded to the nearest one.
  package var number: Double? {
    guard let first = text.utf8.first, first >= 0x30, first <= 0x39 else { return nil }
    return Double(text)
  }
}

/// The 64-bit FNV-1a hash of a word's UTF-8: the same on every run, unlike `Hashable`.
///
/// Source: Fowler, Noll, Vo, http://www.isthe.com/chongo/tech/comp/fnv/. It is no protection
/// against words that were chosen to collide.
package enum WordHash {
  package static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash after one more byte.
  @inline(__always)
  package static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// The hash of a whole word.
  package static func of(_ word: String) -> UInt64 {
    var hash = start
    for byte in word.utf8 { hash = adding(byte, to: hash) }
    return hash
  }
}
