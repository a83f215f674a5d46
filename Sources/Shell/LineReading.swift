import CEditLineShim
import Glibc

/// What came of reading a line.
package enum ReadEvent: Equatable, Sendable {
  case line(String)
  /// ^C: the line was dropped.
  case interrupt
  case endOfInput
}

/// Where an interactive shell gets its lines from.
///
/// - Returns: a line without its end; it may hold line breaks where rows were pasted.
package protocol LineReading {
  func read(prompt: String) -> ReadEvent
}

/// Reads lines that the terminal itself edits, where libedit cannot.
///
/// It has no history and no completion, and needs no terminal description.
final class PlainReader: LineReading {
  private var decoder = LineDecoder()
  private var output = StandardOutput()

  func read(prompt: String) -> ReadEvent {
    _ = ele_take_interrupt()
    output.write(prompt)
    while true {
      if let line = decoder.popLine() { return .line(line) }
      guard ele_wait_for_input() else {
        decoder = LineDecoder()  // the terminal dropped its part of the line, so must we
        output.write("\n")
        return .interrupt
      }
      switch StandardInput.read() {
      case .bytes(let bytes): decoder.add(bytes)
      case .interrupted: continue
      case .end:
        if let line = decoder.popRest() { return .line(line) }
        output.write("\n")
        return .endOfInput
      }
    }
  }
}

/// The file descriptor 0.
enum StandardInput {
  /// `interrupted` means that a signal came and nothing was lost: read again.
  enum Chunk: Equatable {
    case bytes([UInt8])
    case interrupted
    case end
  }

  /// Waits for input; at most 64 KiB at a time.
  ///
  /// An error of the descriptor counts as its end.
  static func read() -> Chunk {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
    }
    guard count > 0 else { return count < 0 && errno == EINTR ? .interrupted : .end }
    bytes.removeLast(bytes.count - count)
    return .bytes(bytes)
  }
}

/// All of the standard input as one text, for a report that is piped into a question.
///
/// Bytes that are no UTF-8 become U+FFFD.
package enum WholeInput {
  /// The input up to so many bytes; what lies behind is not read.
  package static func text(upTo limit: Int) -> String {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      switch StandardInput.read() {
      case .bytes(let more): bytes += more
      case .interrupted: continue
      case .end: return String(decoding: bytes, as: UTF8.self)
      }
    }
    return String(decoding: bytes.prefix(limit), as: UTF8.self)
  }
}
