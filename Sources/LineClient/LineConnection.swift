import Conversation
import Glibc
package import LineProtocol
import NIOConcurrencyHelpers
package import NIOCore
import NIOPosix
import NIOSSL

/// A client of the line protocol that waits for each reply.
///
///     let server = try LineConnection(.tcp(host: "127.0.0.1", port: 2252))
///     try server.ask("what is calciphylaxis?").text
///     server.close()
///
/// Lines may also be sent ahead of their replies: ``send(_:)``, then ``reply()`` for each. It blocks the
/// calling thread, so it must not be used on an event loop.
///
/// It may be used from several threads, but replies come in the order of the lines: two threads
/// that both ask must agree on who goes first. Event loops are those of the process, shared by all
/// connections.
package struct LineConnection: Sendable {
  /// A host may be a name; every address it has is tried.
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
    /// In the words of the system: `Connection refused`, `no answer in time`.
    case unreachable(String)
    /// TLS did not come about: the certificate is not believed, or nobody speaks it there.
    case tls(String)
    /// The server refused or said good-bye: its code and words.
    case farewell(code: Int, words: String)
    case closed
    /// The connection is closed then: a late reply would be taken for that of the next line.
    case timedOut
    /// The greeting or a reply was not of the form in `ReplyReader`, or longer than 4 MiB.
    case notTheProtocol

    package var description: String {
      switch self {
      case .unreachable(let reason): "the server cannot be reached: \(reason)"
      case .tls(let reason): "TLS failed: \(reason)"
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
  ///
  /// - Parameter patience: how long the greeting may take; without it as long as any reply. A server that
  ///   is only just starting takes longer
  /// - Parameter timeout: how long the connect may take, and then each reply
  /// - Throws: `unreachable`, `tls`, `timedOut`, `closed` or `notTheProtocol`; `farewell` where the
  ///   greeting is one of refusal, such as `420 busy`. No connection is left open then.
  package init(
    _ place: Place, timeout: TimeAmount = .seconds(30), patience: TimeAmount? = nil
  ) throws(Failure) {
    self.timeout = timeout
    let connected: (any Channel, NIOLoopBound<ReplyQueue>)
    do {
      connected = try Self.connect(place, timeout)
    } catch {
      throw Failure(ofTLS: error) ?? .unreachable(Self.reason(of: error))
    }
    (channel, replies) = connected
    greeting = try Self.reply(from: replies, of: channel, patience ?? timeout)
    if case .text(let code, let words, _) = greeting, code >= 400 {
      channel.close(promise: nil)
      throw .farewell(code: code, words: words)
    }
  }

  /// Sends a message as one line and waits for its reply.
  ///
  /// - Parameter line: may hold rows; they are sent as one line, with U+2028 between them
  /// - Throws: `timedOut` after the timeout, `closed` where the server hung up first.
  package func ask(_ line: String) throws(Failure) -> ClientReply {
    send(line)
    return try reply()
  }

  /// Sends a message as one line; its reply is the next that was not read yet.
  ///
  /// It does not wait and throws nothing: where the connection is gone, `reply()` tells.
  package func send(_ line: String) {
    channel.writeAndFlush(ByteBuffer(string: Line.wired(line) + "\r\n"), promise: nil)
  }

  /// Waits for the next reply.
  ///
  /// A reply that has already come is given at once, even where the connection has ended since.
  package func reply() throws(Failure) -> ClientReply {
    try Self.reply(from: replies, of: channel, timeout)
  }

  /// Whoever still waits for a reply gets `closed`. A second call does nothing.
  package func close() { channel.close(promise: nil) }

  private static func reply(
    from replies: NIOLoopBound<ReplyQueue>, of channel: any Channel, _ timeout: TimeAmount
  ) throws(Failure) -> ClientReply {
    let future = channel.eventLoop.flatSubmit {
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
      throw Failure(ofTLS: error) ?? .closed
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
          let replies = ReplyQueue(farewell: Failure.closed)
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

  /// What the system or the library says, for behind a colon.
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
