/// What a server counted; no text and no value of anybody.
package struct ServerStats: Sendable, Hashable {
  package var accepted = 0
  package var refused = 0
  package var closed = 0
  /// Lines answered.
  package var lines = 0
  /// Connections cut because nobody read their replies.
  package var stalled = 0
  /// Connections closed because no line came in time.
  package var timedOut = 0
  /// Times that a client had to wait because it sent too many lines a second.
  package var slowed = 0
  package var wrongTokens = 0
  /// Replies by the place of their code in `StatusCode.allCases`.
  package var replies = [Int](repeating: 0, count: StatusCode.allCases.count)
  /// From the arrival of a line to the moment its reply is handed to the system.
  package var latency = LatencyHistogram()

  package init() {}

  package mutating func add(_ other: ServerStats) {
    accepted += other.accepted
    refused += other.refused
    closed += other.closed
    lines += other.lines
    stalled += other.stalled
    timedOut += other.timedOut
    slowed += other.slowed
    wrongTokens += other.wrongTokens
    for index in replies.indices { replies[index] += other.replies[index] }
    latency.add(other.latency)
  }

  mutating func add(_ count: Int, of code: StatusCode) {
    if let place = StatusCode.allCases.firstIndex(of: code) { replies[place] += count }
  }

  /// How many replies had a code.
  package func count(_ code: StatusCode) -> Int {
    StatusCode.allCases.firstIndex(of: code).map { replies[$0] } ?? 0
  }

  /// One `name number` a line, always in the same order.
  package func lines(clients: Int, uptime: Int64) -> String {
    var text = """
      uptime-seconds \(uptime)
      clients \(clients)
      accepted \(accepted)
      refused \(refused)
      closed \(closed)
      timed-out \(timedOut)
      stalled \(stalled)
      slowed \(slowed)
      wrong-tokens \(wrongTokens)
      lines \(lines)
      """
    for (code, count) in zip(StatusCode.allCases, replies) {
      text += "\nreplies-\(code.rawValue) \(count)"
    }
    for (name, share) in [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p999", 0.999)] {
      text += "\nlatency-\(name)-us \(Self.microseconds(latency.quantile(share)))"
    }
    return text + "\nlatency-max-us \(Self.microseconds(latency.longest))"
  }

  /// Nanoseconds as microseconds with one decimal.
  private static func microseconds(_ nanoseconds: UInt64) -> String {
    "\(nanoseconds / 1000).\(nanoseconds / 100 % 10)"
  }
}
