import LineProtocol
import NIOCore
import NIOPosix

/// Does for one channel what its ``ClientState`` decides.
///
/// Writes are made together with those of all who are answered meanwhile (``ServerLoop/writeSoon(_:)``).
///
/// The only place where a client's decisions meet a channel:
///
///     LineHandler ─ event ─► ClientDriver ─ event ─► ClientState
///          ▲                      │  ◄──── actions ──────┘
///          └── write, wake, hash, close
///
/// Touched on its event loop alone; hashes of tokens are the one thing done elsewhere.
final class ClientDriver: LoopClient {
  /// −1 until the loop has it.
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

  /// Must be called before any event; `disconnect()` is its counterpart.
  func connect(_ context: ChannelHandlerContext) {
    self.context = context
    loop.add(self)
  }

  /// Replies that were not written yet are dropped: nobody is there to read them.
  func disconnect() {
    take(.gone)
    context = nil
    loop.remove(self)
    unwritten = ByteBuffer()
  }

  /// What the channel still holds is only asked for a client that has replies waiting; for all
  /// others it would be a look at nothing.
  func sweep(_ now: NIODeadline) {
    let held =
      state.hasWaiting
      ? try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes) : nil
    take(.tick(held: held), at: now, into: ByteBuffer())
  }

  /// Whether the channel may be read from now; else that is done as soon as it may.
  ///
  /// A read that was held back is made up for in `take(_:)`, as soon as the state allows it.
  func mayRead() -> Bool {
    isReadHeld = holdsReads
    return !holdsReads
  }

  /// Carries out what the event leads to before it returns; only bytes and the look-up of a token
  /// wait.
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
  ///
  /// The event loop must not wait: a hash takes milliseconds to tenths of a second, and all clients
  /// of the loop would wait along.
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

  /// One system call for all replies that are ready. The buffer can be used again only where the
  /// system took all of it at once.
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
