import LineProtocol
import NIOConcurrencyHelpers
import NIOCore
import NIOSSL

/// Tells one client's ``ClientDriver`` what happens on its channel, and counts it in and out.
///
/// A client is counted in the roster once it is known who it is: at once, or with the PROXY header;
/// and counted out exactly once, however the connection ends.
final class LineHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let loop: ServerLoop
  private let client: ClientDriver
  private let awaitsProxyHeader: Bool
  /// By what it is counted in the roster; `nil` where it was not let in.
  private var key: AddressKey?
  private var isRefused = false
  /// What came with this read.
  private var arrived = ByteBuffer()

  init(_ loop: ServerLoop, awaitsProxyHeader: Bool) {
    self.loop = loop
    self.awaitsProxyHeader = awaitsProxyHeader
    client = ClientDriver(loop)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    client.connect(context)
    if context.channel.isActive { channelActive(context: context) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { leave() }

  func channelActive(context: ChannelHandlerContext) {
    if !awaitsProxyHeader { enter(AddressKey(context.remoteAddress)) }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    leave()
    context.fireChannelInactive()
  }

  /// The pieces of one read are put together first, so that their replies go out with one write.
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    if arrived.readableBytes == 0 { arrived = bytes } else { arrived.writeBuffer(&bytes) }
  }

  func channelReadComplete(context: ChannelHandlerContext) { takeArrived() }

  func read(context: ChannelHandlerContext) {
    if client.mayRead() { context.read() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case let header as ProxyHeader: enter(header.source.map { AddressKey(bytes: $0) } ?? .local)
    case ChannelEvent.inputClosed:
      takeArrived()
      client.take(.inputClosed)
    default: break
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A client that leaves without TLS's own good-bye may still be waiting for its replies.
    if let error = error as? NIOSSLError, case .uncleanShutdown = error { return }
    client.take(.failed)
  }

  private func takeArrived() {
    guard arrived.readableBytes > 0 else { return }
    let bytes = arrived
    arrived = ByteBuffer()
    client.take(.bytes(bytes))
  }

  /// The lock of the roster is held for a look at a table, the only one that all loops share.
  private func enter(_ key: AddressKey) {
    guard self.key == nil, !isRefused else { return }
    guard let refusal = loop.shared.roster.withLockedValue({ $0.enter(key) }) else {
      self.key = key
      return client.take(.letIn)
    }
    isRefused = true
    loop.refusedArrives()
    // Beyond some hundreds nobody waits for them to hang up: they cost memory.
    client.take(.refused(refusal, lingers: loop.refusedNow <= 256))
  }

  /// Called for the end of the channel and for the removal of the handler; the second call does
  /// nothing.
  private func leave() {
    guard client.isConnected else { return }
    client.disconnect()
    if isRefused { loop.refusedLeaves() }
    if let key {
      loop.shared.roster.withLockedValue { $0.leave(key) }
      loop.count { $0.closed += 1 }
    }
  }
}
