package import NIOCore

/// A bucket of lines that one client may still send at once; it fills again as time passes.
///
/// A line that finds it empty waits: none is dropped.
package struct LineRate: Sendable {
  private let perSecond: Int64
  /// How full the bucket is, in nanoseconds of filling.
  private var filled: Int64
  private let full: Int64
  private let cost: Int64
  private var time: NIODeadline

  /// A full bucket; a rate of 0 sets no limit.
  package init(perSecond: Int, burst: Int, now: NIODeadline) {
    self.perSecond = Int64(min(max(perSecond, 0), 1_000_000_000))
    cost = self.perSecond == 0 ? 0 : 1_000_000_000 / self.perSecond
    full = Int64(min(max(burst, 1), 1_000_000)) * cost
    filled = full
    time = now
  }

  /// Lets time pass.
  package mutating func advance(to now: NIODeadline) {
    guard now > time else { return }
    filled = min(full, filled + min(full, (now - time).nanoseconds))
    time = now
  }

  /// Whether one more line may be answered now.
  package var isOpen: Bool { filled >= cost }

  /// Pays for a line.
  package mutating func spend() { filled -= min(filled, cost) }

  /// How long to wait until a line may be answered.
  package var delay: TimeAmount { .nanoseconds(max(0, cost - filled)) }
}
