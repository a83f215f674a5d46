package import Knowledge
package import Language

/// Why bytes are not the knowledge.
///
/// `at` is a byte offset in the part, for whoever looks at a dump.
package enum TapeError: Error, Sendable, Hashable {
  case tooShort(at: Int)
  case invalid(at: Int)
  /// A value was written that is not there.
  case missing
}

/// The knowledge as bytes by position: no names, no padding, little-endian.
///
///     size := seven bits a byte, the lowest first; the highest bit says that more follow
///     integer := size of its zigzag (0, −1, 1, −2 …)      real := 8 bytes       flag := 0 | 1
///     text := size of 2 · length, UTF-8   |   size of 2 · number + 1, of a longer text that came before
///     optional := flag value?    list := size value*      map := size (text value)*, in the order of the keys
///
/// One and the same tape runs both ways: each field is told with the value that it has, which is written, or
/// with none, and is read. It serves the compiled knowledge file alone. Whoever reads is the program that wrote
/// (the file says which), so the order of the fields is all the schema there is.
///
/// Every start reads thousands of small values from it, so no value is boxed or cast on the way. It must not
/// outlive the bytes that it reads: it holds a pointer and no owner.
@safe final class Tape {
  /// What is read; `nil` where values are written.
  private let source: UnsafeRawBufferPointer?
  private var offset = 0
  /// What was written so far.
  private(set) var bytes: [UInt8] = []
  /// The longer texts so far, by number and by text: one that comes again is named by its number.
  private var longTexts: [String] = []
  private var numbers: [String: Int] = [:]
  /// How deep values stand within values.
  private var depth = 0

  /// Texts from this many bytes on are numbered: shorter ones are as cheap to read again.
  private static let repeatedFrom = 16

  /// A tape that is written.
  init() { unsafe source = nil }

  /// A tape that is read.
  init(_ source: UnsafeRawBufferPointer) { unsafe self.source = source }

  var isAtEnd: Bool { left == 0 }
  var failure: TapeError { .invalid(at: offset) }
  private var left: Int { unsafe (source?.count ?? offset) - offset }

  /// - Throws: `tooShort` where fewer bytes are left, `missing` where there is nothing to write.
  @inline(__always)
  func number<Number: FixedWidthInteger>(_ value: Number?) throws -> Number {
    guard let source = unsafe source else {
      guard let value else { throw TapeError.missing }
      unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
      return value
    }
    let size = MemoryLayout<Number>.size
    guard left >= size else { throw TapeError.tooShort(at: offset) }
    defer { offset += size }
    return Number(
      littleEndian: unsafe source.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }

  func flag(_ value: Bool?) throws -> Bool { try number(value.map { UInt8($0 ? 1 : 0) }) != 0 }

  /// A number from 0 on, in a byte for each seven bits of it.
  private func size(_ value: UInt64?) throws -> UInt64 {
    guard unsafe source == nil else { return try readSize() }
    guard let value else { throw TapeError.missing }
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
    return value
  }

  private func readSize() throws -> UInt64 {
    var (size, shift) = (UInt64(0), UInt64(0))
    while shift < 64 {
      let byte: UInt8 = try number(nil)
      size |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return size }
      shift += 7
    }
    throw failure
  }

  func integer(_ value: Int?) throws -> Int {
    let turned = try size(
      value.map { UInt64(bitPattern: Int64($0 << 1 ^ $0 >> (Int.bitWidth - 1))) })
    return Int(truncatingIfNeeded: turned >> 1) ^ -Int(truncatingIfNeeded: turned & 1)
  }

  func real(_ value: Double?) throws -> Double {
    Double(bitPattern: try number(value?.bitPattern))
  }

  /// A count, checked against the bytes that are left so that damage cannot ask for memory or time.
  private func count(_ value: Int?) throws -> Int {
    let count = Int(clamping: try size(value.map(UInt64.init)))
    guard unsafe source == nil || count <= left else { throw TapeError.tooShort(at: offset) }
    return count
  }

