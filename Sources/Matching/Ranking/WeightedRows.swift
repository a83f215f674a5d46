internal import CWeightSums

/// Rows of bytes that are added up, each times a factor.
///
/// A byte is a multiple from −127 to 127 with 128 added. The sums are made in whole numbers, so that every
/// machine gets the same: factors become multiples of the 32,767th part of the greatest, which is far finer
/// than what the bytes were rounded to; of more in very long questions, so that no sum overflows.
struct WeightedRows {
  private var starts: [UInt32] = []
  private var factors: [Float] = []
  private var greatest: Float = 0
  private var total: Float = 0

  init(most: Int) {
    starts.reserveCapacity(most)
    factors.reserveCapacity(most)
  }

  /// - Parameter start: the offset of the first byte of the row
  mutating func append(start: UInt32, factor: Float) {
    guard factor != 0 else { return }
    starts.append(start)
    factors.append(factor)
    greatest = max(greatest, abs(factor))
    total += abs(factor)
  }

  /// The sums of the columns without the 128 of each byte, and how many of them are 1; `nil` where no row
  /// counts.
  ///
  /// - Parameter width: the bytes of a row, a multiple of 16; a row beyond the memory ends the program
  func sums(in memory: UnsafeRawBufferPointer, width: Int) -> (columns: [Int32], scale: Float)? {
    guard greatest > 0, let base = memory.baseAddress else { return nil }
    let scale = min(32_767 / greatest, 2_000_000_000 / (255 * total))
    let whole = factors.map { Int16(exactly: ($0 * scale).rounded()) ?? 0 }
    for start in starts { precondition(Int(start) + width <= memory.count, "out of bounds") }
    var columns = [Int32](repeating: 0, count: width)
    unsafe weight_sums_add(
      &columns, width, base.assumingMemoryBound(to: UInt8.self), starts, whole, whole.count)
    let added = whole.reduce(Int32(0)) { $0 + Int32($1) } * 128
    for column in columns.indices { columns[column] &-= added }
    return (columns, scale)
  }
}
