/// A small generator with a fixed seed, so that a failing run can be repeated.
package struct TestRandom: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  package mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// One of the seeds with bytes changed, removed, doubled or spliced; now and then pure noise.
  package mutating func mutated(_ seeds: [String]) -> String {
    var bytes = Array((seeds.randomElement(using: &self) ?? "").utf8)
    if Int.random(in: 0..<10, using: &self) == 0 {
      bytes = (0..<Int.random(in: 0..<200, using: &self)).map { _ in
        UInt8.random(in: 0...255, using: &self)
      }
    }
    for _ in 0..<Int.random(in: 0..<6, using: &self) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<5, using: &self) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &self)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: bytes[0...place], at: place)
      case 3: bytes += Array((seeds.randomElement(using: &self) ?? "").utf8)
      default: bytes.insert(UInt8(ascii: " "), at: place)
      }
      if bytes.count > 6_000 { bytes.removeLast(bytes.count - 6_000) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
