import Conversation
import Glibc
import NIOConcurrencyHelpers
package import NIOCore
import NIOPosix
import NIOSSL

/// A client of the line protocol that waits for each reply.
///
///     let client = try LineClient(.tcp(host: "127.0.0.1", port: 2252))
///     try client.ask("what is calciphylaxis?").text
///     client.close()
///
/// It blocks the calling thread, so it must not be used on an event loop.
package struct LineClient: Sendable {
  package enum Place: Sendable, Hashable {
    case tcp(host: String, port: Int)
    /// The host is also the name that the certificate must be for.
    case tls(host: String, port: Int, trust: Trust)
    case unix(path: String)
  }

  /// Whose certificates are believed.
  package enum Trust: Sendable, Hashable {
    /// The authorities of this system.
    case system
    /// The certificates in a PEM file.
    case file(String)
  }

  /// Why there is no reply.
  package enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    case unreachable(String)
    /// The server refused or said good-bye: its code and words.
    case farewell(code: Int, words: String)
    case closed
    case timedOut
    case notTheProtocol

    package var description: String {
      switch self {
      case .unreachable(let reason): "the server cannot be reached: \(reason)"
      case .farewell(let code, let words): "the server ended the conversation: \(code) \(words)"
      case .closed: "the server closed the connection"
      case .timedOut: "the server did not answer in time"
      case .notTheProtocol: "what answers there does not speak the line protocol"
      }
    }
  }

  /// The first reply of the server.
  package let greeting: ClientReply
  private let channel: any Channel
  private let replies: NIOLoopBound<ReplyQueue>
  private let timeout: TimeAmount

  /// Connects, and reads the greeting.
  package init(_ place: Place, timeout: TimeAmount = .seconds(30)) throws(Failure) {
    self.timeout = timeout
    let connected: (any Channel, NIOLoopBound<ReplyQueue>)
    do {
      connected = try Self.connect(place, timeout)
    } catch {
      throw .unreachable(Self.reason(of: error))
    }
    (channel, replies) = connected
    greeting = try Self.reply(from: replies, of: channel, to: nil, timeout)
    if case .text(let code, let words, _) = greeting, code >= 400 {
      channel.close(promise: nil)
      throw .farewell(code: code, words: words)
    }
  }

  /// Sends a message as one line and waits for its reply.
  package func ask(_ line: String) throws(Failure) -> ClientReply {
    try Self.reply(from: replies, of: channel, to: line, timeout)
  }

  package func close() { channel.close(promise: nil) }

  private static func reply(
    from replies: NIOLoopBound<ReplyQueue>, of channel: any Channel, to line: String?,
    _ timeout: TimeAmount
  ) throws(Failure) -> ClientReply {
    let future = channel.eventLoop.flatSubmit {
      if let line {
        channel.writeAndFlush(ByteBuffer(string: Line.wired(line) + "\r\n"), promise: nil)
      }
      let reply = channel.eventLoop.makePromise(of: ClientReply.self)
      replies.value.wait(reply)
      let clock = channel.eventLoop.scheduleTask(in: timeout) {
        reply.fail(Failure.timedOut)
        channel.close(promise: nil)
      }
      reply.futureResult.whenComplete { _ in clock.cancel() }
      return reply.futureResult
    }
    do {
      return try future.wait()
    } catch let failure as Failure {
      throw failure
    } catch is ReplyReader.Problem {
      throw .notTheProtocol
    } catch {
      throw .closed
    }
  }

  private static func connect(
    _ place: Place, _ timeout: TimeAmount
  ) throws -> (any Channel, NIOLoopBound<ReplyQueue>) {
    let context: NIOSSLContext?
    var name: String?
    if case .tls(let host, _, let trust) = place {
      context = try tls(trust)
      name = host
    } else {
      context = nil
    }
    let queue = NIOLockedValueBox<NIOLoopBound<ReplyQueue>?>(nil)
    let serverName = name
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(timeout)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let context {
            let host = serverName.flatMap { Self.isNumeric($0) ? nil : $0 }
            try pipeline.addHandler(NIOSSLClientHandler(context: context, serverHostname: host))
          }
          let replies = ReplyQueue()
          try pipeline.addHandler(replies)
          queue.withLockedValue { $0 = NIOLoopBound(replies, eventLoop: channel.eventLoop) }
        }
      }
    let connecting =
      switch place {
      case .tcp(let host, let port), .tls(let host, let port, _):
        bootstrap.connect(host: host, port: port)
      case .unix(let path): bootstrap.connect(unixDomainSocketPath: path)
      }
    let channel = try connecting.wait()
    guard let replies = queue.withLockedValue({ $0 }) else { throw Failure.closed }
    return (channel, replies)
  }

  private static func tls(_ trust: Trust) throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    if case .file(let path) = trust { configuration.trustRoots = .file(path) }
    return try NIOSSLContext(configuration: configuration)
  }

  /// A name that is an address cannot be asked for by name in TLS.
  private static func isNumeric(_ host: String) -> Bool {
    (try? SocketAddress(ipAddress: host, port: 0)) != nil
  }

  private static func reason(of error: any Error) -> String {
    switch error {
    case let failure as Failure: failure.description
    case let error as NIOConnectionError:
      error.connectionErrors.first.map { reason(of: $0.error) } ?? "no address for \(error.host)"
    case let error as IOError: words(forError: error.errnoCode)
    case ChannelError.connectTimeout: "no answer in time"
    default: "\(error)"
    }
  }

  /// What the system calls an error: "Connection refused".
  private static func words(forError number: CInt) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}

/// The replies that came, and who waits for them; touched on its event loop alone.
final class ReplyQueue: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private var reader = ReplyReader()
  private var bytes = ByteBuffer()
  private var ready: [Result<ClientReply, any Error>] = []
  private var waiting: [EventLoopPromise<ClientReply>] = []
  private var end: (any Error)?

  /// Gives the next reply to a promise; replies come in the order of the lines.
  func wait(_ promise: EventLoopPromise<ClientReply>) {
    if !ready.isEmpty {
      promise.completeWith(ready.removeFirst())
    } else if let end {
      promise.fail(end)
    } else {
      waiting.append(promise)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var read = unwrapInboundIn(data)
    bytes.writeBuffer(&read)
    while let length = bytes.readableBytesView.firstIndex(of: 0x0A).map({ $0 - bytes.readerIndex })
    {
      var line = bytes.readString(length: length) ?? ""
      bytes.moveReaderIndex(forwardBy: 1)
      if line.utf8.last == 0x0D { line.unicodeScalars.removeLast() }
      do {
        if let reply = try reader.take(line) { give(.success(reply)) }
      } catch {
        return stop(context, error)
      }
    }
    bytes.discardReadBytes()
    if bytes.readableBytes > 4_194_304 { stop(context, ReplyReader.Problem.tooLong) }
  }

  func channelInactive(context: ChannelHandlerContext) { finish(LineClient.Failure.closed) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { stop(context, error) }

  private func stop(_ context: ChannelHandlerContext, _ error: any Error) {
    finish(error)
    context.close(promise: nil)
  }

  private func give(_ reply: Result<ClientReply, any Error>) {
    if waiting.isEmpty { ready.append(reply) } else { waiting.removeFirst().completeWith(reply) }
  }

  private func finish(_ error: any Error) {
    if end == nil { end = error }
    let left = waiting
    waiting = []
    for promise in left { promise.fail(error) }
  }
}