  /// A text of 16 bytes or more that stood before is its number.
  ///
  /// - Throws: `tooShort`, or `invalid` for the number of a text that did not come yet, and for
  ///   bytes that are no UTF-8 and change their length by being repaired.
  func text(_ value: String?) throws -> String {
    guard let source = unsafe source else {
      guard let value else { throw TapeError.missing }
      try write(value)
      return value
    }
    let head = try readSize()
    let count = Int(clamping: head >> 1)
    if head & 1 == 1 {
      guard count < longTexts.count else { throw failure }
      return longTexts[count]
    }
    guard count <= left else { throw TapeError.tooShort(at: offset) }
    let letters = unsafe UnsafeRawBufferPointer(rebasing: source[offset..<(offset + count)])
    // Validating takes thrice as long, and the checksum of the file holds.
    let text = unsafe String(decoding: letters, as: UTF8.self)
    guard text.utf8.count == count else { throw failure }
    offset += count
    if count >= Self.repeatedFrom { longTexts.append(text) }
    return text
  }

  private func write(_ text: String) throws {
    let length = text.utf8.count
    if length >= Self.repeatedFrom {
      if let before = numbers[text] {
        _ = try size(UInt64(before) << 1 | 1)
        return
      }
      numbers[text] = numbers.count
    }
    _ = try size(UInt64(length) << 1)
    bytes.append(contentsOf: text.utf8)
  }

  /// - Parameter element: one of them; it must take a byte at least, since counts are only bounded by bytes
  func list<Element>(
    _ values: [Element]?, _ element: (Element?) throws -> Element
  ) throws -> [Element] {
    let count = try count(values?.count)
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for index in 0..<count { elements.append(try element(values?[index])) }
    return elements
  }

  func texts(_ values: [String]?) throws -> [String] { try list(values, text) }

  func optional<Value>(_ value: Value?, _ present: (Value?) throws -> Value) throws -> Value? {
    try flag(value != nil) ? present(value) : nil
  }

  /// Goes in the order of the keys, so that equal maps give equal bytes.
  func map<Value>(
    _ values: [String: Value]?, _ value: (Value?) throws -> Value
  ) throws -> [String: Value] {
    let keys = values.map { $0.keys.sorted() }
    var map: [String: Value] = [:]
    let count = try count(keys?.count)
    map.reserveCapacity(count)
    for index in 0..<count {
      let key = try text(keys?[index])
      map[key] = try value(values?[key])
    }
    return map
  }

  /// A case of an enumeration, by its position: a case that moves makes old files wrong, which are of another
  /// build then.
  ///
  /// - Throws: where there are fewer cases: bytes of another program.
  func choice<Choice: CaseIterable & Equatable>(_ value: Choice?) throws -> Choice {
    let choices = Choice.allCases
    let place = value.flatMap { value in choices.enumerated().first { $0.element == value }?.offset
    }
    let position = Int(try number(place.map { UInt8(truncatingIfNeeded: $0) }))
    guard position < choices.count else { throw failure }
    return choices[choices.index(choices.startIndex, offsetBy: position)]
  }

  /// A value that may hold others of its kind: deeper than any of ours, damage must not use up the stack.
  func nested<Value>(_ value: () throws -> Value) throws -> Value {
    depth += 1
    defer { depth -= 1 }
    guard depth < 200 else { throw failure }
    return try value()
  }
}

// MARK: The knowledge

extension Knowledge {
  /// The knowledge as bytes: always the same for the same knowledge.
  package func encoded() throws -> [UInt8] {
    let tape = Tape()
    _ = try tape.knowledge(self)
    return tape.bytes
  }

  /// The knowledge that the bytes stand for.
  ///
  /// Every count is compared with what is left, and depth is bounded, so that damage costs neither
  /// memory nor stack. What the values mean is not checked again: they were checked when they were
  /// written.
  ///
  /// - Throws: `tooShort` or `invalid`; also for bytes that are left over.
  package init(decoding bytes: SharedBytes) throws {
    // No tape outlives this: a pointer spares counting references at every number.
    self = try unsafe bytes.withUnsafeBytes { raw in
      let tape = unsafe Tape(raw)
      let knowledge = try tape.knowledge(nil)
      guard tape.isAtEnd else { throw tape.failure }
      return knowledge
    }
  }
}
