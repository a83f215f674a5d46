/// Bytes that many values read where they stand: a slice shares them, and nothing is copied.
///
/// They lie in a mapped file, or in memory of their own. Like those of an array, the indices of a slice
/// are those of the whole.
///
/// Nobody may write to the memory while any slice lives: that is what makes it safe on every
/// thread. Whoever maps a file must therefore map it privately, and files of ours are replaced,
/// never changed.
package struct SharedBytes: RandomAccessCollection, Sendable {
  /// Keeps the memory as long as anybody reads it.
  @usableFromInline let owner: any AnyObject & Sendable
  /// Where index 0 stands. A number and no pointer: it may be shared between threads, since nobody writes.
  @usableFromInline let address: UInt
  package let startIndex: Int
  package let endIndex: Int

  private init(
    _ owner: any AnyObject & Sendable, _ address: UInt, _ range: Range<Int>
  ) {
    self.owner = owner
    self.address = address
    (startIndex, endIndex) = (range.lowerBound, range.upperBound)
  }

  /// Memory that stays as it is, at one place, as long as its owner lives.
  ///
  /// - Parameter owner: whoever unmaps or frees the memory when it goes; it is kept by every slice
  package init(_ memory: UnsafeRawBufferPointer, of owner: some AnyObject & Sendable) {
    self.init(owner, UInt(bitPattern: memory.baseAddress), 0..<memory.count)
  }

  /// A copy of bytes.
  ///
  /// Aligned to 16 bytes, so that numbers of any width stand well in it.
  package init(_ bytes: some Collection<UInt8>) {
    let memory = OwnMemory(bytes)
    self.init(memory, memory.address, 0..<memory.count)
  }

  /// A place outside of the slice is a mistake of ours and ends the program, as with an array.
  package subscript(position: Int) -> UInt8 {
    precondition(position >= startIndex && position < endIndex, "out of bounds")
    return unsafe withUnsafeBytes { unsafe $0[position - startIndex] }
  }

  /// A slice that shares the memory: nothing is copied, and the whole stays in memory as long as it
  /// lives.
  package subscript(range: Range<Int>) -> SharedBytes {
    precondition(range.lowerBound >= startIndex && range.upperBound <= endIndex, "out of bounds")
    return SharedBytes(owner, address, range)
  }

  /// The memory of these bytes; it must not be used after the body.
  @inlinable
  @inline(__always)
  package func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(owner) {} }
    let start = unsafe UnsafeRawPointer(bitPattern: address).map { unsafe $0 + startIndex }
    return try unsafe body(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Always has storage, so that the standard library's copies and comparisons are fast.
  package func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    try unsafe withUnsafeBytes { try unsafe $0.withMemoryRebound(to: UInt8.self, body) }
  }
}

/// Memory that bytes were copied to.
private final class OwnMemory: Sendable {
  let address: UInt
  let count: Int

  init(_ bytes: some Collection<UInt8>) {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: bytes.count, alignment: 16)
    unsafe memory.copyBytes(from: bytes)
    address = UInt(bitPattern: memory.baseAddress)
    count = bytes.count
  }

  deinit { unsafe UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
}
