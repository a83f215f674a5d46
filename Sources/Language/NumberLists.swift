/// For each key from 0 a list of numbers, all lists in one array.
///
///     key      0      1  2
///     numbers  4 7    │  3          starts  0 2 2 3
///
/// A list is found without a search and costs no memory of its own. Within a key the numbers keep
/// the order in which they were given.
struct NumberLists: Sendable {
  private(set) var numbers: [Int32]
  private var starts: [Int32]

  func write(to writer: inout ModelWriter) {
    writer.write(numbers)
    writer.write(starts)
  }

  /// Lists for this many keys, of numbers below the limit.
  ///
  /// - Throws: `inconsistent` where the starts do not ascend from 0 to the count of numbers.
  init(
    reading reader: inout ModelReader, keys: Int, below limit: Int
  ) throws(RankingModelError) {
    numbers = try reader.places(below: limit)
    starts = try reader.numbers(Int32.self)
    guard starts.count == keys + 1, starts.first == 0, !numbers.contains(-1) else {
      throw .inconsistent
    }
    for (start, end) in zip(starts, starts.dropFirst()) where start > end {
      throw .inconsistent
    }
    guard starts.last.map({ Int($0) }) == numbers.count else { throw .inconsistent }
  }

  /// - Parameter pairs: in any order of keys; each key must be in `0..<keys`
  init(keys: Int, _ pairs: [(key: Int32, number: Int32)]) {
    starts = Array(repeating: 0, count: keys + 1)
    for pair in pairs { starts[Int(pair.key) + 1] += 1 }
    for key in 0..<keys { starts[key + 1] += starts[key] }
    numbers = Array(repeating: 0, count: pairs.count)
    var next = starts
    for pair in pairs {
      numbers[Int(next[Int(pair.key)])] = pair.number
      next[Int(pair.key)] += 1
    }
  }

  var keyCount: Int { starts.count - 1 }

  /// Where the key's list stands in `numbers`.
  @inline(__always)
  func range(of key: Int32) -> Range<Int> {
    Int(starts[Int(key)])..<Int(starts[Int(key) + 1])
  }
}
