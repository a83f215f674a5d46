package import NIOCore

/// A bucket of lines that one client may still send at once; it fills again as time passes.
///
/// A line that finds it empty waits: none is dropped.
///
/// A token bucket in whole nanoseconds, so that no rounding adds up: a line costs what its share of
/// a second takes to fill.
///
///     50 a second, burst 200      a line costs 20 ms; full are 4 s
package struct LineRate: Sendable {
  private let perSecond: Int64
  /// How full the bucket is, in nanoseconds of filling.
  private var filled: Int64
  private let full: Int64
  private let cost: Int64
  private var time: NIODeadline

  /// A full bucket; a rate of 0 sets no limit.
  ///
  /// - Parameters:
  ///   - perSecond: at most 1,000,000,000
  ///   - burst: lines that may come at once; 1 to 1,000,000
  package init(perSecond: Int, burst: Int, now: NIODeadline) {
    self.perSecond = Int64(min(max(perSecond, 0), 1_000_000_000))
    cost = self.perSecond == 0 ? 0 : 1_000_000_000 / self.perSecond
    full = Int64(min(max(burst, 1), 1_000_000)) * cost
    filled = full
    time = now
  }

  /// Lets time pass.
  ///
  /// A time that lies before the last one is ignored.
  package mutating func advance(to now: NIODeadline) {
    guard now > time else { return }
    filled = min(full, filled + min(full, (now - time).nanoseconds))
    time = now
  }

  /// Whether one more line may be answered now.
  package var isOpen: Bool { filled >= cost }

  /// Pays for a line.
  ///
  /// Must only be called while it is open, or a line is had for less.
  package mutating func spend() { filled -= min(filled, cost) }

  /// How long to wait until a line may be answered.
  ///
  /// 0 while it is open.
  package var delay: TimeAmount { .nanoseconds(max(0, cost - filled)) }
}
