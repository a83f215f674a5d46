/// A small random source of our own, so that training gives the same weights on every run.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
///
/// It is no source of secrets: whoever knows one number knows all that follow.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The same seed gives the same numbers, on every machine.
  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mixed(state)
  }

  /// A number below `bound`, which is at least 1; the slight bias does not matter here.
  package mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
  }

  /// `0..<count` in a random order of our own (the standard library's may change).
  package mutating func order(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// A number that some numbers have of their own, whatever others there are.
  package static func key(of numbers: [Int32], _ seed: Int = 0) -> UInt64 {
    numbers.reduce(UInt64(truncatingIfNeeded: seed)) {
      ($0 ^ UInt64(UInt32(bitPattern: $1))) &* 0x9e37_79b9_7f4a_7c15
    }
  }

  /// The places of `keys` in an order that is as if random, another one for each round; what is added or
  /// taken away leaves the order of all others as it was.
  package static func steadyOrder(of keys: [UInt64], round: Int) -> [Int] {
    let salt = mixed(UInt64(truncatingIfNeeded: round) &+ 1)
    let drawn = keys.map { mixed($0 ^ salt) }
    return keys.indices.sorted { (drawn[$0], $0) < (drawn[$1], $1) }
  }

  /// Fisher and Yates, from the last place down: every order is as likely as the others.
  package mutating func shuffle(_ order: inout [Int]) {
    var last = order.count - 1
    while last > 0 {
      order.swapAt(last, below(last + 1))
      last -= 1
    }
  }

  /// Spreads the bits of `value` over the whole word.
  package static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
