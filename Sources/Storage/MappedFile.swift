#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file whose bytes are read where the system keeps them, without copying.
///
/// Whoever replaces the file does it by another of that name (``DiskFile/replace(_:with:keepsMode:)``, a
/// package manager): what is mapped stays as it was.
///
/// Read-only and private: any thread may read. Should somebody cut the file short in place, a look
/// beyond its end ends the program with SIGBUS (mmap(2)); none of our writers does.
package final class MappedFile: Sendable {
  package let stamp: DiskFile.Stamp
  private let address: UInt
  private let count: Int

  /// `nil` if there is no such file, if it is empty, or if it is larger than the limit.
  package init?(_ path: String, limit: Int) {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var info = stat()
    guard unsafe fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG,
      (1...limit).contains(Int(info.st_size))
    else { return nil }
    count = Int(info.st_size)
    // Nearly all of it is looked at: to map it page by page at the first look costs more.
    let memory = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { return nil }
    address = UInt(bitPattern: memory)
    stamp = DiskFile.stamp(info)
  }

  deinit { _ = unsafe munmap(UnsafeMutableRawPointer(bitPattern: address), count) }

  /// The bytes, as long as the file is held.
  /// Pointers into it must not be kept any longer.
  package var bytes: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
  }
}
