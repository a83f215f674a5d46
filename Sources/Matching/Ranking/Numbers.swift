import Language

/// Numbers read where they stand in bytes: a model of megabytes is ready without copying it.
///
/// They are in this machine's own order, since only the program that wrote them reads them.
struct Numbers<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, Sendable {
  private let bytes: SharedBytes
  /// Where the first one stands, as long as the bytes are held: to count their owner's references at every
  /// number would take most of a start.
  private let address: UInt
  let endIndex: Int
  var startIndex: Int { 0 }

  /// As many whole elements as the bytes hold.
  init(bytes: SharedBytes) {
    endIndex = bytes.count / MemoryLayout<Element>.stride
    self.bytes = bytes
    address = unsafe bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
  }

  private var memory: UnsafeRawBufferPointer {
    @inline(__always) get {
      unsafe UnsafeRawBufferPointer(
        start: UnsafeRawPointer(bitPattern: address), count: endIndex * MemoryLayout<Element>.stride
      )
    }
  }

  /// A copy of an array.
  init(_ elements: [Element]) {
    self.init(bytes: unsafe elements.withUnsafeBytes { unsafe SharedBytes($0) })
  }

  @inline(__always)
  subscript(position: Int) -> Element {
    precondition(position >= 0 && position < endIndex, "out of bounds")
    return withExtendedLifetime(bytes) {
      unsafe memory.loadUnaligned(
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
    return withExtendedLifetime(bytes) {
      unsafe body(
        UnsafeRawBufferPointer(
          rebasing: memory[(range.lowerBound * stride)..<(range.upperBound * stride)]))
    }
  }
}

extension Numbers where Element: Comparable {
  /// Of numbers in rising order the place of the first that is not below this one; their count where all are.
  func place(of number: Element) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
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
