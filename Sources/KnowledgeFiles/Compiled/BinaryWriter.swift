/// Encodes values as bytes by position: no names, no padding, little-endian.
///
/// It serves the compiled knowledge file alone. Reader and writer come from the same program (the
/// file says which), so the order in which a type's synthesized code visits its fields is all the
/// schema there is. Optionals carry one byte; collections their count; a longer text that comes
/// again is named by its number. Dictionaries are keyed by texts or enumerations.
package struct BinaryWriter: Encoder {
  package var codingPath: [any CodingKey] { [] }
  package var userInfo: [CodingUserInfoKey: Any] { [:] }
  fileprivate let sink: Sink

  /// Marks the number of a text that came before, where else its length stands.
  static let repeated: UInt32 = 1 << 31
  /// Texts from this many bytes on are numbered: shorter ones are as cheap to read again.
  static let repeatedFrom = 16

  /// The bytes of a value.
  package static func bytes(_ value: some Encodable) throws -> [UInt8] {
    let sink = Sink()
    try sink.addValue(value)
    return sink.bytes
  }

  package func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Keyed<Key>(sink: sink))
  }

  package func unkeyedContainer() -> any UnkeyedEncodingContainer { Unkeyed(sink) }

  package func singleValueContainer() -> any SingleValueEncodingContainer { Single(sink: sink) }
}

/// Where all containers of one encoding write to; the Encoder protocol asks for shared state.
final class Sink {
  var bytes: [UInt8] = []
  private var numbers: [String: UInt32] = [:]

  func add(count: Int) { addNumber(UInt32(truncatingIfNeeded: count)) }

  func addNumber(_ number: some FixedWidthInteger) {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  func add(_ text: String) {
    let count = text.utf8.count
    guard count >= BinaryWriter.repeatedFrom else {
      add(count: count)
      bytes.append(contentsOf: text.utf8)
      return
    }
    if let number = numbers[text] {
      addNumber(number | BinaryWriter.repeated)
      return
    }
    numbers[text] = UInt32(truncatingIfNeeded: numbers.count)
    add(count: count)
    bytes.append(contentsOf: text.utf8)
  }

  func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  func addValue(_ value: some Encodable) throws {
    if addPlain(value) {
      return
    } else if let map = value as? any EncodableMap {
      try map.encodePairs(into: self)
    } else {
      try value.encode(to: BinaryWriter(sink: self))
    }
  }

  /// Counts one more element in the four bytes at a place.
  func countOneMore(at place: Int) {
    for index in place..<(place + 4) {
      bytes[index] &+= 1
      if bytes[index] != 0 { return }
    }
  }
}

/// Dictionaries, whose own encoding has no stated order.
private protocol EncodableMap {
  func encodePairs(into sink: Sink) throws
}

/// Pairs go in the order of the keys' bytes, so that the same map always gives the same bytes. Texts
/// stand before all values; other keys each before its own.
extension Dictionary: EncodableMap where Key: Encodable, Value: Encodable {
  fileprivate func encodePairs(into sink: Sink) throws {
    var pairs: [(order: [UInt8], key: Key, value: Value)] = []
    for (key, value) in self { pairs.append((try BinaryWriter.bytes(key), key, value)) }
    pairs.sort { $0.order.lexicographicallyPrecedes($1.order) }
    if Key.self == String.self {
      sink.add(count: count)
      for (_, key, _) in pairs { try sink.addValue(key) }
      for (_, _, value) in pairs { try sink.addValue(value) }
    } else {
      sink.add(count: count * 2)
      for (_, key, value) in pairs {
        try sink.addValue(key)
        try sink.addValue(value)
      }
    }
  }
}

private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let sink: Sink
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil(forKey key: Key) throws { sink.add(false) }
  mutating func encode(_ value: Bool, forKey key: Key) throws { sink.add(value) }
  mutating func encode(_ value: String, forKey key: Key) throws { sink.add(value) }
  mutating func encode(_ value: Int, forKey key: Key) throws { sink.addNumber(Int64(value)) }
  mutating func encode(_ value: Double, forKey key: Key) throws {
    sink.addNumber(value.bitPattern)
  }
  mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    try sink.addValue(value)
  }

  private func encodeOptional<T: Encodable>(_ value: T?) throws {
    sink.add(value != nil)
    if let value { try sink.addValue(value) }
  }
  mutating func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
    try encodeOptional(value)
  }
  mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws {
    try encodeOptional(value)
  }
  mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
    try encodeOptional(value)
  }
  mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws {
    try encodeOptional(value)
  }
  mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws {
    try encodeOptional(value)
  }

  /// Enumerations with payloads encode the chosen case as a nested container: its name goes first,
  /// as the one key of a map.
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    sink.add(count: 1)
    sink.add(key.stringValue)
    return KeyedEncodingContainer(Keyed<Nested>(sink: sink))
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    Unkeyed(sink)
  }
  mutating func superEncoder() -> any Encoder { BinaryWriter(sink: sink) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { BinaryWriter(sink: sink) }
}

/// The elements of a collection after their count, which grows with each of them.
private struct Unkeyed: UnkeyedEncodingContainer {
  let sink: Sink
  private let place: Int
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(_ sink: Sink) {
    self.sink = sink
    place = sink.bytes.count
    sink.add(count: 0)
  }

  private mutating func advance() {
    count += 1
    sink.countOneMore(at: place)
  }

  mutating func encodeNil() throws {
    throw EncodingError.invalidValue(
      count, EncodingError.Context(codingPath: [], debugDescription: "an absent element"))
  }
  mutating func encode<T: Encodable>(_ value: T) throws {
    advance()
    try sink.addValue(value)
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    advance()
    return KeyedEncodingContainer(Keyed<Nested>(sink: sink))
  }
  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    advance()
    return Unkeyed(sink)
  }
  mutating func superEncoder() -> any Encoder { BinaryWriter(sink: sink) }
}

private struct Single: SingleValueEncodingContainer {
  let sink: Sink
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() throws { sink.add(false) }
  mutating func encode(_ value: Bool) throws { sink.add(value) }
  mutating func encode(_ value: String) throws { sink.add(value) }
  mutating func encode(_ value: Double) throws { sink.addNumber(value.bitPattern) }
  mutating func encode(_ value: Float) throws { sink.addNumber(value.bitPattern) }
  mutating func encode(_ value: Int) throws { sink.addNumber(Int64(value)) }
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
