/// Words numbered from 0 in order of arrival, found by a hash that each `Word` already carries.
///
/// A look-up costs one probe for nearly every word that is not in the table, since a slot keeps
/// half of the hash beside the number:
///
///     slot = [ upper 32 bits of the hash │ number + 1 ]      0 = free
package struct WordTable: Sendable {
  package private(set) var words: [String] = []
  private var hashes: [UInt64] = []
  private var slots: [UInt64] = Array(repeating: 0, count: 16)

  package init() {}

  /// A table of different words, whose hashes are known.
  init(words: [String], hashes: [UInt64]) {
    self.words = words
    self.hashes = hashes
    var size = 16
    while size < words.count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for number in words.indices { place(number) }
  }

  package var count: Int { words.count }

  /// The hash of the word of a number.
  func hash(of number: Int) -> UInt64 { hashes[number] }

  /// The number of a word; `hash` must be `WordHash.of(word)`.
  package func number(of word: String, hash: UInt64) -> Int32? {
    number(hash: hash) { $0 == word }
  }

  package func number(of word: String) -> Int32? { number(of: word, hash: WordHash.of(word)) }

  /// The number of the word that has this hash and that `isRight`.
  @inline(__always)
  func number(hash: UInt64, isRight: (String) -> Bool) -> Int32? {
    let mask = slots.count - 1
    var index = Self.home(hash) & mask
    while true {
      let slot = slots[index]
      if slot == 0 { return nil }
      if (slot ^ hash) >> 32 == 0 {
        let number = Int(slot & 0xffff_ffff) - 1
        if isRight(words[number]) { return Int32(truncatingIfNeeded: number) }
      }
      index = (index + 1) & mask
    }
  }

  /// The number of a word, which is added if it is new.
  @discardableResult
  package mutating func add(_ word: String, hash: UInt64) -> Int32 {
    if let number = number(of: word, hash: hash) { return number }
    if (words.count + 1) * 2 > slots.count { grow() }
    words.append(word)
    hashes.append(hash)
    place(words.count - 1)
    return Int32(truncatingIfNeeded: words.count - 1)
  }

  @discardableResult
  package mutating func add(_ word: String) -> Int32 { add(word, hash: WordHash.of(word)) }

  @inline(__always)
  private static func home(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7fff_ffff)
  }

  private mutating func place(_ number: Int) {
    let hash = hashes[number]
    let mask = slots.count - 1
    var index = Self.home(hash) & mask
    while slots[index] != 0 { index = (index + 1) & mask }
    slots[index] = hash & 0xffff_ffff_0000_0000 | UInt64(number + 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for number in 0..<words.count { place(number) }
  }
}
