package import Language
import Storage

/// The bytes of a compiled knowledge file: a header that proves what it was made of, then its parts.
///
///     "calciq\0" version(1) │ build(8) │ stamp(8) │ stamp of copies(8) │ content(8) │
///     length of the rest(8) │ checksum of the rest(8) │ checksum of all before(8) │
///     count(4), then each part with its length(4)
///
///      0  "calciq\0"      8  build      24  stamp of copies   40  length     56  checksum of 0…55
///      7  version (u8)   16  stamp      32  content           48  checksum   64  count, parts
///
/// Numbers are little-endian. All of it may be mapped and read where it lies.
package struct CompiledFile: Sendable {
  /// The format; a file of another version is rebuilt.
  package static let version: UInt8 = 8

  /// What the file was made from.
  ///
  /// Three proofs, from the cheapest to the surest: the stamp of this very folder, the stamp that a
  /// copy has, and the hash of what the files hold.
  package struct Origin: Sendable, Hashable {
    /// Which program made it: parts are only good for the very program that wrote them.
    package var build: UInt64
    /// The stamp of the knowledge folder (see ``FolderListing``); 0 where there is none to trust.
    package var stamp: UInt64
    /// The stamp that every copy of the folder has, as a package unpacks one.
    package var copyStamp: UInt64
    /// The hash of all that the folder holds.
    package var content: UInt64

    package init(build: UInt64, stamp: UInt64, copyStamp: UInt64, content: UInt64) {
      self.build = build
      self.stamp = stamp
      self.copyStamp = copyStamp
      self.content = content
    }
  }

  package var origin: Origin
  package var parts: [SharedBytes]

  package init(origin: Origin, parts: [[UInt8]]) {
    self.origin = origin
    self.parts = parts.map { SharedBytes($0) }
  }

  /// Why a compiled file is not used.
  ///
  /// None of them is an error for a person: the knowledge is read and learned anew.
  package enum Refusal: Error, Sendable, Hashable {
    case notCompiledKnowledge
    case otherVersion
    case damaged
    case stale
  }

  private static let magic: [UInt8] = Array("calciq\0".utf8)
  private static let headerSize = 8 + 8 * 7
  private static let mostParts = 64

  /// The same origin and parts give the same bytes.
  package var bytes: [UInt8] {
    var body: [UInt8] = []
    Self.append(UInt32(truncatingIfNeeded: parts.count), to: &body)
    for part in parts {
      Self.append(UInt32(truncatingIfNeeded: part.count), to: &body)
      body += part
    }
    var bytes = Self.magic + [Self.version]
    for number in [origin.build, origin.stamp, origin.copyStamp, origin.content] {
      Self.append(number, to: &bytes)
    }
    Self.append(UInt64(body.count), to: &bytes)
    Self.append(ContentHash.of(body[...]), to: &bytes)
    Self.append(ContentHash.of(bytes[...]), to: &bytes)
    return bytes + body
  }

  /// Checks every byte before any of it is used; whose knowledge it is, is not asked yet.
  ///
  /// - Parameter build: of the running program; a file of another one is `otherVersion`
  /// - Throws: `notCompiledKnowledge`, `otherVersion` or `damaged`. `stale` is for whoever compares
  ///   origins.
  package init(bytes: SharedBytes, build: UInt64) throws(Refusal) {
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
    guard bytes[bytes.startIndex + 7] == Self.version, number(UInt64.self, at: 8) == build else {
      throw .otherVersion
    }
    func hash(_ range: Range<Int>) -> UInt64 {
      unsafe bytes.withUnsafeBytes {
        unsafe ContentHash.of(UnsafeRawBufferPointer(rebasing: $0[range]))
      }
    }
    guard let stamp = number(UInt64.self, at: 16), let copyStamp = number(UInt64.self, at: 24),
      let content = number(UInt64.self, at: 32), let length = number(UInt64.self, at: 40),
      length == UInt64(bytes.count - Self.headerSize),
      number(UInt64.self, at: 56) == hash(0..<56),
      number(UInt64.self, at: 48) == hash(Self.headerSize..<bytes.count),
      let count = number(UInt32.self, at: Self.headerSize), count <= Self.mostParts
    else { throw .damaged }
    origin = Origin(build: build, stamp: stamp, copyStamp: copyStamp, content: content)
    var offset = Self.headerSize + 4
    var parts: [SharedBytes] = []
    for _ in 0..<count {
      guard let length = number(UInt32.self, at: offset),
        Int(length) <= bytes.count - offset - 4
      else { throw .damaged }
      let start = bytes.startIndex + offset + 4
      parts.append(bytes[start..<(start + Int(length))])
      offset += 4 + Int(length)
    }
    guard offset == bytes.count else { throw .damaged }
    self.parts = parts
  }

  private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
    for place in 0..<MemoryLayout<Number>.size {
      bytes.append(UInt8(truncatingIfNeeded: number >> Number(place * 8)))
    }
  }
}
