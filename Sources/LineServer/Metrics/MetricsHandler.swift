import NIOCore
import NIOPosix

/// Answers one request of a monitor and ends the connection.
///
/// It shares the event loops of the server, and reads only counts: what it answers holds no text of
/// anybody. There is no TLS and no token, so it belongs on an address that only monitors reach.
final class MetricsHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// How long a request may take to come, and its answer to go.
  private static let patience = TimeAmount.seconds(10)

  private let metrics: @Sendable () -> String
  private var held = ByteBuffer()
  private var isAnswered = false
  private var clock: Scheduled<Void>?

  init(_ metrics: @escaping @Sendable () -> String) { self.metrics = metrics }

  func handlerAdded(context: ChannelHandlerContext) {
    let channel = context.channel
    clock = context.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
  }

  func channelInactive(context: ChannelHandlerContext) { clock?.cancel() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    guard !isAnswered else { return }
    held.writeBuffer(&bytes)
    guard let request = MetricsRequest(held) else { return }
    isAnswered = true
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request.answer(metrics))))
      .whenComplete { _ in channel.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  /// Listens for monitors.
  ///
  /// - Parameter metrics: called on an event loop for each request
  /// - Throws: `ListenerFailure.cannotBind`.
  static func listen(
    on host: String, port: Int, _ group: MultiThreadedEventLoopGroup,
    metrics: @escaping @Sendable () -> String
  ) async throws -> any Channel {
    do {
      return try await ServerBootstrap(group: group)
        .serverChannelOption(.backlog, value: 16)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.allowRemoteHalfClosure, value: true)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(MetricsHandler(metrics))
          }
        }
        .bind(host: host, port: port).get()
    } catch {
      throw ListenerFailure.cannotBind(.tcp(host: host, port: port), reason: "\(error)")
    }
  }
}
