/// What a terminal in character mode, or a person on telnet, types besides text.
///
///     ESC "[" (0x20–0x3F)* (0x40–0x7E)   a cursor key, a function key, the brackets of a paste
///     ESC "O" (0x40–0x7E)                a cursor key in application mode
///
/// An escape in front of anything else is dropped alone. It holds no bytes: a sequence that is not ended
/// within some bytes was none.
///
/// Source: ECMA-48, section 5.4 (control sequences), and the key tables of xterm's ctlseqs.
///
/// A reply must never echo such bytes, and a question must not hold them: `ESC [ A` in the middle
/// of a line is a person who pressed the cursor key, not the letter A.
struct KeyFilter: Sendable {
  /// What to do with a byte instead of keeping it.
  enum Effect {
    /// Part of a key.
    case dropped
    case eraseCharacter, eraseLine
  }

  static let delete: UInt8 = 0x7F
  private static let backspace: UInt8 = 0x08
  private static let eraseLine: UInt8 = 0x15
  private static let escape: UInt8 = 0x1B
  /// Parameters of more bytes than this belong to no key.
  private static let longest: UInt8 = 32

  private enum State { case outside, escape, control, single }

  private var state = State.outside
  private var count: UInt8 = 0

  /// Whether the next byte is no part of a key that was begun.
  var isOutside: Bool {
    if case .outside = state { true } else { false }
  }

  /// Whether a byte outside of a key is more than itself.
  static func begins(_ byte: UInt8) -> Bool {
    byte == backspace || byte == delete || byte == eraseLine || byte == escape
  }

  /// What a byte leads to; `nil` where it means itself.
  ///
  /// A byte that cannot go on with a key ends it, and is then judged by itself, so that a lone
  /// escape swallows nothing that follows.
  mutating func take(_ byte: UInt8) -> Effect? {
    switch state {
    case .outside: break
    case .escape:
      switch byte {
      case UInt8(ascii: "["):
        (state, count) = (.control, 0)
        return .dropped
      case UInt8(ascii: "O"):
        state = .single
        return .dropped
      default: state = .outside
      }
    case .control:
      count += 1
      state = .outside
      if (0x40...0x7E).contains(byte) { return .dropped }
      if (0x20...0x3F).contains(byte), count <= Self.longest {
        state = .control
        return .dropped
      }
    case .single:
      state = .outside
      if (0x40...0x7E).contains(byte) { return .dropped }
    }
    switch byte {
    case Self.backspace, Self.delete: return .eraseCharacter
    case Self.eraseLine: return .eraseLine
    case Self.escape:
      state = .escape
      return .dropped
    default: return nil
    }
  }
}
