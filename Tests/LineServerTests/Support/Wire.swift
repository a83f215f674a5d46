import Foundation
import LineServer
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import NIOSSL

/// A client in a test: sends bytes, and waits for what it wants to see.
struct Wire: Sendable {
  struct Inbox: Sendable {
    var bytes: [UInt8] = []
    var isEnded = false
  }

  /// What did not come within ten seconds.
  struct Missing: Error { var got: String }

  let channel: any Channel
  private let inbox: NIOLockedValueBox<Inbox>

  static func connect(
    _ address: SocketAddress, reads: Bool = true, trusts certificate: String? = nil
  ) async throws -> Wire {
    let inbox = NIOLockedValueBox(Inbox())
    let tls = try certificate.map { path in
      var configuration = TLSConfiguration.makeClientConfiguration()
      configuration.trustRoots = .file(path)
      return try NIOSSLContext(configuration: configuration)
    }
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .channelOption(.autoRead, value: reads)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls {
            try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: "localhost"))
          }
          try pipeline.addHandler(Collector(inbox))
        }
      }
      .connect(to: address).get()
    return Wire(channel: channel, inbox: inbox)
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) { channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }

  func closeOutput() async throws { try await channel.close(mode: .output) }

  func close() async { try? await channel.close() }

  /// Everything that came so far.
  var text: String { inbox.withLockedValue { String(decoding: $0.bytes, as: UTF8.self) } }
  var isEnded: Bool { inbox.withLockedValue { $0.isEnded } }

  /// Waits until what came satisfies a condition, and gives all of it.
  @discardableResult
  func received(_ isEnough: (String) -> Bool) async throws -> String {
    try await wait { isEnough(text) }
    return text
  }

  /// Waits for this many replies, the greeting included.
  @discardableResult
  func replies(_ count: Int) async throws -> [String] {
    let all = try await received { Self.replies(in: $0).count >= count }
    return Self.replies(in: all)
  }

  /// Waits until the server has closed its side.
  @discardableResult
  func ended() async throws -> String {
    try await wait { isEnded }
    return text
  }

  static func replies(in text: String) -> [String] {
    var replies = ("\r\n" + text).components(separatedBy: "\r\n.\r\n")
    replies.removeLast()
    return replies.map { $0.hasPrefix("\r\n") ? String($0.dropFirst(1)) : $0 }
  }

  private func wait(_ isDone: () -> Bool) async throws {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(20)
    while !isDone() {
      guard clock.now < end else { throw Missing(got: String(text.suffix(400))) }
      try await Task.sleep(for: .milliseconds(2))
    }
  }
}

/// Puts what comes into the inbox.
private final class Collector: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let inbox: NIOLockedValueBox<Wire.Inbox>

  init(_ inbox: NIOLockedValueBox<Wire.Inbox>) { self.inbox = inbox }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = Array(buffer: unwrapInboundIn(data))
    inbox.withLockedValue { $0.bytes += bytes }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed? = event as? ChannelEvent { end() }
  }

  func channelInactive(context: ChannelHandlerContext) { end() }
  func errorCaught(context: ChannelHandlerContext, error: any Error) { end() }
  private func end() { inbox.withLockedValue { $0.isEnded = true } }
}
