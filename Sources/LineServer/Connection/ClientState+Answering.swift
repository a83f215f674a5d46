import Conversation
import LineProtocol
import NIOCore

/// Answering what came: the door's own commands, then the assistant's.
///
///     line ─► rows of /paste are kept ─► /ping, /stats, /auth, /mode shell ─► assistant ─► reply
///
/// Until a token was right, only `/auth`, help and leaving are carried out; all else gets `530`.
extension ClientState {
  /// Every line, a line too long and ARE YOU THERE cost one of the client's rate; an option of
  /// telnet costs none, but counts as a reply that waits.
  mutating func take(
    _ event: LineEvent, at now: NIODeadline, _ setting: borrowing ServerSetting,
    _ actions: inout ClientActions
  ) {
    switch event {
    case .line(let text):
      pay(&actions)
      gather(text, at: now, setting, &actions)
    case .tooLong:
      pay(&actions)
      guard isAuthenticated else { return say(.authenticationRequired, nil, &actions) }
      // The assistant has the words for it; they are the same through every door.
      write(setting.parts.answer(Self.tooLong, &session), .tooLong, &actions)
    case .areYouThere:
      pay(&actions)
      pong(&actions)
    case .option(let verb, let option):
      // Counted as a reply, so that a flood of them is held back like any other.
      actions.replies += 1
      actions.write.writeMultipleIntegers(UInt8(255), verb.rawValue, option)
    case .width(let columns): page.width = columns.map(Self.allowed)
    case .interrupted: pasting.cancel()
    case .foreign(let other):
      say(.closing, "this port speaks lines, not \(other.rawValue)", &actions)
      leave(saying: nil, &actions)
    }
  }

  /// A text of one byte more than is read, so that the assistant itself finds the words for it.
  private static let tooLong = String(repeating: " ", count: Line.limit + 1)

  /// Between 20 and 400 columns: narrower no word fits, wider nobody reads.
  private static func allowed(_ columns: Int) -> Int { min(max(columns, 20), 400) }

  private mutating func pay(_ actions: inout ClientActions) {
    actions.tally.lines += 1
    rate.spend()
  }

  /// Answers a line, or keeps it where it is a row of `/paste`; a shell gathers its rows itself.
  private mutating func gather(
    _ text: String, at now: NIODeadline, _ setting: borrowing ServerSetting,
    _ actions: inout ClientActions
  ) {
    guard isAuthenticated, page.shell == nil else {
      return answer(text, at: now, setting, &actions)
    }
    switch pasting.take(text) {
    case .line(let message): answer(message, at: now, setting, &actions)
    case .begun: answer(text, at: now, setting, &actions)
    case .kept: break
    }
  }

  /// - Parameter text: a message of one row or of several; it may be empty, which has a reply of
  ///   its own
  private mutating func answer(
    _ text: String, at now: NIODeadline, _ setting: borrowing ServerSetting,
    _ actions: inout ClientActions
  ) {
    if text == "/ping", isAuthenticated { return pong(&actions) }
    if !isAuthenticated || DoorCommand.mayBegin(text),
      carryOut(Line(text), at: now, setting, &actions)
    {
      return
    }
    let reply = setting.parts.answer(text, &session)
    switch reply.effect {
    case .json(let isJSON) where page.shell == nil: page.isJSON = isJSON
    case .width(let columns): page.width = columns < 1 ? nil : Self.allowed(columns)
    case .json, .quit, .forgot, .paste, nil: break
    }
    let mayBeKept = page.shell != nil && setting.parts.mayBeKept(text, reply)
    write(reply, nil, &actions, mayBeKept: mayBeKept)
    // A shell asks for its own layout again; whoever else was curious is back where it wanted to be.
    if case .json(let isJSON) = reply.effect, page.shell != nil {
      page.shell = nil
      page.isJSON = isJSON
    }
    if reply.effect == .quit { leave(saying: nil, &actions) }
  }

  private func pong(_ actions: inout ClientActions) {
    page.writePong(into: &actions.write)
    actions.count(.info)
  }

  /// Carries out a command of the door; whether it was one, or may not be asked yet.
  private mutating func carryOut(
    _ line: Line, at now: NIODeadline, _ setting: borrowing ServerSetting,
    _ actions: inout ClientActions
  ) -> Bool {
    let command = DoorCommand(line)
    if case .auth(let token) = command {
      authenticate(token, setting, &actions)
      return true
    }
    guard isAuthenticated else {
      if DoorCommand.isOpenToAll(line) { return false }
      say(.authenticationRequired, nil, &actions)
      return true
    }
    switch command {
    case .ping: pong(&actions)
    case .stats: report(setting, &actions)
    case .shell(let layout, let width):
      page.isJSON = false
      page.shell = layout
      page.width = width.map(Self.allowed)
      say(.info, "mode shell", &actions)
    case .auth, nil: return false
    }
    return true
  }

  /// Asks for a token to be looked up; nothing more is answered until that is done.
  ///
  /// Where no tokens are asked for, any is right. While one is looked up nothing else of this
  /// client is answered, so that a line cannot overtake its own token.
  private mutating func authenticate(
    _ token: String, _ setting: borrowing ServerSetting, _ actions: inout ClientActions
  ) {
    guard setting.parts.tokens != nil else { return say(.info, "auth", &actions) }
    isChecking = true
    actions.checks = token
  }

  /// Delays double: 0.5 s, 1 s, 2 s, 4 s, and with the fifth wrong token the connection ends (by
  /// default). Whoever comes back on a new connection begins anew; the limit of clients from one
  /// address bounds that.
  mutating func admit(
    _ isRight: Bool, at now: NIODeadline, _ setting: borrowing ServerSetting,
    _ actions: inout ClientActions
  ) {
    if isRight {
      isAuthenticated = true
      wrongTokens = 0
      return say(.info, "auth", &actions)
    }
    wrongTokens += 1
    actions.tally.wrongTokens += 1
    say(.authenticationFailed, nil, &actions)
    if wrongTokens >= setting.limits.wrongTokens {
      return leave(saying: "too many wrong tokens", &actions)
    }
    let factor = Int64(1) << Int64(min(wrongTokens - 1, 10))
    heldUntil = now + .nanoseconds(setting.limits.wrongTokenDelay.nanoseconds * factor)
  }

  private func report(_ setting: borrowing ServerSetting, _ actions: inout ClientActions) {
    var reply = Reply(.info)
    reply.intent = "stats"
    reply.blocks = [.text(setting.report(actions.tally))]
    write(reply, nil, &actions)
  }

  /// - Parameter words: what stands behind the code's own word; `nil` for nothing
  func say(_ code: StatusCode, _ words: String?, _ actions: inout ClientActions) {
    page.write(code, words, into: &actions.write)
    actions.count(code)
  }

  private func write(
    _ reply: Reply, _ code: StatusCode?, _ actions: inout ClientActions, mayBeKept: Bool = false
  ) {
    page.write(reply, code: code, mayBeKept: mayBeKept, into: &actions.write)
    actions.count(code ?? StatusCode(of: reply))
  }
}

extension ClientActions {
  /// Counts a reply that was written.
  ///
  /// What is counted is the code alone, never what was said.
  mutating func count(_ code: StatusCode) {
    replies += 1
    tally.count(code)
  }
}
