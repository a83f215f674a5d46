/// Where a server listens: `HOST`, `HOST:PORT`, `[::1]:PORT`.
package struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
  package var host: String
  package var port: Int

  /// The port of the line protocol.
  package static let standardPort = 2252

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// `nil` where it is no address: no host, or a port that is none.
  package init?(_ text: String) { self.init(text, standardPort: Self.standardPort) }

  /// The same with another standard port.
  ///
  /// - Parameter standardPort: the port of an address that names none; `nil` where it has to name one
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

  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
