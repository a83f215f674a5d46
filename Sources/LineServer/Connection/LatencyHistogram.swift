/// How long replies took, in buckets that are at most an eighth wide; a few kilobytes, whatever comes.
///
///     values 0…7            a bucket each
///     values 8…15           8 buckets of 1          16…31   8 buckets of 2       32…63   of 4 …
///
/// In the manner of HdrHistogram: eight parts of each power of two, so that a quantile is at most
/// an eighth too high, from nanoseconds to centuries.
package struct LatencyHistogram: Sendable, Hashable {
  /// Linear buckets in each power of two.
  private static let parts = 8
  private var buckets = [UInt64](repeating: 0, count: 62 * parts)
  package private(set) var count: UInt64 = 0
  /// All of them together, in nanoseconds.
  package private(set) var sum: UInt64 = 0
  /// The longest, in nanoseconds.
  package private(set) var longest: UInt64 = 0

  package init() {}

  /// Counts some replies that took as long, in nanoseconds.
  ///
  /// - Parameters:
  ///   - nanoseconds: a negative time, of a clock that went back, counts as 0
  ///   - count: how many; 0 and less add nothing
  package mutating func add(_ nanoseconds: Int64, count: Int = 1) {
    guard count > 0 else { return }
    let value = UInt64(max(0, nanoseconds))
    buckets[Self.bucket(of: value)] &+= UInt64(count)
    self.count &+= UInt64(count)
    sum &+= value &* UInt64(count)
    longest = max(longest, value)
  }

  /// Adds what another one counted; the order of adding does not matter.
  package mutating func add(_ other: LatencyHistogram) {
    for index in buckets.indices { buckets[index] &+= other.buckets[index] }
    count &+= other.count
    sum &+= other.sum
    longest = max(longest, other.longest)
  }

  /// The time within which that share of the replies was ready, in nanoseconds: 0.99 for p99.
  ///
  /// - Parameter share: 0 to 1; beyond it is cut
  /// - Returns: the upper end of the bucket, never more than the longest time; 0 where nothing was
  ///   counted.
  package func quantile(_ share: Double) -> UInt64 {
    guard count > 0 else { return 0 }
    let wanted = max(1, UInt64((min(max(share, 0), 1) * Double(count)).rounded(.up)))
    var seen: UInt64 = 0
    for (index, held) in buckets.enumerated() {
      seen &+= held
      if seen >= wanted { return min(Self.upperEnd(of: index), longest) }
    }
    return longest
  }

  private static func bucket(of value: UInt64) -> Int {
    guard value >= UInt64(parts) else { return Int(value) }
    let shift = 63 - value.leadingZeroBitCount - 3
    return min((shift + 1) * parts + Int(value >> UInt64(shift)) - parts, 62 * parts - 1)
  }

  private static func upperEnd(of bucket: Int) -> UInt64 {
    guard bucket >= parts else { return UInt64(bucket) }
    let shift = UInt64(bucket / parts - 1)
    return ((UInt64(bucket % parts + parts) + 1) << shift) - 1
  }
}
