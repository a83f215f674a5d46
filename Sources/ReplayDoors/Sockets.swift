import Glibc
import Transcripts

/// Opens sockets for servers of our own.
enum Sockets {
  /// A socket that listens on a free port of this machine, and the port.
  ///
  /// 128 clients may wait to be accepted. The caller closes the descriptor.
  static func listening() throws(DoorError) -> (descriptor: Int32, port: Int) {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_INET, type, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe bind(descriptor, pointer, length) == 0 && listen(descriptor, 128) == 0
          && getsockname(descriptor, pointer, &length) == 0
      }
    }
    guard descriptor >= 0, isListening else {
      close(descriptor)
      throw .unreachable("no free port")
    }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }
}
