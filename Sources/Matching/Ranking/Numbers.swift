import Language

/// Numbers read where they stand in bytes: a model of megabytes is ready without copying it.
///
/// They are in this machine's own order, since only the program that wrote them reads them.
struct Numbers<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, Sendable {
  private let bytes: SharedBytes
  let endIndex: Int
  var startIndex: Int { 0 }

  /// As many whole elements as the bytes hold.
  init(bytes: SharedBytes) {
    endIndex = bytes.count / MemoryLayout<Element>.stride
    self.bytes = bytes
  }

  /// A copy of an array.
  init(_ elements: [Element]) {
    self.init(bytes: unsafe elements.withUnsafeBytes { unsafe SharedBytes($0) })
  }

  @inline(__always)
  subscript(position: Int) -> Element {
    precondition(position >= 0 && position < endIndex, "out of bounds")
    return unsafe bytes.withUnsafeBytes {
      unsafe $0.loadUnaligned(
        fromByteOffset: position &* MemoryLayout<Element>.stride, as: Element.self)
    }
  }
}

extension Numbers {
  /// The memory of a range, which is checked once.
  @inline(__always)
  func withMemory<Result>(
    of range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= endIndex, "out of bounds")
    let stride = MemoryLayout<Element>.stride
    return unsafe bytes.withUnsafeBytes { raw in
      unsafe body(
        UnsafeRawBufferPointer(
          rebasing: raw[(range.lowerBound * stride)..<(range.upperBound * stride)]))
    }
  }
}

extension ModelWriter {
  /// Writes numbers as they stand.
  mutating func write<Element>(_ numbers: Numbers<Element>) {
    write(count: numbers.count)
    append(numbers.raw)
  }
}

extension Numbers {
  fileprivate var raw: SharedBytes { bytes.prefix(count * MemoryLayout<Element>.stride) }
}

extension ModelReader {
  /// A counted array where it stands.
  mutating func numbers<Element>(
    inPlace type: Element.Type
  ) throws(RankingModelError) -> Numbers<Element> {
    let stride = MemoryLayout<Element>.stride
    return Numbers(bytes: try raw(count: try count(of: stride) * stride))
  }
}
