import Conversation
import LineProtocol
package import NIOCore

/// One client as a value: events go in, actions come out, and it knows no socket.
///
///     arriving ──(let in)──► open ──(/quit, idle, drain, end of input)──► leaving ──► closed
///         └──────────────(refused)──────────────────────────────────────────┘
///
/// Everything that came with one event is answered with one write. Nothing more is read while too many
/// replies wait for the client, or while it sends more lines than its rate allows; what was read stays
/// here until then, so nothing is dropped and memory does not grow. Of the clock it knows what it is told.
///
/// What bounds the memory of one client, whatever it sends:
///
///     begun line        64 KiB      LineFramer
///     unread bytes      one turn of reading, 4 × 32 KiB; then reads are held
///     waiting replies   64, or 256 KiB and the reply that passes it
///     session           128 facts
///
/// A table test drives it with events and a clock of its own; it opens no socket.
package struct ClientState: Sendable {
  enum Phase: Sendable {
    /// Nothing was said yet: the PROXY header is awaited.
    case arriving
    case open
    /// The last reply is written or on its way; what still comes is thrown away.
    case leaving(until: NIODeadline?)
    case closed
  }

  var phase = Phase.arriving
  var framer = LineFramer()
  var page = ReplyWriter()
  var session: Session
  /// The rows of `/paste`, until the dot.
  var pasting = Pasting()
  /// Bytes that were read and not cut into lines yet.
  var unread = ByteBuffer()
  var rate: LineRate
  var isAuthenticated: Bool
  var wrongTokens = 0
  /// Whether a token is being looked up; what comes behind it waits.
  var isChecking = false
  /// Until when nothing is answered, after a wrong token.
  var heldUntil: NIODeadline?

  private var isInputClosed = false
  /// Whether lines are answered without a pause, because the server is about to end.
  private var isDraining = false
  /// Whether the replies to what was read are the last.
  private var isLastRead = false
  /// Whether a wake-up is under way; a second one is never asked for.
  private var hasWakeUp = false
  private var lastLine: NIODeadline
  /// Whether any line has come: until then `firstLine` counts, from then on `idle`.
  private var hadLine = false
  /// Replies that the system has not taken yet.
  private var waitingReplies = 0
  private var waitingBytes = 0
  /// What the channel still held when it was last looked at, and when that last changed.
  private var heldBytes = -1
  private var lastProgress: NIODeadline

  /// A client that has connected and was not let in yet.
  ///
  /// Nothing is written until it is let in or refused, and nothing answered before `letIn`.
  package init(_ setting: borrowing ServerSetting, at now: NIODeadline) {
    session = Session(today: setting.today)
    session.limits.facts = setting.limits.sessionFacts
    rate = LineRate(
      perSecond: setting.limits.linesPerSecond, burst: setting.limits.burst, now: now)
    isAuthenticated = setting.parts.tokens == nil
    lastLine = now
    lastProgress = now
  }

  /// What an event leads to.
  ///
  /// - Parameter scratch: an empty buffer that is written into
  /// - Parameters:
  ///   - now: never earlier than with the event before
  ///   - setting: as it is at this moment; a reload between two events needs nothing else
  /// - Returns: what has to be done; the caller must do all of it, and tell with `written` when the
  ///   system has taken the bytes, or nothing more is read from this client.
  package mutating func take(
    _ event: ClientEvent, at now: NIODeadline, _ setting: borrowing ServerSetting,
    into scratch: ByteBuffer = ByteBuffer()
  ) -> ClientActions {
    var actions = ClientActions(write: scratch)
    switch event {
    case .letIn: letIn(setting, &actions)
    case .refused(let refusal, let lingers): refuse(refusal, lingers, &actions)
    case .bytes(let bytes):
      keep(bytes)
      answerLines(at: now, setting, &actions)
    case .written(let replies, let bytes):
      waitingReplies -= replies
      waitingBytes -= bytes
      answerLines(at: now, setting, &actions)
    case .inputClosed:
      isInputClosed = true
      answerLines(at: now, setting, &actions)
    case .woken:
      hasWakeUp = false
      answerLines(at: now, setting, &actions)
    case .tokenChecked(let isRight):
      isChecking = false
      if case .open = phase { admit(isRight, at: now, setting, &actions) }
      answerLines(at: now, setting, &actions)
    case .tick(let held): tick(now, held: held, setting, &actions)
    case .drain(let step): drain(step, at: now, setting, &actions)
    case .failed: cut(&actions)
    case .gone:
      phase = .closed
      unread = ByteBuffer()
    }
    settle(at: now, setting, &actions)
    return actions
  }

  /// Counts what is about to be written, and closes where nothing is left to be said.
  private mutating func settle(
    at now: NIODeadline, _ setting: borrowing ServerSetting, _ actions: inout ClientActions
  ) {
    if actions.write.readableBytes > 0 {
      if waitingBytes == 0 { lastProgress = now }
      waitingReplies += actions.replies
      waitingBytes += actions.write.readableBytes
    }
    closeIfDone(at: now, setting, &actions)
    actions.holdsReads = !isReading(setting.limits)
  }

  /// Whether more may be read: nothing that was read waits, and the client reads its replies.
  ///
  /// A client that leaves is still read, or its unread bytes would make the system reset the
  /// connection and destroy the last reply. While it arrives, bytes are kept up to 64 KiB and not
  /// answered.
  private func isReading(_ limits: ServerLimits) -> Bool {
    switch phase {
    case .leaving: true
    case .closed: false
    case .arriving: unread.readableBytes < 65_536
    case .open: unread.readableBytes == 0 && hasRoom(limits)
    }
  }

  private func hasRoom(_ limits: ServerLimits) -> Bool {
    waitingReplies < limits.waitingReplies && waitingBytes < limits.waitingBytes
  }

  /// Whether replies wait that the system has not taken yet.
  package var hasWaiting: Bool { waitingBytes > 0 }
}

