/// A line as bytes that are easy to compare: ASCII lower case, one kind of dash, quote and space,
/// `u` for both signs of micro, plain digits for raised and lowered ones, letters without their accents.
///
///     "Ca²⁺ 2,4 µmol/L"  →  "ca2+ 2,4 umol/l"
///     "ÁCIDO ÚRICO"      →  "acido urico"
struct PlainText {
  private(set) var bytes: [UInt8] = []
  /// The offset in the line of every byte; empty when they are the same.
  private var origins: [Int32] = []
  /// The bytes as written, for the text of values.
  let source: [UInt8]

  init(_ line: String) {
    source = Array(line.utf8)
    if source.allSatisfy({ $0 == Self.lowered($0) && $0 < 0x80 }) {
      bytes = source
    } else if source.allSatisfy({ $0 < 0x80 }) {
      bytes = source.map(Self.lowered)
    } else {
      bytes.reserveCapacity(source.count)
      origins.reserveCapacity(source.count)
      var i = 0
      while i < source.count { i += appendScalar(at: i) }
    }
    if ScannedText.isMixed(bytes) {
      let written = origins.isEmpty ? source : origins.map { source[Int($0)] }
      bytes = ScannedText.mended(bytes, written: written)
    }
    bytes = ChatStamps.blanked(HL7Segments.blanked(bytes))
  }

  /// The offset in the line that a plain offset stands for.
  func origin(_ offset: Int) -> Int {
    guard !origins.isEmpty else { return min(offset, source.count) }
    return offset < origins.count ? Int(origins[offset]) : source.count
  }

  /// The range of the line behind a plain range.
  func origin(_ range: Range<Int>) -> Range<Int> {
    let start = origin(range.lowerBound)
    return start..<max(start, origin(range.upperBound))
  }

  /// The text as written behind a plain range; a tab between cells is a space there.
  func written(_ range: Range<Int>) -> String {
    String(decoding: source[origin(range)].map { $0 == 0x09 ? 0x20 : $0 }, as: UTF8.self)
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    if byte >= 0x41 && byte <= 0x5A { return byte | 0x20 }
    if byte >= 0x20 && byte != 0x7F { return byte }
    return byte == 0x0A || byte == 0x0D ? 0x0A : byte == 0x09 ? 0x09 : 0x20
  }

  private mutating func put(_ byte: UInt8, _ origin: Int) {
    bytes.append(byte)
    origins.append(Int32(truncatingIfNeeded: origin))
  }

  /// Appends the scalar that begins at `i` and says how many bytes it has.
  private mutating func appendScalar(at i: Int) -> Int {
    let first = source[i]
    if first < 0x80 {
      put(Self.lowered(first), i)
      return 1
    }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard i + length <= source.count else {
      put(first, i)
      return 1
    }
    var key = 0
    for k in 0..<length { key = key << 8 | Int(source[i + k]) }
    if let plain = Self.plain(key) {
      for byte in plain.utf8 { put(byte, i) }
    } else {
      for k in 0..<length { put(source[i + k], i + k) }
    }
    return length
  }

  /// The plain form of a scalar given by its UTF-8 bytes, `nil` for a letter like any other.
  private static func plain(_ key: Int) -> StaticText? {
    switch key {
    case 0xC2A0, 0xE280AF, 0xE28080...0xE2808A, 0xE38080: " "
    case 0xC2B5, 0xCEBC, 0xCE9C: "u"
    case 0xCEB1: "a"
    case 0xCEB3: "g"
    case 0xC2B2: "2"
    case 0xC2B3: "3"
    case 0xC2B9: "1"
    case 0xC2B7: "."
    case 0xC397: "x"
    case 0xE28280...0xE28289: digit(key - 0xE28280)
    case 0xE281B0, 0xE281B4...0xE281B9: digit(key - 0xE281B0)
    case 0xE281BA, 0xE2828A: "+"
    case 0xE281BB, 0xE2828B, 0xE28090...0xE28095, 0xE28892: "-"
    case 0xE28098, 0xE28099, 0xCABC: "'"
    case 0xE2809C, 0xE2809D: "\""
    case 0xE280A8, 0xE280A9, 0xC285: "\n"
    case 0xE28691, 0xE296B2, 0xE2AC86, 0xE2AC88, 0xE28697: " \u{2191} "
    case 0xE28693, 0xE296BC, 0xE2AC87, 0xE28698: " \u{2193} "
    case 0xE280A2: ";"
    case 0xE280A6: ".."
    case 0xE289A4: "<="
    case 0xE289A5: ">="
    case 0xE28988, 0xE2888B: "~"
    case 0xE28692: "->"
    // A letter with an accent, and an accent that stands behind its letter. The cedilla stays: "ça" is no "ca".
    case 0xC380...0xC385, 0xC3A0...0xC3A5: "a"
    case 0xC388...0xC38B, 0xC3A8...0xC3AB: "e"
    case 0xC38C...0xC38F, 0xC3AC...0xC3AF: "i"
    case 0xC391, 0xC3B1: "n"
    case 0xC392...0xC396, 0xC398, 0xC3B2...0xC3B6, 0xC3B8: "o"
    case 0xC399...0xC39C, 0xC3B9...0xC3BC: "u"
    case 0xC387: "\u{E7}"
    case 0xCC80...0xCCBF, 0xCD80...0xCDAF: ""
    // Zero-width marks and direction overrides.
    case 0xE2808B...0xE2808F, 0xE280AA...0xE280AE, 0xEFBBBF: ""
    // Full-width ASCII.
    case 0xEFBC81...0xEFBCBF: ascii(key - 0xEFBC81 + 0x21)
    case 0xEFBD80...0xEFBD9E: ascii(key - 0xEFBD80 + 0x60)
    default: nil
    }
  }

  private typealias StaticText = String

  private static func digit(_ value: Int) -> StaticText { String(value) }

  private static func ascii(_ code: Int) -> StaticText {
    String(decoding: [lowered(UInt8(truncatingIfNeeded: code))], as: UTF8.self)
  }
}

@inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

/// Letters are a–z and every byte beyond ASCII; `%` is a word of its own.
@inline(__always) func isLetter(_ byte: UInt8) -> Bool {
  (byte >= 0x61 && byte <= 0x7A) || byte >= 0x80
}
