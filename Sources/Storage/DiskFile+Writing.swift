#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

// Everything that the program writes on disk goes through here: whoever reads meanwhile sees the old
// file or the new one, and what a person said is never readable by others, not even for a moment.

extension DiskFile {
  /// Why a file was not written.
  ///
  /// Cases and no sentences: the wording, with the path, is for whoever shows it.
  package enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    case alreadyThere
    /// Not an ordinary file: a device, a folder, a link.
    case notAFile
    /// It has as many bytes as it may have.
    ///
    /// The limit is the caller's, not the disk's: a full disk is `system(ENOSPC)`.
    case full
    /// The system's error number.
    case system(Int32)

    package var description: String {
      switch self {
      case .alreadyThere: "it is already there"
      case .notAFile: "it is not a file"
      case .full: "it is full"
      case .system(let number): DiskFile.reason(number)
      }
    }
  }

  /// Makes a new file of mode 0600; refuses where the name is taken, even by a link.
  ///
  /// - Throws: `alreadyThere`, or `system` with the error of the open or the write; then no part of
  ///   it is left behind.
  package static func create(_ path: String, with bytes: some Collection<UInt8>) throws(Failure) {
    try create(path, with: Array(bytes), isForced: false)
  }

  /// - Parameter isForced: whether the bytes are on the disk when it returns
  private static func create(
    _ path: String, with bytes: [UInt8], isForced: Bool
  ) throws(Failure) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw errno == EEXIST ? .alreadyThere : .system(errno) }
    let failure = fill(file, with: bytes) ?? (isForced ? force(file) : nil)
    let isClosed = close(file) == 0 || errno == EINTR  // Linux has closed it then too
    if let number = failure ?? (isClosed ? nil : errno) {
      _ = unsafe unlink(path)
      throw .system(number)
    }
  }

  /// Makes a new file of mode 0600 in one step, so that nobody sees a part of it; refuses where the name is
  /// taken, even by a link.
  ///
  ///     path.<process>.<n>   written as a whole, mode 0600
  ///          │ link(2)       fails where the name is taken: nothing is ever overwritten
  ///          ▼
  ///     path                 the first name is taken away
  package static func publish(_ path: String, with bytes: some Collection<UInt8>) throws(Failure) {
    let draft = try draft(of: path, with: Array(bytes))
    defer { _ = unsafe unlink(draft) }
    if unsafe link(draft, path) == 0 { return forceNames(in: folder(of: path)) }
    // Some file systems know no second name for a file.
    guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else {
      throw errno == EEXIST ? .alreadyThere : .system(errno)
    }
    try create(path, with: bytes)
  }

  /// Adds bytes at the end of a file, of mode 0600 from now on; makes it where there is none.
  ///
  /// - Parameter limit: the most bytes that the file may have; nothing is added where it would have more
  ///
  /// Two programs that append at once do not tear each other's lines, as long as each call fits one
  /// write.
  ///
  /// - Throws: `notAFile` for a device, a folder, a link or a pipe that nobody reads; `full`; `system`.
  package static func append(
    _ bytes: some Collection<UInt8>, to path: String, limit: Int
  ) throws(Failure) {
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    let file = unsafe open(path, flags, 0o600)
    guard file >= 0 else {
      throw [ELOOP, EISDIR, ENXIO].contains(errno) ? .notAFile : .system(errno)
    }
    defer { close(file) }
    var info = stat()
    guard unsafe fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    guard info.st_mode & 0o077 == 0 || fchmod(file, 0o600) == 0 else { throw .system(errno) }
    guard Int(info.st_size) + bytes.count <= limit else { throw .full }
    if let number = fill(file, with: Array(bytes)) { throw .system(number) }
  }

  /// Puts a whole file in the place of another, or where there is none.
  ///
  /// - Parameter makesFolders: whether missing folders above it are made, of mode 0700
  /// - Parameter keepsMode: whether the mode of the old file stays; else it is 0600
  ///
  /// It is a rename(2) over the old name: a reader that has the old file open keeps it. The bytes are forced
  /// to the disk before it and the names after it, so that a power cut leaves the old file or the new
  /// one.
  ///
  /// - Throws: `notAFile` where the path is a link, a folder or a device, so that none of them is
  ///   destroyed.
  package static func replace(
    _ path: String, with bytes: some Collection<UInt8>, keepsMode: Bool = false,
    makesFolders: Bool = true
  ) throws(Failure) {
    if makesFolders { try makeFolder(of: path) }
    var info = stat()
    let isThere = unsafe lstat(path, &info) == 0
    guard !isThere || info.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    let draft = try draft(of: path, with: Array(bytes))
    if isThere, keepsMode { _ = unsafe chmod(draft, info.st_mode & 0o777) }
    guard unsafe rename(draft, path) == 0 else {
      let number = errno
      _ = unsafe unlink(draft)
      throw .system(number)
    }
    forceNames(in: folder(of: path))
  }

  /// Makes the folder that a file will stand in, and those above it.
  ///
  /// Folders that are there already keep their mode.
  package static func makeFolder(of path: String) throws(Failure) {
    let folder = folder(of: path)
    guard folder != "." else { return }
    if stamp(of: folder)?.isFolder == true { return }
    if unsafe mkdir(folder, 0o700) == 0 { return }
    if errno == ENOENT {
      try makeFolder(of: folder)
      if unsafe mkdir(folder, 0o700) == 0 { return }
    }
    let number = errno
    guard stamp(of: folder)?.isFolder == true else { throw .system(number) }
  }

  /// The folder that a file stands in.
  ///
  ///     a/b/c → a/b     /a → /     a → .
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What the system calls an error: "No space left on device".
  package static func reason(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "\(number)" }
    return unsafe String(cString: text)
  }

  /// A file beside the path, of a name that nobody else has, with its bytes on the disk.
  ///
  /// It stands in the same folder, since a rename works only within one file system.
  private static func draft(of path: String, with bytes: [UInt8]) throws(Failure) -> String {
    for attempt in 0..<100 {
      let draft = "\(path).\(getpid()).\(attempt)"
      do throws(Failure) {
        try create(draft, with: bytes, isForced: true)
        return draft
      } catch .alreadyThere { continue }
    }
    throw .alreadyThere
  }

  /// Waits until the bytes of a file are on the disk; the system's error number where they are not.
  ///
  /// Some file systems cannot be asked; that is no failure.
  private static func force(_ file: Int32) -> Int32? {
    while fsync(file) != 0 {
      if [EINVAL, EROFS, EOPNOTSUPP].contains(errno) { return nil }
      if errno != EINTR { return errno }
    }
    return nil
  }

  /// Waits until the names in a folder are on the disk.
  ///
  /// What goes wrong is not told: the file stands there already, and can be read.
  private static func forceNames(in folder: String) {
    let file = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = force(file)
    close(file)
  }

  /// The system's error number where not all could be written.
  private static func fill(_ file: Int32, with bytes: [UInt8]) -> Int32? {
    unsafe bytes.withUnsafeBytes { raw in
      var done = 0
      while done < raw.count {
        let rest = raw.count - done
        let count = unsafe writeBytes(file, raw.baseAddress?.advanced(by: done), rest)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        done += count
      }
      return nil
    }
  }
}

/// `write`, which inside of an extension may mean another.
private func writeBytes(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(file, buffer, count)
}
