/// Breaks text into lines between words, never between a number and its unit or before a marker.
struct Wrapping {
  var width: Int
  /// How far lines after the first are indented.
  var indent: Int
  /// Whether markers lead what stands behind them: those of a foot line do.
  var isFootLine = false

  /// A word that is wider than the line stands alone and is not cut. Runs of blanks become one.
  ///
  /// - Returns: at least one line, which is empty for an empty text.
  func lines(of text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for piece in pieces(of: text) {
      let length = DisplayWidth.of(piece)
      if used > 0, used + 1 + length > width {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        used = indent
        line += piece
        used += length
      } else {
        if !line.isEmpty, used > 0 {
          line += " "
          used += 1
        }
        line += piece
        used += length
      }
    }
    lines.append(line)
    return lines
  }

  /// Words, glued to what must not be torn from them.
  private func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if let last = pieces.last, mustStay(last, before: word) {
        pieces[pieces.count - 1] = last + " " + word
      } else {
        pieces.append(String(word))
      }
    }
    return pieces
  }

  /// Whether a break between two words would tear apart what is read as one.
  ///
  ///     "6.8" before "mg/dL"     "risk." before "[1]"     "12" before "%"
  private func mustStay(_ before: String, before word: Substring) -> Bool {
    if isFootLine {
      if before.hasSuffix(";") { return false }
      if before.first == "[", before.last == "]" { return true }
    }
    if word.first == "[", let end = word.firstIndex(of: "]"),
      word[word.index(after: word.startIndex)..<end].allSatisfy(\.isNumber)
    {
      return true
    }
    guard let last = before.last, last.isNumber else { return false }
    return word.contains("/") || word.first == "%"
  }
}

/// How many terminal columns a text takes.
package enum DisplayWidth {
  /// Counts wide East Asian characters and emoji as two, combining marks as none.
  ///
  /// Like wcwidth(3), from a table of our own: the same on every system and in every locale.
  /// Sequences that a terminal joins to one sign (flags, families) count as their parts.
  package static func of(_ text: some StringProtocol) -> Int {
    var width = 0
    for scalar in text.unicodeScalars { width += of(scalar) }
    return width
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x300: scalar.value == 0 ? 0 : 1
    case 0x300...0x36F, 0x200B...0x200F, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