// MARK: Coming

extension ClientState {
  private mutating func letIn(_ setting: borrowing ServerSetting, _ actions: inout ClientActions) {
    guard case .arriving = phase else { return }
    phase = .open
    actions.tally.accepted += 1
    page.write(.greeting, setting.greeting, into: &actions.write)
    actions.replies += 1
  }

  private mutating func refuse(
    _ refusal: Roster.Refusal, _ lingers: Bool, _ actions: inout ClientActions
  ) {
    guard case .arriving = phase else { return }
    actions.tally.refused += 1
    if !lingers { isInputClosed = true }
    sayGoodBye(.busy, refusal.rawValue, &actions)
  }

  private mutating func keep(_ bytes: ByteBuffer) {
    switch phase {
    case .leaving, .closed: return
    case .arriving, .open:
      if unread.readableBytes == 0 {
        unread = bytes
      } else {
        unread.writeImmutableBuffer(bytes)
      }
    }
  }
}

// MARK: Answering

extension ClientState {
  /// Answers what was read, as far as the limits allow.
  ///
  /// Stops where too many replies wait, where the rate is used up, or where a token is being looked
  /// up; the event that ends that calls it again.
  private mutating func answerLines(
    at now: NIODeadline, _ setting: borrowing ServerSetting, _ actions: inout ClientActions
  ) {
    guard case .open = phase, hasRoom(setting.limits) else { return }
    session.today = setting.today
    rate.advance(to: now)
    let replyLimit = setting.limits.waitingReplies - waitingReplies
    let byteLimit = setting.limits.waitingBytes - waitingBytes
    while case .open = phase, !isChecking {
      // Whoever reads too slowly is answered on when the system has taken what is there.
      guard actions.replies < replyLimit, actions.write.readableBytes < byteLimit else { break }
      if let pause = pause(at: now) {
        if unread.readableBytes > 0 || isInputClosed || isLastRead {
          wakeUp(in: pause, at: now, &actions)
        }
        break
      }
      guard let event = nextEvent() else {
        if isInputClosed || isLastRead {
          leave(saying: isLastRead ? "shutdown" : nil, &actions)
        }
        break
      }
      take(event, at: now, setting, &actions)
    }
    if actions.tally.lines > 0 {
      hadLine = true
      lastLine = now
    }
  }

  /// The last line of a client that closed its writing side needs no end.
  private mutating func nextEvent() -> LineEvent? {
    if let event = framer.next(&unread) { return event }
    unread = ByteBuffer()
    return isInputClosed ? framer.finish() : nil
  }

  /// How long nothing may be answered: a wrong token, or too many lines a second.
  ///
  /// - Returns: `nil` where lines may be answered. The rate holds nobody up once the server ends; a
  ///   wrong token still does.
  private mutating func pause(at now: NIODeadline) -> TimeAmount? {
    if let until = heldUntil {
      if now < until { return until - now }
      heldUntil = nil
    }
    return rate.isOpen || isDraining ? nil : rate.delay
  }

