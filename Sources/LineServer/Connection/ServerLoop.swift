import LabValues
import NIOConcurrencyHelpers
import NIOCore

/// A connection as its loop sees it.
///
/// Kept by the loop as long as its channel is there; all calls come on the loop's thread.
protocol LoopClient: AnyObject {
  /// Its place in the loop's list, kept by the loop.
  var slot: Int { get set }
  func take(_ event: ClientEvent)
  /// The loop's clock.
  ///
  /// Runs as often as `ServerLimits.sweep` says, from 5 ms to 1 s. Buffers that one long reply made
  /// large are given back here, so that a burst does not stay in memory.
  func sweep(_ now: NIODeadline)
  /// Writes what is ready.
  func write()
}

/// What the connections of one event loop share; touched on that loop alone, so it needs no lock.
///
/// One clock looks after all of its connections: an idle client costs no timer of its own.
final class ServerLoop {
  let eventLoop: any EventLoop
  let shared: ServerShared
  /// What lines are answered with; a reload puts other parts here between two reads.
  var setting: ServerSetting
  private var writing = Writing()
  private(set) var isDraining = false
  /// Refused clients that have not gone yet.
  private(set) var refusedNow = 0
  private var clients: [any LoopClient] = []
  private let clock: @Sendable () -> Day?
  private var todayUntil: NIODeadline
  private let stats: NIOLockedValueBox<ServerStats>
  /// The counts that swift-metrics was told of.
  private var published = ServerStats()

  /// - Parameter clock: the day that it is, asked twice a minute at most; `nil` where it is not
  ///   known
  init(
    on eventLoop: any EventLoop, _ parts: ServerParts, _ options: ServerOptions,
    shared: ServerShared, stats: NIOLockedValueBox<ServerStats>,
    clock: @escaping @Sendable () -> Day?
  ) {
    self.eventLoop = eventLoop
    setting = ServerSetting(
      parts, limits: options.limits, greeting: options.greeting, today: clock(),
      report: shared.report(with:))
    self.shared = shared
    self.stats = stats
    self.clock = clock
    todayUntil = .now() + .seconds(30)
  }

  /// Adds what was counted; the lock is this loop's own and is waited for by `/stats` alone.
  func count(_ change: (inout ServerStats) -> Void) { stats.withLockedValue { change(&$0) } }

  /// Adds what an event led to, with the time that its lines took.
  ///
  /// - Parameter start: when the event arrived; from it the time of all its lines is counted
  func count(_ tally: Tally, since start: NIODeadline) {
    guard !tally.isEmpty else { return }
    let took = (NIODeadline.now() - start).nanoseconds
    if tally.lines > 0 { shared.meters.repliesWereReady(after: took) }
    count { $0.add(tally, took: took) }
  }

  /// In constant time, as is `remove(_:)`: the last client takes the place of the one that goes.
  func add(_ client: any LoopClient) {
    client.slot = clients.count
    clients.append(client)
  }

  func remove(_ client: any LoopClient) {
    let slot = client.slot
    guard clients.indices.contains(slot), clients[slot] === client else { return }
    let last = clients.removeLast()
    if last !== client {
      clients[slot] = last
      last.slot = slot
    }
  }

  func refusedArrives() { refusedNow += 1 }
  func refusedLeaves() { refusedNow -= 1 }

  /// Looks at the clocks of all connections.
  func sweep(_ now: NIODeadline) {
    if now >= todayUntil {
      setting.today = clock()
      todayUntil = now + .seconds(30)
    }
    let counted = stats.withLockedValue { $0 }
    shared.meters.add(counted, since: published)
    published = counted
    writing.buffers.removeAll { $0.capacity > 131_072 }
    for client in clients { client.sweep(now) }
  }

  /// Begins to say good-bye: lines that are on their way are answered first.
  ///
  /// A connection that is quiet is told after a short while; one that is busy is told behind the
  /// replies to what it sends next.
  ///
  ///     0 ms     begin: what was read is answered
  ///     100 ms   quiet
  ///     200 ms   everybody
  func drain() {
    guard !isDraining else { return }
    isDraining = true
    for client in clients { client.take(.drain(.begin)) }
    let isolated = eventLoop.assumeIsolated()
    isolated.scheduleTask(in: .milliseconds(100)) {
      for client in self.clients { client.take(.drain(.quiet)) }
      isolated.scheduleTask(in: .milliseconds(100)) {
        for client in self.clients { client.take(.drain(.everybody)) }
      }
    }
  }

  /// Cuts off whoever is left.
  func closeAll() {
    for client in clients { client.take(.failed) }
  }
}

/// Writing what is ready.
extension ServerLoop {
  /// What one loop has to write, and with what.
  struct Writing {
    /// Whose replies are ready, in order.
    var ready: [any LoopClient] = []
    var readySince = NIODeadline.now()
    var isAtIt = false
    /// Empty buffers, so that not every reply needs memory of its own.
    var buffers: [ByteBuffer] = []
  }

  /// Writes a client's replies together with those of all who are answered meanwhile.
  ///
  /// A write wakes the program at the other end. Waking one after the other cost as much as the
  /// answers themselves; whoever is awake takes the next reply along. A reply that is ready waits a
  /// millisecond at most, or for the answer that is just being found.
  func writeSoon(_ client: any LoopClient) {
    if writing.ready.isEmpty {
      writing.readySince = .now()
      eventLoop.assumeIsolated().execute { self.writeAll() }
    }
    writing.ready.append(client)
    if NIODeadline.now() - writing.readySince >= .milliseconds(1) { writeAll() }
  }

  private func writeAll() {
    // What becomes ready by writing waits for the next time, so that others have their turn.
    guard !writing.isAtIt, !writing.ready.isEmpty else { return }
    writing.isAtIt = true
    let clients = writing.ready
    writing.ready = []
    for client in clients { client.write() }
    writing.isAtIt = false
  }

  /// An empty buffer, one that was returned if there is any.
  func lendScratch() -> ByteBuffer {
    guard var buffer = writing.buffers.popLast() else { return ByteBuffer() }
    buffer.clear()
    return buffer
  }

  /// Keeps 64 buffers at most; the caller must not use the buffer afterwards.
  func returnScratch(_ buffer: ByteBuffer) {
    if writing.buffers.count < 64, buffer.capacity > 0 { writing.buffers.append(buffer) }
  }
}
