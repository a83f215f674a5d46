package import LabValues
package import Logging
import NIOConcurrencyHelpers
package import NIOCore
import NIOPosix
import NIOSSL

/// A server that listens: its sockets, its event loops, and what they share.
///
/// A value that may be copied: all copies are the same server. It must be stopped, or its threads
/// live on.
package struct ListeningServer: Sendable {
  /// Where it listens, in the order of the options.
  /// With the port that the system chose where 0 was asked for.
  package let addresses: [SocketAddress]
  /// Where monitors may ask, if anywhere.
  package let metricsAddress: SocketAddress?
  private let group: MultiThreadedEventLoopGroup
  private let loops: [NIOLoopBound<ServerLoop>]
  private let channels: [any Channel]
  private let files: [UnixSocketFile]
  private let shared: ServerShared
  private let logger: Logger

  /// Opens every listener, or none: throws `ListenerFailure` for the first that fails.
  ///
  /// Where one fails, those already open are closed again, socket files removed and threads ended.
  /// The limit of clients is lowered to what the system lets this process open.
  package static func start(
    _ parts: ServerParts, _ options: ServerOptions, logger: Logger,
    today: @escaping @Sendable () -> Day?
  ) async throws -> ListeningServer {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, options.threads))
    var opened = Opened()
    do {
      var options = options
      options.limits.clients = min(options.limits.clients, OpenFiles.raise())
      let shared = ServerShared(loops: max(1, options.threads), options.limits)
      let loops = try await makeLoops(group, parts, options, shared, today)
      for listener in options.listeners {
        try await opened.open(listener, group, loops, logger)
      }
      guard !opened.channels.isEmpty else { throw ListenerFailure.nothingToListenOn }
      if let place = options.metrics {
        try await opened.openMetrics(place, group, logger) { shared.metrics }
      }
      logger.info("ready", metadata: ["listeners": "\(opened.channels.count)"])
      return ListeningServer(
        addresses: opened.addresses, metricsAddress: opened.metricsAddress, group: group,
        loops: loops, channels: opened.channels, files: opened.files, shared: shared,
        logger: logger)
    } catch {
      for channel in opened.channels { try? await channel.close() }
      for file in opened.files { file.remove() }
      try? await group.shutdownGracefully()
      throw error
    }
  }

  private static func makeLoops(
    _ group: MultiThreadedEventLoopGroup, _ parts: ServerParts, _ options: ServerOptions,
    _ shared: ServerShared, _ today: @escaping @Sendable () -> Day?
  ) async throws -> [NIOLoopBound<ServerLoop>] {
    var loops: [NIOLoopBound<ServerLoop>] = []
    for (eventLoop, stats) in zip(Array(group.makeIterator()), shared.stats) {
      let bound = try await eventLoop.submit {
        let loop = ServerLoop(
          on: eventLoop, parts, options, shared: shared, stats: stats, clock: today)
        let bound = NIOLoopBound(loop, eventLoop: eventLoop)
        let period = options.limits.sweep
        eventLoop.scheduleRepeatedTask(initialDelay: period, delay: period) { _ in
          bound.value.sweep(.now())
        }
        return bound
      }.get()
      loops.append(bound)
    }
    return loops
  }

  /// Answers with other parts from the next read on; no session is dropped.
  ///
  /// Each loop gets them between two events; it returns when the last one has them. A line that is
  /// being answered is finished with the old ones.
  package func exchange(_ parts: ServerParts) async {
    for loop in loops {
      try? await loop.eventLoop.submit { loop.value.setting.parts = parts }.get()
    }
  }

  /// What was counted so far.
  package var stats: ServerStats { shared.total }
  /// How many clients are connected.
  package var clients: Int { shared.roster.withLockedValue { $0.count } }

  /// Stops accepting, finishes replies, says good-bye, and closes what is left when the grace ends.
  ///
  /// Whether everybody left in time. A second call does nothing.
  ///
  /// - Parameter grace: time for clients to take their last replies; cancelling the task ends it at
  ///   once
  @discardableResult
  package func stop(grace: TimeAmount) async -> Bool {
    let end = NIODeadline.now() + grace
    let isFirst = shared.roster.withLockedValue { roster in
      defer { roster.isClosing = true }
      return !roster.isClosing
    }
    guard isFirst else { return clients == 0 }
    for channel in channels { try? await channel.close() }
    for file in files { file.remove() }
    for loop in loops { loop.eventLoop.execute { loop.value.drain() } }
    while clients > 0, NIODeadline.now() < end, !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(10))
    }
    let left = clients
    for loop in loops { loop.eventLoop.execute { loop.value.closeAll() } }
    try? await group.shutdownGracefully()
    var counts: Logger.Metadata = ["cut": "\(left)"]
    for field in ServerStats.Field.allCases { counts[field.rawValue] = "\(stats[field])" }
    logger.info("stopped", metadata: counts)
    return left == 0
  }
}
