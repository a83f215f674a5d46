import Conversation
import LineProtocol
import LineServer
import NIOCore

/// A client and its server without a socket: what the client does in order, and what came of it.
///
///     var script = ClientScript()
///     script.play([.enters, .sends("hello\n"), .takes])
///     script.replies → ["210 answer echo/line: You said: hello"]
struct ClientScript {
  enum Step {
    /// It connects and there is room.
    case enters
    case isRefused(lingers: Bool)
    case sends(String)
    case sendsBytes([UInt8])
    /// The system takes all that was written.
    case takes
    case closesInput
    /// So many milliseconds pass; the clock is looked at each fifty of them, and who asked is woken.
    case waits(Int64)
    case drains(ClientEvent.Drain)
    case breaks
  }

  private(set) var state: ClientState
  private(set) var now = NIODeadline.uptimeNanoseconds(1_000_000_000)
  private(set) var setting: ServerSetting
  /// All that was written, as bytes.
  private(set) var written = ByteBuffer()
  private(set) var closed: ClientActions.Close?
  private(set) var holdsReads = false
  private(set) var stats = ServerStats()
  /// The most bytes that ever waited for the system.
  private(set) var mostWaiting = 0
  private var waiting: [(replies: Int, bytes: Int)] = []
  private var wakeAt: NIODeadline?

  init(_ parts: ServerParts = Stub.parts, limits change: (inout ServerLimits) -> Void = { _ in }) {
    var limits = ServerLimits()
    limits.linesPerSecond = 0
    change(&limits)
    setting = ServerSetting(parts, limits: limits, greeting: "ready", report: { "\($0.lines)" })
    state = ClientState(setting, at: now)
  }

  mutating func play(_ steps: [Step]) { for step in steps { play(step) } }

  mutating func play(_ step: Step) {
    switch step {
    case .enters: take(.letIn)
    case .isRefused(let lingers): take(.refused(.full, lingers: lingers))
    case .sends(let text): take(.bytes(ByteBuffer(string: text)))
    case .sendsBytes(let bytes): take(.bytes(ByteBuffer(bytes: bytes)))
    case .takes:
      while !waiting.isEmpty {
        let first = waiting.removeFirst()
        take(.written(replies: first.replies, bytes: first.bytes))
      }
    case .closesInput: take(.inputClosed)
    case .waits(let milliseconds): pass(milliseconds)
    case .drains(let drain): take(.drain(drain))
    case .breaks: take(.failed)
    }
  }

  private mutating func pass(_ milliseconds: Int64) {
    let end = now + .milliseconds(milliseconds)
    while now < end {
      now = min(end, now + .milliseconds(50))
      if let time = wakeAt, time <= now {
        wakeAt = nil
        take(.woken)
      }
      take(.tick(held: waitingBytes))
    }
  }

  var waitingBytes: Int { waiting.reduce(0) { $0 + $1.bytes } }

  mutating func take(_ event: ClientEvent) {
    guard closed != .both else { return }
    let actions = state.take(event, at: now, setting)
    stats.add(actions.tally)
    holdsReads = actions.holdsReads
    if let time = actions.wakeAt { wakeAt = time }
    if actions.write.readableBytes > 0 {
      written.writeImmutableBuffer(actions.write)
      waiting.append((actions.replies, actions.write.readableBytes))
      mostWaiting = max(mostWaiting, waitingBytes)
    }
    if let token = actions.checks {
      take(.tokenChecked(isRight: setting.parts.tokens?.contains(token) == true))
    }
    if let close = actions.close {
      closed = close
    }
  }

  /// What the client has read, a line each: the status, and the body behind a colon.
  var replies: [String] {
    var reader = ReplyReader()
    var bytes = written
    var lines: [String] = []
    while let reply = try? reader.next(&bytes) {
      guard case .text(let code, let words, _) = reply else {
        lines.append(reply.text)
        continue
      }
      lines.append("\(code) \(words)" + (reply.text.isEmpty ? "" : ": \(reply.text)"))
    }
    return lines
  }
}
