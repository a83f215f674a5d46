import Conversation

/// Cuts bytes into lines, however they arrive; holds a bounded part of a line of any size.
///
///     "what is it\r\nand th" │ "is"  →  "what is it", then "and this" at the end
///
/// At most 64 KiB of a line are held; what is behind is counted as part of it and dropped.
struct LineDecoder {
  /// One byte more than is read: enough for `Line` to see that a line is too long.
  static let kept = Line.limit + 1

  private var lines: [String] = []
  private var next = 0
  private var part: [UInt8] = []
  private var hasPart = false

  /// Takes the next bytes of the input.
  ///
  /// Lines that were not popped yet stay in front.
  mutating func add(_ bytes: [UInt8]) {
    if next == lines.count {
      lines.removeAll(keepingCapacity: true)
      next = 0
    }
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      keep(rest[..<end])
      rest = rest[(end + 1)...]
      lines.append(popPart())
    }
    if !rest.isEmpty { keep(rest) }
  }

  /// The next whole line, without its line end; invalid UTF-8 becomes U+FFFD.
  mutating func popLine() -> String? {
    guard next < lines.count else { return nil }
    next += 1
    return lines[next - 1]
  }

  /// What stands after the last line end, once there is no more input.
  ///
  /// Must be called once, at the end of the input: it gives a part that more bytes would go on
  /// with.
  mutating func popRest() -> String? { hasPart ? popPart() : nil }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    hasPart = true
    // One more than is kept, so that a carriage return at the very end can still go.
    part += bytes.prefix(max(0, Self.kept + 1 - part.count))
  }

  private mutating func popPart() -> String {
    if part.last == UInt8(ascii: "\r") { part.removeLast() }
    let line = String(decoding: part.prefix(Self.kept), as: UTF8.self)
    part.removeAll(keepingCapacity: true)
    hasPart = false
    return line
  }
}
