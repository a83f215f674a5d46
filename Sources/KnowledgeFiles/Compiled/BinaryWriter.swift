/// Encodes values as bytes by position: no names, no padding, little-endian.
///
/// It serves the compiled knowledge file alone. Reader and writer come from the same program (a
/// format version guards that), so the order in which a type's synthesized code visits its fields
/// is all the schema there is. Optionals carry one byte; collections their count.
package struct BinaryWriter: Encoder {
  package let codingPath: [any CodingKey] = []
  package let userInfo: [CodingUserInfoKey: Any] = [:]
  fileprivate let sink: Sink

  package init() { sink = Sink() }

  /// The bytes of a value.
  package static func bytes(_ value: some Encodable) throws -> [UInt8] {
    let writer = BinaryWriter()
    try value.encode(to: writer)
    return writer.sink.bytes
  }

  package func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Keyed<Key>(sink: sink))
  }

  package func unkeyedContainer() -> any UnkeyedEncodingContainer { Unkeyed(sink: sink) }

  package func singleValueContainer() -> any SingleValueEncodingContainer { Single(sink: sink) }
}

/// Where all containers of one encoding write to; the Encoder protocol asks for shared state.
private final class Sink {
  var bytes: [UInt8] = []

  func add(count: Int) { addNumber(UInt32(truncatingIfNeeded: count)) }

  func addNumber<Number: FixedWidthInteger>(_ number: Number) {
    var number = number
    for _ in 0..<MemoryLayout<Number>.size {
      bytes.append(UInt8(truncatingIfNeeded: number))
      number = number >> 8
    }
  }

  func add(_ text: String) {
    add(count: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  func addValue(_ value: some Encodable) throws {
    switch value {
    case let text as String: add(text)
    case let number as Int: addNumber(Int64(number))
    case let number as Double: addNumber(number.bitPattern)
    case let number as Float: addNumber(number.bitPattern)
    case let flag as Bool: bytes.append(flag ? 1 : 0)
    case let raw as [UInt8]:
      add(count: raw.count)
      bytes.append(contentsOf: raw)
    case let texts as [String]:
      add(count: texts.count)
      for text in texts { add(text) }
    case let list as any EncodableElements: try list.encodeElements(into: self)
    default: try value.encode(to: BinaryWriter(sharing: self))
    }
  }
}

extension BinaryWriter {
  fileprivate init(sharing sink: Sink) { self.sink = sink }
}

/// Collections, whose elements are counted and written one by one.
private protocol EncodableElements {
  func encodeElements(into sink: Sink) throws
}

extension Array: EncodableElements where Element: Encodable {
  fileprivate func encodeElements(into sink: Sink) throws {
    sink.add(count: count)
    for element in self { try sink.addValue(element) }
  }
}

/// Pairs go in the order of the keys' bytes, so that the same map always gives the same bytes.
extension Dictionary: EncodableElements where Key: Encodable, Value: Encodable {
  fileprivate func encodeElements(into sink: Sink) throws {
    var pairs: [(key: [UInt8], value: Value)] = []
    for (key, value) in self { pairs.append((try BinaryWriter.bytes(key), value)) }
    sink.add(count: count)
    for (key, value) in pairs.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      sink.bytes.append(contentsOf: key)
      try sink.addValue(value)
    }
  }
}

private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let sink: Sink
  let codingPath: [any CodingKey] = []

  mutating func encodeNil(forKey key: Key) throws { sink.bytes.append(0) }
  mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    try sink.addValue(value)
  }

  mutating func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
    sink.bytes.append(value == nil ? 0 : 1)
    if let value { try sink.addValue(value) }
  }
  mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws {
    sink.bytes.append(value == nil ? 0 : 1)
    if let value { sink.add(value) }
  }
  mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
    sink.bytes.append(value == nil ? 0 : 1)
    if let value { try sink.addValue(value) }
  }
  mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws {
    sink.bytes.append(value == nil ? 0 : 1)
    if let value { try sink.addValue(value) }
  }
  mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws {
    sink.bytes.append(value == nil ? 0 : 1)
    if let value { try sink.addValue(value) }
  }

  /// Enumerations with payloads encode the chosen case as a nested container: its name goes first.
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    sink.add(key.stringValue)
    return KeyedEncodingContainer(Keyed<Nested>(sink: sink))
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    Unkeyed(sink: sink)
  }
  mutating func superEncoder() -> any Encoder { BinaryWriter(sharing: sink) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { BinaryWriter(sharing: sink) }
}

/// Values of a fixed number, such as the two ends of a range.
private struct Unkeyed: UnkeyedEncodingContainer {
  let sink: Sink
  let codingPath: [any CodingKey] = []
  var count = 0

  mutating func encodeNil() throws { sink.bytes.append(0) }
  mutating func encode<T: Encodable>(_ value: T) throws {
    try sink.addValue(value)
    count += 1
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> { KeyedEncodingContainer(Keyed<Nested>(sink: sink)) }
  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self }
  mutating func superEncoder() -> any Encoder { BinaryWriter(sharing: sink) }
}

private struct Single: SingleValueEncodingContainer {
  let sink: Sink
  let codingPath: [any CodingKey] = []

  mutating func encodeNil() throws { sink.bytes.append(0) }
  mutating func encode(_ value: Bool) throws { try sink.addValue(value) }
  mutating func encode(_ value: String) throws { sink.add(value) }
  mutating func encode(_ value: Double) throws { try sink.addValue(value) }
  mutating func encode(_ value: Float) throws { try sink.addValue(value) }
  mutating func encode(_ value: Int) throws { try sink.addValue(value) }
  mutating func encode(_ value: Int8) throws { sink.addNumber(value) }
  mutating func encode(_ value: Int16) throws { sink.addNumber(value) }
  mutating func encode(_ value: Int32) throws { sink.addNumber(value) }
  mutating func encode(_ value: Int64) throws { sink.addNumber(value) }
  mutating func encode(_ value: UInt) throws { sink.addNumber(UInt64(value)) }
  mutating func encode(_ value: UInt8) throws { sink.addNumber(value) }
  mutating func encode(_ value: UInt16) throws { sink.addNumber(value) }
  mutating func encode(_ value: UInt32) throws { sink.addNumber(value) }
  mutating func encode(_ value: UInt64) throws { sink.addNumber(value) }
  mutating func encode<T: Encodable>(_ value: T) throws { try sink.addValue(value) }
}
