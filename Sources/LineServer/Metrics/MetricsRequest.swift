package import NIOCore

/// The one thing that may be asked of the metrics port: `GET /metrics`.
///
///     request := method " " path " HTTP/1." digit CR LF (header CR LF)* CR LF
///
/// Headers and a query are skipped. Nothing of a request comes back in the answer.
package enum MetricsRequest: Sendable, Hashable {
  case metrics(hasBody: Bool)
  case notFound
  case notAllowed
  case malformed

  /// The most bytes of a request with its headers.
  package static let limit = 8_192

  /// Reads a request once its headers are whole; `nil` while they are not.
  ///
  /// - Returns: `malformed` for a first line of another form, and where 8,192 bytes came without an
  ///   end.
  package init?(_ bytes: ByteBuffer) {
    let text = bytes.getString(at: bytes.readerIndex, length: bytes.readableBytes) ?? ""
    guard text.contains("\r\n\r\n") || text.contains("\n\n") else {
      guard bytes.readableBytes >= Self.limit else { return nil }
      self = .malformed
      return
    }
    let words = text.prefix { !$0.isNewline }.split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else {
      self = .malformed
      return
    }
    let path = words[1].prefix { $0 != "?" }
    switch (words[0], path) {
    case ("GET", "/metrics"): self = .metrics(hasBody: true)
    case ("HEAD", "/metrics"): self = .metrics(hasBody: false)
    case ("GET", _), ("HEAD", _): self = .notFound
    default: self = .notAllowed
    }
  }

  /// The whole answer, behind which the connection ends.
  ///
  /// - Parameter metrics: called where the counts are wanted, and for their length
  /// - Returns: head and body with the length in bytes; the body is left out for HEAD.
  package func answer(_ metrics: () -> String) -> String {
    switch self {
    case .metrics(let hasBody):
      let body = metrics()
      return Self.head("200 OK", MetricsText.contentType, body) + (hasBody ? body : "")
    case .notFound: return Self.plain("404 Not Found", "only /metrics is here\n")
    case .notAllowed: return Self.plain("405 Method Not Allowed", "only GET and HEAD\n")
    case .malformed: return Self.plain("400 Bad Request", "this is no request\n")
    }
  }

  private static func plain(_ status: String, _ body: String) -> String {
    head(status, "text/plain; charset=utf-8", body) + body
  }

  private static func head(_ status: String, _ type: String, _ body: String) -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n"
      + "Connection: close\r\n\r\n"
  }
}
