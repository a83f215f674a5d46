package import LabValues
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// The line server as a service: runs until the graceful shutdown, and reloads on SIGHUP.
///
///     let service = LineService(parts, options, logger: logger, today: today, reload: load)
///     try service.runUntilSignalled()
///
///     SIGHUP             new parts; a failure is logged and changes nothing
///     SIGTERM, SIGINT    the graceful shutdown, of at most `options.grace`
package struct LineService: Service {
  private let parts: ServerParts
  private let options: ServerOptions
  private let logger: Logger
  private let today: @Sendable () -> Day?
  private let reload: @Sendable () throws -> ServerParts
  private let ready: @Sendable (ListeningServer) -> Void

  /// A service that begins with these parts.
  ///
  /// `reload` gives the parts anew; where it throws, the old ones stay and each problem is logged.
  /// `today` is the clock that sessions refer to; `ready` is told once clients can connect.
  package init(
    _ parts: ServerParts, _ options: ServerOptions, logger: Logger,
    today: @escaping @Sendable () -> Day?,
    reload: @escaping @Sendable () throws -> ServerParts,
    ready: @escaping @Sendable (ListeningServer) -> Void = { _ in }
  ) {
    self.parts = parts
    self.options = options
    self.logger = logger
    self.today = today
    self.reload = reload
    self.ready = ready
  }

  /// - Throws: `ListenerFailure` where a listener cannot be opened; after that it throws nothing.
  package func run() async throws {
    // Trapped before the first client, so that no SIGHUP ends the program in between.
    let hangUps = await UnixSignalsSequence(trapping: .sighup)
    warn()
    let server = try await ListeningServer.start(parts, options, logger: logger, today: today)
    ready(server)
    await withTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        for await _ in hangUps { await Reloading(reload: reload, logger: logger).run(server) }
      }
      tasks.addTask { try? await gracefulShutdown() }
      // Whichever ends first: the shutdown, or the cancellation of this task.
      await tasks.next()
      tasks.cancelAll()
    }
    logger.info("shutting down", metadata: ["clients": "\(server.clients)"])
    await server.stop(grace: options.grace)
  }

  /// Runs until SIGTERM or SIGINT, and returns once everybody was answered or the grace has ended.
  ///
  /// It blocks the calling thread: the whole of what a program does.
  ///
  /// - Throws: what `run()` throws, before any client was let in.
  package func runUntilSignalled() throws {
    let group = ServiceGroup(
      configuration: .init(
        services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try MultiThreadedEventLoopGroup.singleton.any()
      .makeFutureWithTask { try await group.run() }.wait()
  }

  /// Said at every start: a port that others reach, without tokens or without TLS, carries health
  /// data.
  private func warn() {
    if let place = options.metrics,
      !ListeningPlace(.tcp(host: place.host, port: place.port)).isLocal
    {
      logger.warning("anybody who reaches the metrics port may read the counts")
    }
    for listener in options.listeners where !listener.isLocal {
      if parts.tokens == nil {
        logger.warning("anybody who reaches this server may ask: there are no tokens")
      }
      if !listener.isTLS {
        logger.warning("questions and results travel in the clear: this listener has no TLS")
      }
    }
  }
}

/// Exchanges what a server works with, while it works.
package struct Reloading: Sendable {
  private let reload: @Sendable () throws -> ServerParts
  private let logger: Logger

  package init(reload: @escaping @Sendable () throws -> ServerParts, logger: Logger) {
    self.reload = reload
    self.logger = logger
  }

  /// Whether new parts are in use; otherwise the old ones stay and every problem was logged.
  ///
  /// The load runs on the thread of the task, not on an event loop: clients are answered meanwhile.
  @discardableResult
  package func run(_ server: ListeningServer) async -> Bool {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      await server.exchange(try reload())
      logger.info(
        "reloaded",
        metadata: ["seconds": "\(start.duration(to: clock.now) / .seconds(1))"])
      return true
    } catch {
      let problems = (error as? ReloadFailure)?.problems ?? ["\(error)"]
      for problem in problems {
        logger.error("cannot reload", metadata: ["problem": "\(problem)"])
      }
      logger.error("the old knowledge stays", metadata: ["problems": "\(problems.count)"])
      return false
    }
  }
}
