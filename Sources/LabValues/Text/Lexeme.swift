/// What stands between two words. A phrase says which of these it accepts at each of its gaps.
enum Gap: UInt8 {
  case none, space, hyphen, dot, slash, paren, comma, other, newline
}

/// How much a gap separates.
enum Break: UInt8, Comparable {
  case none, clause, sentence

  static func < (one: Break, two: Break) -> Bool { one.rawValue < two.rawValue }
}

/// A run of letters or of digits.
///
///     "Ca2.95mmol/L"  →  ca · 2 · 95 · mmol · l
struct Lexeme {
  var start: Int32
  var end: Int32
  /// The number of the word in the word list, -1 for an unknown one.
  var word: Int32 = -1
  var isDigits: Bool
  /// Before this lexeme.
  var gap: Gap
  var pause: Break

  var range: Range<Int> { Int(start)..<Int(end) }
}

/// Cuts bytes into lexemes; phrases of the data and lines of people go through the same knife.
func lexemes(of bytes: [UInt8]) -> [Lexeme] {
  var found: [Lexeme] = []
  found.reserveCapacity(bytes.count / 4 + 4)
  var i = 0
  var gapStart = 0
  while i < bytes.count {
    let byte = bytes[i]
    guard isDigit(byte) || isLetter(byte) || byte == 0x25 else {
      i += 1
      continue
    }
    let start = i
    i += 1
    if isDigit(byte) {
      while i < bytes.count, isDigit(bytes[i]) { i += 1 }
    } else if byte != 0x25 {
      while i < bytes.count {
        if isLetter(bytes[i]) {
          i += 1
        } else if bytes[i] == 0x27, i + 1 < bytes.count, isLetter(bytes[i + 1]) {
          i += 2
        } else {
          break
        }
      }
    }
    let (gap, pause) = separation(bytes, gapStart..<start)
    found.append(
      Lexeme(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: i),
        isDigits: isDigit(byte), gap: gap, pause: pause))
    gapStart = i
  }
  return found
}

/// Classifies the bytes between two lexemes.
func separation(_ bytes: [UInt8], _ range: Range<Int>) -> (Gap, Break) {
  if range.isEmpty { return (.none, .none) }
  if range.count == 1, bytes[range.lowerBound] == 0x20 { return (.space, .none) }
  var gap = Gap.none
  var pause = Break.none
  for i in range {
    let kind: Gap
    switch bytes[i] {
    case 0x20: kind = .space
    case 0x2D:
      kind = .hyphen
      if range.count > 1, i > 0, bytes[i - 1] == 0x20 { pause = max(pause, .clause) }
    case 0x2E:
      kind = .dot
      // A point ends a sentence when white space or the end follows.
      if i + 1 >= bytes.count || bytes[i + 1] <= 0x20 || bytes[i + 1] == 0x22 { pause = .sentence }
    case 0x2F: kind = .slash
    case 0x28, 0x29, 0x5B, 0x5D:
      kind = .paren
      if range.count > 1 { pause = max(pause, .clause) }
    case 0x2C:
      kind = .comma
      pause = max(pause, .clause)
    case 0x0A:
      kind = .newline
      pause = .sentence
    case 0x3B, 0x3F, 0x21:
      kind = .other
      pause = .sentence
    default: kind = .other
    }
    if kind.rawValue > gap.rawValue { gap = kind }
  }
  return (gap, pause)
}
