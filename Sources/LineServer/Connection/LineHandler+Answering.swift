import Conversation
import NIOCore
import NIOPosix

/// What one read led to, until it is added to the counts of the loop.
struct Tally {
  var lines = 0
  var replies = 0
  /// Replies by the place of their code.
  var codes: [(code: StatusCode, count: Int)] = []

  mutating func count(_ code: StatusCode) {
    replies += 1
    if let last = codes.indices.last, codes[last].code == code {
      codes[last].count += 1
    } else {
      codes.append((code, 1))
    }
  }
}

/// Answering what came: the door's own commands, then the assistant's.
extension LineHandler {
  func take(_ event: LineEvent, _ out: inout ByteBuffer) {
    switch event {
    case .line(let text):
      pay()
      gather(text, &out)
    case .tooLong:
      pay()
      guard isAuthenticated else { return say(.authenticationRequired, nil, &out) }
      // The assistant has the words for it; they are the same through every door.
      write(loop.parts.answer(Self.tooLong, &session), .tooLong, &out)
    case .areYouThere:
      pay()
      pong(&out)
    case .option(let verb, let option):
      // Counted as a reply, so that a flood of them is held back like any other.
      tally.replies += 1
      out.writeMultipleIntegers(UInt8(255), verb.rawValue, option)
    case .width(let columns): page.width = columns.map(Self.allowed)
    case .interrupted: pasting.cancel()
    case .foreign(let other):
      say(.closing, "this port speaks lines, not \(other.rawValue)", &out)
      leave(saying: nil, &out)
    }
  }

  private static let tooLong = String(repeating: " ", count: Line.limit + 1)

  private static func allowed(_ columns: Int) -> Int { min(max(columns, 20), 400) }

  private func pay() {
    tally.lines += 1
    rate.spend()
  }

  /// Answers a line, or keeps it where it is a row of `/paste`; a shell gathers its rows itself.
  private func gather(_ text: String, _ out: inout ByteBuffer) {
    guard isAuthenticated, page.shell == nil else { return answer(text, &out) }
    switch pasting.take(text) {
    case .line(let message): answer(message, &out)
    case .begun: answer(text, &out)
    case .kept: break
    }
  }

  private func answer(_ text: String, _ out: inout ByteBuffer) {
    if text == "/ping", isAuthenticated { return pong(&out) }
    if !isAuthenticated || Self.mayBeOurs(text), carryOut(Line(text), &out) { return }
    let reply = loop.parts.answer(text, &session)
    switch reply.effect {
    case .json(let isJSON) where page.shell == nil: page.isJSON = isJSON
    case .width(let columns): page.width = columns < 1 ? nil : Self.allowed(columns)
    case .json, .quit, .forgot, .paste, nil: break
    }
    write(reply, nil, &out)
    // A shell asks for its own layout again; whoever else was curious is back where it wanted to be.
    if case .json(let isJSON) = reply.effect, page.shell != nil {
      page.shell = nil
      page.isJSON = isJSON
    }
    if reply.effect == .quit { leave(saying: nil, &out) }
  }

  /// Whether a line may be a command of the door: most are not, and are read by the assistant alone.
  private static func mayBeOurs(_ text: String) -> Bool {
    var bytes = text.utf8.makeIterator()
    guard bytes.next() == UInt8(ascii: "/"), let letter = bytes.next() else { return false }
    return "apsm".utf8.contains(letter | 0x20)
  }

  private func pong(_ out: inout ByteBuffer) {
    page.writePong(into: &out)
    tally.count(.info)
  }

  /// Carries out a command of the door; whether it was one, or may not be asked yet.
  private func carryOut(_ line: Line, _ out: inout ByteBuffer) -> Bool {
    guard case .command(let name, let argument) = line else {
      if !isAuthenticated { say(.authenticationRequired, nil, &out) }
      return !isAuthenticated
    }
    switch name {
    case "auth":
      authenticate(argument, &out)
      return true
    case "help", "?", "quit", "exit": return false
    case _ where !isAuthenticated: say(.authenticationRequired, nil, &out)
    case "ping": pong(&out)
    case "mode": return layOutForShell(argument, &out)
    case "stats": report(&out)
    default: return false
    }
    return true
  }

  /// Begins to answer as a shell wants it; whether that was asked for.
  private func layOutForShell(_ argument: String, _ out: inout ByteBuffer) -> Bool {
    guard let (shell, width) = ShellLayout.read(argument) else { return false }
    page.isJSON = false
    page.shell = shell
    page.width = width.map(Self.allowed)
    say(.info, "mode shell", &out)
    return true
  }

  /// Has a token looked up on another thread: a hash is made to take long. Nothing more is answered
  /// until that is done.
  private func authenticate(_ token: String, _ out: inout ByteBuffer) {
    guard let tokens = loop.parts.tokens else { return say(.info, "auth", &out) }
    guard let eventLoop = context?.eventLoop else { return }
    isChecking = true
    NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) { tokens.contains(token) }
      .assumeIsolated().whenComplete { result in
        self.isChecking = false
        self.finishAuthentication(isRight: (try? result.get()) ?? false)
        self.answerLines()
      }
  }

  private func finishAuthentication(isRight: Bool) {
    guard case .open = phase else { return }
    let start = NIODeadline.now()
    var out = loop.lendScratch()
    admit(isRight, &out)
    let replies = tally.replies
    finishTally(since: start)
    send(out, replies: replies)
  }

  private func admit(_ isRight: Bool, _ out: inout ByteBuffer) {
    if isRight {
      isAuthenticated = true
      wrongTokens = 0
      return say(.info, "auth", &out)
    }
    wrongTokens += 1
    loop.count { $0.wrongTokens += 1 }
    say(.authenticationFailed, nil, &out)
    if wrongTokens >= loop.limits.wrongTokens {
      return leave(saying: "too many wrong tokens", &out)
    }
    let factor = Int64(1) << Int64(min(wrongTokens - 1, 10))
    heldUntil = .now() + .nanoseconds(loop.limits.wrongTokenDelay.nanoseconds * factor)
  }

  private func report(_ out: inout ByteBuffer) {
    flushTally()
    var reply = Reply(.info)
    reply.intent = "stats"
    reply.blocks = [.text(loop.shared.report)]
    write(reply, nil, &out)
  }

  private func say(_ code: StatusCode, _ words: String?, _ out: inout ByteBuffer) {
    page.write(code, words, into: &out)
    tally.count(code)
  }

  private func write(_ reply: Reply, _ code: StatusCode?, _ out: inout ByteBuffer) {
    page.write(reply, code: code, into: &out)
    tally.count(code ?? StatusCode(of: reply))
  }

  /// Adds what one batch led to, with the time that it took for each of its lines.
  func finishTally(since start: NIODeadline) {
    guard tally.replies > 0 else { return }
    let took = (NIODeadline.now() - start).nanoseconds
    let lines = tally.lines
    if lines > 0 { loop.shared.meters.repliesWereReady(after: took) }
    addTally { $0.latency.add(took, count: lines) }
    tally = Tally()
  }

  /// Adds what was counted so far, before `/stats` tells it.
  private func flushTally() {
    addTally { _ in }
    tally.codes.removeAll()
    tally.lines = 0
  }

  private func addTally(_ more: (inout ServerStats) -> Void) {
    loop.count { stats in
      stats.lines += tally.lines
      for entry in tally.codes { stats.add(entry.count, of: entry.code) }
      more(&stats)
    }
  }
}
