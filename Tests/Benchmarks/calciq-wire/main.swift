import Conversation
import Glibc
import KnowledgeFiles
import LineProtocol
import NIOCore
import NIOPosix
import Startup
import Storage

// What a line costs without a server around it, and what a server costs that does nothing with its
// lines. Compiled only where CALCIQ_BENCHMARKS is set; Tests/Server/load.py runs it.
//
//     calciq-wire echo PORT FILE        answers every line with the bytes of a file
//     calciq-wire reply COUNT LINE...   processor time of the assistant for a line, in microseconds
//     calciq-wire fuzz COUNT            random streams, cut at random, must give what they give as a whole

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

/// Ends the program with the reason.
func fail(_ reason: String) -> Never {
  print(reason)
  exit(1)
}

func echo(port: Int, file: String) throws {
  guard let read = DiskFile.read(file, limit: 1 << 20) else { fail("no file \(file)") }
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

/// What a stream leads to when it comes in pieces of at most so many bytes.
func events(_ bytes: [UInt8], _ most: Int, _ dice: inout some RandomNumberGenerator) -> [LineEvent]
{
  var framer = LineFramer()
  var events: [LineEvent] = []
  var start = 0
  while start < bytes.count {
    let end = min(
      bytes.count, start + (most == 0 ? bytes.count : Int.random(in: 1...most, using: &dice)))
    var piece = ByteBuffer(bytes: bytes[start..<end])
    while let event = framer.next(&piece) { events.append(event) }
    start = end
  }
  if let last = framer.finish() { events.append(last) }
  return events
}

/// Quick, and the same on every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64 = 2252

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

func fuzz(count: Int) {
  var dice = Dice()
  let alphabet: [UInt8] = [
    0, 8, 10, 13, 21, 27, 91, 127, 255, 255, 240, 250, 251, 252, 253, 254, 244, 246, 247, 31, 6, 22,
    3, 97, 32, 195,
    169,
  ]
  for number in 0..<count {
    var bytes = (0..<Int.random(in: 0...60, using: &dice)).map { _ in
      alphabet.randomElement(using: &dice) ?? 0
    }
    switch number % 50 {
    case 0:
      bytes += [UInt8](repeating: 120, count: Int.random(in: 4080...4100, using: &dice)) + bytes
    case 1: bytes = Array("GET /x HTTP/1.0".utf8) + bytes
    case 2..<10:
      for place in bytes.indices { bytes[place] = UInt8.random(in: 0...255, using: &dice) }
    default: break
    }
    let whole = events(bytes, 0, &dice)
    guard events(bytes, 1, &dice) == whole, events(bytes, 9, &dice) == whole else {
      fail("differs: \(bytes)")
    }
  }
  print("\(count) streams, each whole, byte by byte, and in pieces: the same")
}

let arguments = CommandLine.arguments.dropFirst()
switch (arguments.first, arguments.dropFirst().first.flatMap { Int($0) }) {
case ("echo", let port?): try echo(port: port, file: arguments.dropFirst(2).joined())
case ("reply", let count?): try reply(count: count, lines: Array(arguments.dropFirst(2)))
case ("fuzz", let count?): fuzz(count: count)
default: fail("usage: calciq-wire echo PORT FILE | reply COUNT LINE... | fuzz COUNT")
}
