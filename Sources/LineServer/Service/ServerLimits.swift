package import NIOCore

/// What one server allows its clients: each limit a number with a default that suits a clinic.
///
/// Together they bound what one client can cost, and so what all of them can.
package struct ServerLimits: Sendable, Hashable {
  /// Clients at the same time.
  package var clients = 10_000
  /// Clients from one address (IPv6: one /64 network) at the same time; this machine is exempt.
  package var clientsPerAddress = 100
  /// From the connect to the first whole line, a TLS handshake included.
  package var firstLine = TimeAmount.seconds(60)
  /// From one whole line to the next; single bytes do not count.
  package var idle = TimeAmount.seconds(1800)
  /// Replies that may wait for a client to read them, before nothing more is read from it.
  package var waitingReplies = 64
  /// Bytes of replies that may wait likewise.
  /// The reply that passes it is still written whole.
  package var waitingBytes = 262_144
  /// How long waiting replies may stand still before the client is cut off.
  package var stalled = TimeAmount.seconds(60)
  /// Lines a second that are answered for one client in the long run; 0 sets no limit.
  /// A line beyond it waits and is answered later: none is dropped, and no error is told.
  package var linesPerSecond = 50
  /// Lines that may come at once after a pause.
  package var burst = 200
  /// Wrong tokens after which a connection is closed.
  package var wrongTokens = 5
  /// How long nothing is answered after the first wrong token; doubled by each further one.
  /// Other clients are not held up.
  package var wrongTokenDelay = TimeAmount.milliseconds(500)
  /// How long a client that was told good-bye may take to close its side.
  package var farewell = TimeAmount.seconds(2)

  /// Facts that one session remembers.
  package var sessionFacts = 128

  package init() {}

  /// How often the clocks of all clients are looked at: four times in the shortest of them.
  ///
  /// At least every second, at most every 5 ms.
  var sweep: TimeAmount {
    let shortest = min(firstLine, idle, stalled, farewell).nanoseconds / 4
    return .nanoseconds(min(max(shortest, 5_000_000), 1_000_000_000))
  }
}
