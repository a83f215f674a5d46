package import Knowledge
package import Language

/// Why bytes are not the knowledge.
///
/// `at` is a byte offset in the part, for whoever looks at a dump.
package enum BinaryReadError: Error, Sendable, Hashable {
  case tooShort(at: Int)
  case invalid(at: Int)
}

/// Reads what ``BinaryWriter`` wrote. Damaged bytes throw; they never trap.
package enum BinaryReader {
  /// The knowledge that the bytes stand for.
  ///
  /// Every count is compared with what is left, and depth is bounded, so that damage costs neither
  /// memory nor stack. What the values mean is not checked again: they were checked when they were
  /// written.
  ///
  /// - Throws: `tooShort` or `invalid`; also for bytes that are left over.
  package static func knowledge(from bytes: SharedBytes) throws -> Knowledge {
    // No tape outlives this: a pointer spares counting references at every number.
    try unsafe bytes.withUnsafeBytes { raw in
      let tape = unsafe Tape(raw)
      let knowledge = try tape.knowledge()
      guard tape.isAtEnd else { throw tape.failure }
      return knowledge
    }
  }
}

/// The bytes with the place reached.
///
/// Every start reads thousands of small values from it, so no value is boxed or cast on the way.
///
/// It must not outlive the bytes: it holds a pointer and no owner.
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

  /// - Throws: `tooShort` where fewer bytes are left.
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

  /// - Throws: `tooShort`, or `invalid` for the number of a text that did not come yet, and for
  ///   bytes that are no UTF-8 and change their length by being repaired.
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

  /// A value that may hold others of its kind: deeper than any of ours, damage must not use up the stack.
  func nested<Value>(_ value: () throws -> Value) throws -> Value {
    depth += 1
    defer { depth -= 1 }
    guard depth < 200 else { throw failure }
    return try value()
  }
}
