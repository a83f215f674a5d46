import LineProtocol
import NIOCore

/// The replies that came, and who waits for them; touched on its event loop alone.
///
///     bytes ─► ReplyReader ─► ready: replies that nobody waits for yet
///                         └─► waiting: promises, the oldest first
///
/// One of the two is always empty. A byte that cannot be read ends the connection, since where the
/// next reply begins is not known.
final class ReplyQueue: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private var reader = ReplyReader()
  private var bytes = ByteBuffer()
  private var ready: [Result<ClientReply, any Error>] = []
  private var waiting: [EventLoopPromise<ClientReply>] = []
  private var end: (any Error)?
  /// What whoever waits is told where the connection has ended.
  private let farewell: any Error

  init(farewell: any Error) { self.farewell = farewell }

  /// Gives the next reply to a promise; replies come in the order of the lines.
  ///
  /// - Parameter promise: failed with the reason where the connection has ended and no reply is
  ///   left
  func wait(_ promise: EventLoopPromise<ClientReply>) {
    if !ready.isEmpty {
      promise.completeWith(ready.removeFirst())
    } else if let end {
      promise.fail(end)
    } else {
      waiting.append(promise)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var read = unwrapInboundIn(data)
    bytes.writeBuffer(&read)
    do {
      while let reply = try reader.next(&bytes) { give(.success(reply)) }
    } catch {
      return stop(context, error)
    }
    bytes.discardReadBytes()
  }

  func channelInactive(context: ChannelHandlerContext) { finish(farewell) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { stop(context, error) }

  private func stop(_ context: ChannelHandlerContext, _ error: any Error) {
    finish(error)
    context.close(promise: nil)
  }

  private func give(_ reply: Result<ClientReply, any Error>) {
    if waiting.isEmpty { ready.append(reply) } else { waiting.removeFirst().completeWith(reply) }
  }

  /// The first reason stays: what a broken reply leads to is no news.
  private func finish(_ error: any Error) {
    if end == nil { end = error }
    let left = waiting
    waiting = []
    for promise in left { promise.fail(error) }
  }
}
