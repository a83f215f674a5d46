import Glibc
import NIOCore
import NIOPosix

/// The file of a Unix socket: taken over where a server that died left it, removed at the end.
///
/// A socket file outlives its server (unix(7)); binding to it again fails until it is removed.
struct UnixSocketFile: Sendable {
  let path: String

  /// Removes a socket that nobody listens on; throws where somebody does, or where it is no socket.
  ///
  /// - Throws: `unixPathInUse` where a connection is taken, `unixPathTaken` for any other kind of
  ///   file. It waits a second at most for an answer. Two servers that start at the same instant
  ///   are not kept apart.
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

  /// Nothing is said where it is gone already.
  func remove() { unsafe unlink(path) }
}
