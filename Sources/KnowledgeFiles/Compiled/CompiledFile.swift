import Storage

/// The bytes of a compiled knowledge file: a header that proves what it was made of, then its parts.
///
///     "calciq\0" version(1) │ build(8) │ stamp(8) │ content(8) │ checksum of the rest(8) │
///     count(4), then each part with its length(4)
package struct CompiledFile: Sendable, Hashable {
  /// The format; a file of another version is rebuilt.
  package static let version: UInt8 = 6

  /// What the file was made from.
  package struct Origin: Sendable, Hashable {
    /// Which program made it: parts are only good for the very program that wrote them.
    package var build: UInt64
    /// The stamp of the knowledge folder (see ``FolderListing``); 0 where there is none to trust.
    package var stamp: UInt64
    /// The hash of all that the folder holds.
    package var content: UInt64

    package init(build: UInt64, stamp: UInt64, content: UInt64) {
      self.build = build
      self.stamp = stamp
      self.content = content
    }
  }

  package var origin: Origin
  package var parts: [ArraySlice<UInt8>]

  package init(origin: Origin, parts: [[UInt8]]) {
    self.origin = origin
    self.parts = parts.map { $0[...] }
  }

  /// Why a compiled file is not used.
  package enum Refusal: Error, Sendable, Hashable {
    case notCompiledKnowledge
    case otherVersion
    case damaged
    case stale
  }

  private static let magic: [UInt8] = Array("calciq\0".utf8)
  private static let headerSize = 8 + 8 * 4
  private static let mostParts = 64

  package var bytes: [UInt8] {
    var body: [UInt8] = []
    Self.append(UInt32(truncatingIfNeeded: parts.count), to: &body)
    for part in parts {
      Self.append(UInt32(truncatingIfNeeded: part.count), to: &body)
      body += part
    }
    var bytes = Self.magic + [Self.version]
    for number in [origin.build, origin.stamp, origin.content] { Self.append(number, to: &bytes) }
    Self.append(Self.checksum(origin, body[...]), to: &bytes)
    return bytes + body
  }

  /// Checks every byte before any of it is used; whose knowledge it is, is not asked yet.
  package init(bytes: [UInt8], build: UInt64) throws(Refusal) {
    guard bytes.count >= Self.headerSize, bytes.starts(with: Self.magic) else {
      throw .notCompiledKnowledge
    }
    func number<Number: FixedWidthInteger>(_ type: Number.Type, at offset: Int) -> Number? {
      guard bytes.count - offset >= MemoryLayout<Number>.size else { return nil }
      return Number(
        littleEndian: unsafe bytes.withUnsafeBytes {
          unsafe $0.loadUnaligned(fromByteOffset: offset, as: Number.self)
        })
    }
    guard bytes[7] == Self.version, number(UInt64.self, at: 8) == build else {
      throw .otherVersion
    }
    guard let stamp = number(UInt64.self, at: 16), let content = number(UInt64.self, at: 24),
      let checksum = number(UInt64.self, at: 32)
    else { throw .damaged }
    origin = Origin(build: build, stamp: stamp, content: content)
    guard Self.checksum(origin, bytes[Self.headerSize...]) == checksum,
      let count = number(UInt32.self, at: Self.headerSize), count <= Self.mostParts
    else { throw .damaged }
    var offset = Self.headerSize + 4
    var parts: [ArraySlice<UInt8>] = []
    for _ in 0..<count {
      guard let length = number(UInt32.self, at: offset),
        Int(length) <= bytes.count - offset - 4
      else { throw .damaged }
      parts.append(bytes[(offset + 4)..<(offset + 4 + Int(length))])
      offset += 4 + Int(length)
    }
    guard offset == bytes.count else { throw .damaged }
    self.parts = parts
  }

  private static func checksum(_ origin: Origin, _ body: ArraySlice<UInt8>) -> UInt64 {
    var hash = ContentHash()
    for number in [origin.build, origin.stamp, origin.content] { hash.add(number) }
    hash.add(body)
    return hash.value
  }

  private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
    for place in 0..<MemoryLayout<Number>.size {
      bytes.append(UInt8(truncatingIfNeeded: number >> Number(place * 8)))
    }
  }
}
