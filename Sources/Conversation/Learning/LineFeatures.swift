import Knowledge
import LabValues
import Language
import Matching

/// The features of the words of a line, word after word: each word brings those that end in it.
struct LineFeatures: Sendable {
  /// So many places there are for the hashes of features.
  static let size = 1 << 18

  private(set) var places: [Int32] = []
  private(set) var starts: [Int] = [0]

  /// The features of some of the words.
  func places(of range: Range<Int>) -> ArraySlice<Int32> {
    guard !range.isEmpty else { return [] }
    return places[starts[range.lowerBound]..<starts[range.upperBound]]
  }

  /// The features of a topic that is spoken of while a line is typed.
  static func places(within topic: String) -> [Int32] {
    let hash = topic.utf8.reduce(Self.topic) { Self.mixed($0, UInt64($1)) }
    var features = LineFeatures()
    for number in 0..<Self.topicWeight { features.add(Self.mixed(hash, UInt64(number))) }
    return features.places
  }

  private init() {}

  /// So many features of a line are its topic: among those of the words one alone would be lost.
  private static let topicWeight = 4

  /// The features of words; what is denied is another word than what is not, and a result is known by
  /// where it lies.
  init(_ words: [Word], _ denials: [Bool], _ results: ToldResults) {
    places.reserveCapacity(words.count * 16)
    starts.reserveCapacity(words.count + 1)
    var before: UInt64 = 0
    var beforeThat: UInt64 = 0
    var sentence: Int?
    var ends = results.ends[...]
    for (index, word) in words.enumerated() {
      if word.sentence != sentence {
        (before, beforeThat) = (Self.edge, 0)
        sentence = word.sentence
      }
      let isNumber = word.number != nil
      var hash = isNumber ? Self.number : word.stemHash
      if let standing = results.standings[index] { hash = Self.mixed(hash, standing.rawValue) }
      if denials[index] { hash = Self.mixed(hash, Self.denied) }
      add(hash)
      add(Self.mixed(before, hash))
      if beforeThat != 0 { add(Self.mixed(Self.mixed(beforeThat, Self.gap), hash)) }
      if !isNumber { addRuns(of: word.text, salt: denials[index] ? Self.denied : 0) }
      while let end = ends.first, end.word <= index {
        let standing = Self.mixed(Self.result, end.standing.rawValue)
        add(standing)
        add(Self.mixed(standing, end.test))
        ends.removeFirst()
      }
      (beforeThat, before) = (before == Self.edge ? 0 : before, hash)
      starts.append(places.count)
    }
  }

  /// Runs of four letters, the edges of the word among them.
  private mutating func addRuns(of text: String, salt: UInt64) {
    var text = text
    text.withUTF8 { bytes in
      guard bytes.count >= 3 else { return }
      var window: UInt64 = 0x5f
      for index in 0...bytes.count {
        let byte = index < bytes.count ? unsafe bytes[index] : 0x5f
        window = (window << 8 | UInt64(byte)) & 0xffff_ffff
        if index >= 2 { add(Self.mixed(window, Self.run ^ salt)) }
      }
    }
  }

  private mutating func add(_ hash: UInt64) {
    let mixed = hash &* 0x9e37_79b9_7f4a_7c15
    places.append(Int32(truncatingIfNeeded: mixed >> 40) & Int32(Self.size - 1))
  }

  private static let edge: UInt64 = 0x1b87_3593_cc9e_2d51
  private static let number: UInt64 = 0x2545_f491_4f6c_dd1d
  private static let result: UInt64 = 0x94d0_49bb_1331_11eb
  private static let denied: UInt64 = 0x7fb5_d329_728e_a185
  private static let gap: UInt64 = 0x81da_def4_bc2d_d44d
  private static let topic: UInt64 = 0x3c79_ac49_2ba7_b653
  private static let run: UInt64 = 0x9b1a_d0c3_51f3_4e6b

  @inline(__always)
  private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = (a ^ (b &+ 0x9e37_79b9_7f4a_7c15)) &* 0xff51_afd7_ed55_8ccd
    return product ^ product >> 32
  }
}
