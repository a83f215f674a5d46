import Conversation
import Glibc
import KnowledgeFiles
import NIOCore
import NIOPosix
import Startup

// What a line costs without a server around it, and what a server costs that does nothing with its
// lines. Compiled only where CALCIQ_BENCHMARKS is set; Tests/Server/load.py runs it.
//
//     calciq-wire echo PORT FILE        answers every line with the bytes of a file
//     calciq-wire reply COUNT LINE...   processor time of the assistant for a line, in microseconds

/// Counts ends of lines and answers a whole read with one write: the least that a server can do.
final class CannedHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let canned: ByteBuffer
  private var out = ByteBuffer()

  init(_ canned: ByteBuffer) { self.canned = canned }

  func channelActive(context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "220 canned\r\n.\r\n")), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    for byte in bytes.readableBytesView where byte == 0x0A { out.writeImmutableBuffer(canned) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    guard out.readableBytes > 0 else { return }
    context.writeAndFlush(wrapOutboundOut(out), promise: nil)
    out = ByteBuffer()
  }
}

func echo(port: Int, file: String) throws {
  guard let read = DiskFile.read(file, limit: 1 << 20) else { fatalError("no file \(file)") }
  let canned = ByteBuffer(bytes: read.bytes)
  let server = try ServerBootstrap(group: MultiThreadedEventLoopGroup(numberOfThreads: 1))
    .serverChannelOption(.backlog, value: 1024)
    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
    .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
    .childChannelOption(.maxMessagesPerRead, value: 4)
    .childChannelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(CannedHandler(canned))
      }
    }
    .bind(host: "127.0.0.1", port: port).wait()
  try server.closeFuture.wait()
}

func processorMicroseconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

func reply(count: Int, lines: [String]) throws {
  var environment: [String: String] = [:]
  for name in ["HOME", "XDG_CACHE_HOME", "CALCIQ_INTENTS"] {
    if let value = unsafe getenv(name) { unsafe environment[name] = String(cString: value) }
  }
  let assistant = try Loading(intents: nil, environment: environment) { _ in }.assistant()
  var sessions = [Session](repeating: Session(), count: 50)
  func ask(_ number: Int) {
    _ = assistant.reply(to: lines[number % lines.count], in: &sessions[number % 50])
  }
  for number in 0..<1000 { ask(number) }
  let start = processorMicroseconds()
  for number in 0..<count { ask(number) }
  print((processorMicroseconds() - start) / Double(count))
}

let arguments = CommandLine.arguments.dropFirst()
switch (arguments.first, arguments.dropFirst().first.flatMap { Int($0) }) {
case ("echo", let port?): try echo(port: port, file: arguments.dropFirst(2).joined())
case ("reply", let count?): try reply(count: count, lines: Array(arguments.dropFirst(2)))
default: fatalError("calciq-wire echo PORT FILE, or calciq-wire reply COUNT LINE...")
}
