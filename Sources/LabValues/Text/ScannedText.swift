/// Mends what a scanner took for a letter or for a digit, byte for byte, so that every offset stays.
///
///     l8.4 pg/mL   1O.4   5.O   ll8   2.4l mmol/L      an l, an I or an O among digits is a digit
///     ca1cium   haemog1obin                            a 1 or a 0 among letters is a letter
///
/// `O2`, `2o`, `4l` and `vitamin b12` stay: they are words of their own.
struct ScannedText {
  private var bytes: [UInt8]
  /// As written, byte for byte of the others: the case of a letter tells.
  private let written: [UInt8]

  private init(_ bytes: [UInt8], _ written: [UInt8]) {
    (self.bytes, self.written) = (bytes, written)
  }

  /// Whether a digit touches a letter, or two points stand together: most lines have nothing to mend.
  static func isMixed(_ bytes: [UInt8]) -> Bool {
    var (earlier, previous): (UInt8, UInt8) = (0, 0)
    for byte in bytes {
      let isPair = isDigit(byte) ? isLetter(previous) : isLetter(byte) && isDigit(previous)
      if isPair { return true }
      if previous == point || previous == comma {
        // "5.O", "l.3", "2.15..2.55"
        if byte == previous || isLetter(byte) && isDigit(earlier)
          || isDigit(byte) && isLetter(earlier)
        {
          return true
        }
      }
      (earlier, previous) = (previous, byte)
    }
    return false
  }

  /// The mended bytes.
  ///
  /// - Parameter written: the byte that each of them was written as
  static func mended(_ bytes: [UInt8], written: [UInt8]) -> [UInt8] {
    var text = ScannedText(bytes, written)
    var i = 0
    while i < bytes.count {
      guard isPart(bytes[i]) else {
        i += 1
        continue
      }
      var end = i + 1
      while end < bytes.count, isPart(bytes[end]) { end += 1 }
      text.mend(i..<end)
      i = end
    }
    return text.bytes
  }

  private static let (point, comma, one, zero): (UInt8, UInt8, UInt8, UInt8) = (
    0x2E, 0x2C, 0x31, 0x30
  )

  /// Digits, letters, and the signs that may stand within a number.
  private static func isPart(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte == point || byte == comma
  }

  private mutating func mend(_ token: Range<Int>) {
    spread(token)
    var digits = 0
    var letters = 0
    var strange = 0
    for i in token {
      if isDigit(bytes[i]) {
        digits += 1
      } else if isLetter(bytes[i]) {
        letters += 1
        if digit(at: i) == nil { strange += 1 }
      }
    }
    guard digits > 0, letters > 0 else { return }
    if strange == 0 {
      if isNumber(token, letters: letters) { writeDigits(token) }
    } else if digits == 1, letters > 4 {
      writeLetter(token)
    }
  }

  /// "2.15..2.55": two points between digits are a dash.
  private mutating func spread(_ token: Range<Int>) {
    guard token.count > 3 else { return }
    for i in token.dropFirst().dropLast(2)
    where bytes[i] == Self.point && bytes[i + 1] == Self.point && isDigit(bytes[i - 1])
      && isDigit(bytes[i + 2])
    {
      (bytes[i], bytes[i + 1]) = (0x2D, 0x20)
    }
  }

  /// The digit that a letter was read for: an l, a capital I or O.
  private func digit(at i: Int) -> UInt8? { Self.digit(lookingLike: written[i]) }

  static func digit(lookingLike byte: UInt8) -> UInt8? {
    switch byte {
    case 0x6C, 0x49: one
    case 0x4F, 0x6F: zero
    default: nil
    }
  }

  private func isSign(_ i: Int) -> Bool { bytes[i] == Self.point || bytes[i] == Self.comma }

  /// Whether a token of digits and letters like digits can only be a number.
  private func isNumber(_ token: Range<Int>, letters: Int) -> Bool {
    var end = token.upperBound
    while end > token.lowerBound + 1, isSign(end - 1) { end -= 1 }
    let (first, last) = (token.lowerBound, end - 1)
    guard !isSign(first), last > first else { return false }
    let hasPoint = (first...last).contains(where: isSign)
    if letters == 1, isLetter(bytes[last]) {
      // "4l", "2o", "2.4l": a litre, a degree, or a digit where a unit follows.
      let isCapital = written[last] == 0x4F || written[last] == 0x49
      return isCapital || measures(behind: token.upperBound)
    }
    if isLetter(bytes[first]) {
      // "O2", "l5": a gas, a vertebra.
      return hasPoint || last - first > 1 && written[first] != 0x6F && written[first] != 0x4F
    }
    return true
  }

  /// Whether a word with a stroke follows, as units have: "mmol/L".
  private func measures(behind end: Int) -> Bool {
    var i = end
    while i < bytes.count, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
    while i < bytes.count, bytes[i] > 0x20 {
      if bytes[i] == 0x2F { return true }
      i += 1
    }
    return false
  }

  private mutating func writeDigits(_ token: Range<Int>) {
    for i in token where isLetter(bytes[i]) {
      if let digit = digit(at: i) { bytes[i] = digit }
    }
  }

  /// A single 1 or 0 with letters on both sides.
  private mutating func writeLetter(_ token: Range<Int>) {
    guard let i = token.first(where: { isDigit(bytes[$0]) }), i > token.lowerBound,
      i + 1 < token.upperBound, isLetter(bytes[i - 1]), isLetter(bytes[i + 1])
    else { return }
    if bytes[i] == Self.one { bytes[i] = 0x6C }
    if bytes[i] == Self.zero { bytes[i] = 0x6F }
  }
}
