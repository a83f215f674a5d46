/// What a client did, as read from the bytes it sent.
package enum LineEvent: Sendable, Hashable {
  /// A whole line without its end; bytes that are no UTF-8 became U+FFFD.
  /// It may still hold control characters: `Line` takes them out.
  case line(String)
  /// A line of more than `Line.limit` bytes; what is left of it is being discarded.
  ///
  /// Told once, when the limit is passed; the next `line` is the one behind its end.
  case tooLong
  /// A telnet option that has to be answered: IAC, verb, option.
  /// The verb is the answer to send, not what the client sent.
  case option(verb: TelnetVerb, option: UInt8)
  /// The width of the client's window in columns; `nil` where it does not say.
  ///
  /// As sent: 1 to 65,535. Whoever lays text out has to keep it within bounds.
  case width(Int?)
  /// The telnet command ARE YOU THERE.
  ///
  /// Answered like a ping; the line that was begun goes on behind it.
  case areYouThere
  /// The line that was begun was taken back (telnet: interrupt, break, abort, erase line).
  /// Nothing is answered. A paste that was begun ends too.
  case interrupted
  /// The first bytes belong to another protocol; nothing that follows is read.
  ///
  /// Said once, so that the client can be told in one line before the connection ends.
  case foreign(ForeignProtocol)
}

/// The verbs by which telnet options are agreed on.
///
/// RFC 854. WILL and WONT speak of the sender's own options, DO and DONT of the other end's.
package enum TelnetVerb: UInt8, Sendable, Hashable {
  case will = 251
  case wont = 252
  case `do` = 253
  case dont = 254
}

/// A protocol whose clients knock at the wrong port.
package enum ForeignProtocol: String, Sendable, Hashable, CaseIterable {
  case http = "HTTP"
  case tls = "TLS"

  /// Whether a first line is an HTTP request: `POST /ask HTTP/1.1`.
  ///
  /// The whole form counts, not the first word: "GET better soon" is something said.
  static func isRequest(_ line: some StringProtocol) -> Bool {
    let methods = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE"]
    guard let blank = line.utf8.firstIndex(of: UInt8(ascii: " ")) else { return false }
    let method = line[..<blank]
    guard method == "PRI" || methods.contains(where: { $0 == method }) else { return false }
    return line.split(separator: " ").last?.hasPrefix("HTTP/") == true
  }
}
