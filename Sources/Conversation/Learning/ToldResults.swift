import LabValues
import Language

/// The results that a line tells, as the model of dangers reads them: which number lies where, and which
/// test it is. "Oxygen 97" and "oxygen 84" are the same words.
struct ToldResults: Sendable {
  /// How a result lies, from what nobody needs to act on to what cannot wait.
  enum Standing: UInt64, Sendable { case inside = 1, outside, critical }

  /// For each word that is a number of a result how it lies.
  private(set) var standings: [Int: Standing] = [:]
  /// The last word of each result, with how it lies and the hash of its test.
  private(set) var ends: [(word: Int, standing: Standing, test: UInt64)] = []

  init() {}

  init(_ reading: Reading, in words: [Word]) {
    for mention in reading.mentions where mention.kind == .analyte && mention.value != nil {
      add(mention.fact, mention.flag, mention.range, words)
    }
    for result in reading.watchedResults { add(result.test, result.flag, result.range, words) }
    ends.sort { $0.word < $1.word }
  }

  private mutating func add(_ test: String, _ flag: Flag, _ range: Range<Int>, _ words: [Word]) {
    let standing: Standing
    switch flag {
    case .normal: standing = .inside
    case .low, .high: standing = .outside
    case .criticalLow, .criticalHigh: standing = .critical
    case .unknown: return
    }
    let covered = words.indices.filter { words[$0].range.overlaps(range) }
    guard let last = covered.last else { return }
    for index in covered where words[index].number != nil { standings[index] = standing }
    ends.append((last, standing, WordHash.of(test)))
  }
}
