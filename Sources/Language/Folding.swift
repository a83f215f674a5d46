/// A line brought to plain letters: ASCII where Unicode has a plain equivalent, byte by byte.
///
///     "Caſé µg ²⁺ — α"   →   "case ug 2   - α"
///
/// Lower-casing of ASCII is left to the tokenizer. Invisible characters and combining marks vanish,
/// pictures become a blank, letters of other scripts stay as lower-case UTF-8.
struct FoldedLine {
  /// The folded line. Upper case of ASCII is still upper case here, and control bytes stay.
  private(set) var bytes: [UInt8]
  /// The original offset of each folded byte and, last, of the end; empty for an ASCII line.
  private var offsets: [Int32] = []

  /// Folds a line. A line of ASCII alone, the usual case, is taken as it is and keeps no offsets.
  init(_ line: String) {
    let original =
      line.utf8.count <= Self.byteLimit
      ? Array(line.utf8) : Array(line.utf8.prefix(Self.byteLimit))
    bytes = original
    if original.contains(where: { $0 >= 0x80 }) { fold(original) }
  }

  /// Longer lines are cut: nobody types a mebibyte, and offsets fit 32 bits.
  static let byteLimit = 1 << 20

  /// Where a folded byte came from, as an offset in the UTF-8 of the line that was given.
  ///
  /// - Parameter index: `0...bytes.count`; the count itself gives the end of the line, as far as it
  ///   was read
  func originalOffset(_ index: Int) -> Int {
    offsets.isEmpty ? index : Int(offsets[index])
  }

  /// Every byte that one scalar yields gets the offset of that scalar's first byte, so that a range
  /// of folded bytes always maps to whole characters of the original.
  private mutating func fold(_ original: [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    offsets.reserveCapacity(original.count + 1)
    var index = 0
    while index < original.count {
      let start = index
      let byte = original[index]
      index += 1
      if byte < 0x80 {
        bytes.append(byte)
      } else {
        while index < original.count, original[index] & 0xc0 == 0x80 { index += 1 }
        if let scalar = Self.scalar(original[start..<index]) {
          ScalarFolding.append(scalar, to: &bytes)
        }
      }
      while offsets.count < bytes.count { offsets.append(Int32(truncatingIfNeeded: start)) }
    }
    offsets.append(Int32(truncatingIfNeeded: original.count))
  }

  /// The scalar of one UTF-8 sequence; `nil` where the limit cut it short.
  private static func scalar(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard let first = bytes.first, bytes.count >= 2, bytes.count <= 4 else { return nil }
    var value = UInt32(first) & (0xff >> UInt32(bytes.count + 1))
    for byte in bytes.dropFirst() { value = value << 6 | UInt32(byte & 0x3f) }
    return Unicode.Scalar(value)
  }
}

/// What each Unicode scalar beyond ASCII is folded to.
///
/// What is not named here goes by its Unicode properties.
///
///     é Ü ﬁ Ａ        the plain letters: e u fi A          µ μ       u
///     ² ₃ ٤ ５        the digit: 2 3 4 5                   ’ ′ ´     '
///     – — −           -                                    … 。 ؟    ;  (a sentence ends)
///     、 ،            ,                                    U+2028    a line break
///     emoji, symbols  a blank                              U+200B    nothing
///     α, ж, 漢        themselves in lower case, as UTF-8
///
/// Hostile input: nothing here can fail. A line is cut at one mebibyte, a sequence that the cut
/// left incomplete is dropped, and every scalar yields at most a few bytes.
enum ScalarFolding {
  /// Appends what a scalar is folded to: nothing, one byte, or some.
  ///
  ///     U+00B5 µ → "u"     U+FB01 ﬁ → "fi"     U+0301 (combining acute) → ""     U+1F600 → " "
  static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar.value {
    case 0xc0...0x17f: append(latin[Int(scalar.value) - 0xc0], to: &bytes)
    case 0xb5, 0x3bc: bytes.append(0x75)  // both signs for micro → u
    case 0xb2, 0xb3: bytes.append(UInt8(scalar.value - 0xb0 + 0x30))
    case 0xb9: bytes.append(0x31)
    case 0x2070, 0x2074...0x2079: bytes.append(UInt8(scalar.value - 0x2070 + 0x30))
    case 0x2080...0x2089: bytes.append(UInt8(scalar.value - 0x2080 + 0x30))
    case 0x2018, 0x2019, 0x201b, 0x2bc, 0x2032, 0xb4: bytes.append(0x27)
    case 0x2010...0x2015, 0x2212: bytes.append(0x2d)
    case 0x85, 0x2028, 0x2029: bytes.append(0x0a)
    case 0x2026, 0x3002, 0x61b, 0x61f, 0x6d4, 0x964, 0x203c, 0x2047...0x2049: bytes.append(0x3b)
    case 0x60c, 0x3001: bytes.append(0x2c)
    case 0xff01...0xff5e: bytes.append(UInt8(scalar.value - 0xff01 + 0x21))
    case 0xfb00...0xfb06:
      append(["ff", "fi", "fl", "ffi", "ffl", "st", "st"][Int(scalar.value) - 0xfb00], to: &bytes)
    case 0x300...0x36f, 0xad, 0x200b...0x200f, 0x2060...0x2064, 0xfeff, 0xfe00...0xfe0f:
      break  // combining or invisible
    case 0x1e00...0x1eff: appendBase(of: scalar, to: &bytes)
    case 0x180...0x24f: appendBase(of: scalar, to: &bytes)
    default: appendOther(scalar, to: &bytes)
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: text.utf8)
  }

  /// U+00C0 to U+017F, 32 in a row; `-` for the two signs among them that are no letters.
  private static let latin: [String] =
    """
    a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th ss
    a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th y
    a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g
    g g g g h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l
    l l l n n n n n n n n n o o o o o o oe oe r r r r r r s s s s s s
    s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s
    """
    .split(whereSeparator: \.isWhitespace).map(String.init)

  /// Rarer Latin letters: the first letter of the name says which (`… LETTER A WITH …`).
  private static func appendBase(of scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    let name = (scalar.properties.name ?? "").utf8.split(separator: 0x20)
    for (word, next) in zip(name, name.dropFirst())
    where word.elementsEqual("LETTER".utf8) && next.count == 1 {
      for letter in next { bytes.append(letter | 0x20) }
      return
    }
    appendOther(scalar, to: &bytes)
  }

  /// The last resort: a decimal digit of any script as ASCII, a letter in lower case as it is, a
  /// mark that combines as nothing, and all else as a blank, so that it separates words.
  private static func appendOther(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    let properties = scalar.properties
    if properties.numericType == .decimal, let value = properties.numericValue {
      bytes.append(0x30 + UInt8(clamping: Int64(value)))
    } else if properties.isAlphabetic {
      bytes.append(contentsOf: properties.lowercaseMapping.utf8)
    } else if properties.generalCategory == .nonspacingMark {
      return
    } else {
      bytes.append(0x20)
    }
  }
}
