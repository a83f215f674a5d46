package import LineProtocol

/// What one event led to, until it is added to the counts of its loop; no text and no value of anybody.
///
/// A value of its own, so that the state of a client needs no lock to count.
package struct Tally: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var code: StatusCode
    package var count: Int
  }

  /// Lines that were answered.
  package var lines = 0
  package var accepted = 0
  package var refused = 0
  package var stalled = 0
  package var timedOut = 0
  package var slowed = 0
  package var wrongTokens = 0
  /// Replies by their code, in the order in which they were given.
  package var codes: [Entry] = []

  package init() {}

  package var isEmpty: Bool { self == Tally() }

  /// A run of the same code is one entry: a flood of pings takes no memory.
  mutating func count(_ code: StatusCode) {
    if let last = codes.indices.last, codes[last].code == code {
      codes[last].count += 1
    } else {
      codes.append(Entry(code: code, count: 1))
    }
  }
}
