import Conversation
import NIOConcurrencyHelpers
import NIOCore
import NIOSSL

/// One client: cuts what it sends into lines, answers them in order, and keeps its limits.
///
/// Everything that came with one read is answered with one write, together with the writes of those
/// who are answered meanwhile (see ``ServerLoop/writeSoon(_:)``). Reading stops while too many replies
/// wait for the client, or while it sends more lines than its rate allows; what was
/// read stays here until then, so nothing is dropped and memory does not grow.
final class LineHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  enum Phase {
    /// Nothing was said yet: the PROXY header is awaited.
    case arriving
    case open
    /// The last reply is written or on its way; what still comes is thrown away.
    case leaving(until: NIODeadline?)
    case closed
  }

  let loop: ServerLoop
  /// The place in the loop's list, kept by the loop.
  var slot = -1
  var phase = Phase.arriving
  var framer = LineFramer()
  var page = ReplyFramer()
  var session: Session
  /// The rows of `/paste`, until the dot.
  var pasting = Pasting()
  var unread = ByteBuffer()
  var rate: LineRate
  var isAuthenticated: Bool
  var wrongTokens = 0
  /// Whether a token is being looked up; what comes behind it waits.
  var isChecking = false
  /// Until when nothing is answered, after a wrong token.
  var heldUntil: NIODeadline?
  var isInputClosed = false
  var tally = Tally()

  private let awaitsProxyHeader: Bool
  private(set) var context: ChannelHandlerContext?
  private var key: AddressKey?
  private var isRefused = false
  private var isReadHeld = false
  private var isAnswering = false
  private var hasWakeUp = false
  private var isLastRead = false
  private var lastLine: NIODeadline
  private var hadLine = false
  private var waitingReplies = 0
  private var waitingBytes = 0
  /// Of what waits the part that was not written yet.
  private var unwritten = ByteBuffer()
  private var unwrittenReplies = 0
  /// What the channel still held when it was last looked at, and when that last changed.
  private var heldBytes = -1
  private var lastProgress = NIODeadline.now()

  init(_ loop: ServerLoop, awaitsProxyHeader: Bool) {
    self.loop = loop
    self.awaitsProxyHeader = awaitsProxyHeader
    session = Session(today: loop.today)
    let now = NIODeadline.now()
    lastLine = now
    rate = LineRate(perSecond: loop.limits.linesPerSecond, burst: loop.limits.burst, now: now)
    isAuthenticated = loop.parts.tokens == nil
  }

  // MARK: Coming and going

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

  private func enter(_ key: AddressKey) {
    guard case .arriving = phase else { return }
    if let refusal = loop.shared.roster.withLockedValue({ $0.enter(key) }) {
      loop.count { $0.refused += 1 }
      isRefused = true
      loop.refusedArrives()
      // Beyond some hundreds nobody waits for them to hang up: they cost memory.
      if loop.refusedNow > 256 { isInputClosed = true }
      return sayGoodBye(.busy, refusal.rawValue)
    }
    self.key = key
    phase = .open
    loop.count { $0.accepted += 1 }
    var out = loop.lendScratch()
    page.write(.greeting, loop.greeting, into: &out)
    send(out, replies: 1)
  }

  private func leave() {
    if case .closed = phase { return }
    phase = .closed
    loop.remove(self)
    if isRefused { loop.refusedLeaves() }
    if let key {
      loop.shared.roster.withLockedValue { $0.leave(key) }
      loop.count { $0.closed += 1 }
    }
    unread = ByteBuffer()
    unwritten = ByteBuffer()
    context = nil
  }

  // MARK: Reading

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    switch phase {
    case .leaving, .closed: return
    case .arriving, .open:
      if unread.readableBytes == 0 { unread = bytes } else { unread.writeBuffer(&bytes) }
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) { answerLines() }

  func read(context: ChannelHandlerContext) {
    if isReading { context.read() } else { isReadHeld = true }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case let header as ProxyHeader: enter(header.source.map { AddressKey(bytes: $0) } ?? .local)
    case ChannelEvent.inputClosed:
      isInputClosed = true
      if case .leaving = phase { closeIfDone() } else { answerLines() }
    default: break
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A client that leaves without TLS's own good-bye may still be waiting for its replies.
    if let error = error as? NIOSSLError, case .uncleanShutdown = error { return }
    cut()
  }

  /// Whether more may be read: nothing that was read waits, and the client reads its replies.
  private var isReading: Bool {
    switch phase {
    case .leaving: true
    case .closed: false
    case .arriving: unread.readableBytes < 65_536
    case .open: unread.readableBytes == 0 && hasRoom
    }
  }

  private var hasRoom: Bool {
    waitingReplies < loop.limits.waitingReplies && waitingBytes < loop.limits.waitingBytes
  }

  // MARK: Answering

  /// Answers what was read, as far as the limits allow, with one write for all of it.
  func answerLines() {
    guard case .open = phase, !isAnswering else { return }
    isAnswering = true
    var isMore = true
    while isMore, case .open = phase { isMore = answerBatch() }
    isAnswering = false
    closeIfDone()
    resumeReading()
  }

  /// Answers until the client's share of memory is used up; whether there is more to be done.
  private func answerBatch() -> Bool {
    guard hasRoom else { return false }
    let start = NIODeadline.now()
    var out = loop.lendScratch()
    session.today = loop.today
    session.limits.facts = loop.limits.sessionFacts
    rate.advance(to: start)
    let replyLimit = loop.limits.waitingReplies - waitingReplies
    let byteLimit = loop.limits.waitingBytes - waitingBytes
    var isMore = false
    var wait: TimeAmount?
    while case .open = phase, !isChecking {
      guard tally.replies < replyLimit, out.readableBytes < byteLimit else {
        isMore = true
        break
      }
      if let pause = pause(at: start) {
        if unread.readableBytes > 0 || isInputClosed || isLastRead { wait = pause }
        break
      }
      guard let event = nextEvent() else {
        if isInputClosed || isLastRead { leave(saying: isLastRead ? "shutdown" : nil, &out) }
        break
      }
      take(event, &out)
    }
    let replies = tally.replies
    let lines = tally.lines
    finishTally(since: start)
    if lines > 0 {
      hadLine = true
      lastLine = start
    }
    if out.readableBytes > 0 { send(out, replies: replies) } else { loop.returnScratch(out) }
    if let wait { wakeUp(in: wait) }
    return isMore
  }

  private func nextEvent() -> LineEvent? {
    if let event = framer.next(&unread) { return event }
    unread = ByteBuffer()
    return isInputClosed ? framer.finish() : nil
  }

  /// How long nothing may be answered: a wrong token, or too many lines a second.
  private func pause(at now: NIODeadline) -> TimeAmount? {
    if let until = heldUntil {
      if now < until { return until - now }
      heldUntil = nil
    }
    return rate.isOpen || loop.isDraining ? nil : rate.delay
  }

  private func wakeUp(in delay: TimeAmount) {
    guard !hasWakeUp, let context else { return }
    hasWakeUp = true
    loop.count { $0.slowed += 1 }
    // A pause of some lines at once: waking for each line would cost more than it answers.
    let delay = max(delay, .milliseconds(20))
    context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
      self.hasWakeUp = false
      self.answerLines()
    }
  }

  // MARK: Writing

  /// Has replies written with the next writes of the loop.
  func send(_ out: ByteBuffer, replies: Int) {
    if waitingBytes == 0 { lastProgress = .now() }
    waitingReplies += replies
    waitingBytes += out.readableBytes
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
      self.waitingReplies -= replies
      self.waitingBytes -= bytes
      if !self.isAnswering { self.answerLines() }
      self.closeIfDone()
    }
    context.writeAndFlush(wrapOutboundOut(out), promise: written)
    if waitingBytes == 0 { loop.returnScratch(out) }
  }

  private func resumeReading() {
    guard isReadHeld, isReading, let context else { return }
    isReadHeld = false
    context.read()
  }

  // MARK: Leaving

  /// Says good-bye at once and lets the client hang up.
  func sayGoodBye(_ code: StatusCode, _ words: String?) {
    var out = loop.lendScratch()
    page.write(code, words, into: &out)
    phase = .leaving(until: nil)
    unread = ByteBuffer()
    send(out, replies: 1)
    resumeReading()
  }

  /// Ends the conversation behind the replies that are being written.
  func leave(saying reason: String?, _ out: inout ByteBuffer) {
    if let reason {
      page.write(.closing, reason, into: &out)
      tally.count(.closing)
    }
    phase = .leaving(until: nil)
    unread = ByteBuffer()
  }

  /// Closes our side once everything was sent; closing both at once could destroy the last reply
  /// on its way, because a socket that is closed with bytes unread resets the connection.
  private func closeIfDone() {
    guard case .leaving(let until) = phase, waitingBytes == 0, let context else { return }
    if isInputClosed {
      phase = .leaving(until: .now())
      context.close(promise: nil)
    } else if until == nil {
      phase = .leaving(until: .now() + loop.limits.farewell)
      context.close(mode: .output, promise: nil)
    }
  }

  /// Ends the connection without a word.
  func cut() {
    guard let context else { return }
    phase = .leaving(until: .now())
    context.close(promise: nil)
  }

  // MARK: The clock

  func sweep(_ now: NIODeadline) {
    switch phase {
    case .closed: return
    case .leaving(let until):
      if let until, now >= until { cut() }
    case .arriving:
      if now - lastLine >= loop.limits.firstLine { timeOut(isSaid: false) }
    case .open:
      guard now - lastLine >= (hadLine ? loop.limits.idle : loop.limits.firstLine),
        unread.readableBytes == 0
      else { break }
      if waitingBytes == 0 { timeOut(isSaid: true) }
    }
    if waitingBytes > 0 { checkProgress(now) }
  }

  private func timeOut(isSaid: Bool) {
    loop.count { $0.timedOut += 1 }
    if isSaid { sayGoodBye(.closing, hadLine ? "idle" : "no line came") } else { cut() }
  }

  private func checkProgress(_ now: NIODeadline) {
    let held = try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)
    if let held, held != heldBytes {
      heldBytes = held
      lastProgress = now
    } else if now - lastProgress >= loop.limits.stalled {
      loop.count { $0.stalled += 1 }
      cut()
    }
  }

  // MARK: Shutdown

  func beginDraining() {
    if case .arriving = phase { cut() } else { answerLines() }
  }

  /// Says good-bye: at once where nothing happens, else behind the replies to the next read.
  func drain(isLast: Bool) {
    guard case .open = phase else { return }
    let isBusy = NIODeadline.now() - lastLine < .milliseconds(50) && hadLine
    isLastRead = true
    if isLast || !isBusy { answerLines() }
  }
}
