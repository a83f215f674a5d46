import Glibc

/// Files that nobody but their owner reads: mode 0600, in folders of mode 0700.
enum PrivateFile {
  enum Failure: Error, Equatable {
    case alreadyThere
    /// Not an ordinary file: a device, a folder.
    case notAFile
    /// The system's error number.
    case system(Int32)
  }

  /// Makes a new file; refuses where the name is taken, even by a link.
  static func create(_ path: String, with text: String) throws(Failure) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw errno == EEXIST ? .alreadyThere : .system(errno) }
    var output = StandardOutput(file)
    output.write(text)
    let isWhole = output.isOpen
    let error = errno
    guard close(file) == 0, isWhole else {
      _ = unsafe unlink(path)
      throw .system(isWhole ? errno : error)
    }
  }

  /// Puts a whole file in the place of another: readers see all of the old one or of the new one.
  static func replace(_ path: String, with text: String) throws(Failure) {
    var status = stat()
    let isThere = unsafe lstat(path, &status) == 0
    guard !isThere || status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    let draft = "\(path).\(getpid()).tmp"
    _ = unsafe unlink(draft)  // of a program with this number that was killed
    try create(draft, with: text)
    guard unsafe rename(draft, path) == 0 else {
      let error = errno
      _ = unsafe unlink(draft)
      throw .system(error)
    }
  }

  /// Makes the folder that a file will stand in, and those above it.
  static func makeFolder(of path: String) throws(Failure) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    if unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw .system(errno) }
    try makeFolder(of: folder)
    guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .system(errno) }
  }

  static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// The last bytes of an ordinary file, whole lines only; `nil` where there is none.
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
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = unsafe getenv("HOME") else { return path }
    return unsafe String(cString: home) + path.dropFirst()
  }

  /// What the system calls an error: "No space left on device".
  static func reason(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "\(number)" }
    return unsafe String(cString: text)
  }
}
