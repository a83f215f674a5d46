#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Files of ours: read whole, made for their owner alone, or replaced in one step.
package enum DiskFile {
  /// What tells whether a file is still the one that was seen.
  ///
  /// Two equal stamps mean that nobody wrote in between, as far as the clock of the file system
  /// tells moments apart.
  package struct Stamp: Sendable, Hashable {
    package var isFolder: Bool
    package var size: Int64
    package var file: UInt64
    /// When the content was last written, in nanoseconds.
    package var modified: Int64
    /// When anything about the file was last changed, in nanoseconds.
    package var changed: Int64
  }

  /// The stamp of what stands at a path, symbolic links followed; `nil` if nothing does.
  package static func stamp(of path: String) -> Stamp? {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    return stamp(info)
  }

  static func stamp(_ info: stat) -> Stamp {
    func nanoseconds(_ time: timespec) -> Int64 {
      Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
    return Stamp(
      isFolder: info.st_mode & S_IFMT == S_IFDIR, size: Int64(info.st_size),
      file: UInt64(truncatingIfNeeded: info.st_ino), modified: nanoseconds(info.st_mtim),
      changed: nanoseconds(info.st_ctim))
  }

  /// The bytes of a file with its stamp; `nil` if it cannot be read or is larger than the limit.
  ///
  /// A device, a pipe or a folder is never read, and opening one never waits. A file that shrinks
  /// meanwhile gives `nil`.
  package static func read(_ path: String, limit: Int) -> (bytes: [UInt8], stamp: Stamp)? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var info = stat()
    guard unsafe fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG,
      info.st_size <= limit
    else { return nil }
    let bytes = bytes(of: file, count: Int(info.st_size))
    return bytes.count == Int(info.st_size) ? (bytes, stamp(info)) : nil
  }

  /// So many bytes of an open file, fewer where it ends or cannot be read; a signal that comes meanwhile
  /// (EINTR) changes nothing.
  static func bytes(of file: Int32, count size: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let count = unsafe readBytes(file, buffer.baseAddress?.advanced(by: filled), size - filled)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { break }
        filled += count
      }
    }
  }

  /// What is in a folder in order of names, without `.` and `..`, each with its stamp where it has one;
  /// `nil` if the folder cannot be listed.
  ///
  /// A name that is no UTF-8 comes with U+FFFD and cannot be opened by it.
  package static func entries(in folder: String) -> [(name: String, stamp: Stamp?)]? {
    guard let listing = unsafe opendir(folder) else { return nil }
    defer { unsafe closedir(listing) }
    let file = unsafe dirfd(listing)
    var entries: [(name: String, stamp: Stamp?)] = []
    while let entry = unsafe readdir(listing) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      var info = stat()
      // From the folder on: a path of its own would be walked from the root for each of hundreds.
      let isThere = unsafe fstatat(file, name, &info, 0) == 0
      entries.append((name, isThere ? stamp(info) : nil))
    }
    return entries.sorted { $0.name < $1.name }
  }

  /// The path with every symbolic link followed; as it is where that fails.
  package static func resolved(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
}

/// `read`, which inside of `DiskFile` means another.
private func readBytes(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(file, buffer, count)
}
