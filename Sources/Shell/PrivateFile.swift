import Glibc
import Storage

/// Files that nobody but their owner reads: mode 0600, in folders of mode 0700.
enum PrivateFile {
  typealias Failure = DiskFile.Failure

  /// Makes a new file; refuses where the name is taken, even by a link.
  static func create(_ path: String, with text: String) throws(Failure) {
    try DiskFile.create(path, with: text.utf8)
  }

  /// Makes a new file in one step; refuses where the name is taken.
  static func publish(_ path: String, with text: String) throws(Failure) {
    try DiskFile.publish(path, with: text.utf8)
  }

  /// Puts a whole file in the place of another.
  static func replace(
    _ path: String, with text: String, makesFolders: Bool = true
  ) throws(Failure) {
    try DiskFile.replace(path, with: text.utf8, makesFolders: makesFolders)
  }

  /// A link that leads nowhere counts: the name is taken.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// The last bytes of an ordinary file, whole lines only; `nil` where there is none.
  ///
  /// - Parameter limit: in bytes; of a larger file the first, broken line is left out
  /// - Returns: what could be read where the file shrinks meanwhile.
  static func tail(of path: String, limit: Int) -> [UInt8]? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = Int(status.st_size)
    let start = max(0, size - limit)
    var bytes = [UInt8](repeating: 0, count: size - start)
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
        return unsafe pread(file, rest.baseAddress, rest.count, start + done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      done += count
    }
    bytes.removeLast(bytes.count - done)
    if start > 0 { bytes.removeFirst((bytes.firstIndex(of: UInt8(ascii: "\n")) ?? -1) + 1) }
    return bytes
  }

  /// A path with the home folder in place of a leading `~/`, as a shell would read it.
  ///
  /// Only the own home: `~name` stays as it is.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = unsafe getenv("HOME") else { return path }
    return unsafe String(cString: home) + path.dropFirst()
  }
}
