/// Finds the known words nearest to a misspelled one, without an index of deletions.
///
/// Words stand in buckets by length. Each has a signature that counts its letters (two bits a
/// letter: one, two or more); an edit takes away one letter and adds one at most, so a word within
/// distance d lacks at most d bits and has at most d too many. The few that pass are measured with
/// Hyyrö's bit-parallel distance (optimal string alignment: insertion, deletion, replacement and
/// transposition of neighbours count 1 each).
///
/// Source: Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances",
/// Nordic Journal of Computing 10, 2003.
///
/// Nothing changes while words are looked up, so that any thread may ask.
struct Speller: Sendable {
  /// A word near the one that was typed: its number in the table of the normalizer, and how many
  /// edits.
  struct Candidate {
    var number: Int32
    var distance: Int
    var sharesFirstLetter: Bool
  }

  /// Letters of a word that takes part. Shorter ones are near everything; longer ones nobody types.
  static let lengths = 3...40

  private struct Bucket: Sendable {
    var signatures: [UInt64] = []
    var numbers: [Int32] = []
  }

  private var buckets: [Bucket] = Array(repeating: Bucket(), count: lengths.upperBound + 1)
  private var letters: [UInt8] = []
  /// Where the letters of each word start; words that are not plain letters have none.
  private var starts: [Int32] = []

  init() {}

  func write(to writer: inout ModelWriter) {
    for bucket in buckets {
      writer.write(bucket.signatures)
      writer.write(bucket.numbers)
    }
    writer.write(letters)
    writer.write(starts)
  }

  /// Reads a speller of this many words.
  ///
  /// - Throws: `inconsistent` where a word of a bucket would reach beyond the letters.
  init(reading reader: inout ModelReader, words: Int) throws(RankingModelError) {
    for length in buckets.indices {
      let signatures = try reader.numbers(UInt64.self)
      let numbers = try reader.places(below: words)
      guard numbers.count == signatures.count, !numbers.contains(-1) else {
        throw .inconsistent
      }
      buckets[length] = Bucket(signatures: signatures, numbers: numbers)
    }
    letters = try reader.numbers(UInt8.self)
    starts = try reader.places(below: letters.count + 1)
    guard starts.count == words else { throw .inconsistent }
    for (length, bucket) in buckets.enumerated() {
      for number in bucket.numbers {
        let start = Int(starts[Int(number)])
        guard start >= 0, start + length <= letters.count else { throw .inconsistent }
      }
    }
  }

  /// Adds the word of the next number; words that cannot be meant by a typo are passed over.
  ///
  /// Its number counts up all the same, so that numbers stay those of the table that the words
  /// stand in.
  mutating func append(_ word: some Sequence<UInt8>) {
    let number = Int32(truncatingIfNeeded: starts.count)
    let start = letters.count
    starts.append(Int32(truncatingIfNeeded: start))
    var signature: UInt64 = 0
    for byte in word {
      guard byte >= 0x61, byte <= 0x7a else {
        letters.removeSubrange(start...)
        return
      }
      letters.append(byte)
      signature = Self.adding(byte, to: signature)
    }
    let length = letters.count - start
    guard Self.lengths.contains(length) else {
      letters.removeSubrange(start...)
      return
    }
    buckets[length].signatures.append(signature)
    buckets[length].numbers.append(number)
  }

  @inline(__always)
  private static func adding(_ byte: UInt8, to signature: UInt64) -> UInt64 {
    let bit: UInt64 = 1 << UInt64((byte & 31) * 2)
    return signature | (signature & bit) << 1 | bit
  }

  /// All words at the smallest distance of at most `limit`, in no stated order.
  ///
  /// - Parameters:
  ///   - word: the letters as bytes; an empty word, or one beyond 63 bytes, has no neighbours
  ///   - limit: 0 to 2; the signatures are not made for more
  /// - Returns: all candidates have the same distance, which is 0 where the word itself is known.
  func nearest(to word: [UInt8], limit: Int) -> [Candidate] {
    guard let pattern = EditPattern(word) else { return [] }
    let signature = word.reduce(0) { Self.adding($1, to: $0) }
    var limit = limit
    var found: [Candidate] = []
    for offset in [0, 1, -1, 2, -2] where abs(offset) <= limit {
      let length = word.count + offset
      guard Self.lengths.contains(length) else { continue }
      let bucket = buckets[length]
      var index = 0
      let count = bucket.signatures.count
      while index < count {
        let other = bucket.signatures[index]
        index += 1
        guard Self.hasAtMost(limit, signature & ~other), Self.hasAtMost(limit, other & ~signature)
        else { continue }
        let number = bucket.numbers[index - 1]
        let start = Int(starts[Int(number)])
        let distance = pattern.distance(to: letters, from: start, count: length)
        guard distance <= limit else { continue }
        if distance < limit {
          limit = distance
          found.removeAll(keepingCapacity: true)
        }
        found.append(
          Candidate(
            number: number, distance: distance, sharesFirstLetter: letters[start] == word[0]))
      }
    }
    return found
  }

  /// Whether at most one or two bits are set; an x86 without `popcnt` is quicker at this.
  @inline(__always)
  private static func hasAtMost(_ limit: Int, _ bits: UInt64) -> Bool {
    let once = bits & (bits &- 1)
    if once == 0 { return true }
    return limit >= 2 && once & (once &- 1) == 0
  }
}

/// A word prepared for measuring its distance to many others.
///
/// The table of places is 2 KiB, so a pattern pays off from the second comparison on.
struct EditPattern {
  /// For each byte, where the word has it.
  private var places: [UInt64] = Array(repeating: 0, count: 256)
  private let length: Int

  /// `nil` for an empty word and for one that does not fit 63 bits.
  init?(_ word: [UInt8]) {
    guard (1...63).contains(word.count) else { return nil }
    length = word.count
    for (index, byte) in word.enumerated() { places[Int(byte)] |= 1 << UInt64(index) }
  }

  /// The distance to `letters[from..<from + count]`.
  ///
  /// - Returns: 0 for the same letters, and never more than the longer of the two is long.
  func distance(to letters: [UInt8], from start: Int, count: Int) -> Int {
    let last: UInt64 = 1 << UInt64(length - 1)
    var positive = UInt64.max
    var negative: UInt64 = 0
    var diagonal: UInt64 = 0
    var placesBefore: UInt64 = 0
    var distance = length
    for index in start..<start + count {
      let here = places[Int(letters[index])]
      let swapped = ((~diagonal & here) << 1) & placesBefore
      diagonal = (((here & positive) &+ positive) ^ positive) | here | negative | swapped
      var up = negative | ~(diagonal | positive)
      var down = diagonal & positive
      if up & last != 0 { distance += 1 }
      if down & last != 0 { distance -= 1 }
      up = up << 1 | 1
      down <<= 1
      positive = down | ~(diagonal | up)
      negative = up & diagonal
      placesBefore = here
    }
    return distance
  }
}
