/// Finds what may be the name or the address of a person, so that nobody keeps it by mistake.
///
/// A guess, and only good for a warning: it misses names in small letters, and takes a rare word
/// for one.
struct NameGuard: Sendable {
  /// Lower-cased words that are no names.
  var knownWords: Set<String>

  /// Words after which a name is told.
  private static let cues = [
    ["my", "name", "is"], ["i", "am", "called"], ["called"], ["dr"], ["mr"], ["mrs"], ["ms"],
    ["patient"], ["signed"],
  ]

  /// The words of a message that look like a name, a mail address or a number of a person.
  ///
  ///     "I am called Nora, mail nora@home.org"   →   Nora, nora@home.org
  func suspects(in message: String) -> [String] {
    let words = message.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" }).map(String.init)
    var found: [String] = []
    for (index, word) in words.enumerated() {
      if word.contains("@"), word.contains(".") || word.count > 3 {
        found.append(word)
        continue
      }
      let digits = word.count(where: \.isNumber)
      if digits >= 7, word.allSatisfy({ $0.isNumber || "+-()/.".contains($0) }),
        !Placeholder.date.fits(Self.bare(word))
      {
        found.append(word)
        continue
      }
      let bare = Self.bare(word)
      guard isUnknownCapital(bare) else { continue }
      let before = words[..<index].map { Self.bare($0).lowercased() }
      let isCued = Self.cues.contains { before.suffix($0.count).elementsEqual($0) }
      let isInside = index > 0 && !".?!:".contains(words[index - 1].last ?? " ")
      if isCued || isInside { found.append(bare) }
    }
    return found
  }

  /// A capital and small letters, and no word of the knowledge.
  private func isUnknownCapital(_ word: String) -> Bool {
    guard let first = word.first, first.isUppercase, word.count >= 3,
      word.dropFirst().contains(where: \.isLowercase)
    else { return false }
    let lowered = word.lowercased()
    let base =
      lowered.hasSuffix("'s") || lowered.hasSuffix("’s") ? String(lowered.dropLast(2)) : lowered
    return !knownWords.contains(lowered) && !knownWords.contains(base)
  }

  private static func bare(_ word: String) -> String {
    var word = Substring(word)
    while let last = word.last, !last.isLetter, !last.isNumber { word.removeLast() }
    while let first = word.first, !first.isLetter, !first.isNumber { word.removeFirst() }
    return String(word)
  }
}
