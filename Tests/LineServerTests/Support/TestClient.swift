import NIOCore
import NIOPosix
import NIOSSL
import Testing

/// A client that sees every byte, and never waits longer than its deadline.
struct TestClient: Sendable {
  struct Late: Error {}

  /// A status line and its body, without stuffed dots.
  struct Reply: Hashable, Sendable {
    var status: String
    var body: [String] = []
  }

  let channel: any Channel
  private let collector: NIOLoopBound<Collector>
  private static let deadline = TimeAmount.seconds(10)

  init(
    _ address: SocketAddress, trusting certificate: String? = nil
  ) async throws {
    let context: NIOSSLContext? =
      if let certificate {
        try NIOSSLContext(configuration: Self.configuration(certificate))
      } else {
        nil
      }
    channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(Self.deadline)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let context {
            try pipeline.addHandler(
              NIOSSLClientHandler(context: context, serverHostname: "localhost"))
          }
          try pipeline.addHandler(Collector())
        }
      }
      .connect(to: address).get()
    collector = try await channel.eventLoop.submit { [channel] in
      NIOLoopBound(
        try channel.pipeline.syncOperations.handler(type: Collector.self),
        eventLoop: channel.eventLoop)
    }.get()
  }

  private static func configuration(_ certificate: String) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = .file(certificate)
    return configuration
  }

  /// A client that was greeted.
  static func greeted(
    _ address: SocketAddress, trusting certificate: String? = nil
  ) async throws -> TestClient {
    let client = try await TestClient(address, trusting: certificate)
    let greeting = try await client.reply()
    try #require(greeting?.status.hasPrefix("220 calciq") == true)
    return client
  }

  func send(_ text: String) async throws { try await send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) async throws {
    try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
  }

  /// Sends without waiting until the system took the bytes.
  func push(_ text: String) { channel.writeAndFlush(ByteBuffer(string: text), promise: nil) }

  func closeOutput() async throws { try await channel.close(mode: .output).get() }

  func close() async throws { try? await channel.close().get() }

  /// Stops or begins to read.
  func read(_ isOn: Bool) async throws {
    try await channel.setOption(.autoRead, value: isOn).get()
  }

  /// The next line without its end; `nil` where the server closed.
  func line() async throws -> String? {
    let line = try await next { $0.popLine() }
    return line.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The next so many bytes.
  func bytes(_ count: Int) async throws -> [UInt8]? { try await next { $0.pop(count) } }

  func reply() async throws -> Reply? {
    guard let status = try await line() else { return nil }
    var reply = Reply(status: status)
    while true {
      let line = try #require(try await line(), "the connection ended inside a reply")
      if line == "." { return reply }
      reply.body.append(line.hasPrefix(".") ? String(line.dropFirst()) : line)
    }
  }

  func ask(_ line: String) async throws -> Reply? {
    try await send(line + "\r\n")
    return try await reply()
  }

  func replies(_ count: Int) async throws -> [Reply] {
    var replies: [Reply] = []
    for _ in 0..<count { replies.append(try #require(try await reply())) }
    return replies
  }

  /// All replies until the server closes.
  func rest() async throws -> [Reply] {
    var replies: [Reply] = []
    while let reply = try await reply() { replies.append(reply) }
    return replies
  }

  private func next(
    _ take: @escaping @Sendable (Collector) -> [UInt8]?
  ) async throws -> [UInt8]? {
    try await channel.eventLoop.flatSubmit { [channel, collector] in
      let promise = channel.eventLoop.makePromise(of: [UInt8]?.self)
      let clock = channel.eventLoop.scheduleTask(in: Self.deadline) { promise.fail(Late()) }
      promise.futureResult.whenComplete { _ in clock.cancel() }
      collector.value.wait(take, promise)
      return promise.futureResult
    }.get()
  }
}

/// The bytes that came, and who waits for them.
private final class Collector: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private var bytes = ByteBuffer()
  private var hasEnded = false
  private var waiting: ((Collector) -> [UInt8]?, EventLoopPromise<[UInt8]?>)?

  func wait(
    _ take: @escaping (Collector) -> [UInt8]?, _ promise: EventLoopPromise<[UInt8]?>
  ) {
    waiting = (take, promise)
    serve()
  }

  func popLine() -> [UInt8]? {
    guard let end = bytes.readableBytesView.firstIndex(of: 0x0A) else { return nil }
    let line = bytes.readBytes(length: end - bytes.readerIndex + 1) ?? []
    return Array(line.dropLast(line.suffix(2) == [0x0D, 0x0A] ? 2 : 1))
  }

  func pop(_ count: Int) -> [UInt8]? { bytes.readBytes(length: count) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var read = unwrapInboundIn(data)
    bytes.writeBuffer(&read)
    serve()
  }

  func channelInactive(context: ChannelHandlerContext) { end() }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent { end() }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
    end()
  }

  private func end() {
    hasEnded = true
    serve()
  }

  private func serve() {
    guard let (take, promise) = waiting else { return }
    if let taken = take(self) {
      waiting = nil
      promise.succeed(taken)
    } else if hasEnded {
      waiting = nil
      promise.succeed(nil)
    }
  }
}
