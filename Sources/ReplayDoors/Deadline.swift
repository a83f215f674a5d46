import Transcripts

/// A point in time after which an answer is late.
struct Deadline {
  private let seconds: Int
  private let end: ContinuousClock.Instant

  init(seconds: Int) {
    self.seconds = seconds
    end = ContinuousClock.now.advanced(by: .seconds(seconds))
  }

  /// How long `poll` may wait.
  var milliseconds: Int32 {
    let rest = ContinuousClock.now.duration(to: end).components
    guard rest.seconds >= 0, rest.attoseconds >= 0 else { return 0 }
    // Rounded up: waiting 0 ms for the last part of a millisecond would spin.
    let part = rest.attoseconds / 1_000_000_000_000_000 + 1
    return Int32(clamping: min(rest.seconds, 86_400) * 1000 + part)
  }

  var hasPassed: Bool { ContinuousClock.now >= end }
  var failure: DoorError { .timeout(seconds: seconds) }
}
