package import LineProtocol

/// What a server counted; no text and no value of anybody.
///
/// Counts only ever grow while a server runs; a monitor takes differences.
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

  /// Adds the counts of another loop.
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

  /// Adds what one event led to, its lines answered after so many nanoseconds.
  ///
  /// All lines of one event count with the same time, which is that of the last of them.
  package mutating func add(_ tally: Tally, took: Int64) {
    add(tally)
    latency.add(took, count: tally.lines)
  }

  package mutating func add(_ tally: Tally) {
    accepted += tally.accepted
    refused += tally.refused
    stalled += tally.stalled
    timedOut += tally.timedOut
    slowed += tally.slowed
    wrongTokens += tally.wrongTokens
    lines += tally.lines
    for entry in tally.codes { add(entry.count, of: entry.code) }
  }

  mutating func add(_ count: Int, of code: StatusCode) {
    if let place = StatusCode.allCases.firstIndex(of: code) { replies[place] += count }
  }

  /// How many replies had a code.
  package func count(_ code: StatusCode) -> Int {
    StatusCode.allCases.firstIndex(of: code).map { replies[$0] } ?? 0
  }

  /// The counts that have a name of their own, in the order in which they are told: the names are those of
  /// `/stats`, and with underscores those of the metrics.
  package enum Field: String, Sendable, CaseIterable {
    case accepted, refused, closed
    case timedOut = "timed-out"
    case stalled, slowed
    case wrongTokens = "wrong-tokens"
    case lines

    /// The name as metrics write it.
    package var metric: String { String(rawValue.map { $0 == "-" ? "_" : $0 }) }

    package var help: String {
      switch self {
      case .accepted: "Clients let in."
      case .refused: "Clients not let in."
      case .closed: "Clients that left."
      case .timedOut: "Connections closed because no line came in time."
      case .stalled: "Connections cut because nobody read their replies."
      case .slowed: "Times that a client had to wait because it sent too many lines a second."
      case .wrongTokens: "Tokens that were not accepted."
      case .lines: "Lines answered."
      }
    }
  }

  package subscript(field: Field) -> Int {
    switch field {
    case .accepted: accepted
    case .refused: refused
    case .closed: closed
    case .timedOut: timedOut
    case .stalled: stalled
    case .slowed: slowed
    case .wrongTokens: wrongTokens
    case .lines: lines
    }
  }

  /// One `name number` a line, always in the same order.
  ///
  ///     uptime-seconds 3600
  ///     clients 12
  ///     accepted 480
  ///     …
  ///     replies-210 9120
  ///     latency-p99-us 412.7
  ///
  /// New names may be added at the place of their kind; a name that was told once stays.
  package func lines(clients: Int, uptime: Int64) -> String {
    var text = "uptime-seconds \(uptime)\nclients \(clients)"
    for field in Field.allCases { text += "\n\(field.rawValue) \(self[field])" }
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