  private mutating func wakeUp(
    in delay: TimeAmount, at now: NIODeadline, _ actions: inout ClientActions
  ) {
    guard !hasWakeUp else { return }
    hasWakeUp = true
    actions.tally.slowed += 1
    // A pause of some lines at once: waking for each line would cost more than it answers.
    actions.wakeAt = now + max(delay, .milliseconds(20))
  }
}

// MARK: Leaving

extension ClientState {
  /// Says good-bye at once and lets the client hang up.
  ///
  /// What was read and not answered is dropped: for those that were refused or are idle.
  private mutating func sayGoodBye(
    _ code: StatusCode, _ words: String?, _ actions: inout ClientActions
  ) {
    page.write(code, words, into: &actions.write)
    actions.replies += 1
    phase = .leaving(until: nil)
    unread = ByteBuffer()
  }

  /// Ends the conversation behind the replies that are being written.
  mutating func leave(saying reason: String?, _ actions: inout ClientActions) {
    if let reason { say(.closing, reason, &actions) }
    phase = .leaving(until: nil)
    unread = ByteBuffer()
  }

  /// Closes our side once everything was sent; closing both at once could destroy the last reply
  /// on its way, because a socket that is closed with bytes unread resets the connection.
  private mutating func closeIfDone(
    at now: NIODeadline, _ setting: borrowing ServerSetting, _ actions: inout ClientActions
  ) {
    guard case .leaving(let until) = phase, waitingBytes == 0, actions.close == nil else { return }
    if isInputClosed {
      phase = .leaving(until: now)
      actions.close = .both
    } else if until == nil {
      phase = .leaving(until: now + setting.limits.farewell)
      actions.close = .output
    }
  }

  /// Ends the connection without a word.
  private mutating func cut(_ actions: inout ClientActions) {
    if case .closed = phase { return }
    phase = .leaving(until: .uptimeNanoseconds(0))
    actions.close = .both
  }
}

// MARK: The clock, and shutdown

extension ClientState {
  /// Whoever takes too long to arrive or to leave is cut off, whoever is idle is told good-bye, and
  /// whoever does not read its replies is cut off.
  private mutating func tick(
    _ now: NIODeadline, held: Int?, _ setting: borrowing ServerSetting,
    _ actions: inout ClientActions
  ) {
    switch phase {
    case .closed: return
    case .leaving(let until):
      if let until, now >= until { cut(&actions) }
    case .arriving:
      if now - lastLine >= setting.limits.firstLine { timeOut(isSaid: false, &actions) }
    case .open:
      let limit = hadLine ? setting.limits.idle : setting.limits.firstLine
      guard now - lastLine >= limit, unread.readableBytes == 0, waitingBytes == 0 else { break }
      timeOut(isSaid: true, &actions)
    }
    if waitingBytes > 0 { checkProgress(now, held, setting.limits, &actions) }
  }

  private mutating func timeOut(isSaid: Bool, _ actions: inout ClientActions) {
    actions.tally.timedOut += 1
    guard isSaid else { return cut(&actions) }
    sayGoodBye(.closing, hadLine ? "idle" : "no line came", &actions)
  }

  /// A slow reader is no dead one: as long as the system takes any byte, the time begins anew.
  private mutating func checkProgress(
    _ now: NIODeadline, _ held: Int?, _ limits: ServerLimits, _ actions: inout ClientActions
  ) {
    if let held, held != heldBytes {
      heldBytes = held
      lastProgress = now
    } else if now - lastProgress >= limits.stalled {
      actions.tally.stalled += 1
      cut(&actions)
    }
  }

  /// Takes a step of the shutdown; each may come to a client in any phase.
  ///
  ///     begin      lines on their way are answered, at once and whatever the rate
  ///     quiet      whoever said nothing for 50 ms is told `421 closing shutdown`
  ///     everybody  so is everybody else, behind the replies to what was read
  private mutating func drain(
    _ step: ClientEvent.Drain, at now: NIODeadline, _ setting: borrowing ServerSetting,
    _ actions: inout ClientActions
  ) {
    isDraining = true
    switch (step, phase) {
    case (.begin, .arriving): cut(&actions)
    case (.begin, _): answerLines(at: now, setting, &actions)
    case (.quiet, .open):
      isLastRead = true
      // Whoever was busy a moment ago is told behind the replies to what it sends next.
      if !hadLine || now - lastLine >= .milliseconds(50) { answerLines(at: now, setting, &actions) }
    case (.everybody, .open):
      isLastRead = true
      answerLines(at: now, setting, &actions)
    case (.quiet, _), (.everybody, _): break
    }
  }
}
