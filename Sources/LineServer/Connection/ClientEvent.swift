package import NIOCore

/// What can happen to a connection.
///
/// Given in the order in which they happen, one at a time. Every one of them may come in every
/// phase: what makes no sense there changes nothing.
package enum ClientEvent: Sendable {
  /// The roster has room for it.
  case letIn
  /// It has not; `lingers` gives the client time to read why and to hang up itself.
  case refused(Roster.Refusal, lingers: Bool)
  /// Bytes of the client: all that came with one read.
  case bytes(ByteBuffer)
  /// The system took replies over, of which this many and this long were waiting.
  case written(replies: Int, bytes: Int)
  /// The client has closed its writing side: no byte follows.
  case inputClosed
  /// The time that it asked to be woken at has come.
  case woken
  /// The token that it asked to have looked up was, or was none.
  case tokenChecked(isRight: Bool)
  /// The clock that looks after all connections, with the bytes that the channel still holds; `nil` where
  /// that is not known.
  case tick(held: Int?)
  case drain(Drain)
  /// The connection is broken.
  case failed
  /// There is no connection any more.
  case gone

  /// The steps by which a server that ends says good-bye.
  package enum Drain: Sendable {
    /// What was sent already is answered, however fast it came.
    case begin
    /// Whoever is quiet is told good-bye.
    case quiet
    case everybody
  }
}

/// What a connection has to do, in this order: hold or resume its reads, write, wake, close.
///
/// Actions hold nothing of the client but the bytes to be written and a token to look up.
package struct ClientActions: Sendable {
  package enum Close: Sendable, Hashable {
    /// Our side alone, so that the client can still read everything.
    case output
    case both
  }

  /// Bytes to be written at once; empty for none.
  package var write: ByteBuffer
  /// How many replies they are, for ``ClientEvent/written(replies:bytes:)``.
  package var replies = 0
  /// When ``ClientEvent/woken`` is to come.
  /// It never comes earlier; one is under way at most.
  package var wakeAt: NIODeadline?
  /// Only ever set when everything written before was taken by the system, or is to be lost.
  package var close: Close?
  /// A token that is to be looked up, not on the event loop; ``ClientEvent/tokenChecked(isRight:)`` tells.
  package var checks: String?
  /// Whether nothing more may be read until other actions say so.
  package var holdsReads = false
  /// What is to be counted.
  package var tally = Tally()

  package init(write: ByteBuffer = ByteBuffer()) { self.write = write }
}
