import ArgumentParser
import LineServer
import NIOCore

/// What one server allows its clients.
struct ServeLimits: ParsableArguments {
  @Option(help: "Clients at the same time.")
  var maxClients = ServerLimits().clients

  @Option(help: "Clients from one address at the same time; this machine is exempt.")
  var maxClientsPerAddress = ServerLimits().clientsPerAddress

  @Option(help: ArgumentHelp("From the connect to the first line.", valueName: "seconds"))
  var firstLineTimeout = 60.0

  @Option(help: ArgumentHelp("From one line to the next.", valueName: "seconds"))
  var idleTimeout = 1800.0

  @Option(help: "Replies that may wait for a client before nothing more is read from it.")
  var maxWaitingReplies = ServerLimits().waitingReplies

  @Option(help: "Bytes of replies that may wait for a client likewise.")
  var maxWaitingBytes = ServerLimits().waitingBytes

  @Option(
    help: ArgumentHelp(
      "How long replies may wait for a client that reads nothing.", valueName: "seconds"))
  var stallTimeout = 60.0

  @Option(help: "Lines a second for each client; faster ones wait. 0 sets no limit.")
  var rate = ServerLimits().linesPerSecond

  @Option(help: "Lines that may come at once after a pause.")
  var burst = ServerLimits().burst

  @Option(help: "Wrong tokens after which a connection is closed.")
  var authAttempts = ServerLimits().wrongTokens

  @Option(help: "Facts that one session remembers.")
  var sessionFacts = ServerLimits().sessionFacts

  /// Bounds that no sensible setting reaches; they only keep arithmetic from overflowing.
  func validate() throws {
    let counts = [
      ("max-clients", maxClients), ("max-clients-per-address", maxClientsPerAddress),
      ("max-waiting-replies", maxWaitingReplies), ("max-waiting-bytes", maxWaitingBytes),
      ("burst", burst), ("auth-attempts", authAttempts), ("session-facts", sessionFacts),
    ]
    for (name, count) in counts where !(1...1_000_000_000).contains(count) {
      throw ValidationError("--\(name) takes a number from 1, not \(count)")
    }
    guard (0...1_000_000).contains(rate) else {
      throw ValidationError("--rate takes a number from 0 to 1000000, not \(rate)")
    }
    let times = [
      ("first-line-timeout", firstLineTimeout), ("idle-timeout", idleTimeout),
      ("stall-timeout", stallTimeout),
    ]
    for (name, time) in times where !(0.01...31_536_000).contains(time) {
      throw ValidationError("--\(name) takes a number of seconds from 0.01, not \(time)")
    }
  }

  /// What has no option keeps its default: the delays after a wrong token and at the end.
  var limits: ServerLimits {
    var limits = ServerLimits()
    limits.clients = maxClients
    limits.clientsPerAddress = maxClientsPerAddress
    limits.firstLine = Self.time(firstLineTimeout)
    limits.idle = Self.time(idleTimeout)
    limits.waitingReplies = maxWaitingReplies
    limits.waitingBytes = maxWaitingBytes
    limits.stalled = Self.time(stallTimeout)
    limits.linesPerSecond = rate
    limits.burst = burst
    limits.wrongTokens = authAttempts
    limits.sessionFacts = sessionFacts
    return limits
  }

  private static func time(_ seconds: Double) -> TimeAmount {
    .milliseconds(Int64((seconds * 1000).rounded()))
  }
}
