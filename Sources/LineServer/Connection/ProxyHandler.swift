import NIOCore

/// Takes the PROXY header off the front of a connection, tells the handlers behind it, and leaves.
///
/// It stands first, in front of TLS: the header is never encrypted. Until it is read whole nothing
/// reaches the handlers behind; about 2 KiB and one read are held for it at most, and the time
/// limit of the first line runs meanwhile.
final class ProxyHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private var held = ByteBuffer()
  private var isDone = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isDone else { return context.fireChannelRead(data) }
    var bytes = unwrapInboundIn(data)
    held.writeBuffer(&bytes)
    do {
      guard let header = try ProxyHeader.read(&held) else { return }
      isDone = true
      context.fireUserInboundEventTriggered(header)
      if held.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(held)) }
      held = ByteBuffer()
      context.pipeline.syncOperations.removeHandler(self, promise: nil)
    } catch {
      // Whoever speaks without a header is not the balancer; there is nobody to explain it to.
      isDone = true
      context.close(promise: nil)
    }
  }
}
