extension WordTable {
  func write(to writer: inout ModelWriter) {
    writer.write(words.map { UInt32(truncatingIfNeeded: $0.utf8.count) })
    writer.write(words.flatMap { Array($0.utf8) })
  }

  /// Reads the words; their hashes are computed anew, which is quicker than reading them.
  init(reading reader: inout ModelReader) throws(RankingModelError) {
    let lengths = try reader.numbers(UInt32.self)
    let letters = try reader.raw()
    var words: [String] = []
    words.reserveCapacity(lengths.count)
    var hashes: [UInt64] = []
    hashes.reserveCapacity(lengths.count)
    var start = letters.startIndex
    for length in lengths {
      guard Int(length) <= letters.endIndex - start else { throw .inconsistent }
      let word = letters[start..<(start + Int(length))]
      start += Int(length)
      var hash = WordHash.start
      for byte in word { hash = WordHash.adding(byte, to: hash) }
      words.append(String(decoding: word, as: UTF8.self))
      hashes.append(hash)
    }
    guard start == letters.endIndex else { throw .inconsistent }
    self.init(words: words, hashes: hashes)
  }
}

extension ModelWriter {
  mutating func write(_ ranges: [Range<Int32>]) {
    write(ranges.map(\.lowerBound))
    write(ranges.map(\.upperBound))
  }
}

extension ModelReader {
  /// Ranges within `0..<limit`.
  mutating func ranges(within limit: Int) throws(RankingModelError) -> [Range<Int32>] {
    let starts = try numbers(Int32.self)
    let ends = try numbers(Int32.self)
    guard starts.count == ends.count else { throw .inconsistent }
    var ranges: [Range<Int32>] = []
    ranges.reserveCapacity(starts.count)
    for (start, end) in zip(starts, ends) {
      guard start >= 0, start <= end, Int(end) <= limit else { throw .inconsistent }
      ranges.append(start..<end)
    }
    return ranges
  }

  /// Numbers of which each is below the limit, or −1 for none.
  mutating func places(below limit: Int) throws(RankingModelError) -> [Int32] {
    let places = try numbers(Int32.self)
    for place in places where place < -1 || Int(place) >= limit { throw .inconsistent }
    return places
  }
}
