/// The words of the names of results, for words that are typed with one letter wrong.
///
///     phosphte → phosphate    kreatinn → kreatinin    globulim → nothing: it is no word of ours
struct NearWords: Sendable {
  private struct Word: Sendable {
    var letters: [UInt8]
    var isOurs: Bool
  }

  /// A shorter word is too near to too many.
  static let shortest = 6

  private var words: [Int: [Word]] = [:]

  /// Adds the words of a name; `isOurs` where the name is one of a result that is read.
  mutating func insert(_ name: String, isOurs: Bool) {
    let bytes = PlainText(name).bytes
    for part in lexemes(of: bytes) where !part.isDigits && part.range.count >= Self.shortest {
      let letters = Array(bytes[part.range])
      if let known = words[letters.count]?.firstIndex(where: { $0.letters == letters }) {
        if isOurs { words[letters.count]?[known].isOurs = true }
      } else {
        words[letters.count, default: []].append(Word(letters: letters, isOurs: isOurs))
      }
    }
  }

  /// The words one edit away from a typed one; none where one of them belongs to another test alone.
  func near(_ typed: ArraySlice<UInt8>) -> [[UInt8]] {
    guard typed.count >= Self.shortest else { return [] }
    let typed = Array(typed)
    let found = (typed.count - 1...typed.count + 1).flatMap { count in
      (words[count] ?? []).filter { Self.isOneEdit($0.letters, typed) }
    }
    return found.allSatisfy(\.isOurs) ? found.map(\.letters) : []
  }

  /// Whether one letter put in, left out, exchanged, or changed with its neighbour makes the one the other.
  static func isOneEdit(_ one: [UInt8], _ two: [UInt8]) -> Bool {
    let (short, long) = one.count <= two.count ? (one, two) : (two, one)
    guard long.count - short.count <= 1, short != long else { return false }
    let start = zip(short, long).prefix { $0 == $1 }.count
    if short.count < long.count { return short[start...] == long[(start + 1)...] }
    if short[(start + 1)...] == long[(start + 1)...] { return true }
    return start + 1 < short.count && short[start] == long[start + 1]
      && short[start + 1] == long[start] && short[(start + 2)...] == long[(start + 2)...]
  }
}
