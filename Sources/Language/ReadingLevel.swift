/// How hard a text is to read: its sentences, their length, and its grade by Flesch and Kincaid.
///
///     "Calcium is a mineral. It is in bones. [1]"   → two sentences, the longest of 4 words
///
/// The grade is 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and others, 1975). A
/// line of a list is a sentence, a marker such as `[1]` is no word, and a number has one syllable.
///
/// Source: Kincaid, Fishburne, Rogers, Chissom, "Derivation of new readability formulas for Navy
/// enlisted personnel", Research Branch Report 8-75, 1975. Syllables are guessed from the letters,
/// so a grade is an estimate.
package struct ReadingLevel: Sendable, Hashable {
  /// The words of each sentence.
  package let sentences: [[String]]
  private let syllables: Int

  /// - Parameter known: words that the reader knows, since the text is about them; however long, they
  ///   count as two syllables
  package init(_ text: String, known: Set<String> = []) {
    var sentences: [[String]] = []
    for block in Self.blocks(of: text) { sentences += Self.sentences(of: block.text) }
    self.sentences = sentences
    syllables = sentences.joined().reduce(0) { sum, word in
      let count = Self.syllables(of: word)
      return sum + (known.contains(word.lowercased()) ? min(count, 2) : count)
    }
  }

  /// How many words there are, markers aside.
  package var words: Int { sentences.reduce(0) { $0 + $1.count } }

  /// In words; 0 for an empty text.
  package var longestSentence: Int { sentences.map(\.count).max() ?? 0 }

  /// The school grade at which the text is understood.
  /// 5.0 is the fifth year; 0 for a text without words. A very plain text can fall below 0.
  package var grade: Double {
    guard words > 0 else { return 0 }
    let (words, sentences) = (Double(words), Double(sentences.count))
    return 0.39 * words / sentences + 11.8 * Double(syllables) / words - 15.59
  }

  /// A paragraph, or the item of a list, on one line.
  package struct Block: Sendable, Hashable {
    package var text: String
    package var isItem: Bool
  }

  /// The paragraphs and list items of a text.
  ///
  /// A blank line or a leading `- ` begins a new one; other line breaks are only blanks.
  ///
  ///     "One\ntwo\n\n- three"   →   "One two", item "three"
  package static func blocks(of text: String) -> [Block] {
    var blocks: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.drop { $0 == " " }
      if trimmed.isEmpty || trimmed.hasPrefix("- ") { blocks.append([]) }
      if !trimmed.isEmpty { blocks[blocks.count - 1].append(trimmed) }
    }
    return blocks.filter { !$0.isEmpty }.map { lines in
      let text = lines.joined(separator: " ")
      let isItem = text.hasPrefix("- ")
      return Block(text: isItem ? String(text.dropFirst(2)) : text, isItem: isItem)
    }
  }

  /// The sentences of a paragraph as they stand in it: each with the markers behind its end.
  ///
  /// A sentence ends at `. ! ?` where the next word begins with a capital letter or an opening
  /// sign, so that `e.g. calcium` and `vs. phosphate` end nothing. Joined by blanks the parts are
  /// the block again.
  package static func parts(of block: String) -> [String] {
    var parts: [[Substring]] = [[]]
    var isOver = false
    for word in block.split(separator: " ") {
      let isMarker = word.first == "["
      // "iLive", "eGFR": a name may begin small.
      if isOver, !isMarker,
        word.prefix(2).contains(where: { $0.isUppercase || "“\"(".contains($0) })
      {
        parts.append([])
      }
      if !isMarker {
        let bare = word.drop { "“\"(".contains($0) }
        isOver =
          word.last.map { ".!?".contains($0) } == true && bare.count > 2
          || ends(word)
      }
      parts[parts.count - 1].append(word)
    }
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
  }

  /// Whether a word ends a sentence within signs: `said.”`, `(2024).`
  private static func ends(_ word: Substring) -> Bool {
    let signs = word.reversed().prefix { !$0.isLetter && !$0.isNumber }
    return signs.count > 1 && signs.contains { ".!?".contains($0) }
  }

  private static func sentences(of block: String) -> [[String]] {
    parts(of: block).map { part in
      part.split(separator: " ").filter { $0.first != "[" }.compactMap { word in
        let bare = word.drop { !$0.isLetter && !$0.isNumber }
        let last = bare.lastIndex { $0.isLetter || $0.isNumber }
        return last.map { String(bare[...$0]) }
      }
    }.filter { !$0.isEmpty }
  }

  /// The syllables of an English word, by its groups of vowels.
  ///
  ///     calcium  a, iu → 2      stone  o, silent e → 1      dialysis  ia, y, i → 3
  ///
  /// Never below 1, and 1 for a number.
  static func syllables(of word: String) -> Int {
    let letters = Array(word.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) })
    guard !letters.isEmpty else { return 1 }
    func isVowel(_ place: Int) -> Bool { "aeiouy".unicodeScalars.contains(letters[place]) }
    var count = 0
    for place in letters.indices where isVowel(place) && (place == 0 || !isVowel(place - 1)) {
      count += 1
    }
    let end = String(String.UnicodeScalarView(letters.suffix(3)))
    let isSilent =
      end.hasSuffix("e") && !end.hasSuffix("le")
      || end.hasSuffix("ed") && !["ted", "ded"].contains(end)
      || end.hasSuffix("es") && !["ses", "xes", "zes", "hes", "ces", "ges"].contains(end)
    return max(isSilent ? count - 1 : count, 1)
  }
}
