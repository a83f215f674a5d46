/// Where a server listens: `HOST`, `HOST:PORT`, `[::1]:PORT`.
///
///     127.0.0.1        127.0.0.1, 2252          [::1]:99    ::1, 99
///     calciq.lan:23    calciq.lan, 23           ::1         ::1, 2252 (two colons: no port)
///     host:0  host:x  :23                       none
package struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
  /// A name, or a numeric address without brackets. Whether it exists is not asked here.
  package var host: String
  package var port: Int

  /// The port of the line protocol.
  ///
  /// Above 1023, so that a server needs no rights of its own to listen on it.
  package static let standardPort = 2252

  /// Takes both as they are: nothing is checked.
  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// `nil` where it is no address: no host, or a port that is none.
  package init?(_ text: String) { self.init(text, standardPort: Self.standardPort) }

  /// The same with another standard port.
  ///
  /// - Parameter standardPort: the port of an address that names none; `nil` where it has to name one
  /// - Returns: `nil` for an empty host, and for a port that is no number of 1 to 65,535.
  package init?(_ text: String, standardPort: Int?) {
    var host = text[...]
    var port: Substring?
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]") else { return nil }
      let rest = text[text.index(after: end)...]
      host = text[text.index(after: text.startIndex)..<end]
      guard rest.isEmpty || rest.first == ":" else { return nil }
      port = rest.isEmpty ? nil : rest.dropFirst()
    } else if let colon = text.firstIndex(of: ":"), text.lastIndex(of: ":") == colon {
      host = text[..<colon]
      port = text[text.index(after: colon)...]
    }
    let number = port.map { Int($0) ?? 0 } ?? standardPort ?? 0
    guard !host.isEmpty, (1...65_535).contains(number) else { return nil }
    self.host = String(host)
    self.port = number
  }

  /// Reads back as the same address.
  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
