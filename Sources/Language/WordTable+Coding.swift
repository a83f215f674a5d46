extension WordTable {
  /// Layout: u32 bounds, one more than words │ u8 letters of all words │ u64 hashes. The slots are
  /// not kept: they are built anew in one pass.
  func write(to writer: inout ModelWriter) {
    writer.write(bounds)
    writer.write(letters)
    writer.write(hashes)
  }

  /// - Throws: `wrongLength` where bytes are missing, `inconsistent` where the bounds do not fit. A
  ///   hash that was changed only makes its word impossible to find.
  init(reading reader: inout ModelReader) throws(RankingModelError) {
    let bounds = try reader.numbers(UInt32.self)
    let letters = try reader.numbers(UInt8.self)
    let hashes = try reader.numbers(UInt64.self)
    guard let table = WordTable(bounds: bounds, letters: letters, hashes: hashes) else {
      throw .inconsistent
    }
    self = table
  }
}

extension ModelWriter {
  package mutating func write(_ ranges: [Range<Int32>]) {
    write(ranges.map(\.lowerBound))
    write(ranges.map(\.upperBound))
  }
}

extension ModelReader {
  /// Ranges within `0..<limit`.
  ///
  /// - Throws: `inconsistent` for a range that is turned around or ends beyond the limit.
  package mutating func ranges(within limit: Int) throws(RankingModelError) -> [Range<Int32>] {
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
  ///
  /// - Throws: `inconsistent` for any other number.
  package mutating func places(below limit: Int) throws(RankingModelError) -> [Int32] {
    let places = try numbers(Int32.self)
    for place in places where place < -1 || Int(place) >= limit { throw .inconsistent }
    return places
  }
}
