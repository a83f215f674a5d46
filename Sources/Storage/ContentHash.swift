/// A 64-bit hash of bytes that is the same on every run; it guards against change, not attack.
///
/// It is of our own making: no other program computes it. Whoever can choose the bytes can find two
/// runs with the same hash.
package struct ContentHash: Sendable {
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of nothing, to which parts are added in an order that must be the same every time.
  package init() {}

  /// The hash of a run of bytes: any one changed byte changes it.
  package static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    unsafe bytes.withUnsafeBytes { unsafe of($0) }
  }

  /// The same of bytes in memory.
  package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = ContentHash()
    unsafe hash.add(bytes)
    return hash.value
  }

  /// Mixes in a text, and its length.
  ///
  /// The length sets parts apart: `ab`, `c` and `a`, `bc` are different.
  package mutating func add(_ text: String) { add(Array(text.utf8)[...]) }

  /// Mixes in a number.
  package mutating func add(_ number: UInt64) { value = Self.mixed(value, number) }

  /// Mixes in a run of bytes, and its length.
  package mutating func add(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe add($0) }
  }

  /// The same of bytes in memory.
  package mutating func add(_ raw: UnsafeRawBufferPointer) {
    // Eight sums side by side: each would wait for its own multiplication.
    let start = value
    var lanes = InlineArray<8, UInt64> { start ^ UInt64($0) }
    var offset = 0
    while raw.count - offset >= 64 {
      for lane in lanes.indices {
        let word = unsafe raw.loadUnaligned(fromByteOffset: offset + lane * 8, as: UInt64.self)
        lanes[lane] = Self.mixed(lanes[lane], UInt64(littleEndian: word))
      }
      offset += 64
    }
    while offset < raw.count {
      lanes[0] = Self.mixed(lanes[0], UInt64(unsafe raw[offset]))
      offset += 1
    }
    for lane in lanes.indices { value = Self.mixed(value, lanes[lane]) }
    value = Self.mixed(value, UInt64(raw.count))
  }

  @inline(__always)
  private static func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let product = (sum ^ word) &* 0x9e37_79b9_7f4a_7c15
    return product ^ product >> 29
  }
}
