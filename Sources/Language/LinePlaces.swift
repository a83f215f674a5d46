/// A set of places between the words of a line, one bit each.
///
///     words      I  have  pain .  Help  me .
///     places    0  1    2     3  4    5   6
///
/// A word leads from its place to the next. No word stands at a sentence's last place (3, 6), so
/// whatever moves from word to word stops there by itself.
protocol LinePlaces: Sendable {
  /// How many places it has; a larger place must not be inserted, it would land on another one.
  static var capacity: Int { get }
  init()
  var isEmpty: Bool { get }
  /// The highest place of a set that is not empty.
  var highest: Int { get }
  /// - Parameter place: `0..<capacity`
  mutating func insert(_ place: Int)
  /// Every place moved on by one word.
  /// What stood at the last place falls out.
  var advanced: Self { get }
  static func & (left: Self, right: Self) -> Self
  static func | (left: Self, right: Self) -> Self
}

extension UInt64: LinePlaces {
  static var capacity: Int { 64 }
  var isEmpty: Bool { self == 0 }
  var highest: Int { 63 - leadingZeroBitCount }
  mutating func insert(_ place: Int) { self |= 1 << UInt64(place & 63) }
  var advanced: UInt64 { self << 1 }
}

/// Places for the longest line: 512 words in 512 sentences.
struct ManyPlaces: LinePlaces {
  static var capacity: Int { 1024 }
  private var parts = InlineArray<16, UInt64>(repeating: 0)

  init() {}

  var isEmpty: Bool {
    for index in 0..<16 where parts[index] != 0 { return false }
    return true
  }

  var highest: Int {
    for index in (0..<16).reversed() where parts[index] != 0 {
      return index * 64 + parts[index].highest
    }
    return 0
  }

  mutating func insert(_ place: Int) { parts[place >> 6 & 15].insert(place) }

  var advanced: ManyPlaces {
    var result = ManyPlaces()
    var carry: UInt64 = 0
    for index in 0..<16 {
      result.parts[index] = parts[index] << 1 | carry
      carry = parts[index] >> 63
    }
    return result
  }

  static func & (left: ManyPlaces, right: ManyPlaces) -> ManyPlaces {
    var result = ManyPlaces()
    for index in 0..<16 { result.parts[index] = left.parts[index] & right.parts[index] }
    return result
  }

  static func | (left: ManyPlaces, right: ManyPlaces) -> ManyPlaces {
    var result = ManyPlaces()
    for index in 0..<16 { result.parts[index] = left.parts[index] | right.parts[index] }
    return result
  }
}
