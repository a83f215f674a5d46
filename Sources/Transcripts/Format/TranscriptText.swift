/// The bytes of a transcript file cut into lines, where they are text at all.
///
/// What a reviewer cannot see must not decide a test: tabs, blanks at an end, a CR, invisible and
/// bidirectional characters are problems, each with its line.
struct TranscriptText {
  let path: String
  private(set) var lines: [String] = []
  private(set) var problems: [TranscriptProblem] = []

  init(_ bytes: [UInt8], path: String) {
    self.path = path
    guard !bytes.isEmpty else {
      note(.empty, 1)
      return
    }
    var parts = bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true {
      parts.removeLast()
    } else {
      note(.unterminated, parts.count)
    }
    for (index, part) in parts.enumerated() {
      guard let line = check(part, index + 1) else {
        // A file that is no text would bring one message for every line of it.
        lines = []
        return
      }
      lines.append(line)
    }
    if lines.allSatisfy(\.isEmpty), problems.isEmpty { note(.empty, 1) }
  }

  private mutating func note(_ kind: TranscriptProblem.Kind, _ line: Int) {
    problems.append(TranscriptProblem(kind, path: path, line: line))
  }

  /// The line as text; `nil` where the file is no text file.
  private mutating func check(_ bytes: ArraySlice<UInt8>, _ number: Int) -> String? {
    var bytes = bytes
    if bytes.last == UInt8(ascii: "\r") {
      note(.carriageReturn, number)
      bytes = bytes.dropLast()
    }
    if let control = bytes.first(where: { $0 < 0x20 && $0 != UInt8(ascii: "\t") || $0 == 0x7F }) {
      note(.binary(byte: control), number)
      return nil
    }
    guard let line = String(validating: bytes, as: UTF8.self) else {
      note(.notUTF8, number)
      return nil
    }
    if bytes.contains(UInt8(ascii: "\t")) { note(.tab, number) }
    if bytes.last == UInt8(ascii: " ") { note(.trailingBlank, number) }
    if let scalar = line.unicodeScalars.first(where: { Self.isInvisible($0.value) }) {
      note(
        scalar.value == 0xFEFF && number == 1 ? .byteOrderMark : .invisible(scalar.value), number)
    }
    return line
  }

  /// Characters that a reviewer cannot see and that change what the file says or how it looks.
  private static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80..<0xA0, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2060...0x2069,
      0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}
