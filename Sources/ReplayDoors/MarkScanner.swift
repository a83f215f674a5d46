/// Finds the OSC 133 marks by which a shell tells where its prompt and its output are.
///
///     ESC ] 1 3 3 ; A BEL          the prompt follows
///     ESC ] 1 3 3 ; C … ESC \      the output begins; it may also end with ESC \
///
/// The marks are those of FinalTerm, which many terminals know. A shell that writes them needs no
/// prompt that a program would have to guess.
enum MarkScanner {
  struct Mark: Hashable {
    var letter: Character
    /// From ESC to behind the end of the sequence.
    var range: Range<Int>
  }

  private static let start = Array("\u{1B}]133;".utf8)

  /// The first whole mark with one of these letters; one that is still to come in part is none.
  ///
  /// - Returns: places in `bytes`. A mark whose end has not come is looked for again with the next
  ///   bytes.
  static func first(_ letters: Set<Character>, in bytes: [UInt8], from index: Int = 0) -> Mark? {
    var index = index
    while index + start.count < bytes.count {
      guard let escape = bytes[index...].firstIndex(of: 0x1B) else { return nil }
      index = escape + 1
      guard bytes[escape...].starts(with: start), escape + start.count < bytes.count else {
        continue
      }
      let letter = Character(Unicode.Scalar(bytes[escape + start.count]))
      guard letters.contains(letter), let end = end(of: bytes, from: escape + start.count) else {
        continue
      }
      return Mark(letter: letter, range: escape..<end)
    }
    return nil
  }

  /// Behind the BEL or ESC \ that ends a sequence.
  private static func end(of bytes: [UInt8], from index: Int) -> Int? {
    for place in index..<bytes.count {
      if bytes[place] == 0x07 { return place + 1 }
      if bytes[place] == 0x1B {
        return place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "\\") ? place + 2 : nil
      }
    }
    return nil
  }
}

/// What a terminal would show of the bytes that a program wrote, where it only writes lines.
enum TerminalText {
  /// The text without escape sequences, carriage returns and other control characters but LF.
  ///
  /// Where a program moves the cursor, the text is not what a person sees: ours does so only while
  /// a line is edited, and that lies outside of the marks.
  static func plain(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x1B: index = sequenceEnd(bytes, index)
      case 0x0A, 0x20...0x7E, 0x80...0xFF:
        out.append(bytes[index])
        index += 1
      default: index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Behind an escape sequence; one that is cut off takes all that is left.
  ///
  ///     ESC [ … final      CSI, ends with 0x40–0x7E
  ///     ESC ] P _ ^ …      OSC, DCS, APC, PM, end with BEL or ESC \
  ///     ESC x              two bytes
  private static func sequenceEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    guard start + 1 < bytes.count else { return bytes.count }
    switch bytes[start + 1] {
    case UInt8(ascii: "["):
      let final = bytes[(start + 2)...].firstIndex { (0x40...0x7E).contains($0) }
      return final.map { $0 + 1 } ?? bytes.count
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      for place in (start + 2)..<max(bytes.count, start + 2) {
        if bytes[place] == 0x07 { return place + 1 }
        if bytes[place] == 0x1B { return min(place + 2, bytes.count) }
      }
      return bytes.count
    default: return start + 2
    }
  }
}
