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
package struct ModelWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func append(_ more: some Sequence<UInt8>) { bytes += more }

  package mutating func write(_ number: some FixedWidthInteger) {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ value: Float) { write(value.bitPattern) }
  package mutating func write(_ value: Double) { write(value.bitPattern) }
  package mutating func write(count: Int) { write(UInt32(truncatingIfNeeded: count)) }

  package mutating func write(_ values: [some FixedWidthInteger]) {
    write(count: values.count)
    for value in values { write(value) }
  }

  package mutating func write(_ values: [Float]) { write(values.map(\.bitPattern)) }

  package mutating func write(_ text: String) { write(Array(text.utf8)) }
}

/// Reads what `ModelWriter` wrote; never beyond the end.
package struct ModelReader {
  private let bytes: SharedBytes
  /// Counted from the first byte.
  package private(set) var position: Int

  package init(_ bytes: SharedBytes, from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  package var isAtEnd: Bool { position == bytes.count }

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

  package mutating func word() throws(RankingModelError) -> UInt32 { try number(UInt32.self) }
  package mutating func float() throws(RankingModelError) -> Float { Float(bitPattern: try word()) }
  package mutating func double() throws(RankingModelError) -> Double {
    Double(bitPattern: try number(UInt64.self))
  }

  /// A count of things of `size` bytes each, all of which are there.
  package mutating func count(of size: Int) throws(RankingModelError) -> Int {
    let count = Int(try word())
    guard count <= (bytes.count - position) / size else { throw .wrongLength }
    return count
  }

  /// A counted array, copied as it stands.
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
  package mutating func raw() throws(RankingModelError) -> SharedBytes {
    try raw(count: try count(of: 1))
  }

  /// The next bytes where they stand.
  package mutating func raw(count: Int) throws(RankingModelError) -> SharedBytes {
    guard count <= bytes.count - position else { throw .wrongLength }
    defer { position += count }
    let start = bytes.startIndex + position
    return bytes[start..<(start + count)]
  }

  package mutating func text() throws(RankingModelError) -> String {
    String(decoding: try raw(), as: UTF8.self)
  }
}
