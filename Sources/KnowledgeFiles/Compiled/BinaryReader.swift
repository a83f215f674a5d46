/// Why bytes are not a value of the expected type.
package enum BinaryReadError: Error, Sendable, Hashable {
  case tooShort(at: Int)
  case invalid(at: Int)
}

/// Decodes what ``BinaryWriter`` wrote. Damaged bytes throw; they never trap.
///
/// Every start decodes thousands of small values, so that no value is boxed or cast on the way.
package struct BinaryReader: Decoder {
  package var codingPath: [any CodingKey] { [] }
  package var userInfo: [CodingUserInfoKey: Any] { [:] }
  fileprivate let tape: Tape

  /// The value that the bytes stand for.
  package static func value<Value: Decodable>(
    _ type: Value.Type, from bytes: ArraySlice<UInt8>
  ) throws -> Value {
    // No decoder outlives this: a pointer spares counting references at every number.
    try unsafe bytes.withUnsafeBytes { raw in
      let tape = unsafe Tape(raw)
      let value = try tape.next(type)
      guard tape.isAtEnd else { throw tape.failure }
      return value
    }
  }

  /// The value that the bytes stand for.
  package static func value<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8]
  ) throws -> Value {
    try value(type, from: bytes[...])
  }

  package func container<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(KeyedTape<Key>(tape: tape))
  }

  package func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    UnkeyedTape(tape: tape, total: try tape.count())
  }

  package func singleValueContainer() throws -> any SingleValueDecodingContainer {
    SingleTape(tape: tape)
  }
}

/// The bytes with the place reached; the Decoder protocol asks for shared state.
@safe final class Tape {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0
  /// The longer texts read so far: the writer names a text that comes again by its number.
  private var longTexts: [String] = []
  /// How deep values stand within values.
  private var depth = 0

  init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = bytes }

  var isAtEnd: Bool { left == 0 }
  var failure: BinaryReadError { .invalid(at: offset) }
  private var left: Int { unsafe bytes.count - offset }
  private var tooShort: BinaryReadError { .tooShort(at: offset) }

  @inline(__always)
  func number<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
    let size = MemoryLayout<Number>.size
    guard left >= size else { throw tooShort }
    defer { offset += size }
    return Number(
      littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }

  func flag() throws -> Bool { try number(UInt8.self) != 0 }

  /// A count, checked against the bytes that are left so that damage cannot ask for memory or time.
  func count() throws -> Int {
    let count = Int(try number(UInt32.self))
    guard count <= left else { throw tooShort }
    return count
  }

  func text() throws -> String {
    let head = try number(UInt32.self)
    if head & BinaryWriter.repeated != 0 {
      let number = Int(head & ~BinaryWriter.repeated)
      guard number < longTexts.count else { throw failure }
      return longTexts[number]
    }
    let count = Int(head)
    guard count <= left else { throw tooShort }
    let letters = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)])
    // Validating takes thrice as long, and the checksum of the file holds.
    let text = unsafe String(decoding: letters, as: UTF8.self)
    guard text.utf8.count == count else { throw failure }
    offset += count
    if count >= BinaryWriter.repeatedFrom { longTexts.append(text) }
    return text
  }

  func next<T: Decodable>(_ type: T.Type) throws -> T {
    depth += 1
    defer { depth -= 1 }
    // Deeper than any value of ours: damage must not use up the stack.
    guard depth < 200 else { throw failure }
    if let value = try plain(type) { return value }
    return try T(from: BinaryReader(tape: self))
  }
}

/// The elements of a collection, after their count.
private struct UnkeyedTape: UnkeyedDecodingContainer {
  let tape: Tape
  let total: Int
  var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  var count: Int? { total }
  var isAtEnd: Bool { currentIndex >= total }

  private mutating func advance() throws {
    guard currentIndex < total else { throw tape.failure }
    currentIndex += 1
  }

  mutating func decodeNil() throws -> Bool { throw tape.failure }
  mutating func decode(_ type: String.Type) throws -> String {
    try advance()
    return try tape.text()
  }
  mutating func decode(_ type: Int.Type) throws -> Int {
    try advance()
    return Int(clamping: try tape.number(Int64.self))
  }
  mutating func decode(_ type: Double.Type) throws -> Double {
    try advance()
    return Double(bitPattern: try tape.number(UInt64.self))
  }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try advance()
    return try tape.next(type)
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try advance()
    return KeyedDecodingContainer(KeyedTape<Nested>(tape: tape))
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try advance()
    return UnkeyedTape(tape: tape, total: try tape.count())
  }
  mutating func superDecoder() throws -> any Decoder { BinaryReader(tape: tape) }
}

private struct KeyedTape<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let tape: Tape
  var codingPath: [any CodingKey] { [] }

  /// Asked by dictionaries for their keys and by enumerations with payloads for the chosen case:
  /// the names come before the values. Empty where they are damaged, which then throws.
  var allKeys: [Key] {
    var keys: [Key] = []
    guard let count = try? tape.count() else { return [] }
    for _ in 0..<count {
      guard let name = try? tape.text(), let key = Key(stringValue: name) else { return [] }
      keys.append(key)
    }
    return keys
  }

  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { try !tape.flag() }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try tape.flag() }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try tape.text() }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
    Int(clamping: try tape.number(Int64.self))
  }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    Double(bitPattern: try tape.number(UInt64.self))
  }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try tape.next(type) }

  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    try tape.flag() ? tape.flag() : nil
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try tape.flag() ? tape.text() : nil
  }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try tape.flag() ? decode(type, forKey: key) : nil
  }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    try tape.flag() ? decode(type, forKey: key) : nil
  }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    try tape.flag() ? tape.next(type) : nil
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    KeyedDecodingContainer(KeyedTape<Nested>(tape: tape))
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    UnkeyedTape(tape: tape, total: try tape.count())
  }
  func superDecoder() throws -> any Decoder { BinaryReader(tape: tape) }
  func superDecoder(forKey key: Key) throws -> any Decoder { BinaryReader(tape: tape) }
}

private struct SingleTape: SingleValueDecodingContainer {
  let tape: Tape
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { (try? tape.flag()) != true }
  func decode(_ type: Bool.Type) throws -> Bool { try tape.flag() }
  func decode(_ type: String.Type) throws -> String { try tape.text() }
  func decode(_ type: Double.Type) throws -> Double {
    Double(bitPattern: try tape.number(UInt64.self))
  }
  func decode(_ type: Float.Type) throws -> Float {
    Float(bitPattern: try tape.number(UInt32.self))
  }
  func decode(_ type: Int.Type) throws -> Int { Int(clamping: try tape.number(Int64.self)) }
  func decode(_ type: Int8.Type) throws -> Int8 { try tape.number(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try tape.number(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try tape.number(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try tape.number(type) }
  func decode(_ type: UInt.Type) throws -> UInt { UInt(clamping: try tape.number(UInt64.self)) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try tape.number(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try tape.number(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try tape.number(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try tape.number(type) }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try tape.next(type) }
}
