/// Finds in one pass over its bytes whether a text can go to a client as it is.
///
/// Nearly every line that goes out is plain, and then nothing of it has to be copied. In doubt it
/// says no: whoever asks then takes the slow way, which is always right.
enum CleanText {
  /// Whether `Line.cleaned` would leave the text alone and it holds no line break.
  ///
  /// Looked at are the first bytes of what is taken out (U+0080…00A0, 200B, 200E…200F, 2028…202E,
  /// 2060…2069, FEFF, FFF9…FFFB, E0000…E007F); the rest of a scalar decides only there.
  ///
  /// - Parameter text: well-formed UTF-8, as every `String` is; a tab is no clean character either
  static func isOneCleanLine(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index &+= 1
      if byte < 0x7F {
        if byte < 0x20 { return false }
      } else if byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF || byte == 0xF3 {
        guard isClean(byte, bytes, index) else { return false }
      }
    }
    return true
  }

  /// Whether the scalar that begins with a byte, and goes on at an index, may stay.
  ///
  /// - Returns: `false` for DEL; a byte beyond the end counts as 0, which is in no range.
  private static func isClean(_ first: UInt8, _ bytes: Span<UInt8>, _ index: Int) -> Bool {
    let second = index < bytes.count ? bytes[index] : 0
    let third = index + 1 < bytes.count ? bytes[index + 1] : 0
    switch first {
    case 0xC2: return second > 0xA0
    case 0xE2 where second == 0x80:
      return third != 0x8B && third != 0x8E && third != 0x8F && !(0xA8...0xAE).contains(third)
    case 0xE2: return second != 0x81 || !(0xA0...0xA9).contains(third)
    case 0xEF:
      return !(second == 0xBB && third == 0xBF)
        && !(second == 0xBF && (0xB9...0xBB).contains(third))
    case 0xF3: return second != 0xA0 || third > 0x81
    default: return false
    }
  }
}
