/// Takes telnet commands out of a stream of bytes, and refuses every option but the window size.
///
///     IAC command                        RFC 854
///     IAC (WILL|WONT|DO|DONT) option     RFC 855, 1143
///     IAC SB option bytes IAC SE         RFC 855; option 31 is the window size, RFC 1073
///     IAC IAC                            the byte 0xFF
///
/// Of the states of RFC 1143 only "no" exists on our side, so a refusal is said once and remembered
/// until the peer gives the option up: two ends can never answer each other for ever.
///
/// It holds about a hundred bytes, whatever a client sends: the bytes of a subnegotiation are not
/// kept, only its first one and the last four.
struct TelnetFilter: Sendable {
  /// What a byte of a telnet command led to.
  /// `nil` in its place: the byte was part of a command that leads to nothing yet.
  enum Effect {
    case byte(UInt8)
    case event(LineEvent)
    case dropLine
    case eraseCharacter
  }

  /// The byte that begins every command.
  static let escape: UInt8 = 255
  private static let subnegotiation: UInt8 = 250
  private static let subnegotiationEnd: UInt8 = 240
  private static let timingMark: UInt8 = 6
  private static let windowSize: UInt8 = 31
  /// A subnegotiation that goes on longer than this is given up; the window size takes 5 bytes.
  private static let subnegotiationLimit = 128

  private enum State {
    case data, command
    case option(TelnetVerb)
    case inside, insideCommand
  }

  private var state = State.data
  private var refusedOurs = ByteSet()
  private var refusedTheirs = ByteSet()
  private var hasWindowSize = false
  private var inside: UInt8 = 0
  private var insideCount = 0
  /// The last four bytes of the subnegotiation.
  private var insideBytes: UInt32 = 0

  /// Whether the next byte belongs to the line, unless it is the escape.
  var isOutside: Bool {
    if case .data = state { true } else { false }
  }

  /// Takes the escape, or a byte that follows one.
  ///
  /// An unknown command of two bytes is dropped. A subnegotiation of more than 128 bytes is given
  /// up: what follows counts as text again, so that a client cannot make the server deaf by never
  /// ending one.
  mutating func take(_ byte: UInt8) -> Effect? {
    switch state {
    case .data:
      state = .command
      return nil
    case .command: return command(byte)
    case .option(let verb):
      state = .data
      return answer(verb, byte).map { .event($0) }
    case .inside:
      if byte == Self.escape { state = .insideCommand } else { keep(byte) }
      return nil
    case .insideCommand:
      switch byte {
      case Self.escape:
        state = .inside
        keep(byte)
        return nil
      case Self.subnegotiationEnd:
        state = .data
        return window().map { .event(.width($0)) }
      default: return command(byte)
      }
    }
  }

  private mutating func command(_ byte: UInt8) -> Effect? {
    state = .data
    switch byte {
    case Self.escape: return .byte(byte)
    case Self.subnegotiation:
      state = .inside
      inside = 0
      insideCount = 0
      insideBytes = 0
      return nil
    case 238, 243, 244, 248: return .dropLine  // ABORT, BRK, IP, EL
    case 246: return .event(.areYouThere)
    case 247: return .eraseCharacter
    default:
      if let verb = TelnetVerb(rawValue: byte) { state = .option(verb) }
      return nil
    }
  }

  /// What an offer or a request is answered with; `nil` where the same was answered before.
  ///
  ///     DO  x       WONT x, the first time; a timing mark every time
  ///     WILL x      DONT x, the first time; the window size DO, the first time
  ///     DONT, WONT  nothing, but the option may be asked for again; WONT window size gets DONT
  private mutating func answer(_ verb: TelnetVerb, _ option: UInt8) -> LineEvent? {
    switch verb {
    case .do:
      // Each timing mark is a question of its own (RFC 860): telnet shows nothing until it is answered.
      guard option == Self.timingMark || refusedOurs.insert(option) else { return nil }
      return .option(verb: .wont, option: option)
    case .dont:
      refusedOurs.remove(option)
      return nil
    case .will:
      if option == Self.windowSize {
        guard !hasWindowSize else { return nil }
        hasWindowSize = true
        return .option(verb: .do, option: option)
      }
      guard refusedTheirs.insert(option) else { return nil }
      return .option(verb: .dont, option: option)
    case .wont:
      guard option == Self.windowSize, hasWindowSize else {
        refusedTheirs.remove(option)
        return nil
      }
      hasWindowSize = false
      return .option(verb: .dont, option: option)
    }
  }

  /// An escaped 0xFF inside of a subnegotiation (`IAC IAC`) is one byte here: a window may be 255
  /// wide.
  private mutating func keep(_ byte: UInt8) {
    if insideCount == 0 {
      inside = byte
    } else {
      insideBytes = insideBytes << 8 | UInt32(byte)
    }
    insideCount += 1
    if insideCount > Self.subnegotiationLimit { state = .data }
  }

  /// The columns of a window size: two bytes of width, two of height; 0 leaves it open.
  ///
  /// Two layers: `.none` where it was no window size, `.some(nil)` where the client leaves its
  /// width open.
  private func window() -> Int?? {
    guard inside == Self.windowSize, insideCount == 5 else { return .none }
    let columns = Int(insideBytes >> 16)
    return .some(columns == 0 ? nil : columns)
  }
}

/// A set of bytes in 32 bytes.
struct ByteSet: Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// Adds a byte; whether it was new.
  mutating func insert(_ byte: UInt8) -> Bool {
    let bit = UInt64(1) << UInt64(byte & 63)
    let isNew = self[byte >> 6] & bit == 0
    self[byte >> 6] |= bit
    return isNew
  }

  mutating func remove(_ byte: UInt8) { self[byte >> 6] &= ~(UInt64(1) << UInt64(byte & 63)) }

  private subscript(word: UInt8) -> UInt64 {
    get {
      switch word {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    }
    set {
      switch word {
      case 0: words.0 = newValue
      case 1: words.1 = newValue
      case 2: words.2 = newValue
      default: words.3 = newValue
      }
    }
  }
}
