package import NIOCore

/// What a server is told when it starts.
package struct ServerOptions: Sendable {
  /// Where clients are listened for.
  package var listeners: [ListeningPlace]
  package var limits = ServerLimits()
  /// Event loops, each a thread; one serves tens of thousands of lines a second.
  package var threads = 1
  /// Where monitors may ask for the counts over HTTP; `nil` for nowhere.
  package var metrics: (host: String, port: Int)?
  /// How long a shutdown may take before what is left is cut off.
  package var grace = TimeAmount.seconds(10)
  /// What the greeting says behind its code.
  /// On one line.
  package var greeting = "\(version) Ask a question, or /help."
  /// What the greeting begins with.
  package static let version = "1.0 ready."

  package init(listeners: [ListeningPlace]) { self.listeners = listeners }
}

extension ListeningPlace.Place {
  /// The place in a message: `127.0.0.1 port 2252`.
  package var words: String {
    switch self {
    case .tcp(let host, let port): "\(host) port \(port)"
    case .unix(let path): path
    case .inherited(let descriptor): "the inherited socket \(descriptor)"
    }
  }
}

/// One place where clients are listened for.
///
///     ListeningPlace(.tcp(host: "::", port: 2253), isTLS: true)
///     ListeningPlace(.unix(path: "/run/calciq/socket"))
package struct ListeningPlace: Sendable, Hashable {
  package enum Place: Sendable, Hashable {
    /// An address or host name, with its port; port 0 takes a free one.
    case tcp(host: String, port: Int)
    /// A socket file, which only its owner may use (mode 0600).
    case unix(path: String)
    /// A socket that was opened already: systemd's socket activation.
    case inherited(descriptor: CInt)
  }

  package var place: Place
  /// Whether TLS begins with the first byte.
  package var isTLS: Bool
  /// Whether each connection begins with a header of the PROXY protocol, version 2.
  package var hasProxyHeader: Bool
  /// Whether the server starts without it, where this machine cannot give it (no IPv6).
  package var isOptional: Bool

  package init(
    _ place: Place, isTLS: Bool = false, hasProxyHeader: Bool = false, isOptional: Bool = false
  ) {
    self.place = place
    self.isTLS = isTLS
    self.hasProxyHeader = hasProxyHeader
    self.isOptional = isOptional
  }

  /// Whether only this machine can reach it, as far as its name tells.
  ///
  /// Only a warning hangs on it: a name that leads elsewhere by the hosts file is not seen through.
  package var isLocal: Bool {
    switch place {
    case .unix: true
    case .inherited: false
    case .tcp(let host, _): host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
  }
}
