import CoreMetrics
import LabValues
import NIOConcurrencyHelpers
import NIOCore

/// What the connections of one event loop share; touched on that loop alone, so it needs no lock.
///
/// One clock looks after all of its connections: an idle client costs no timer of its own.
final class ServerLoop {
  let eventLoop: any EventLoop
  let limits: ServerLimits
  let greeting: String
  let shared: ServerShared
  /// What lines are answered with; a reload puts another value here between two reads.
  var parts: ServerParts
  /// A buffer for the replies of one read, lent to whoever writes.
  var scratch = ByteBuffer()
  private(set) var isDraining = false
  /// Refused clients that have not gone yet.
  private(set) var refusedNow = 0
  private var handlers: [LineHandler] = []
  private let clock: @Sendable () -> Day?
  private(set) var today: Day?
  private var todayUntil: NIODeadline
  private let stats: NIOLockedValueBox<ServerStats>
  /// The counts that swift-metrics was told of.
  private var published = ServerStats()

  init(
    on eventLoop: any EventLoop, _ parts: ServerParts, _ options: ServerOptions,
    shared: ServerShared, stats: NIOLockedValueBox<ServerStats>,
    clock: @escaping @Sendable () -> Day?
  ) {
    self.eventLoop = eventLoop
    self.parts = parts
    limits = options.limits
    greeting = options.greeting
    self.shared = shared
    self.stats = stats
    self.clock = clock
    today = clock()
    todayUntil = .now() + .seconds(30)
  }

  /// Adds what was counted; the lock is this loop's own and is waited for by `/stats` alone.
  func count(_ change: (inout ServerStats) -> Void) { stats.withLockedValue { change(&$0) } }

  func add(_ handler: LineHandler) {
    handler.slot = handlers.count
    handlers.append(handler)
  }

  func remove(_ handler: LineHandler) {
    let slot = handler.slot
    guard handlers.indices.contains(slot), handlers[slot] === handler else { return }
    let last = handlers.removeLast()
    if last !== handler {
      handlers[slot] = last
      last.slot = slot
    }
  }

  func refusedArrives() { refusedNow += 1 }
  func refusedLeaves() { refusedNow -= 1 }

  /// Looks at the clocks of all connections.
  func sweep(_ now: NIODeadline) {
    if now >= todayUntil {
      today = clock()
      todayUntil = now + .seconds(30)
    }
    let counted = stats.withLockedValue { $0 }
    shared.meters.add(counted, since: published)
    published = counted
    if scratch.capacity > 131_072 { scratch = ByteBuffer() }
    for handler in handlers { handler.sweep(now) }
  }

  /// Begins to say good-bye: lines that are on their way are answered first.
  ///
  /// A connection that is quiet is told after a short while; one that is busy is told behind the
  /// replies to what it sends next.
  func drain() {
    guard !isDraining else { return }
    isDraining = true
    for handler in handlers { handler.beginDraining() }
    let isolated = eventLoop.assumeIsolated()
    isolated.scheduleTask(in: .milliseconds(100)) {
      for handler in self.handlers { handler.drain(isLast: false) }
      isolated.scheduleTask(in: .milliseconds(100)) {
        for handler in self.handlers { handler.drain(isLast: true) }
      }
    }
  }

  /// Cuts off whoever is left.
  func closeAll() {
    for handler in handlers { handler.cut() }
  }
}

/// What all event loops of a server share.
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
  var total: ServerStats {
    var total = ServerStats()
    for box in stats { total.add(box.withLockedValue { $0 }) }
    return total
  }

  /// The body of `/stats`.
  var report: String {
    let uptime = (NIODeadline.now() - started).nanoseconds / 1_000_000_000
    return total.lines(clients: roster.withLockedValue { $0.count }, uptime: uptime)
  }
}

/// The counts as swift-metrics knows them.
struct Meters: Sendable {
  private let ready = Timer(label: "calciq_replies_ready")
  private let accepted = Counter(label: "calciq_clients_accepted")
  private let refused = Counter(label: "calciq_clients_refused")
  private let closed = Counter(label: "calciq_clients_closed")
  private let stalled = Counter(label: "calciq_clients_stalled")
  private let timedOut = Counter(label: "calciq_clients_timed_out")
  private let wrongTokens = Counter(label: "calciq_tokens_wrong")
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
