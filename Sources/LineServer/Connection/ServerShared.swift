import CoreMetrics
import LineProtocol
import NIOConcurrencyHelpers
import NIOCore

/// What all event loops of a server share.
///
/// Locks are held for the copying of numbers alone, never while a line is answered.
struct ServerShared: Sendable {
  let roster: NIOLockedValueBox<Roster>
  /// The counts of each event loop.
  let stats: [NIOLockedValueBox<ServerStats>]
  let started: NIODeadline
  let meters = Meters()

  init(loops: Int, _ limits: ServerLimits) {
    roster = NIOLockedValueBox(Roster(limits))
    stats = (0..<loops).map { _ in NIOLockedValueBox(ServerStats()) }
    started = .now()
  }

  /// The counts of all loops together.
  ///
  /// A snapshot loop by loop, not of one instant: sums may differ by what is being counted just
  /// now.
  var total: ServerStats {
    var total = ServerStats()
    for box in stats { total.add(box.withLockedValue { $0 }) }
    return total
  }

  /// The body of `/stats`, with what was not added to the counts yet.
  func report(with tally: Tally) -> String {
    var total = total
    total.add(tally)
    return total.lines(clients: clients, uptime: uptime)
  }

  /// The counts as Prometheus reads them.
  var metrics: String { MetricsText.text(of: total, clients: clients, uptime: uptime) }

  private var clients: Int { roster.withLockedValue { $0.count } }
  private var uptime: Int64 { (NIODeadline.now() - started).nanoseconds / 1_000_000_000 }
}

/// The counts as swift-metrics knows them.
///
/// Labels and values hold no address and no text; the only dimension is the status code.
struct Meters: Sendable {
  private let ready = Timer(label: "calciq_latency")
  private let accepted = Counter(label: "calciq_accepted")
  private let refused = Counter(label: "calciq_refused")
  private let closed = Counter(label: "calciq_closed")
  private let stalled = Counter(label: "calciq_stalled")
  private let timedOut = Counter(label: "calciq_timed_out")
  private let wrongTokens = Counter(label: "calciq_wrong_tokens")
  private let lines = Counter(label: "calciq_lines")
  private let replies = StatusCode.allCases.map {
    Counter(label: "calciq_replies", dimensions: [("code", "\($0.rawValue)")])
  }

  /// How long it took from the arrival of lines until their replies went to the system.
  func repliesWereReady(after nanoseconds: Int64) { ready.recordNanoseconds(nanoseconds) }

  /// Tells what was counted since the last time.
  func add(_ now: ServerStats, since before: ServerStats) {
    accepted.increment(by: now.accepted - before.accepted)
    refused.increment(by: now.refused - before.refused)
    closed.increment(by: now.closed - before.closed)
    stalled.increment(by: now.stalled - before.stalled)
    timedOut.increment(by: now.timedOut - before.timedOut)
    wrongTokens.increment(by: now.wrongTokens - before.wrongTokens)
    lines.increment(by: now.lines - before.lines)
    for (index, counter) in replies.enumerated() {
      counter.increment(by: now.replies[index] - before.replies[index])
    }
  }
}
