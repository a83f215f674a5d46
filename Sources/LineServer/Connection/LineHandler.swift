import LineProtocol
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import NIOSSL

/// Carries the events of one channel to its ``ClientState``, and does what comes out.
///
/// Writes are made together with those of all who are answered meanwhile (``ServerLoop/writeSoon(_:)``).
final class LineHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// The place in the loop's list, kept by the loop.
  var slot = -1
  private let loop: ServerLoop
  private let awaitsProxyHeader: Bool
  private var state: ClientState
  private var context: ChannelHandlerContext?
  /// By what it is counted in the roster; `nil` where it was not let in.
  private var key: AddressKey?
  private var isRefused = false
  /// What came with this read.
  private var arrived = ByteBuffer()
  private var holdsReads = false
  private var isReadHeld = false
  private var unwritten = ByteBuffer()
  private var unwrittenReplies = 0

  init(_ loop: ServerLoop, awaitsProxyHeader: Bool) {
    self.loop = loop
    self.awaitsProxyHeader = awaitsProxyHeader
    state = ClientState(loop.setting, at: .now())
  }

  // MARK: Events

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    loop.add(self)
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

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    if arrived.readableBytes == 0 { arrived = bytes } else { arrived.writeBuffer(&bytes) }
  }

  func channelReadComplete(context: ChannelHandlerContext) { takeArrived() }

  func read(context: ChannelHandlerContext) {
    if holdsReads { isReadHeld = true } else { context.read() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case let header as ProxyHeader: enter(header.source.map { AddressKey(bytes: $0) } ?? .local)
    case ChannelEvent.inputClosed:
      takeArrived()
      take(.inputClosed)
    default: break
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A client that leaves without TLS's own good-bye may still be waiting for its replies.
    if let error = error as? NIOSSLError, case .uncleanShutdown = error { return }
    take(.failed)
  }

  private func takeArrived() {
    guard arrived.readableBytes > 0 else { return }
    let bytes = arrived
    arrived = ByteBuffer()
    take(.bytes(bytes))
  }

  private func enter(_ key: AddressKey) {
    guard self.key == nil, !isRefused else { return }
    guard let refusal = loop.shared.roster.withLockedValue({ $0.enter(key) }) else {
      self.key = key
      return take(.letIn)
    }
    isRefused = true
    loop.refusedArrives()
    // Beyond some hundreds nobody waits for them to hang up: they cost memory.
    take(.refused(refusal, lingers: loop.refusedNow <= 256))
  }

  private func leave() {
    guard context != nil else { return }
    take(.gone)
    context = nil
    loop.remove(self)
    if isRefused { loop.refusedLeaves() }
    if let key {
      loop.shared.roster.withLockedValue { $0.leave(key) }
      loop.count { $0.closed += 1 }
    }
    unwritten = ByteBuffer()
  }

  /// The loop's clock.
  func sweep(_ now: NIODeadline) {
    let held =
      state.hasWaiting
      ? try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes) : nil
    take(.tick(held: held), at: now, into: ByteBuffer())
  }

  // MARK: Actions

  func take(_ event: ClientEvent) { take(event, at: .now(), into: loop.lendScratch()) }

  private func take(_ event: ClientEvent, at now: NIODeadline, into scratch: ByteBuffer) {
    let actions = state.take(event, at: now, loop.setting, into: scratch)
    loop.count(actions.tally, since: now)
    holdsReads = actions.holdsReads
    if let time = actions.wakeAt { wake(at: time) }
    if let token = actions.checks { check(token) }
    if actions.write.readableBytes > 0 {
      send(actions.write, replies: actions.replies)
    } else {
      loop.returnScratch(actions.write)
    }
    switch actions.close {
    case .both: context?.close(promise: nil)
    case .output: context?.close(mode: .output, promise: nil)
    case nil: break
    }
    guard isReadHeld, !holdsReads, let context else { return }
    isReadHeld = false
    context.read()
  }

  private func wake(at time: NIODeadline) {
    context?.eventLoop.assumeIsolated().scheduleTask(deadline: time) { self.take(.woken) }
  }

  /// Has a token looked up on another thread: a hash is made to take long.
  private func check(_ token: String) {
    guard let tokens = loop.setting.parts.tokens, let context else { return }
    NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop) { tokens.contains(token) }
      .assumeIsolated().whenComplete { result in
        self.take(.tokenChecked(isRight: (try? result.get()) ?? false))
      }
  }

  /// Has replies written with the next writes of the loop.
  private func send(_ out: ByteBuffer, replies: Int) {
    unwrittenReplies += replies
    if unwritten.readableBytes == 0 {
      unwritten = out
      loop.writeSoon(self)
    } else {
      unwritten.writeImmutableBuffer(out)
      loop.returnScratch(out)
    }
  }

  /// Writes what is ready; the loop calls it.
  func write() {
    let (out, replies) = (unwritten, unwrittenReplies)
    unwritten = ByteBuffer()
    unwrittenReplies = 0
    guard let context else { return }
    let bytes = out.readableBytes
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.assumeIsolated().whenComplete { _ in
      self.take(.written(replies: replies, bytes: bytes))
    }
    context.writeAndFlush(wrapOutboundOut(out), promise: written)
    if !state.hasWaiting { loop.returnScratch(out) }
  }
}
