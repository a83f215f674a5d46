import ArgumentParser
import Foundation
import LineProtocol
import LineServer

/// Where a server listens.
struct ServePlaces: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Listen on this address instead of on this machine alone; repeatable.", valueName: "address"))
  var listen: [String] = []

  @Option(help: "The port of the line protocol; 0 takes a free one.")
  var port = ServerAddress.standardPort

  @Option(
    help: ArgumentHelp("Also a Unix socket, which only its owner may use.", valueName: "path"),
    completion: .file())
  var unix: String?

  @Option(help: ArgumentHelp("Also TLS, on a port of its own.", valueName: "port"))
  var tlsPort: Int?

  @Option(
    help: ArgumentHelp("The certificate and what signed it, as PEM.", valueName: "file"),
    completion: .file())
  var tlsCertificate: String?

  @Option(
    help: ArgumentHelp("The key of the certificate, as PEM.", valueName: "file"),
    completion: .file())
  var tlsKey: String?

  @Option(
    help: ArgumentHelp(
      "Also a port for a balancer, where the PROXY protocol (version 2) is expected.",
      valueName: "port"))
  var proxyPort: Int?

  func validate() throws {
    for (name, port) in [
      ("port", port), ("tls-port", tlsPort ?? 0), ("proxy-port", proxyPort ?? 0),
    ] {
      guard (0...65_535).contains(port) else {
        throw ValidationError("--\(name) takes a number from 0 to 65535, not \(port)")
      }
    }
    if tlsPort != nil, tlsCertificate == nil || tlsKey == nil {
      throw ValidationError("--tls-port needs --tls-certificate and --tls-key")
    }
  }

  /// The sockets that systemd opened, or else those that the options name.
  ///
  ///     nothing            127.0.0.1:2252, and [::1]:2252 where there is IPv6
  ///     --listen 0.0.0.0   only that, with every port that was asked for
  ///     systemd's sockets  only those: the options about places are not looked at
  func listeners(_ environment: [String: String]) -> [ListeningPlace] {
    let inherited = InheritedSockets.listeners(in: environment)
    if !inherited.isEmpty { return inherited }
    var hosts = listen.map { (name: $0, isOptional: false) }
    if hosts.isEmpty {
      hosts = [("127.0.0.1", false)]
      // A free port is free for one of the two only; a machine may have no IPv6.
      if port != 0, tlsPort != 0 { hosts.append(("::1", true)) }
    }
    var listeners: [ListeningPlace] = []
    func add(_ port: Int, isTLS: Bool = false, hasProxyHeader: Bool = false) {
      for host in hosts {
        listeners.append(
          ListeningPlace(
            .tcp(host: host.name, port: port), isTLS: isTLS, hasProxyHeader: hasProxyHeader,
            isOptional: host.isOptional))
      }
    }
    add(port)
    if let tlsPort { add(tlsPort, isTLS: true) }
    if let proxyPort { add(proxyPort, hasProxyHeader: true) }
    if let unix { listeners.append(ListeningPlace(.unix(path: unix))) }
    return listeners
  }

  /// What TLS connections show; `nil` without a certificate.
  ///
  /// Read at the start and at every reload.
  ///
  /// - Throws: `ReloadFailure` where the files are no certificate with its key.
  func certificate() throws -> ServerCertificate? {
    guard let tlsCertificate, let tlsKey else { return nil }
    do {
      return try ServerCertificate(chain: tlsCertificate, key: tlsKey)
    } catch {
      throw ReloadFailure(
        problems: ["\(tlsCertificate) and \(tlsKey) are no certificate with its key"])
    }
  }
}
