import LineProtocol
import NIOCore
import NIOPosix

/// Does for one channel what its ``ClientState`` decides.
///
/// Writes are made together with those of all who are answered meanwhile (``ServerLoop/writeSoon(_:)``).
final class ClientDriver: LoopClient {
  var slot = -1
  private let loop: ServerLoop
  private var state: ClientState
  private var context: ChannelHandlerContext?
  private var holdsReads = false
  private var isReadHeld = false
  private var unwritten = ByteBuffer()
  private var unwrittenReplies = 0

  init(_ loop: ServerLoop) {
    self.loop = loop
    state = ClientState(loop.setting, at: .now())
  }

  /// Whether there is a channel to do it for.
  var isConnected: Bool { context != nil }

  func connect(_ context: ChannelHandlerContext) {
    self.context = context
    loop.add(self)
  }

  func disconnect() {
    take(.gone)
    context = nil
    loop.remove(self)
    unwritten = ByteBuffer()
  }

  func sweep(_ now: NIODeadline) {
    let held =
      state.hasWaiting
      ? try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes) : nil
    take(.tick(held: held), at: now, into: ByteBuffer())
  }

  /// Whether the channel may be read from now; else that is done as soon as it may.
  func mayRead() -> Bool {
    isReadHeld = holdsReads
    return !holdsReads
  }

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
    context.writeAndFlush(NIOAny(out), promise: written)
    if !state.hasWaiting { loop.returnScratch(out) }
  }
}
