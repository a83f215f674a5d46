import Conversation
package import NIOCore

/// Cuts the bytes of one client into lines and telnet commands, however they arrive.
///
///     stream  := (line | command)*
///     line    := (byte | edit | key){0,65536} (CR LF | LF | CR NUL)
///     command := IAC …                      see TelnetFilter
///     edit    := BS | DEL                   takes back the character before it
///              | ^U                         takes back the line
///     key     := ESC "[" (0x20–0x3F)* (0x40–0x7E) | ESC "O" byte
///
/// A key that a terminal sent (the cursor, a paste's brackets) is dropped whole, so that nothing of it
/// is read as a question. A NUL elsewhere is dropped, a CR elsewhere is part of the line. The same bytes
/// give the same events, whole or in pieces. It holds at most one line, and takes a whole read in one pass:
///
///     while let event = framer.next(&bytes) { … }
///
/// Hostile input: no byte is an error. At most 64 KiB are held for one client, whatever comes; a
/// line that is longer is told of once and its rest is thrown away. Time is linear in the bytes.
///
/// One value belongs to one connection and is used on its event loop alone.
package struct LineFramer: Sendable {
  private static let newline: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  /// A TLS connection begins with a handshake record (22) of version 3.x.
  private static let handshake: UInt8 = 0x16
  private static let handshakeVersion: UInt8 = 0x03

  private var telnet = TelnetFilter()
  private var key = KeyFilter()
  /// What arrived of a line whose end did not; empty in between, so that an idle client costs nothing.
  private var begun = ByteBuffer()
  private var isDiscarding = false
  /// Whether a CR waits for what follows it.
  private var hasReturn = false
  private var isAtStart = true
  /// Whether the very first byte may begin a TLS hello.
  private var mayGreetTLS = false
  private var isFirstLine = true
  private var isForeign = false

  /// Begins at the first byte of a connection, where HTTP and TLS are looked for.
  package init() {}

  /// The next event in the bytes, which are consumed up to its end; `nil` once more bytes are needed.
  ///
  /// Call it until it gives `nil`: then every byte was consumed, and nothing has to be kept.
  package mutating func next(_ input: inout ByteBuffer) -> LineEvent? {
    if isAtStart || isForeign || mayGreetTLS {
      if let event = greet(&input) { return event }
    }
    while input.readableBytes > 0 {
      if telnet.isOutside, key.isOutside {
        let count = Self.plainBytes(input)
        if begun.readableBytes == 0, !isDiscarding, !hasReturn {
          if let event = wholeLine(count, &input) { return event }
        }
        if count > 0, let event = keep(count, of: &input) { return event }
      }
      guard let byte = input.readInteger(as: UInt8.self) else { return nil }
      if byte == 0, !hasReturn, telnet.isOutside, key.isOutside {
        Self.skipNULs(&input)
        continue
      }
      if let event = take(byte) { return event }
    }
    return nil
  }

  /// The line that was begun when the client closed its writing side.
  ///
  /// - Returns: `nil` where nothing was begun. Bytes of a telnet command or a key that were cut off
  ///   are dropped.
  package mutating func finish() -> LineEvent? {
    if mayGreetTLS {
      mayGreetTLS = false
      begun.writeInteger(Self.handshake)
    }
    guard begun.readableBytes > 0 || hasReturn else { return nil }
    return endLine()
  }

  /// How many bytes at the front mean nothing but themselves.
  ///
  /// The hot loop of a server under load: one addition and two comparisons for a byte of text.
  private static func plainBytes(_ input: borrowing ByteBuffer) -> Int {
    let bytes = input.readableBytesUInt8Span
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      // Two comparisons for nearly every byte: 0xFF and 0...27 wrap to 0...28.
      if byte &+ 1 <= 28 || byte == KeyFilter.delete, isSpecial(byte) { return index }
      index &+= 1
    }
    return index
  }

  /// Drops a run of NUL at the front: a flood of them must not cost a decision each.
  private static func skipNULs(_ input: inout ByteBuffer) {
    var count = 0
    do {
      let bytes = input.readableBytesUInt8Span
      while count < bytes.count, bytes[count] == 0 { count &+= 1 }
    }
    input.moveReaderIndex(forwardBy: count)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == newline || byte == carriageReturn || byte == 0 || byte == TelnetFilter.escape
      || KeyFilter.begins(byte)
  }

  /// A line that lies in the bytes from start to end: the usual case, taken without a copy.
  ///
  /// - Returns: `nil` where the line does not end in these bytes, ends in another way or is too
  ///   long; the bytes are then untouched.
  private mutating func wholeLine(_ count: Int, _ input: inout ByteBuffer) -> LineEvent? {
    let start = input.readerIndex
    let end: Int
    switch input.getInteger(at: start + count, as: UInt8.self) {
    case Self.newline: end = 1
    case Self.carriageReturn:
      guard input.getInteger(at: start + count + 1, as: UInt8.self) == Self.newline else {
        return nil
      }
      end = 2
    default: return nil
    }
    guard count <= Line.limit else { return nil }
    let text = input.getString(at: start, length: count) ?? ""
    input.moveReaderIndex(forwardBy: count + end)
    return event(for: text)
  }

  /// Adds plain bytes to the line that was begun; the event is that it became too long.
  private mutating func keep(_ count: Int, of input: inout ByteBuffer) -> LineEvent? {
    if hasReturn {
      hasReturn = false
      if let event = keep(Self.carriageReturn) { return event }
    }
    if isDiscarding {
      input.moveReaderIndex(forwardBy: count)
      return nil
    }
    guard begun.readableBytes + count <= Line.limit else {
      // The limit decides how much is looked at, so that pieces and the whole are judged alike.
      let rest = max(0, Line.limit - begun.readableBytes)
      if var front = input.readSlice(length: rest) { begun.writeBuffer(&front) }
      return overflow()
    }
    if var slice = input.readSlice(length: count) { begun.writeBuffer(&slice) }
    return nil
  }

  private mutating func keep(_ byte: UInt8) -> LineEvent? {
    if isDiscarding { return nil }
    guard begun.readableBytes < Line.limit else { return overflow() }
    begun.writeInteger(byte)
    return nil
  }

  /// A request line of HTTP may be longer than any line: it is known by its method even when its
  /// end, with the version, has not come.
  private mutating func overflow() -> LineEvent {
    let isRequest = isFirstLine && ForeignProtocol.isRequest(text(begun) + " HTTP/")
    begun = ByteBuffer()
    isDiscarding = true
    isFirstLine = false
    if isRequest {
      isForeign = true
      return .foreign(.http)
    }
    return .tooLong
  }

  /// Takes a byte that is special, or that belongs to a telnet command.
  private mutating func take(_ byte: UInt8) -> LineEvent? {
    guard telnet.isOutside, byte != TelnetFilter.escape else {
      guard let effect = telnet.take(byte) else { return nil }
      return carryOut(effect)
    }
    if let edit = key.take(byte) { return carryOut(edit) }
    switch byte {
    case Self.newline: return endLine()
    case 0: return hasReturn ? endLine() : nil
    case Self.carriageReturn:
      if hasReturn, let event = keep(byte) { return event }
      hasReturn = true
      return nil
    // A byte behind an escape that turned out to begin no key.
    default: return keepPlain(byte)
    }
  }

  private mutating func keepPlain(_ byte: UInt8) -> LineEvent? {
    if hasReturn {
      hasReturn = false
      if let event = keep(Self.carriageReturn) { return event }
    }
    return keep(byte)
  }

  private mutating func carryOut(_ edit: KeyFilter.Effect) -> LineEvent? {
    switch edit {
    case .dropped: break
    case .eraseCharacter: eraseCharacter()
    case .eraseLine:
      begun = ByteBuffer()
      isDiscarding = false
      hasReturn = false
    }
    return nil
  }

  private mutating func carryOut(_ effect: TelnetFilter.Effect) -> LineEvent? {
    switch effect {
    case .event(let event): return event
    case .byte(let byte): return keepPlain(byte)
    case .dropLine:
      begun = ByteBuffer()
      isDiscarding = false
      hasReturn = false
      return .interrupted
    case .eraseCharacter:
      eraseCharacter()
      return nil
    }
  }

  /// A CR that waits for what follows is the last character, and is taken back alone.
  private mutating func eraseCharacter() {
    if hasReturn { hasReturn = false } else { eraseLast() }
  }

  /// Takes back the last character of the line: its last byte and the bytes that it continues.
  private mutating func eraseLast() {
    while begun.readableBytes > 0 {
      let last = begun.getInteger(at: begun.writerIndex - 1, as: UInt8.self) ?? 0
      begun.moveWriterIndex(to: begun.writerIndex - 1)
      if last & 0xC0 != 0x80 { return }
    }
  }

  /// - Returns: `nil` for the end of a line that was too long, which was told already.
  private mutating func endLine() -> LineEvent? {
    hasReturn = false
    if isDiscarding {
      isDiscarding = false
      return nil
    }
    let text = text(begun)
    begun = ByteBuffer()
    return event(for: text)
  }

  private mutating func event(for text: String) -> LineEvent {
    if isFirstLine {
      isFirstLine = false
      if ForeignProtocol.isRequest(text) {
        isForeign = true
        return .foreign(.http)
      }
    }
    // Repaired bytes take three each, so that a line within the limit can grow past it.
    return text.utf8.count > Line.limit ? .tooLong : .line(text)
  }

  private func text(_ bytes: ByteBuffer) -> String {
    bytes.getString(at: bytes.readerIndex, length: bytes.readableBytes) ?? ""
  }

  /// Looks at the first two bytes of a connection.
  ///
  /// - Returns: an event for TLS alone. The first byte of a hello is held back until the second has
  ///   come, and given to the line where it was none.
  private mutating func greet(_ input: inout ByteBuffer) -> LineEvent? {
    if isForeign {
      input.moveReaderIndex(to: input.writerIndex)
      return nil
    }
    if isAtStart, let first = input.getInteger(at: input.readerIndex, as: UInt8.self) {
      isAtStart = false
      guard first == Self.handshake else { return nil }
      input.moveReaderIndex(forwardBy: 1)
      mayGreetTLS = true
    }
    guard mayGreetTLS, let second = input.getInteger(at: input.readerIndex, as: UInt8.self)
    else { return nil }
    mayGreetTLS = false
    if second == Self.handshakeVersion {
      isForeign = true
      return .foreign(.tls)
    }
    begun.writeInteger(Self.handshake)
    return nil
  }
}
