import Glibc
import NIOCore
import NIOPosix

/// The file of a Unix socket: taken over where a server that died left it, removed at the end.
struct UnixSocketFile: Sendable {
  let path: String

  /// Removes a socket that nobody listens on; throws where somebody does, or where it is no socket.
  func takeOver() async throws {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else { throw ListenerFailure.unixPathTaken(path) }
    let probe = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.seconds(1))
    if let channel = try? await probe.connect(unixDomainSocketPath: path).get() {
      try? await channel.close()
      throw ListenerFailure.unixPathInUse(path)
    }
    remove()
  }

  func remove() { unsafe unlink(path) }
}
