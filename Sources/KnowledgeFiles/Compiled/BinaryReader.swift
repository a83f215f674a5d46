/// Why bytes are not a value of the expected type.
package enum BinaryReadError: Error, Sendable, Hashable {
  case tooShort(at: Int)
  case invalid(at: Int)
}

/// Decodes what ``BinaryWriter`` wrote. Damaged bytes throw; they never trap.
package struct BinaryReader: Decoder {
  package let codingPath: [any CodingKey] = []
  package let userInfo: [CodingUserInfoKey: Any] = [:]
  fileprivate let tape: Tape

  /// The value that the bytes stand for.
  package static func value<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8]
  ) throws -> Value {
    let tape = Tape(bytes)
    let value = try tape.next(type)
    guard tape.offset == bytes.count else { throw BinaryReadError.invalid(at: tape.offset) }
    return value
  }

  package func container<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(KeyedTape<Key>(tape: tape))
  }

  package func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    UnkeyedTape(tape: tape)
  }

  package func singleValueContainer() throws -> any SingleValueDecodingContainer {
    SingleTape(tape: tape)
  }
}

/// The bytes with the place reached; the Decoder protocol asks for shared state.
private final class Tape {
  let bytes: [UInt8]
  var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func byte() throws -> UInt8 {
    guard offset < bytes.count else { throw BinaryReadError.tooShort(at: offset) }
    defer { offset += 1 }
    return bytes[offset]
  }

  func number<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
    let size = MemoryLayout<Number>.size
    guard bytes.count - offset >= size else { throw BinaryReadError.tooShort(at: offset) }
    var value: Number = 0
    for place in 0..<size {
      value |= Number(truncatingIfNeeded: bytes[offset + place]) << Number(place * 8)
    }
    offset += size
    return value
  }

  /// A count, checked against the bytes that are left so that damage cannot ask for memory.
  func count() throws -> Int {
    let count = Int(try number(UInt32.self))
    guard count <= bytes.count - offset else { throw BinaryReadError.tooShort(at: offset) }
    return count
  }

  func text() throws -> String {
    let count = try count()
    guard
      let text = String(validating: bytes[offset..<(offset + count)], as: UTF8.self)
    else { throw BinaryReadError.invalid(at: offset) }
    offset += count
    return text
  }

  func next<T: Decodable>(_ type: T.Type) throws -> T {
    if let value = try plain(type) as? T { return value }
    return try T(from: BinaryReader(tape: self))
  }

  /// The values that need no container; `nil` for every other type.
  private func plain<T>(_ type: T.Type) throws -> Any? {
    if type == String.self { return try text() }
    if type == Int.self { return Int(try number(Int64.self)) }
    if type == Double.self { return Double(bitPattern: try number(UInt64.self)) }
    if type == Float.self { return Float(bitPattern: try number(UInt32.self)) }
    if type == Bool.self { return try byte() != 0 }
    if type == [UInt8].self {
      let count = try count()
      defer { offset += count }
      return Array(bytes[offset..<(offset + count)])
    }
    if type == [String].self { return try (0..<count()).map { _ in try text() } }
    if let list = type as? any DecodableElements.Type { return try list.decoded(from: self) }
    return nil
  }
}

/// Collections, whose elements were counted and written one by one.
private protocol DecodableElements {
  static func decoded(from tape: Tape) throws -> Any
}

extension Array: DecodableElements where Element: Decodable {
  fileprivate static func decoded(from tape: Tape) throws -> Any {
    let count = try tape.count()
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try tape.next(Element.self)) }
    return elements
  }
}

extension Dictionary: DecodableElements where Key: Decodable, Value: Decodable {
  fileprivate static func decoded(from tape: Tape) throws -> Any {
    var map: [Key: Value] = [:]
    for _ in 0..<(try tape.count()) {
      let key = try tape.next(Key.self)
      map[key] = try tape.next(Value.self)
    }
    return map
  }
}

/// Values of a fixed number; who reads them knows how many there are.
private struct UnkeyedTape: UnkeyedDecodingContainer {
  let tape: Tape
  let codingPath: [any CodingKey] = []
  var count: Int? { nil }
  var isAtEnd: Bool { tape.offset >= tape.bytes.count }
  var currentIndex = 0

  mutating func decodeNil() throws -> Bool { try tape.byte() == 0 }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    currentIndex += 1
    return try tape.next(type)
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    KeyedDecodingContainer(KeyedTape<Nested>(tape: tape))
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { self }
  mutating func superDecoder() throws -> any Decoder { BinaryReader(tape: tape) }
}

private struct KeyedTape<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let tape: Tape
  let codingPath: [any CodingKey] = []

  /// Asked only by enumerations with payloads: the name of the chosen case comes next.
  var allKeys: [Key] {
    let start = tape.offset
    guard let name = try? tape.text(), let key = Key(stringValue: name) else {
      tape.offset = start
      return []
    }
    return [key]
  }

  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { try tape.byte() == 0 }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try tape.next(type) }

  private func optional<T: Decodable>(_ type: T.Type) throws -> T? {
    try tape.byte() == 0 ? nil : tape.next(type)
  }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    try optional(type)
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try optional(type)
  }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try optional(type)
  }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try optional(type) }
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(type) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    KeyedDecodingContainer(KeyedTape<Nested>(tape: tape))
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw BinaryReadError.invalid(at: tape.offset)
  }
  func superDecoder() throws -> any Decoder { BinaryReader(tape: tape) }
  func superDecoder(forKey key: Key) throws -> any Decoder { BinaryReader(tape: tape) }
}

private struct SingleTape: SingleValueDecodingContainer {
  let tape: Tape
  let codingPath: [any CodingKey] = []

  func decodeNil() -> Bool { false }
  func decode(_ type: Bool.Type) throws -> Bool { try tape.byte() != 0 }
  func decode(_ type: String.Type) throws -> String { try tape.text() }
  func decode(_ type: Double.Type) throws -> Double { try tape.next(type) }
  func decode(_ type: Float.Type) throws -> Float { try tape.next(type) }
  func decode(_ type: Int.Type) throws -> Int { try tape.next(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try tape.number(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try tape.number(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try tape.number(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try tape.number(type) }
  func decode(_ type: UInt.Type) throws -> UInt { UInt(try tape.number(UInt64.self)) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try tape.number(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try tape.number(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try tape.number(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try tape.number(type) }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try tape.next(type) }
}
