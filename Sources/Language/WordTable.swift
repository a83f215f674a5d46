/// Words numbered from 0 in order of arrival, found by a hash that each `Word` already carries.
///
/// The letters of all words stand in one array, so that a table of thousands is read in one piece. A
/// look-up costs one probe for nearly every word that is not in the table, since a slot keeps half of
/// the hash beside the number:
///
///     slot = [ upper 32 bits of the hash │ number + 1 ]      0 = free
///
/// At most half of the slots are taken, so a search always ends. Reading needs no lock; a word may
/// only be added while nobody else uses the table.
package struct WordTable: Sendable {
  /// Where the letters of each word begin, and last where they end.
  private(set) var bounds: [UInt32] = [0]
  private(set) var letters: [UInt8] = []
  private(set) var hashes: [UInt64] = []
  private var slots: [UInt64] = Array(repeating: 0, count: 16)

  /// An empty table, with room for eight words before it grows.
  package init() {}

  /// A table of different words; `nil` if the numbers do not fit each other.
  init?(bounds: [UInt32], letters: [UInt8], hashes: [UInt64]) {
    guard bounds.count == hashes.count + 1, bounds.first == 0,
      Int(bounds[hashes.count]) == letters.count
    else { return nil }
    for index in hashes.indices where bounds[index] > bounds[index + 1] { return nil }
    self.bounds = bounds
    self.letters = letters
    self.hashes = hashes
    var size = 16
    while size < hashes.count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for number in hashes.indices { place(number) }
  }

  package var count: Int { hashes.count }

  /// The word of a number.
  ///
  /// - Parameter number: one that this table gave; another one is a mistake and traps
  package subscript(number: Int32) -> String {
    String(decoding: letters(of: number), as: UTF8.self)
  }

  /// The letters of the word of a number, as UTF-8.
  func letters(of number: Int32) -> ArraySlice<UInt8> {
    letters[Int(bounds[Int(number)])..<Int(bounds[Int(number) + 1])]
  }

  /// How many letters the word of a number has, as bytes of UTF-8.
  func length(of number: Int32) -> Int {
    Int(bounds[Int(number) + 1] - bounds[Int(number)])
  }

  /// All words, in order of their numbers.
  package var words: [String] { (0..<Int32(truncatingIfNeeded: count)).map { self[$0] } }

  /// The hash of the word of a number.
  func hash(of number: Int32) -> UInt64 { hashes[Int(number)] }

  /// The number of a word; `hash` must be `WordHash.of(word)`.
  package func number(of word: String, hash: UInt64) -> Int32? {
    number(hash: hash) { $0.elementsEqual(word.utf8) }
  }

  /// The same, for a word whose hash is not at hand.
  package func number(of word: String) -> Int32? { number(of: word, hash: WordHash.of(word)) }

  /// The number of the word that has this hash and whose letters are right.
  @inline(__always)
  func number(hash: UInt64, isRight: (ArraySlice<UInt8>) -> Bool) -> Int32? {
    let mask = slots.count - 1
    var index = Self.home(hash) & mask
    while true {
      let slot = slots[index]
      if slot == 0 { return nil }
      if (slot ^ hash) >> 32 == 0 {
        let number = Int32(truncatingIfNeeded: slot & 0xffff_ffff) - 1
        if isRight(letters(of: number)) { return number }
      }
      index = (index + 1) & mask
    }
  }

  /// The number of a word, which is added if it is new.
  ///
  /// - Parameter hash: must be `WordHash.of(word)`: with another one the word is never found again
  @discardableResult
  package mutating func add(_ word: String, hash: UInt64) -> Int32 {
    if let number = number(of: word, hash: hash) { return number }
    if (count + 1) * 2 > slots.count { grow() }
    letters.append(contentsOf: word.utf8)
    bounds.append(UInt32(truncatingIfNeeded: letters.count))
    hashes.append(hash)
    place(count - 1)
    return Int32(truncatingIfNeeded: count - 1)
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
    for number in hashes.indices { place(number) }
  }
}
