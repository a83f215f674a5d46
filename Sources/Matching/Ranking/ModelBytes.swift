/// Why bytes are not a ranking model.
package enum RankingModelError: Error, Sendable, Hashable {
  /// They do not begin as a model does.
  case notAModel
  /// They were written by another version of the format.
  case otherVersion(UInt32)
  /// They end too early, or go on after the end.
  case wrongLength
  /// They were changed after they were written.
  case wrongChecksum
  /// A number in them points outside what it counts.
  case inconsistent
}

/// Writes little-endian numbers and counted arrays.
struct ModelWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ more: [UInt8]) { bytes += more }

  mutating func write(_ value: UInt32) {
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value >> 16))
    bytes.append(UInt8(truncatingIfNeeded: value >> 24))
  }

  mutating func write(_ value: UInt64) {
    write(UInt32(truncatingIfNeeded: value))
    write(UInt32(truncatingIfNeeded: value >> 32))
  }

  mutating func write(_ value: Float) { write(value.bitPattern) }
  mutating func write(count: Int) { write(UInt32(truncatingIfNeeded: count)) }

  mutating func write(_ values: [UInt32]) {
    write(count: values.count)
    for value in values { write(value) }
  }

  mutating func write(_ values: [UInt64]) {
    write(count: values.count)
    for value in values { write(value) }
  }

  mutating func write(_ values: [Float]) { write(values.map(\.bitPattern)) }

  mutating func write(_ text: String) { write(raw: Array(text.utf8)) }

  mutating func write(raw: [UInt8]) {
    write(count: raw.count)
    bytes += raw
  }
}

/// Reads what `ModelWriter` wrote; never beyond the end.
struct ModelReader {
  private let bytes: [UInt8]
  private(set) var position: Int

  init(_ bytes: [UInt8], from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func word() throws(RankingModelError) -> UInt32 {
    guard bytes.count - position >= 4 else { throw .wrongLength }
    defer { position += 4 }
    return Self.word(bytes.span, position)
  }

  mutating func float() throws(RankingModelError) -> Float { Float(bitPattern: try word()) }

  /// A count of things of `size` bytes each, all of which are there.
  mutating func count(of size: Int) throws(RankingModelError) -> Int {
    let count = Int(try word())
    guard count <= (bytes.count - position) / size else { throw .wrongLength }
    return count
  }

  mutating func words() throws(RankingModelError) -> [UInt32] {
    let count = try count(of: 4)
    let start = position
    position += count * 4
    let bytes = bytes.span
    var words: [UInt32] = []
    words.reserveCapacity(count)
    for index in 0..<count { words.append(Self.word(bytes, start + index * 4)) }
    return words
  }

  mutating func longs() throws(RankingModelError) -> [UInt64] {
    let count = try count(of: 8)
    let start = position
    position += count * 8
    let bytes = bytes.span
    var longs: [UInt64] = []
    longs.reserveCapacity(count)
    for index in 0..<count {
      let low = UInt64(Self.word(bytes, start + index * 8))
      longs.append(low | UInt64(Self.word(bytes, start + index * 8 + 4)) << 32)
    }
    return longs
  }

  mutating func floats() throws(RankingModelError) -> [Float] {
    try words().map { Float(bitPattern: $0) }
  }

  mutating func raw() throws(RankingModelError) -> [UInt8] {
    let count = try count(of: 1)
    defer { position += count }
    return Array(bytes[position..<(position + count)])
  }

  @inline(__always)
  static func word(_ bytes: Span<UInt8>, _ at: Int) -> UInt32 {
    UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16
      | UInt32(bytes[at + 3]) << 24
  }

  /// A checksum of all bytes from `start`: any one changed byte changes it.
  static func checksum(_ bytes: Span<UInt8>, from start: Int) -> UInt64 {
    var first: UInt64 = 0x243f_6a88_85a3_08d3
    var second = UInt64(truncatingIfNeeded: bytes.count - start)
    var position = start
    while bytes.count - position >= 8 {
      first = (first ^ UInt64(word(bytes, position))) &* 0x9e37_79b9_7f4a_7c15
      second = (second ^ UInt64(word(bytes, position + 4))) &* 0xd6e8_feb8_6659_fd93
      first ^= first >> 32
      second ^= second >> 32
      position += 8
    }
    while position < bytes.count {
      first = (first ^ UInt64(bytes[position])) &* 0x9e37_79b9_7f4a_7c15
      first ^= first >> 32
      position += 1
    }
    return SplitMix64.mixed(first) &+ SplitMix64.mixed(second ^ 0x5851_f42d)
  }
}
