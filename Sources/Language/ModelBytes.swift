/// Why bytes are not a ranking model, or another value that Matching wrote.
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
///
/// The byte layout that compiled knowledge is kept in. Everything is little-endian and without
/// padding, whatever the machine; a count comes before what it counts.
///
///     number    1, 2, 4 or 8 bytes
///     float     its IEEE 754 bit pattern, as a number of 4 or 8 bytes
///     count     u32
///     array     count │ number number …
///     text      count │ bytes of UTF-8
///     ranges    array of i32 starts │ array of i32 ends          (WordTable+Coding.swift)
///
/// There are no tags: reader and writer name the same things in the same order. A reader takes
/// nothing on trust, since the bytes may come from a file that was damaged or made by hand.
///
/// The same calls give the same bytes on every machine and run. Nothing is thrown: a count is cut
/// to 32 bits, and no table of ours comes near that.
package struct ModelWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Appends bytes as they are, with no count before them.
  package mutating func append(_ more: some Sequence<UInt8>) { bytes += more }

  /// Appends a number in its own width: 1, 2, 4 or 8 bytes.
  package mutating func write(_ number: some FixedWidthInteger) {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ value: Float) { write(value.bitPattern) }
  package mutating func write(_ value: Double) { write(value.bitPattern) }
  /// Appends a count as 32 bits. Whoever writes a count by hand reads it with
  /// `ModelReader.count(of:)`.
  package mutating func write(count: Int) { write(UInt32(truncatingIfNeeded: count)) }

  /// Appends a count and the numbers of an array.
  package mutating func write(_ values: [some FixedWidthInteger]) {
    write(count: values.count)
    for value in values { write(value) }
  }

  package mutating func write(_ values: [Float]) { write(values.map(\.bitPattern)) }

  /// Appends a count of bytes and the UTF-8 of a text.
  package mutating func write(_ text: String) { write(Array(text.utf8)) }
}

/// Reads what `ModelWriter` wrote; never beyond the end.
///
/// Damaged or hostile bytes end in a `RankingModelError` and never in a trap: each count is
/// compared with the bytes that are left before any memory is asked for, so that four bytes cannot
/// ask for gigabytes. What a number means is for the caller to check (`places(below:)`,
/// `ranges(within:)`).
package struct ModelReader {
  private let bytes: SharedBytes
  /// Counted from the first byte.
  package private(set) var position: Int

  /// - Parameter position: where to begin, counted from the first byte of `bytes` even where that
  ///   is a slice with other indices
  package init(_ bytes: SharedBytes, from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// Whether all bytes were read. A decoder asks this last, so that bytes left over are an error.
  package var isAtEnd: Bool { position == bytes.count }

  /// The next number of a width, at whatever alignment it stands.
  ///
  /// - Throws: `wrongLength` where fewer bytes are left; then nothing was consumed.
  package mutating func number<Number: FixedWidthInteger>(
    _ type: Number.Type
  ) throws(RankingModelError) -> Number {
    let size = MemoryLayout<Number>.size
    guard bytes.count - position >= size else { throw .wrongLength }
    let number = unsafe bytes.withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: position, as: Number.self)
    }
    position += size
    return Number(littleEndian: number)
  }

  /// The next four bytes.
  package mutating func word() throws(RankingModelError) -> UInt32 { try number(UInt32.self) }
  package mutating func float() throws(RankingModelError) -> Float { Float(bitPattern: try word()) }
  package mutating func double() throws(RankingModelError) -> Double {
    Double(bitPattern: try number(UInt64.self))
  }

  /// A count of things of `size` bytes each, all of which are there.
  ///
  /// - Parameter size: bytes of one thing, at least 1
  /// - Throws: `wrongLength` where so many things cannot be in the bytes that are left.
  package mutating func count(of size: Int) throws(RankingModelError) -> Int {
    let count = Int(try word())
    guard count <= (bytes.count - position) / size else { throw .wrongLength }
    return count
  }

  /// A counted array, copied as it stands.
  ///
  /// The array is memory of its own, aligned for its type: nothing points into the bytes any more.
  ///
  /// - Throws: `wrongLength` where the count or the array is cut short.
  package mutating func numbers<Number: FixedWidthInteger>(
    _ type: Number.Type
  ) throws(RankingModelError) -> [Number] {
    let size = MemoryLayout<Number>.size
    let count = try count(of: size)
    let start = position
    position += count * size
    var numbers = unsafe [Number](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe bytes.withUnsafeBytes { raw in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: raw[start..<(start + count * size)]))
      }
      filled = count
    }
    // Nothing to do on the machines of today.
    if Number(littleEndian: 1) != 1 {
      for index in numbers.indices { numbers[index] = Number(littleEndian: numbers[index]) }
    }
    return numbers
  }

  package mutating func floats() throws(RankingModelError) -> [Float] {
    try numbers(UInt32.self).map { Float(bitPattern: $0) }
  }

  /// The bytes of a counted array where they stand.
  ///
  /// A slice that shares their memory and keeps it alive.
  package mutating func raw() throws(RankingModelError) -> SharedBytes {
    try raw(count: try count(of: 1))
  }

  /// The next bytes where they stand.
  ///
  /// - Throws: `wrongLength` where fewer are left.
  package mutating func raw(count: Int) throws(RankingModelError) -> SharedBytes {
    guard count <= bytes.count - position else { throw .wrongLength }
    defer { position += count }
    let start = bytes.startIndex + position
    return bytes[start..<(start + count)]
  }

  /// A counted text; bytes that are no UTF-8 become U+FFFD, since a text is never worth an error.
  package mutating func text() throws(RankingModelError) -> String {
    String(decoding: try raw(), as: UTF8.self)
  }
}
