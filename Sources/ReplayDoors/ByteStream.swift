import Glibc
import Transcripts

/// A descriptor to a program or a server: bytes are sent while those that come are taken in, so
/// that two full buffers never wait for each other.
///
/// One thread uses it. Nothing in it sleeps: every wait is a poll(2) up to a deadline.
struct ByteStream {
  let descriptor: Int32
  /// What came and was not used yet.
  private(set) var pending: [UInt8] = []
  /// Whether the other side has ended.
  private(set) var hasEnded = false

  /// An answer longer than this is none.
  /// In bytes; a program that prints without end is stopped here.
  static let largestAnswer = 16 << 20

  /// Takes over an open descriptor.
  ///
  /// It is switched to non-blocking, and must be closed with `close()`.
  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  /// Takes bytes from the front of what came.
  ///
  /// - Parameter count: more than came takes all
  mutating func take(_ count: Int) -> [UInt8] {
    let taken = Array(pending.prefix(count))
    pending.removeFirst(taken.count)
    return taken
  }

  /// Waits for more bytes; returns with none only where the other side has ended.
  ///
  /// - Throws: `timeout`, or `unexpected` beyond the largest answer.
  mutating func fill(by deadline: Deadline) throws(DoorError) {
    guard !hasEnded else { return }
    guard pending.count < Self.largestAnswer else { throw .unexpected("an answer without an end") }
    let count = pending.count
    while pending.count == count, !hasEnded {
      _ = try wait(for: Int16(POLLIN), by: deadline)
      readOnce()
    }
  }

  /// Sends all of the bytes.
  ///
  /// - Throws: `timeout`, or `closed` where the other side ended before it had taken all.
  mutating func send(_ bytes: [UInt8], by deadline: Deadline) throws(DoorError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let ready = try wait(for: Int16(POLLIN | POLLOUT), by: deadline)
      if ready & Int16(POLLIN) != 0 { readOnce() }
      if hasEnded { throw .closed("") }
      let sent = unsafe rest.withUnsafeBytes { buffer in
        unsafe write(descriptor, buffer.baseAddress, buffer.count)
      }
      if sent > 0 {
        rest = rest.dropFirst(sent)
      } else if errno != EAGAIN, errno != EINTR {
        hasEnded = true
      }
    }
  }

  private func wait(for events: Int16, by deadline: Deadline) throws(DoorError) -> Int16 {
    while true {
      var entry = pollfd(fd: descriptor, events: events, revents: 0)
      let ready = unsafe poll(&entry, 1, deadline.milliseconds)
      if ready > 0 { return entry.revents }
      if ready < 0, errno != EINTR { throw .closed("poll failed") }
      if deadline.hasPassed { throw deadline.failure }
    }
  }

  private mutating func readOnce() {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe read(descriptor, buffer.baseAddress, buffer.count)
    }
    if count > 0 {
      pending += bytes.prefix(count)
    } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
      hasEnded = true  // a terminal whose program has gone reads as an error
    }
  }

  func close() { _ = Glibc.close(descriptor) }
}
