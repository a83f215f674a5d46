import Glibc
import Storage

/// The file descriptors 1 and 2, without a buffer: every write is seen at once.
///
/// Writing from two threads at once may mix their texts. SIGPIPE must be ignored, or a reader that
/// goes ends the program.
package struct StandardOutput {
  /// Why nothing more can be written; `nil` as long as all that was written arrived.
  package private(set) var failure: OutputFailure?
  private let descriptor: Int32

  /// Whether all that was written so far arrived.
  var isOpen: Bool { failure == nil }

  package init(_ descriptor: Int32 = STDOUT_FILENO) { self.descriptor = descriptor }

  /// Writes all of a text; does nothing once a write has failed.
  ///
  /// It waits where the other side does not read, also on a descriptor that does not block.
  package mutating func write(_ text: String) {
    guard isOpen else { return }
    var text = text
    failure = text.withUTF8 { buffer in
      var done = 0
      while done < buffer.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[done...])
        let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count > 0 {
          done += count
        } else if errno == EAGAIN {
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = unsafe poll(&ready, 1, -1)
        } else if errno != EINTR {
          return OutputFailure(code: errno)
        }
      }
      return nil
    }
  }

  /// Writes all of a text, or says why it could not.
  package mutating func print(_ text: String) throws(OutputFailure) {
    write(text)
    if let failure { throw failure }
  }

  /// Makes sure that the descriptors 0 to 2 are taken: in a program that was started without one of
  /// them the next file to be opened would get its number, and the answers with it. What is opened in
  /// their place can only be read, so that a write fails as it does on a closed descriptor.
  package static func reserve() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      guard unsafe open("/dev/null", O_RDONLY) == descriptor else { return }
    }
  }
}

/// Output that could not be written: a full disk, a closed descriptor, a reader that has gone.
///
/// The program ends with 74 (EX_IOERR of sysexits.h) for it, but in silence where the reader has
/// gone.
package struct OutputFailure: Error, Hashable, CustomStringConvertible {
  /// The `errno` of the write.
  package var code: Int32

  /// Whether the reader went away, as `head` does: nobody is left to be told.
  package var isReaderGone: Bool { code == EPIPE }

  package var description: String {
    "the output could not be written: \(DiskFile.reason(code))"
  }
}
