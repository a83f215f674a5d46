import Glibc
import Logging
import NIOCore
import NIOPosix
import NIOSSL

/// Listeners that were opened so far.
///
/// Whatever is in it when opening fails is for the caller to close and remove.
struct Opened {
  private(set) var channels: [any Channel] = []
  private(set) var addresses: [SocketAddress] = []
  private(set) var files: [UnixSocketFile] = []
  private(set) var metricsAddress: SocketAddress?

  /// Opens the port for monitors.
  mutating func openMetrics(
    _ place: (host: String, port: Int), _ group: MultiThreadedEventLoopGroup, _ logger: Logger,
    metrics: @escaping @Sendable () -> String
  ) async throws {
    let channel = try await MetricsHandler.listen(
      on: place.host, port: place.port, group, metrics: metrics)
    channels.append(channel)
    metricsAddress = channel.localAddress
    logger.info(
      "metrics",
      metadata: ["address": "\(place.host)", "port": "\(channel.localAddress?.port ?? 0)"])
  }

  /// - Throws: `noCertificate`, `unixPathTaken`, `unixPathInUse` or `cannotBind`; not `cannotBind`
  ///   for a listener that is optional.
  mutating func open(
    _ listener: ListeningPlace, _ group: MultiThreadedEventLoopGroup,
    _ loops: [NIOLoopBound<ServerLoop>], _ logger: Logger
  ) async throws {
    let first = loops.first
    if listener.isTLS {
      let hasCertificate = try await first?.eventLoop.submit {
        first?.value.setting.parts.tls != nil
      }.get()
      guard hasCertificate == true else { throw ListenerFailure.noCertificate }
    }
    do {
      let channel = try await bind(listener, Self.bootstrap(listener, group, loops))
      channels.append(channel)
      if let address = channel.localAddress {
        addresses.append(address)
        logger.info(
          "listening",
          metadata: [
            "address": "\(address.ipAddress ?? address.pathname ?? "inherited")",
            "port": "\(address.port ?? 0)", "tls": "\(listener.isTLS)",
            "proxy": "\(listener.hasProxyHeader)",
          ])
      }
    } catch let error as ListenerFailure {
      throw error
    } catch {
      if listener.isOptional { return }
      throw ListenerFailure.cannotBind(listener.place, reason: "\(error)")
    }
  }

  /// The mask of new files is that of the whole process: until the socket file exists, files that
  /// other threads make get fewer rights too, never more.
  private mutating func bind(
    _ listener: ListeningPlace, _ bootstrap: ServerBootstrap
  ) async throws -> any Channel {
    switch listener.place {
    case .tcp(let host, let port):
      let address = try SocketAddress.makeAddressResolvingHost(host, port: port)
      var bootstrap = bootstrap.serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      if address.protocol == .inet6 {
        // So that :: and 0.0.0.0 can both be named, on every system.
        bootstrap = bootstrap.serverChannelOption(
          ChannelOptions.Types.SocketOption(level: .ipv6, name: .ipv6_v6only), value: 1)
      }
      return try await bootstrap.bind(to: address).get()
    case .unix(let path):
      let file = UnixSocketFile(path: path)
      try await file.takeOver()
      // The file must never exist with more rights than it keeps, not even for a moment.
      let mask = umask(0o177)
      defer { _ = umask(mask) }
      let channel = try await bootstrap.bind(unixDomainSocketPath: path).get()
      files.append(file)
      return channel
    case .inherited(let descriptor):
      return try await bootstrap.withBoundSocket(descriptor).get()
    }
  }

  /// The order of handlers is that of the bytes: PROXY header, TLS, lines. A new connection takes
  /// the certificate that is in use at that moment, so that a reload needs no restart.
  private static func bootstrap(
    _ listener: ListeningPlace, _ group: MultiThreadedEventLoopGroup,
    _ loops: [NIOLoopBound<ServerLoop>]
  ) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.maxMessagesPerRead, value: 4)
      .childChannelOption(
        .recvAllocator,
        value: AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 2048, maximum: 32_768)
      )
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try prepare(channel)
          guard let loop = loops.first(where: { $0.eventLoop === channel.eventLoop })?.value else {
            return
          }
          let pipeline = channel.pipeline.syncOperations
          if listener.hasProxyHeader { try pipeline.addHandler(ProxyHandler()) }
          if listener.isTLS, let certificate = loop.setting.parts.tls {
            try pipeline.addHandler(NIOSSLServerHandler(context: certificate.context))
          }
          try pipeline.addHandler(
            LineHandler(loop, awaitsProxyHeader: listener.hasProxyHeader))
        }
      }
  }

  /// Replies go out whole, so that waiting for more (Nagle's algorithm) would only delay them.
  private static func prepare(_ channel: any Channel) throws {
    guard let options = channel.syncOptions else { return }
    switch channel.remoteAddress {
    case .v4, .v6: try options.setOption(.tcpOption(.tcp_nodelay), value: 1)
    default: break
    }
    // Left to itself Linux keeps megabytes for a client that does not read.
    try options.setOption(.socketOption(.so_sndbuf), value: 262_144)
  }
}
