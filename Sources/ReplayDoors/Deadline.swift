import Transcripts

/// A point in time after which an answer is late.
struct Deadline {
  private let seconds: Int
  private let end: ContinuousClock.Instant

  init(seconds: Int) {
    self.seconds = seconds
    end = ContinuousClock.now.advanced(by: .seconds(seconds))
  }

  /// How long a program may take to start where an answer may take `seconds`: it reads the knowledge, and
  /// on a loaded machine several of them start at once.
  static func secondsToStart(_ seconds: Int) -> Int { max(seconds, usualStart) }

  private static let usualStart = 60

  /// How long `poll` may wait.
  ///
  /// At least 1 until it has passed, then 0; at most a day.
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
