package import NIOCore

/// The header by which a balancer says who is behind it: the PROXY protocol, version 2.
///
///     0D 0A 0D 0A 00 0D 0A 51 55 49 54 0A   signature
///     2c                                    version 2, command c: 0 local, 1 proxy
///     fp                                    family f: 1 IPv4, 2 IPv6; protocol p: 1 stream
///     nn nn                                 how many bytes follow
///     source, destination, ports, more      12 or 36 bytes, then what is skipped
///
/// Source: https://www.haproxy.org/download/2.9/doc/proxy-protocol.txt, section 2.2
///
/// Only balancers may reach such a port: whoever else can connect names any address he likes, and
/// is counted as that.
package struct ProxyHeader: Sendable, Hashable {
  /// The client's address, 4 or 16 bytes; `nil` where the balancer speaks for itself.
  /// Families that are no IPv4 and no IPv6 (a Unix socket) have none either.
  package var source: [UInt8]?

  /// Why a connection does not begin with a header that can be used.
  ///
  /// The first differs from the others: this is no balancer at all. All of them end the connection.
  package enum Problem: Error, Sendable, Hashable {
    case wrongSignature, wrongVersion, tooLong, cutShort
  }

  private static let signature: [UInt8] = [
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
  ]
  /// More than any balancer sends; the standard lets receivers ask for 536 bytes to be enough.
  private static let longest = 2048

  package init(source: [UInt8]?) { self.source = source }

  /// Takes the header off the front; `nil` while it is not there as a whole.
  ///
  /// The bytes behind the header stay. What is sent besides addresses (names, certificates) is
  /// skipped.
  ///
  /// - Throws: `wrongSignature` at the first byte that differs, before the rest has come;
  ///   `wrongVersion` for any version but 2 and for unknown commands; `tooLong` beyond 2,048 bytes;
  ///   `cutShort` where the addresses do not fit their family. Version 1, which is text, has the
  ///   wrong signature.
  package static func read(_ input: inout ByteBuffer) throws(Problem) -> ProxyHeader? {
    let front = input.readableBytesView.prefix(signature.count)
    guard front.elementsEqual(signature.prefix(front.count)) else { throw .wrongSignature }
    let start = input.readerIndex + signature.count
    guard
      let (version, family, length) = input.getMultipleIntegers(
        at: start, as: (UInt8, UInt8, UInt16).self)
    else { return nil }
    guard version >> 4 == 2, version & 15 <= 1 else { throw .wrongVersion }
    guard length <= longest else { throw .tooLong }
    guard input.readableBytes >= signature.count + 4 + Int(length) else { return nil }
    input.moveReaderIndex(forwardBy: signature.count + 4)
    let body = input.readSlice(length: Int(length)) ?? ByteBuffer()
    guard version & 15 == 1 else { return ProxyHeader(source: nil) }
    switch family >> 4 {
    case 1: return ProxyHeader(source: try source(4, of: body, atLeast: 12))
    case 2: return ProxyHeader(source: try source(16, of: body, atLeast: 36))
    default: return ProxyHeader(source: nil)
    }
  }

  private static func source(
    _ count: Int, of body: ByteBuffer, atLeast length: Int
  ) throws(Problem) -> [UInt8] {
    guard body.readableBytes >= length,
      let bytes = body.getBytes(at: body.readerIndex, length: count)
    else { throw .cutShort }
    return bytes
  }
}
