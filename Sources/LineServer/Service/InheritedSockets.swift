import Glibc

/// Sockets that systemd opened for this process (sd_listen_fds(3)).
///
/// A socket unit names them with `FileDescriptorName=`: a name that holds `tls` begins with TLS, one
/// that holds `proxy` with the PROXY header; any other is the plain line protocol.
package enum InheritedSockets {
  private static let firstDescriptor: CInt = 3
  private static let most = 64

  /// The listeners that the environment tells of, meant for the process with this number.
  package static func listeners(
    in environment: [String: String], process: Int
  ) -> [ListeningPlace] {
    guard let owner = environment["LISTEN_PID"], Int(owner) == process,
      let count = environment["LISTEN_FDS"].flatMap({ Int($0) }), (1...most).contains(count)
    else { return [] }
    let names = (environment["LISTEN_FDNAMES"] ?? "")
      .split(separator: ":", omittingEmptySubsequences: false)
    return (0..<count).map { index in
      let name = index < names.count ? names[index] : ""
      return ListeningPlace(
        .inherited(descriptor: firstDescriptor + CInt(index)), isTLS: name.contains("tls"),
        hasProxyHeader: name.contains("proxy"))
    }
  }

  /// The same for this process.
  package static func listeners(in environment: [String: String]) -> [ListeningPlace] {
    listeners(in: environment, process: Int(getpid()))
  }
}
