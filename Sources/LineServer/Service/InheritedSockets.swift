import Glibc

/// Sockets that systemd opened for this process (sd_listen_fds(3)).
///
/// A socket unit names them with `FileDescriptorName=`: a name that holds `tls` begins with TLS, one
/// that holds `proxy` with the PROXY header; any other is the plain line protocol.
///
///     LISTEN_PID=4711  LISTEN_FDS=2  LISTEN_FDNAMES=calciq:calciq-tls     descriptors 3 and 4
package enum InheritedSockets {
  private static let firstDescriptor: CInt = 3
  private static let most = 64

  /// The listeners that the environment tells of, meant for the process with this number.
  ///
  /// - Parameter process: must be the number in `LISTEN_PID`: what a parent was given is not ours
  /// - Returns: empty where there are none, where the count is none of 1 to 64, or where it is
  ///   meant for another process.
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
