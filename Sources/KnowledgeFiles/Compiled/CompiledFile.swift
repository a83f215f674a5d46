/// The bytes of a compiled knowledge file: a header that proves what it was made of, then its parts.
///
///     "calciq\0" version(1)  hash of Intents(8)  checksum(8)  count(4)  [length(4) bytes]…
package struct CompiledFile: Sendable, Hashable {
  /// The format; a file of another version is rebuilt.
  package static let version: UInt8 = 1

  /// The hash of the knowledge folder that it was compiled from.
  package var contentHash: UInt64
  package var parts: [[UInt8]]

  package init(contentHash: UInt64, parts: [[UInt8]]) {
    self.contentHash = contentHash
    self.parts = parts
  }

  /// Why a compiled file is not used.
  package enum Refusal: Error, Sendable, Hashable {
    case notCompiledKnowledge
    case otherVersion
    case damaged
    case stale
  }

  private static let magic: [UInt8] = Array("calciq\0".utf8)
  private static let headerSize = 7 + 1 + 8 + 8

  package var bytes: [UInt8] {
    var body: [UInt8] = []
    Self.append(UInt32(truncatingIfNeeded: parts.count), to: &body)
    for part in parts {
      Self.append(UInt32(truncatingIfNeeded: part.count), to: &body)
      body += part
    }
    var checksum = ContentHash()
    checksum.add(body)
    var bytes = Self.magic + [Self.version]
    Self.append(contentHash, to: &bytes)
    Self.append(checksum.value, to: &bytes)
    return bytes + body
  }

  /// Checks every byte before any of it is used.
  package init(bytes: [UInt8], expecting hash: UInt64) throws(Refusal) {
    guard bytes.count >= Self.headerSize + 4, bytes.starts(with: Self.magic) else {
      throw .notCompiledKnowledge
    }
    guard bytes[7] == Self.version else { throw .otherVersion }
    var offset = 8
    func number(_ size: Int) -> UInt64? {
      guard bytes.count - offset >= size else { return nil }
      var value: UInt64 = 0
      for place in 0..<size { value |= UInt64(bytes[offset + place]) << UInt64(place * 8) }
      offset += size
      return value
    }
    guard let contentHash = number(8), let checksum = number(8) else { throw .damaged }
    guard contentHash == hash else { throw .stale }
    var actual = ContentHash()
    actual.add(Array(bytes[offset...]))
    guard actual.value == checksum, let count = number(4) else { throw .damaged }
    var parts: [[UInt8]] = []
    for _ in 0..<min(count, 64) {
      guard let length = number(4), length <= UInt64(bytes.count - offset) else { throw .damaged }
      parts.append(Array(bytes[offset..<(offset + Int(length))]))
      offset += Int(length)
    }
    guard offset == bytes.count else { throw .damaged }
    self.contentHash = contentHash
    self.parts = parts
  }

  private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
    for place in 0..<MemoryLayout<Number>.size {
      bytes.append(UInt8(truncatingIfNeeded: number >> Number(place * 8)))
    }
  }
}
