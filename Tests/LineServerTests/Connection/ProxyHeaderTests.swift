import LineServer
import NIOCore
import Testing

struct ProxyHeaderTests {
  static let signature: [UInt8] = [
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
  ]

  /// A header for a client with an address of 4 or 16 bytes.
  static func header(_ source: [UInt8], more: [UInt8] = []) -> [UInt8] {
    let family: UInt8 = source.count == 4 ? 0x11 : 0x21
    let body = source + source + [0x30, 0x39, 0x08, 0xCC] + more
    return signature + [0x21, family, UInt8(body.count >> 8), UInt8(body.count & 255)] + body
  }

  @Test(arguments: [[192, 0, 2, 7], [0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]])
  func tellsWhoIsBehindIt(_ source: [UInt8]) throws {
    var bytes = ByteBuffer(bytes: Self.header(source, more: [1, 0, 1, 0]) + Array("hello".utf8))
    #expect(try ProxyHeader.read(&bytes) == ProxyHeader(source: source))
    #expect(String(buffer: bytes) == "hello")
  }

  @Test func aBalancerMaySpeakForItself() throws {
    var bytes = ByteBuffer(bytes: Self.signature + [0x20, 0, 0, 0])
    #expect(try ProxyHeader.read(&bytes) == ProxyHeader(source: nil))
  }

  @Test func waitsUntilItIsThere() throws {
    let whole = Self.header([10, 0, 0, 1])
    for count in 0..<whole.count {
      var bytes = ByteBuffer(bytes: whole.prefix(count))
      #expect(try ProxyHeader.read(&bytes) == nil)
      #expect(bytes.readableBytes == count)
    }
  }

  private static let broken: [([UInt8], ProxyHeader.Problem)] = [
    (Array("what is it\n".utf8), .wrongSignature),
    (signature + [0x11, 0x11, 0, 0] as [UInt8], .wrongVersion),
    (signature + [0x22, 0x11, 0, 0] as [UInt8], .wrongVersion),
    (signature + [0x21, 0x11, 0xFF, 0xFF] as [UInt8], .tooLong),
    (signature + [0x21, 0x11, 0, 4, 1, 2, 3, 4] as [UInt8], .cutShort),
  ]

  @Test(arguments: broken)
  func whatIsNoneIsTold(_ bytes: [UInt8], _ problem: ProxyHeader.Problem) {
    var buffer = ByteBuffer(bytes: bytes)
    #expect(throws: problem) { try ProxyHeader.read(&buffer) }
  }
}
