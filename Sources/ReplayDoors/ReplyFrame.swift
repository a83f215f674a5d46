/// Cuts replies of the line protocol out of the bytes of a connection.
///
///     212 noted CR LF
///     Noted: … CR LF
///     ..a line that began with a dot CR LF
///     . CR LF
enum ReplyFrame {
  /// A text reply: its status line and its body.
  struct Text: Hashable {
    var status: String
    var body: [String]
  }

  /// The first whole reply, and how many bytes it takes; `nil` while a part is still to come.
  static func text(in bytes: [UInt8]) -> (reply: Text, count: Int)? {
    var lines: [String] = []
    var index = 0
    while let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = Self.line(bytes[index..<end])
      index = end + 1
      if line == ".", let status = lines.first {
        return (Text(status: status, body: Array(lines.dropFirst())), index)
      }
      lines.append(line.hasPrefix(".") ? String(line.dropFirst()) : line)
    }
    return nil
  }

  /// The first whole line, and how many bytes it takes.
  static func line(in bytes: [UInt8]) -> (line: String, count: Int)? {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    return (line(bytes[..<end]), end + 1)
  }

  private static func line(_ bytes: ArraySlice<UInt8>) -> String {
    let line = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    return String(decoding: line, as: UTF8.self)
  }
}
