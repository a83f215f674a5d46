/// The words of all phrases, each with a number; open addressing over one buffer of bytes.
struct WordList: Sendable {
  private var slots: [Int32] = Array(repeating: -1, count: 1 << 13)
  private var bounds: [Int32] = [0]
  private var arena: [UInt8] = []

  @inline(__always) private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash >> 17)
  }

  /// The number of a known word, else -1.
  func find(_ bytes: ArraySlice<UInt8>) -> Int32 {
    var slot = Self.hash(bytes) & (slots.count - 1)
    while slots[slot] >= 0 {
      if isWord(slots[slot], bytes) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  mutating func insert(_ bytes: ArraySlice<UInt8>) -> Int32 {
    let known = find(bytes)
    if known >= 0 { return known }
    let number = Int32(bounds.count - 1)
    arena += bytes
    bounds.append(Int32(arena.count))
    if bounds.count * 2 > slots.count { grow() } else { place(number) }
    return number
  }

  private func bytes(of word: Int32) -> ArraySlice<UInt8> {
    arena[Int(bounds[Int(word)])..<Int(bounds[Int(word) + 1])]
  }

  @inline(__always) private func isWord(_ word: Int32, _ bytes: ArraySlice<UInt8>) -> Bool {
    let start = Int(bounds[Int(word)])
    let count = Int(bounds[Int(word) + 1]) - start
    guard count == bytes.count else { return false }
    let first = bytes.startIndex
    for k in 0..<count where arena[start + k] != bytes[first + k] { return false }
    return true
  }

  private mutating func place(_ word: Int32) {
    var slot = Self.hash(bytes(of: word)) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = word
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for word in 0..<Int32(bounds.count - 1) { place(word) }
  }
}

/// From a node of the phrase tree and a word to the next node.
struct EdgeTable: Sendable {
  private var keys: [UInt64] = Array(repeating: .max, count: 1 << 14)
  private var values: [Int32] = Array(repeating: -1, count: 1 << 14)
  private var count = 0

  @inline(__always) private static func key(_ node: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
  }

  @inline(__always) private func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (keys.count - 1)
  }

  func find(_ node: Int32, _ word: Int32) -> Int32? {
    let key = Self.key(node, word)
    var at = slot(key)
    while keys[at] != .max {
      if keys[at] == key { return values[at] }
      at = (at + 1) & (keys.count - 1)
    }
    return nil
  }

  mutating func insert(_ node: Int32, _ word: Int32, _ next: Int32) {
    if count * 2 >= keys.count { grow() }
    place(Self.key(node, word), next)
    count += 1
  }

  private mutating func place(_ key: UInt64, _ next: Int32) {
    var at = slot(key)
    while keys[at] != .max { at = (at + 1) & (keys.count - 1) }
    keys[at] = key
    values[at] = next
  }

  private mutating func grow() {
    let old = zip(keys, values).filter { $0.0 != .max }
    keys = Array(repeating: .max, count: keys.count * 2)
    values = Array(repeating: -1, count: keys.count)
    for (key, next) in old { place(key, next) }
  }
}
